import kotlin.math.sqrt

sealed class Result2<out T> {
    data class Success<T>(val value: T) : Result2<T>()
    data class Failure(val reason: String) : Result2<Nothing>()
}

fun root(x: Double): Result2<Double> = if (x < 0) Result2.Failure("$x is negative") else Result2.Success(sqrt(x))

fun String.shout() = uppercase() + "!"

tailrec fun gcd(a: Int, b: Int): Int = if (b == 0) a else gcd(b, a % b)

fun main() {
    val numbers = generateSequence(::readLine).map { it.trim().toInt() }.toList()
    println(numbers.sumOf { it * it })
    for (result in listOf(root(2.25), root(-1.0))) println(when (result) {
        is Result2.Success -> "root ${result.value}"
        is Result2.Failure -> result.reason
    })
    println("größe".shout() + " ${gcd(48, 36)} ${numbers.chunked(2)} ${numbers.windowed(2) { (a, b) -> b - a }}")
    val fibonacci = sequence { var (a, b) = 0 to 1; while (true) { yield(a); val next = a + b; a = b; b = next } }
    println(fibonacci.take(10).joinToString())
    println(mapOf("a" to 1, "b" to 2).entries.associate { (key, value) -> value to key })
    val thread = kotlin.concurrent.thread { println("a thread") }
    thread.join()
    println(Regex("""(\d+)-(\d+)""").find("12-34")?.destructured?.let { (a, b) -> a.toInt() + b.toInt() })
}
