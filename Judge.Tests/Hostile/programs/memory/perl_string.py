# A string of Perl's that doubles.
# expect: {"status": "MLE", "limit_exceeded": "memory"}
# request: {"time_limit_sec": 20}
import os

os.execv("/usr/bin/perl", ["perl", "-e", '$x = "x"; $x .= $x while 1'])
