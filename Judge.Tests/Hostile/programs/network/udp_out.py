# Sends datagrams to the world, by unicast, broadcast and multicast.
# expect: {"status": "OK", "stdout": "refused\n"}
import socket

for host in "1.1.1.1", "172.17.0.1", "255.255.255.255", "224.0.0.1", "169.254.1.1":
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        try:
            sender.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
            sender.sendto(b"secret", (host, 53))
            print("sent to", host)
        except OSError:
            pass
print("refused")
