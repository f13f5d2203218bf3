# Leaves a connection in TIME_WAIT, which the kernel keeps for a minute after its process, and uses up process numbers, by which the next program tells whether it runs in the same container.
import os
import socket

server = socket.create_server(("127.0.0.1", 4444))
client = socket.create_connection(("127.0.0.1", 4444))
peer, _ = server.accept()
client.close()
peer.close()
for _ in range(100):
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
print(os.getpid())
