import std/[math, sequtils, strutils]

echo stdin.readAll.splitWhitespace.mapIt(it.parseInt).sum
