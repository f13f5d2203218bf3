#!/bin/bash
# Assembles files, those after --, with the options before it, and links them into main: NASM alone makes object files, and one at a time. What a file
# includes is a part of it, and no file to assemble. With a `main` they are linked with the C library, else `_start` begins.
set -euo pipefail
options=()
while [[ $1 != -- ]]; do
  options+=("$1")
  shift
done
shift

declare -A included=()
if (($# > 1)); then
  for source in "$@"; do
    # A rule for make: -MP names each file that is read in a line of its own, after the source itself. What is wrong is told when it is assembled.
    while IFS= read -r name; do
      [[ $name == *' :' ]] || continue
      name=$(sed 's/\\\(.\)/\1/g; s/\$\$/$/g' <<<"${name% :}")
      [[ ${name#./} == "${source#./}" ]] || included[${name#./}]=yes
    done < <(nasm -M -MP -f elf64 "${options[@]}" "$source" 2>/dev/null | sed 1,/^$/d)
  done
fi

objects=()
for source in "$@"; do
  [[ -z ${included[${source#./}]:-} ]] || continue
  nasm -f elf64 "${options[@]}" -o "${source%.asm}.o" "$source"
  objects+=("${source%.asm}.o")
done

symbols=$(nm "${objects[@]}")
if grep -q ' T main$' <<<"$symbols" && ! grep -q ' T _start$' <<<"$symbols"; then
  exec gcc -no-pie -o main "${objects[@]}" -lm
else
  exec ld -o main "${objects[@]}"
fi
