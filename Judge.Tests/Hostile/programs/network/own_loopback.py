# Serves itself on its own loopback, by TCP and UDP: that is allowed, and works.
# expect: {"status": "OK", "stdout": "b'tcp' b'udp'\n"}
import socket

server = socket.create_server(("127.0.0.1", 0))
client = socket.create_connection(server.getsockname())
peer, _ = server.accept()
peer.sendall(b"tcp")
receiver = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
receiver.bind(("127.0.0.1", 0))
socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"udp", receiver.getsockname())
print(client.recv(3), receiver.recv(3))
