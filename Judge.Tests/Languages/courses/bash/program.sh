#!/usr/bin/env bash
set -euo pipefail
declare -A counts
printf '%s,' "$@"; echo " $#"
while read -r key value; do counts[$key]=$value; done
for key in $(printf '%s\n' "${!counts[@]}" | sort); do printf '%s=%s;' "$key" "${counts[$key]}"; done
echo
word=größe
echo "$((1 + 2)) ${word^^} ${#word} $(echo 'scale=2; 10/3' | bc)"
factorial() { local n=$1; ((n <= 1)) && echo 1 || echo $((n * $(factorial $((n - 1))))); }
echo "function: $(factorial 5)"
cat <<TEXT > notes.txt
line one
TEXT
grep -o 'line.*' notes.txt
trap 'echo "failed $?"; exit 0' ERR
false
