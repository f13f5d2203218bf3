printfn "%d" missing
