package judge.training

import java.util.PriorityQueue

data class Pair2(val x: Int, val y: Int)

sealed interface Figure
class Disc(val radius: Double) : Figure
object Nothing2 : Figure

fun main() {
    val line = readln()
    val numbers = readLine()!!.split(" ").map { it.toDouble() }
    val counts = line.split(" ").groupingBy { it }.eachCount()
    println("Hello, $line! $counts ${(0..2).map { Pair2(it, it) }} ${numbers.sum()}")
    val map = mutableMapOf<String, MutableList<Int>>()
    map.getOrPut("key") { mutableListOf() }.add(1)
    val queue = PriorityQueue<Int>(compareByDescending { it })
    queue += listOf(3, 1, 2)
    val sorted = line.toList().sortedWith(compareBy({ it.code }, { -it.code })).filter { it != ' ' }.distinct()
    println(sorted.joinToString(" ", "[", "]") + queue.poll() + map + setOf(1, 2) + ArrayDeque(listOf(1, 2)).removeFirst())
    println(listOf(3, 1, 2).sorted().zip(1..3).associate { it }.maxByOrNull { it.value })
    println((1..5).fold(0L) { a, b -> a + b } + generateSequence(1) { it * 2 }.take(5).sum() + IntArray(3) { it }.sum())
    val figure: Figure = Disc(1.0)
    println(when (figure) { is Disc -> "%.2f".format(figure.radius); Nothing2 -> "nothing" })
    println(buildString { append(1); append("text".reversed()) } + System.`in`.bufferedReader().readText().trim().lines().size)
    println(runCatching { listOf(1)[3] }.exceptionOrNull())
}
