#!/bin/bash
# Runs a command with its files, those after --, in the order in which Fortran's modules need each other: gfortran reads them as they come.
set -euo pipefail
command=()
while [[ $1 != -- ]]; do
  command+=("$1")
  shift
done
shift
if (($# > 1)); then
  mapfile -t sources < <(awk '
    FNR == 1 { files[++n] = FILENAME }
    { line = tolower($0); sub(/!.*/, "", line); gsub(/[,:;]/, " ", line); count = split(line, word, " ") }
    word[1] ~ /^(sub)?module$/ && word[2] != "procedure" { home[word[2]] = n }
    word[1] == "use" { for (i = 2; i <= count; i++) if (word[i] !~ /^(intrinsic|non_intrinsic)$/) { needs[n] = needs[n] " " word[i]; break } }
    function put(file, names, count, i) {
      if (seen[file]++) return
      count = split(needs[file], names, " ")
      for (i = 1; i <= count; i++) if (names[i] in home) put(home[names[i]])
      print files[file]
    }
    END { for (file = 1; file <= n; file++) put(file) }' "$@")
  set -- "${sources[@]}"
fi
exec "${command[@]}" "$@"
