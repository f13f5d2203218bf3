# Writes what terminals, browsers and JSON would take for commands.
# expect: {"status": "OK", "stdout": "\u001b[2J\u001b]0;x\u0007</script><img src=x onerror=alert(1)>\\\",\"status\":\"OK\"}\r\n\u2028\ufeff"}
import os

os.write(1, '\x1b[2J\x1b]0;x\x07</script><img src=x onerror=alert(1)>\\","status":"OK"}\r\n\u2028\ufeff'.encode())
