# Asks for a gigabyte at once and fills it.
# request: {"time_limit_sec": 5}
# expect: {"status": "MLE", "limit_exceeded": "memory", "message": "Memory limit of 256 MB exceeded"}
b = b"x" * (1 << 30)
