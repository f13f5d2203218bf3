# Writes to stdout without end.
# expect: {"status": "OLE", "limit_exceeded": "output", "message": "Output limit of 64 KB exceeded on standard output", "stdout_truncated": true, "stderr": null}
# at_least: {"stdout_bytes": 65537}
while True:
    print("x" * 1000)
