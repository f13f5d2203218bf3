# Takes Python's own limit of recursion away; its frames then fill the memory.
# request: {"memory_limit_mb": 64, "time_limit_sec": 5}
# expect: {"status": "MLE", "limit_exceeded": "memory"}
import sys

sys.setrecursionlimit(1 << 30)


def depth():
    return depth() + 1


depth()
