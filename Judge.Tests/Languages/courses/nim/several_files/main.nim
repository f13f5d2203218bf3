import std/[json, os, re, sequtils, strformat, strutils, tables, threadpool]
import zoo/lion

type
  Point = object
    x, y: int
  Overdrawn = object of CatchableError

proc `+`(a, b: Point): Point = Point(x: a.x + b.x, y: a.y + b.y)

proc square(n: int): int = n * n

iterator odd(numbers: openArray[int]): int =
  for n in numbers:
    if n mod 2 == 1: yield n

let numbers = stdin.lines.toSeq.map(parseInt)
echo numbers.foldl(a + b), " ", toSeq(numbers.odd), " ", paramStr(1), " ", Point(x: 1, y: 2) + Point(x: 1, y: 1)
echo %*{"a": [1, 2]}, " ", parseJson("""{"b": 3}""")["b"], " ", "b a b".split.toCountTable["b"]
echo "a1b22".findAll(re"\d+")
let squares = numbers.mapIt(spawn square(it))
echo squares.mapIt(^it)
try:
  raise newException(Overdrawn, "größe")
except Overdrawn as e:
  echo e.msg
echo &"{3.14159:.2f} {newLion(\"Leo\").roar}"
