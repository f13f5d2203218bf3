let () = print_endline (Greeting.hello "Ann")
