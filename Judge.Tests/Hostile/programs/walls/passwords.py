# Reads the image's users: none of them can log in, and their hashes cannot be read.
# expect: {"status": "OK", "stdout": "none\n"}
found = []
for path in "/etc/shadow", "/etc/gshadow", "/etc/passwd", "/etc/passwd-", "/etc/shadow-":
    try:
        with open(path) as file:
            found += [line for line in file if line.split(":")[1].strip() not in ("x", "*", "!", "!*", "")]
    except OSError:
        pass
print(found or "none")
