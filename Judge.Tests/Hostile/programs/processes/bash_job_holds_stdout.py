# A shell that ends while a job that it disowned holds its output.
# expect: {"status": "OK", "exit_code": 0, "stdout": "done\n"}
# at_most: {"wall_time_sec": 15}
import os

os.execv("/bin/bash", ["bash", "-c", "(trap '' HUP TERM; sleep 1000) & disown -a; coproc cat; echo done"])
