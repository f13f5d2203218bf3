object Main {
  def head(list: List[Int]): Int = list.head

  def main(args: Array[String]): Unit = println(head(Nil))
}
