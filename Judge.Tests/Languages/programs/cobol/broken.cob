identification division.
program-id. programs.
procedure division.
    display missing
    stop run.
