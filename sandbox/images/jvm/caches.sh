#!/bin/sh
# Makes the ahead-of-time caches (JEP 483) of the JVM's languages: each compiler compiles a training program, each program runs, and the classes
# that were loaded are kept linked, for later starts to map in. A cache serves a start with the same options and the same beginning of the class path.
set -eu
cd /opt/judge/training
classes=/tmp/classes
options='-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData'
mkdir $classes

# Takes the cache's name and the java command without those options.
keep() {
  name=$1
  shift
  printf 'to be or not\n3 2.5 7\n' | java $options -XX:AOTCacheOutput="/opt/judge/$name.aot" "$@" >/dev/null
}

javac -J-XX:+UseSerialGC -J-XX:TieredStopAtLevel=1 -J-XX:-UsePerfData -J-XX:AOTCacheOutput=/opt/judge/javac.aot -d $classes Training.java
keep kotlinc --sun-misc-unsafe-memory-access=allow -Dkotlin.colors.enabled=false -cp "$KOTLIN" org.jetbrains.kotlin.cli.jvm.K2JVMCompiler -kotlin-home /opt/kotlin -no-reflect -nowarn -d $classes Training.kt
keep scalac -cp "$SCALA" scala.tools.nsc.Main -usejavacp -d $classes Training.scala
jar -cf /opt/judge/training.jar -C $classes .

keep java -cp /opt/judge/training.jar judge.training.Training
keep kotlin -cp "/opt/kotlin/lib/kotlin-stdlib.jar:/opt/judge/training.jar" judge.training.TrainingKt
keep scala -cp "/usr/share/java/scala-library.jar:/opt/judge/training.jar" judge.training.ScalaTraining

# The specifications of Clojure's macros come as text, which takes 0.2 s to read.
mkdir /tmp/specs
java -cp "$CLOJURE" -Dclojure.compile.path=/tmp/specs clojure.lang.Compile clojure.core.specs.alpha >/dev/null
jar -cf /opt/judge/core-specs.jar -C /tmp/specs .
keep clojure -cp "/usr/share/java/clojure-1.12.jar:/usr/share/java/spec.alpha.jar:/opt/judge/core-specs.jar" clojure.main training.clj
rm -rf $classes /tmp/specs
