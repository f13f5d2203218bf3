let values = [| 1 |]
printfn "%d" values.[3]
