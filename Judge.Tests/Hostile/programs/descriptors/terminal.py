# Makes pseudo-terminals, takes one as its controlling terminal, and pushes characters into it as if they were typed.
# expect: {"status": "OK", "stdout": "made\n"}
import fcntl
import os
import termios

held = [os.openpty() for _ in range(20)]
try:
    fcntl.ioctl(held[0][1], termios.TIOCSCTTY, 0)
    fcntl.ioctl(held[0][1], termios.TIOCSTI, b"x")
except OSError:
    pass
print("made")
