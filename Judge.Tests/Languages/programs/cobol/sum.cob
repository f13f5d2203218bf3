identification division.
program-id. total.
environment division.
input-output section.
file-control.
    select input-file assign to keyboard organization line sequential.
data division.
file section.
fd input-file.
01 input-line pic x(20).
working-storage section.
01 ended pic 9 value 0.
01 total pic s9(18) comp-5 value 0.
01 shown pic -(18)9.
procedure division.
    open input input-file
    perform until ended = 1
        read input-file
            at end move 1 to ended
            not at end add function numval(input-line) to total
        end-read
    end-perform
    move total to shown
    display function trim(shown)
    stop run.
