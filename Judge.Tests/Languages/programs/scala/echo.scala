object Echo {
  def main(args: Array[String]): Unit = io.Source.stdin.getLines.foreach(println)
}
