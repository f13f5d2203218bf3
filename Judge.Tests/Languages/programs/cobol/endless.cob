identification division.
program-id. programs.
data division.
working-storage section.
01 i pic 9 value 0.
procedure division.
    perform until i = 1
        continue
    end-perform
    stop run.
