sealed trait Tree
case object Leaf extends Tree
case class Node(left: Tree, value: Int, right: Tree) extends Tree

class Search {
  def insert(tree: Tree, value: Int): Tree = tree match {
    case Leaf => Node(Leaf, value, Leaf)
    case Node(l, v, r) if value < v => Node(insert(l, value), v, r)
    case Node(l, v, r) => Node(l, v, insert(r, value))
  }
  def walk(tree: Tree): List[Int] = tree match {
    case Leaf => Nil
    case Node(l, v, r) => walk(l) ::: v :: walk(r)
  }
}

object Program extends App {
  val search = new Search
  val numbers = scala.io.Source.stdin.getLines().flatMap(_.split(" ")).map(_.toInt).toList
  println(search.walk(numbers.foldLeft(Leaf: Tree)(search.insert)).mkString(" "))
  println(numbers.groupBy(_ % 2 == 0).mapValues(_.sum).toSeq.sortBy(_._1))
  import scala.concurrent._
  import scala.concurrent.duration._
  import ExecutionContext.Implicits.global
  println(Await.result(Future.sequence((1 to 3).map(i => Future(i * i))), 10.seconds).sum)
  println("größe".map(_.toUpper))
}
