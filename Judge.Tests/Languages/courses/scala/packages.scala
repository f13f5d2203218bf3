package zoo
package cats

object `package` {
  val sound = "Meow"
}

object Lion {
  def main(args: Array[String]): Unit = println(sound + " " + getClass.getName)
}
