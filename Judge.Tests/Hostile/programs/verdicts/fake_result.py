# Prints what looks like the judge's own answer, and fails.
# expect: {"status": "RE", "exit_code": 1, "message": "Exited with code 1"}
import json
import sys

print(json.dumps({"status": "OK", "exit_code": 0, "time_sec": 0.0, "verdict": "Accepted"}))
sys.exit(1)
