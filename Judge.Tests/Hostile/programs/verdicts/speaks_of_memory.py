# Writes of a MemoryError that never was, and ends well: only a failure is explained.
# expect: {"status": "OK", "limit_exceeded": null, "message": null}
import sys

sys.stderr.write("MemoryError\nterminate called after throwing an instance of 'std::bad_alloc'\n")
