identification division.
program-id. shop.
data division.
working-storage section.
01 price pic 9(4) value 40.
procedure division.
    call "add-tax" using price
    display "with tax: " price
    stop run.
