fun main() {
    println(listOf(1)[3])
}
