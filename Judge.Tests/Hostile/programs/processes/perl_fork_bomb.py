# Perl's fork bomb, one word longer than the shortest there is.
# expect: {"status": "TLE", "limit_exceeded": "cpu"}
import os

os.execv("/usr/bin/perl", ["perl", "-e", "fork while 1"])
