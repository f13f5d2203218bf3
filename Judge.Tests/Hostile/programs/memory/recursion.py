# Recurses past Python's own limit: RecursionError, long before any limit of memory.
# expect: {"status": "RE", "exit_code": 1, "limit_exceeded": null}
def depth():
    return depth() + 1


depth()
