# Asks for the terminal and for pseudo-terminals, to push characters into one as if they were typed: there are none.
# expect: {"status": "OK", "stdout": "none\n"}
import os

for attempt in os.openpty, lambda: os.open("/dev/tty", os.O_RDWR), lambda: os.open("/dev/ptmx", os.O_RDWR), lambda: os.open("/dev/pts/ptmx", os.O_RDWR):
    try:
        print(attempt())
    except OSError:
        pass
print("none")
