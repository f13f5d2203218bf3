package judge.training

import scala.collection.mutable

case class Cell(x: Int, y: Int)
sealed trait Figure2
case class Disc2(radius: Double) extends Figure2

object ScalaTraining {
  def main(args: Array[String]): Unit = {
    val line = scala.io.StdIn.readLine()
    val numbers = scala.io.StdIn.readLine().split(" ").map(_.toDouble)
    println(s"Hello, $line! ${numbers.sum} ${numbers.toList.map(_ * 2).filter(_ > 2).sorted.mkString(" ")}")
    val counts = mutable.Map[String, Int]().withDefaultValue(0)
    line.split(" ").foreach(word => counts(word) += 1)
    println(counts.toSeq.sortBy(_._2).toMap + " " + line.groupBy(identity).mapValues(_.length).toList.sortBy(-_._2))
    println((1 to 5).map(i => Cell(i, i)).zipWithIndex.foldLeft(0)((a, b) => a + b._2))
    val queue = mutable.Queue(1, 2)
    queue.enqueue(3)
    println(queue.dequeue() + mutable.PriorityQueue(1, 3, 2).dequeue() + mutable.ArrayBuffer(1, 2).sum)
    val figure: Figure2 = Disc2(1)
    println(figure match { case Disc2(radius) => f"$radius%.2f"; case _ => "none" })
    println(Option(3).map(_ + 1).getOrElse(0) + " " + BigInt(2).pow(70) + Array.fill(2, 2)(0).map(_.mkString(",")).mkString("\n"))
    println(for (i <- 1 to 3; j <- 1 to i if i != j) yield (i, j))
    println(Stream.from(1).take(3).toList + " " + Set(1, 2) + Vector(1) + "%d".format(3) + scala.io.Source.stdin.getLines().toList)
    try List(1)(3) catch { case e: IndexOutOfBoundsException => println(e) }
  }
}
