module IntMap = Map.Make (Int)

type 'a tree = Leaf | Node of 'a tree * 'a * 'a tree

let rec insert x = function
  | Leaf -> Node (Leaf, x, Leaf)
  | Node (l, y, r) as t -> if x < y then Node (insert x l, y, r) else if x > y then Node (l, y, insert x r) else t

let rec to_list = function Leaf -> [] | Node (l, x, r) -> to_list l @ (x :: to_list r)

let () =
  let words = Str.split (Str.regexp "[ \t]+") (read_line ()) in
  List.iter print_endline (List.sort compare words);
  Printf.printf "%s\n" (String.concat " " (List.map string_of_int (to_list (List.fold_right insert [ 3; 1; 2 ] Leaf))));
  let m = Mutex.create () and total = ref 0 in
  let threads = List.init 4 (fun i -> Thread.create (fun () -> for _ = 1 to 100 do Mutex.lock m; total := !total + i; Mutex.unlock m done) ()) in
  List.iter Thread.join threads;
  Printf.printf "%d %b\n" !total (Unix.gettimeofday () > 0.0);
  let domain = Domain.spawn (fun () -> List.fold_left ( + ) 0 (List.init 10 Fun.id)) in
  Printf.printf "%d %s\n" (Domain.join domain) (Z.to_string (Z.pow (Z.of_int 2) 100));
  IntMap.iter (Printf.printf "%d:%s ") (IntMap.of_seq (List.to_seq [ (2, "b"); (1, "a") ]));
  Printf.printf "%s %d\n" Sys.argv.(1) (Array.length Sys.argv)
