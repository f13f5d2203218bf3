# Connects to every abstract socket that is known: there is none, since the network is nobody else's.
# expect: {"status": "OK", "stdout": "nobody\n"}
import socket

with open("/proc/net/unix") as file:
    names = [line.split()[-1] for line in file.read().splitlines()[1:] if "@" in line]
for name in names + ["@/tmp/.X11-unix/X0", "@/tmp/dbus", "@/containerd-shim"]:
    try:
        socket.socket(socket.AF_UNIX).connect("\0" + name[1:])
        print("connected to", name)
    except OSError:
        pass
print("nobody")
