# Asks for more memory than any machine has, and does not catch the MemoryError.
# expect: {"status": "RE", "exit_code": 1, "message": "Exited with code 1: out of memory, as its standard error tells (limit: 256 MB)"}
# at_most: {"memory_kb": 65536}
b = bytearray(1 << 50)
