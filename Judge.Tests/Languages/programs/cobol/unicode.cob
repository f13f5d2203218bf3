identification division.
program-id. programs.
data division.
working-storage section.
01 person pic x(100).
procedure division.
    accept person
    display function trim(person) " / Grüße, 世界 🌍 / 12"
    stop run.
