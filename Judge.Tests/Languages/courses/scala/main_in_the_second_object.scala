object Geometry {
  def area(radius: Double): Double = math.Pi * radius * radius
}

object Program {
  def main(args: Array[String]): Unit = {
    println(f"${Geometry.area(1)}%.2f ${args.mkString(",")}")
  }
}
