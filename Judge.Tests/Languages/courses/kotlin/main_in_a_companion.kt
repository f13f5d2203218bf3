class App {
    companion object {
        private const val NAME = "companion { object"

        @JvmStatic
        fun main(args: Array<String>) = println(NAME)
    }
}
