let () =
  let name = read_line () in
  Printf.printf "%s / Grüße, 世界 🌍 / %d\n" name 12
