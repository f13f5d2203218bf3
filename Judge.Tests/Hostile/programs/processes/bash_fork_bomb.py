# The fork bomb that everybody knows, in the background of a shell that ends.
# expect: {"status": "OK", "exit_code": 0}
# at_most: {"wall_time_sec": 20}
import os

os.execv("/bin/bash", ["bash", "-c", "bomb() { bomb | bomb & }; bomb 2> /dev/null"])
