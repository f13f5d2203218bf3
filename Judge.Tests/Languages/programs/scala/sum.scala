object Main {
  def main(args: Array[String]): Unit =
    println(io.Source.stdin.getLines.flatMap(_.split(" ")).filter(_.nonEmpty).map(_.toLong).sum)
}
