module Program

open System
open System.Collections.Generic

type Shape =
    | Circle of radius: float
    | Square of side: float

let area shape =
    match shape with
    | Circle r -> Math.PI * r * r
    | Square s -> s * s

let rec fibonacci = function
    | n when n < 2 -> n
    | n -> fibonacci (n - 1) + fibonacci (n - 2)

[<EntryPoint>]
let main args =
    let numbers = Seq.initInfinite (fun _ -> Console.ReadLine()) |> Seq.takeWhile (isNull >> not) |> Seq.map int |> List.ofSeq
    printfn "%d %A" (List.sum numbers) (numbers |> List.map (fun x -> x * x))
    [ Circle 1.0; Square 2.0 ] |> List.iter (area >> printfn "%.2f")
    let later = async { return fibonacci 15 }
    printfn "%d %s" (Async.RunSynchronously later) args.[0]
    let counts = "größe größe klein".Split ' ' |> Seq.countBy id |> Map.ofSeq
    counts |> Map.iter (fun word count -> printfn "%s: %d" word count)
    printfn $"""{String.Join(",", seq { for i in 1..3 -> i * 2 })}"""
    0
