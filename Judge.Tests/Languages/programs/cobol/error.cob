identification division.
program-id. programs.
procedure division.
    stop run returning 3.
