# Two of the shell's oldest floods at once, by a pipe and past it.
# expect: {"status": "OLE", "limit_exceeded": "output"}
# request: {"time_limit_sec": 20}
import os

os.execv("/bin/bash", ["bash", "-c", "yes & yes | tee /dev/stdout"])
