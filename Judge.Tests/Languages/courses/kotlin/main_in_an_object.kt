class Counter(private val step: Int) {
    var value = 0
        private set

    fun next(): Int {
        value += step
        return value
    }
}

object App {
    @JvmStatic
    fun main(args: Array<String>) {
        val counter = Counter(2)
        repeat(2) { counter.next() }
        println("${counter.value} ${args.joinToString()}")
    }
}
