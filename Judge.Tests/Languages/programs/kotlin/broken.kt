fun main() = missing()
