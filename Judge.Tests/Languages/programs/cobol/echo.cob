identification division.
program-id. echo.
environment division.
input-output section.
file-control.
    select input-file assign to keyboard organization line sequential.
data division.
file section.
fd input-file.
01 input-line pic x(1000).
working-storage section.
01 ended pic 9 value 0.
procedure division.
    open input input-file
    perform until ended = 1
        read input-file
            at end move 1 to ended
            not at end display function trim(input-line trailing)
        end-read
    end-perform
    close input-file
    stop run.
