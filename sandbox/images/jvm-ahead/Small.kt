data class Square(val side: Double)

enum class Colour { RED, GREEN }

fun <T : Comparable<T>> most(all: List<T>): T? = all.maxOrNull()

fun main() {
    val groups = sortedMapOf<String, MutableList<Int>>()
    while (true) {
        val line = readLine() ?: break
        for (number in line.split(" ").mapNotNull { it.toIntOrNull() })
            groups.getOrPut(if (number % 2 == 0) "even" else "odd") { mutableListOf() }.add(number)
    }
    for ((name, numbers) in groups) println("$name: ${numbers.joinToString()}")
    val grid = Array(3) { row -> IntArray(4) { column -> row * column } }
    val text = when (Colour.valueOf("RED")) { Colour.RED -> "red"; Colour.GREEN -> "green" }
    println("$text ${Square(2.0)} ${most(listOf(1, 2))} ${grid.sumOf { it.sum() }}")
}
