open System
open System.Collections.Generic

type Colour =
    | Red
    | Green

type Shape = { Side: float }

let most (all: 'a list) = List.max all

let rec read numbers =
    match Console.ReadLine() with
    | null -> List.rev numbers
    | line -> read (Array.fold (fun all (word: string) -> int word :: all) numbers (line.Split(' ')))

[<EntryPoint>]
let main _ =
    let numbers = read []
    for name, group in numbers |> List.groupBy (fun number -> if number % 2 = 0 then "even" else "odd") do
        printfn "%s: %s" name (group |> List.map string |> String.concat ", ")
    let grid = Array2D.init 3 4 (fun row column -> row * column)
    let counts = Dictionary<string, int>()
    counts["a"] <- 1
    let mutable total = 0
    for row in 0..2 do
        total <- total + grid[row, 1]
    let text = match Red with Red -> "red" | Green -> "green"
    printfn "%s %.1f %d %d %A" text { Side = 2.0 }.Side (most [ 1; 2 ]) total (Some counts.Count)
    0
