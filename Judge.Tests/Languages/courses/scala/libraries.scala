import scala.reflect.runtime.universe._
import scala.util.parsing.combinator.JavaTokenParsers
import scala.xml.XML

object Sums extends JavaTokenParsers {
  def sum: Parser[Int] = rep1sep(wholeNumber, "+") ^^ (_.map(_.toInt).sum)
}

object Main {
  def main(args: Array[String]): Unit = {
    println((XML.loadString("<zoo><cat age='3'/><cat age='4'/></zoo>") \ "cat").map(cat => (cat \ "@age").text.toInt).sum)
    println(Sums.parseAll(Sums.sum, "1 + 2 + 39").get)
    println(typeOf[List[Int]])
  }
}
