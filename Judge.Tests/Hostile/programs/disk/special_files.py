# Leaves FIFOs, sockets, hard links, and files that are locked, mapped, deleted but open.
# expect: {"status": "OK", "stdout": "made\n"}
import fcntl
import mmap
import os
import socket

for place in "/tmp", "/box", "/dev/shm":
    os.mkfifo(f"{place}/fifo")
    socket.socket(socket.AF_UNIX).bind(f"{place}/socket")
    with open(f"{place}/file", "w+b") as file:
        file.write(bytes(4096))
        file.flush()
        for number in range(50):
            os.link(f"{place}/file", f"{place}/link{number}")
        fcntl.flock(os.dup(file.fileno()), fcntl.LOCK_EX)
        held = mmap.mmap(file.fileno(), 4096)
        os.unlink(f"{place}/file")
print("made")
