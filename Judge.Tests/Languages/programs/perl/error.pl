die "as asked";
