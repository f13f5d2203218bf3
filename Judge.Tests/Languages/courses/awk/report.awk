#!/usr/bin/gawk -f
function twice(x) { return 2 * x }
BEGIN {
    FS = ","
    OFS = " "
    PROCINFO["sorted_in"] = "@ind_str_asc"
}
NR == 1 { next }
/^#/ { next }
{ total[$1] += $2; lines++ }
$2 > 10 { large = large $1 " " }
END {
    for (name in total) printf "%-5s|%6.2f\n", name, total[name]
    print lines, large twice(lines), length("größe"), toupper("größe")
    print gensub(/(a)(b)/, "\\2\\1", "g", "abab"), strftime("%Y", 0, 1), substr("größe", 3, 2)
    "echo from a shell" | getline text
    print text
    print "kept" > "notes.txt"
    close("notes.txt")
    while ((getline line < "notes.txt") > 0) print line
    exit 0
}
