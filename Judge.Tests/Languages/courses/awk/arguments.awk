BEGIN {
    for (i = 0; i < ARGC; i++) print i, ARGV[i]
    # They are options of the program, not names of files.
    for (i = 1; i < ARGC; i++) if (ARGV[i] ~ /^-/) delete ARGV[i]
}
{ print unit $0 }
