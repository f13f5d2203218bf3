open System

let mutable line = Console.ReadLine()
while not (isNull line) do
    Console.WriteLine line
    line <- Console.ReadLine()
