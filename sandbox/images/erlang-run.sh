#!/bin/sh
# Runs main.erl as a script. escript takes a file's first line for its own; here it is the program's, under its own number.
set -eu
{ printf '#!/usr/bin/env escript\n-file("main.erl", 0).\n'; cat main.erl; } > /tmp/main.erl
exec escript /tmp/main.erl "$@"
