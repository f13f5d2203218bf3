object Main {
  def main(args: Array[String]): Unit = {
    val name = io.StdIn.readLine()
    println(s"$name / Grüße, 世界 🌍 / ${name.codePointCount(0, name.length)}")
  }
}
