module Main

open Shapes

[<EntryPoint>]
let main args =
    for shape in [ Circle 1.0; Square 2.0 ] do
        printfn "%A: %.2f" shape (Shape.area shape)
    printfn "%d" args.Length
    0
