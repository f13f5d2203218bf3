let () =
  let rec add sum =
    match Scanf.scanf " %d" (fun number -> number) with
    | number -> add (sum + number)
    | exception _ -> sum
  in
  print_endline (string_of_int (add 0))
