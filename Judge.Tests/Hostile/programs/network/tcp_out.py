# Connects by TCP to the world, by numbers: public resolvers, Docker's gateway, private networks, IPv6.
# expect: {"status": "OK", "stdout": "refused\n"}
import socket

for family, host in (
    (socket.AF_INET, "1.1.1.1"), (socket.AF_INET, "8.8.8.8"), (socket.AF_INET, "172.17.0.1"), (socket.AF_INET, "192.168.1.1"),
    (socket.AF_INET, "10.0.0.1"), (socket.AF_INET6, "2606:4700:4700::1111"), (socket.AF_INET6, "fe80::1"),
):
    for port in 53, 80, 443:
        with socket.socket(family) as client:
            client.settimeout(1)
            try:
                client.connect((host, port))
                print("connected to", host, port)
            except TimeoutError:
                print("sent to", host, port)
            except OSError:
                pass
print("refused")
