identification division.
program-id. add-tax.
data division.
linkage section.
01 amount pic 9(4).
procedure division using amount.
    multiply 1.25 by amount
    goback.
