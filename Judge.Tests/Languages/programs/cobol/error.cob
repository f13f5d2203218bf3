identification division.
program-id. main.
procedure division.
    stop run returning 3.
