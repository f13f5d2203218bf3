{ if ($1 !~ /^[0-9]+$/) { print "not a number: " $1 > "/dev/stderr"; exit 2 } }
