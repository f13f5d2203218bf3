# Makes sparse files of the largest size and claims more room than there is.
# expect: {"status": "OK", "stdout": "held to its limits\n"}
import os

for number in range(100):
    with open(f"/tmp/{number}", "wb") as file:
        file.truncate(60 << 20)
with open("/tmp/huge", "wb") as file:
    for claim in (lambda: file.truncate(1 << 50), lambda: os.posix_fallocate(file.fileno(), 0, 1 << 40)):
        try:
            claim()
            print("claimed")
        except OSError:
            pass
print("held to its limits")
