package zoo

data class Lion(val name: String) {
    fun roar() = "$name roars"
}
