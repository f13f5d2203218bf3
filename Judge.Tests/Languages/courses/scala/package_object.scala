package object util {
  def twice(x: Int) = 2 * x
}

object Main extends App {
  println(util.twice(21))
}
