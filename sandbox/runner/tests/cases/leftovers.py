"""What a run leaves in the kernel, and the container is thrown away for; the last cases of one."""
from commands import clean, py


def leftovers(case):
    # What the kernel keeps of names that were looked up is the container's, and is given back in the middle of a later run, whose memory it would hide.
    def look_up(names): return py("import os\nfor i in range(%d):\n try: os.stat('/usr/lib/%%0200d' %% i)\n except OSError: pass" % names)
    case("a few names looked up", look_up(5000), clean, cpu=5)
    case("many names looked up", look_up(200000), lambda r: r["dirty"] == 64, cpu=30, wall=60)
    case("tcp server", py("import socket,threading\ns=socket.create_server(('127.0.0.1',8000))\nc=socket.create_connection(('127.0.0.1',8000))\na,_=s.accept()\n"
                          "a.sendall(b'hi');print(c.recv(2));c.close();a.close()"), lambda r: r["out"] == b"b'hi'\n" and r["dirty"] & 8)
