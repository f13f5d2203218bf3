let at index = [| 1; 2; 3 |].[index]

printfn "before"
printfn "%d" (at (int (System.Console.ReadLine())))
