# Fills /tmp until nothing more fits.
# request: {"memory_limit_mb": 512, "time_limit_sec": 5}
# expect: {"status": "OK", "stdout": "full\n"}
# at_least: {"memory_kb": 100000}
number = 0
try:
    while True:
        with open(f"/tmp/{number}", "wb") as file:
            file.write(bytes(8 << 20))
        number += 1
except OSError as error:
    print("full" if error.errno == 28 else error)
