# A shell that takes every signal it may take, and goes on.
# expect: {"status": "TLE", "limit_exceeded": "cpu", "stdout": "here\n"}
import os

os.execv("/bin/bash", ["bash", "-c", "for number in {1..64}; do trap : $number 2> /dev/null; done; trap 'exec bash -c \"while :; do :; done\"' EXIT; echo here; while :; do :; done"])
