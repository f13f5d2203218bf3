# Forks without end and shrugs off every refusal.
# expect: {"status": "TLE", "limit_exceeded": "cpu"}
import os

while True:
    try:
        os.fork()
    except OSError:
        pass
