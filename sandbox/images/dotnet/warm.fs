namespace global

open System.IO

/// As Warm in warm.cs, with what F# programs begin with: its printf, lists and options.
type Warm =
    static member Up() =
        System.Console.Out.Write("")
        System.Console.Out.Flush()
        use reader = new StreamReader(new MemoryStream("1\na"B), System.Console.InputEncoding)
        use writer = new StreamWriter(new MemoryStream(), System.Console.OutputEncoding)
        writer.AutoFlush <- true
        let line = reader.ReadLine()
        fprintfn writer "Hello, %s! %d %.2f" line (int line) 1.5
        let numbers = [ 3; 1; 2 ] |> List.map (fun number -> number * 2) |> List.sort
        fprintfn writer "%A %d" numbers (Map.ofList [ "a", Seq.sum numbers ]).Count
        writer.WriteLine(String.concat " " [ string line; $"{numbers.Length}" ])
