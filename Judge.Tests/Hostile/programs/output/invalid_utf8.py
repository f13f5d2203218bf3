# Writes bytes that are no UTF-8: cut short, overlong, a surrogate, beyond Unicode.
# expect: {"status": "OK", "stdout_base64": "w8Cv7aCA9JCAgP8=", "stderr_base64": "/w=="}
import os

os.write(1, b"\xc3\xc0\xaf\xed\xa0\x80\xf4\x90\x80\x80\xff")
os.write(2, b"\xff")
