import zoo.Lion

fun main() = println(Lion("Leo").roar())
