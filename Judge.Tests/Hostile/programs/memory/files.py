# Hides memory in files of /tmp and /box, which are memory too.
# request: {"memory_limit_mb": 64}
# expect: {"status": "MLE", "limit_exceeded": "memory"}
for number in range(100):
    for folder in "/tmp", "/box":
        with open(f"{folder}/{number}", "wb") as file:
            file.write(bytes(10 << 20))
