#!/bin/bash
# Runs a command with its files, those after --, and with the interfaces beside them, in the order in which OCaml's modules need each other.
set -euo pipefail
command=()
while [[ $1 != -- ]]; do
  command+=("$1")
  shift
done
shift
mapfile -t interfaces < <(find . -name '*.mli' -printf '%P\n')
if (($# + ${#interfaces[@]} > 1)); then
  mapfile -t folders < <(find . -mindepth 1 -name '*.ml*' -type f -printf '%h\n' | sort -u)
  search=()
  for folder in "${folders[@]}"; do search+=(-I "$folder"); done
  read -ra sources < <(ocamldep -sort "${search[@]}" "$@" "${interfaces[@]}")
  command+=("${search[@]}")
  set -- "${sources[@]}"
fi
exec "${command[@]}" "$@"
