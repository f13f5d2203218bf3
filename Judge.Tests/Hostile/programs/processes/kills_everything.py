# Sends SIGKILL to every process it may: there is none but itself, which the kernel spares.
# expect: {"status": "OK", "stdout": "alone\n"}
import os
import signal

try:
    os.kill(-1, signal.SIGKILL)
except ProcessLookupError:
    pass
except PermissionError:
    pass
print("alone")
