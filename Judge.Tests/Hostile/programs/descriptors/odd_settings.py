# Makes its streams non-blocking, asks for signals when they change, shuts what it can of them, sends them around, and asks the runner's end for locks.
# expect: {"status": "OK", "stdout": "written\n"}
import fcntl
import os
import signal
import socket

one, other = socket.socketpair()
for descriptor in 0, 1, 2:
    fcntl.fcntl(descriptor, fcntl.F_SETOWN, os.getpid())
    signal.signal(signal.SIGIO, signal.SIG_IGN)
    for change in (
        lambda: os.set_blocking(descriptor, False),
        lambda: fcntl.fcntl(descriptor, fcntl.F_SETFL, os.O_ASYNC | os.O_NONBLOCK),
        lambda: fcntl.fcntl(descriptor, fcntl.F_SETPIPE_SZ, 4096),
        lambda: fcntl.flock(descriptor, fcntl.LOCK_EX),
        lambda: os.fchmod(descriptor, 0),
        lambda: os.fchown(descriptor, 0, 0),
        lambda: socket.send_fds(one, [b"x"], [descriptor]),
    ):
        try:
            change()
        except OSError:
            pass
print("written")
