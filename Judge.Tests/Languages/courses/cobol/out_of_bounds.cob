identification division.
program-id. bounds.
data division.
working-storage section.
01 place pic 99 value 9.
01 people.
   05 age pic 9 occurs 3 times.
procedure division.
    display "before"
    move 1 to age(place)
    stop run.
