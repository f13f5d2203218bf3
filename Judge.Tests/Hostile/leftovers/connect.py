# Leaves a connection in TIME_WAIT, which the kernel keeps for a minute after its process, and tells which container it ran in.
import os
import socket

server = socket.create_server(("127.0.0.1", 4444))
client = socket.create_connection(("127.0.0.1", 4444))
peer, _ = server.accept()
client.close()
peer.close()
print(os.uname().nodename)
