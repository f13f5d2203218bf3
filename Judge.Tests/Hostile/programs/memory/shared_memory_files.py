# Hides memory in POSIX shared memory, below /dev/shm.
# request: {"memory_limit_mb": 32}
# expect: {"status": "MLE", "limit_exceeded": "memory"}
from multiprocessing import shared_memory

block = shared_memory.SharedMemory(create=True, size=60 << 20)
for at in range(0, block.size, 4096):
    block.buf[at] = 1
