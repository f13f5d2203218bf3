# Hides memory in full sockets.
# request: {"memory_limit_mb": 16}
# expect: {"status": "MLE", "limit_exceeded": "memory"}
import socket
import time

held = []
for _ in range(110):
    one, other = socket.socketpair()
    held += one, other
    for end in one, other:
        end.setblocking(False)
        end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 24)
        try:
            while True:
                end.send(bytes(1 << 16))
        except BlockingIOError:
            pass
time.sleep(1000)
