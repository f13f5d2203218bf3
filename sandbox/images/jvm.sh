#!/bin/sh
# Lets each compiler of the JVM work once, and keeps the classes it loaded as an ahead-of-time cache that later starts map in.
set -eu
mkdir -p /opt/judge /tmp/jvm
cd /tmp/jvm

cat > Main.java <<'JAVA'
import java.util.*;
import java.util.stream.*;

public class Main {
    record Point(int x, int y) {}
    public static void main(String[] args) {
        Map<String, Integer> counts = new HashMap<>();
        for (String word : new Scanner(System.in).nextLine().split(" ")) counts.merge(word, 1, Integer::sum);
        System.out.println(counts + " " + IntStream.range(0, 3).mapToObj(i -> new Point(i, i)).collect(Collectors.toList()));
    }
}
JAVA
cat > main.kt <<'KOTLIN'
data class Point(val x: Int, val y: Int)
fun main() {
    val counts = readLine()!!.split(" ").groupingBy { it }.eachCount()
    println("$counts ${(0..2).map { Point(it, it) }}")
}
KOTLIN
cat > Main.scala <<'SCALA'
case class Point(x: Int, y: Int)
object Main {
  def main(args: Array[String]): Unit = println(scala.io.StdIn.readLine().split(" ").groupBy(identity).map(_._1).toList + s"${(0 to 2).map(i => Point(i, i))}")
}
SCALA
echo '(println (frequencies (clojure.string/split (read-line) #" ")))' > main.clj

# Takes the cache's name and the java command without its own options. The same options must be in the language's definition.
keep() {
  name=$1
  shift
  echo "to be or not to be" | java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData -XX:AOTCacheOutput=/opt/judge/$name.aot "$@"
}

javac -J-XX:+UseSerialGC -J-XX:TieredStopAtLevel=1 -J-XX:-UsePerfData -J-XX:AOTCacheOutput=/opt/judge/javac.aot -d out Main.java
keep kotlin -cp "$KOTLIN" org.jetbrains.kotlin.cli.jvm.K2JVMCompiler -kotlin-home /opt/kotlin -no-reflect -nowarn -d main.jar main.kt
mkdir scala && keep scala -cp "$SCALA" scala.tools.nsc.Main -usejavacp -d scala Main.scala
keep clojure -cp "$CLOJURE" clojure.main main.clj
rm -rf /tmp/jvm
