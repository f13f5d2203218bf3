# Sets a limit of its address space of its own and meets it: MemoryError, which nobody catches.
# expect: {"status": "RE", "exit_code": 1, "limit_exceeded": null, "message": "Exited with code 1: out of memory, as its standard error tells (limit: 256 MB)"}
import resource

resource.setrlimit(resource.RLIMIT_AS, (64 << 20, 64 << 20))
b = bytearray(100 << 20)
