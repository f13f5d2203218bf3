#!/bin/sh
# Assembles main.asm into main: NASM alone makes object files. With a `main` it is linked with the C library, else `_start` begins.
set -eu
nasm -f elf64 "$@" -o main.o main.asm
if nm main.o | grep -q ' T main$'; then
  exec gcc -no-pie -o main main.o
else
  exec ld -o main main.o
fi
