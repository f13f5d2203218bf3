let rec depth n = 1 + depth (n + 1)
let rec length = function [] -> 0 | _ :: rest -> 1 + length rest

let () =
  print_int (length (List.init 1_000_000 Fun.id));
  try print_int (depth 0) with Stack_overflow -> print_endline " and too deep"
