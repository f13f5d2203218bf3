identification division.
program-id. programs.
procedure division.
    display "hello"
    stop run.
