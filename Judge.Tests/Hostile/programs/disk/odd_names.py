# Names with newlines, of invalid UTF-8, as long as they may be, made of dots and dashes, and those that the runner's wipe uses itself.
# expect: {"status": "OK", "stdout": "made\n"}
import os

names = [b"a\nb", b"\n", b"\xff\xfe", b"x" * 255, b"...", b"-rf", b" ", b"*", b"`id`", b"$(id)", b"\x01\x7f", b".wipe-0", b".wipe-1"]
for place in b"/tmp/", b"/box/", b"/dev/shm/":
    for name in names:
        os.makedirs(place + name + b"/" + name + b"/.wipe-2")
        open(place + name + b"/file" + name[:200], "w").close()
print("made")
