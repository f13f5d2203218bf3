import scala.collection.mutable

case class Square(side: Double)

object Small {
  def most[T](all: Seq[T])(implicit order: Ordering[T]): T = all.max

  def main(args: Array[String]): Unit = {
    val groups = mutable.Map[String, List[Int]]().withDefaultValue(Nil)
    for (line <- scala.io.Source.stdin.getLines(); number <- line.split(" ").map(_.toInt)) {
      val name = if (number % 2 == 0) "even" else "odd"
      groups(name) = number :: groups(name)
    }
    for ((name, numbers) <- groups.toSeq.sortBy(_._1)) println(s"$name: ${numbers.reverse.mkString(", ")}")
    var total = 0
    for (row <- 0 until 3; column <- 0 until 4) total += row * column
    Square(2) match { case Square(side) if side > 1 => println(f"$side%.1f ${most(Seq(1, 2))} $total"); case _ => println("none") }
  }
}
