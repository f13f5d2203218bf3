fun main() {
    println(System.`in`.bufferedReader().readText().split(Regex("\\s+")).filter { it.isNotEmpty() }.sumOf { it.toLong() })
}
