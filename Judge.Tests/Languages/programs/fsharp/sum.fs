open System

let numbers = Console.In.ReadToEnd().Split([| ' '; '\n' |], StringSplitOptions.RemoveEmptyEntries)
printfn "%d" (Array.sumBy int64 numbers)
