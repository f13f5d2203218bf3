identification division.
program-id. main.
procedure division.
    display "hello"
    stop run.
