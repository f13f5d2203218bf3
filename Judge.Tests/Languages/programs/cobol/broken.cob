identification division.
program-id. main.
procedure division.
    display missing
    stop run.
