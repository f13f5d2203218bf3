# Forks until it is refused, and does not catch that.
# expect: {"status": "RE", "exit_code": 1, "limit_exceeded": "processes", "message": "Exited with code 1; it had as many processes and threads as its limit allows (64)"}
import os
import time

while os.fork():
    pass
time.sleep(1000)
