object Main {
  def main(args: Array[String]): Unit = println(List(1)(3))
}
