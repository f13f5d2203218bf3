fun main() {
    val name = readln()
    println("$name / Grüße, 世界 🌍 / ${name.codePointCount(0, name.length)}")
}
