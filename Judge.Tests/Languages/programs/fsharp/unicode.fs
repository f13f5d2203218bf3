let name = System.Console.ReadLine()
printfn "%s / Grüße, 世界 🌍 / %d" name (Seq.length (name.EnumerateRunes()))
