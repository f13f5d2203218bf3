# Looks for the runner's socket, to speak to the server in its place.
# expect: {"status": "OK", "stdout": "refused\n"}
import os
import socket

places = ["/run/judge/runner.sock"]
for folder in "/run", "/run/judge", "/tmp", "/box", "/dev/shm":
    try:
        places += [os.path.join(folder, name) for name in os.listdir(folder)]
    except OSError:
        pass
for place in places:
    for kind in socket.SOCK_STREAM, socket.SOCK_SEQPACKET, socket.SOCK_DGRAM:
        try:
            socket.socket(socket.AF_UNIX, kind).connect(place)
            print("connected to", place)
        except OSError:
            pass
try:
    open("/run/judge/x", "w")
    print("wrote to /run/judge")
except OSError:
    pass
print("refused")
