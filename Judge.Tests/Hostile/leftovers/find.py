# Looks in every place where a program can have left anything, tells whether others counted up process numbers in this container before, and what it found.
import ctypes
import os
import socket

libc = ctypes.CDLL(None, use_errno=True)
found = []


def look(what, act):
    try:
        seen = act()
        if seen:
            found.append(f"{what}: {seen}")
    except (OSError, KeyError):
        pass


def lines(path, keep):
    with open(path) as file:
        return [line for line in file.read().splitlines() if keep(line)]


def given(result):
    return result not in (-1, None)


def connected(family, address):
    with socket.socket(family) as client:
        client.connect(address)
    return True


def taken(family, kind, address):
    with socket.socket(family, kind) as server:
        try:
            server.bind(address)
        except OSError as error:
            return str(error)


for place in "/tmp", "/box", "/dev/shm", "/dev/mqueue", "/run/judge":
    look(place, lambda: [name for name in os.listdir(place) if name != "main.py"])
    look(f"attributes of {place}", lambda: os.listxattr(place))
    look(f"age of {place}", lambda: os.stat(place).st_mtime < 1000)
for place in "/tmp", "/box", "/dev/shm":
    look(f"mode of {place}", lambda: oct(os.stat(place).st_mode)[-4:] != "1777")
    look(f"space of {place}", lambda: os.statvfs(place).f_files - os.statvfs(place).f_ffree > 2)
look("processes", lambda: [entry for entry in os.listdir("/proc") if entry.isdigit() and int(entry) not in (1, os.getpid())])
look("terminals", lambda: [name for name in os.listdir("/dev/pts") if name != "ptmx"])
# Process -1: locks of open files, which the kernel shows to everybody, the host's too; process 0: one of the host's that waits for such a lock.
look("locks", lambda: lines("/proc/locks", lambda line: line.replace("->", "").split()[4] not in ("-1", "0")))
for table in "msg", "sem", "shm":
    look(f"System V {table}", lambda: lines(f"/proc/sysvipc/{table}", lambda line: not line.split()[0].isalpha()))
for table in "tcp", "tcp6", "udp", "udp6":
    look(f"sockets of {table}", lambda: lines(f"/proc/net/{table}", lambda line: not line.split()[0].isalpha()))
look("abstract sockets", lambda: lines("/proc/net/unix", lambda line: "@" in line))
look("abstract socket", lambda: connected(socket.AF_UNIX, "\0note"))
look("TCP server", lambda: connected(socket.AF_INET, ("127.0.0.1", 4444)))
look("TCP port", lambda: taken(socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", 4444)))
look("TCP port of IPv6", lambda: taken(socket.AF_INET6, socket.SOCK_STREAM, ("::", 4445)))
look("UDP port", lambda: taken(socket.AF_INET, socket.SOCK_DGRAM, ("127.0.0.1", 4444)))
look("measures of TCP's paths", lambda: lines("/proc/sys/net/ipv4/tcp_no_metrics_save", lambda line: line != "1"))
look("what Fast Open keeps of them", lambda: lines("/proc/sys/net/ipv4/tcp_fastopen", lambda line: line != "0"))
libc.sem_open.restype = ctypes.c_void_p
look("POSIX semaphore", lambda: given(libc.sem_open(b"/note", 0)))
look("POSIX memory", lambda: given(libc.shm_open(b"/note", 0, 0)))
look("POSIX queue", lambda: given(libc.mq_open(b"/note", 0)))
look("System V memory", lambda: given(libc.shmget(0x1234, 0, 0)))
look("System V semaphore", lambda: given(libc.semget(0x1234, 0, 0)))
look("System V queue", lambda: given(libc.msgget(0x1234, 0)))
look("key", lambda: given(libc.syscall(249, b"user", b"note", None, 0)))
look("host name", lambda: os.uname().nodename == "note")
look("priority of PID 1", lambda: os.getpriority(os.PRIO_PROCESS, 1))
look("own user", lambda: os.stat("/proc/self").st_uid in (0, 65534))
print("the same container" if os.getpid() > 100 else "another container")
print(found or "nothing")
