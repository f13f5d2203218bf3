exception Overdrawn of int

let withdraw balance amount = if amount > balance then raise (Overdrawn (amount - balance)) else balance - amount

let () =
  print_endline "before";
  print_int (withdraw 1 3)
