# Leaves something in every place where a program can leave anything, and uses up process numbers, by which the next program tells whether it runs in the same container.
import ctypes
import fcntl
import os
import signal
import socket
import time
from multiprocessing import shared_memory, resource_tracker

libc = ctypes.CDLL(None, use_errno=True)
planted = []


def plant(what, act):
    try:
        act()
        planted.append(what)
    except OSError:
        pass


def call(result):
    if result in (-1, None):
        raise OSError


def files(place):
    for name in (b"plain", b"a\nb", b"\xff", b".hidden", b"x" * 255, b".wipe-0"):
        with open(os.path.join(place, name), "wb") as file:
            file.write(b"secret")
        plant("attribute", lambda: os.setxattr(os.path.join(place, name), "user.note", b"secret"))
    os.symlink("/etc/passwd", os.path.join(place, b"link"))
    os.mkfifo(os.path.join(place, b"fifo"))
    os.makedirs(os.path.join(place, b"deep/er/still"))
    for mode, name in (0o000, b"none"), (0o222, b"write"), (0o7777, b"all"):
        os.mkdir(os.path.join(place, name))
        with open(os.path.join(place, name, b"inside"), "wb") as file:
            file.write(b"secret")
        os.chmod(os.path.join(place, name, b"inside"), mode)
        os.chmod(os.path.join(place, name), mode)


def stay():
    """A process that nothing but SIGKILL ends, and that holds what dies with its holder."""
    os.setsid()
    for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
        signal.signal(number, signal.SIG_IGN)
    abstract = socket.socket(socket.AF_UNIX)
    abstract.bind("\0note")
    abstract.listen()
    server = socket.create_server(("127.0.0.1", 4444))
    server6 = socket.create_server(("::", 4445), family=socket.AF_INET6)
    datagrams = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    datagrams.bind(("127.0.0.1", 4444))
    memory = os.memfd_create("note")
    os.write(memory, b"secret")
    held = open("/tmp/locked", "w")
    fcntl.flock(held, fcntl.LOCK_EX)
    fcntl.fcntl(held, fcntl.F_SETLEASE, fcntl.F_WRLCK)
    libc.inotify_add_watch(libc.inotify_init(), b"/tmp", 0xFFF)
    try:
        terminal = os.openpty()
    except OSError:
        pass
    os.write(ready, b"x")
    time.sleep(1000)


def count_up():
    """Uses up process numbers: a program with a higher one than these runs in the same container."""
    for _ in range(100):
        child = os.fork()
        if child == 0:
            os._exit(0)
        os.waitpid(child, 0)


for place in b"/tmp", b"/box", b"/dev/shm":
    files(place)
    planted.append(place.decode())
block = shared_memory.SharedMemory("note", create=True, size=4096)
block.buf[:6] = b"secret"
resource_tracker.unregister(block._name, "shared_memory")
libc.sem_open.restype = ctypes.c_void_p
plant("POSIX semaphore", lambda: call(libc.sem_open(b"/note", os.O_CREAT, 0o600, 7)))
plant("POSIX queue", lambda: call(libc.mq_open(b"/note", os.O_CREAT | os.O_RDWR, 0o600, None)))
plant("POSIX queue's file", lambda: open("/dev/mqueue/note", "w"))
plant("System V memory", lambda: call(libc.shmget(0x1234, 4096, 0o1600)))
plant("System V semaphore", lambda: call(libc.semget(0x1234, 1, 0o1600)))
plant("System V queue", lambda: call(libc.msgget(0x1234, 0o1600)))
plant("key", lambda: call(libc.syscall(248, b"user", b"note", b"secret", 6, -4)))
plant("time of /tmp", lambda: os.utime("/tmp", (1, 1)))
plant("mode of /tmp", lambda: os.chmod("/tmp", 0o777))
plant("attribute of /tmp", lambda: os.setxattr("/tmp", "user.note", b"secret"))
plant("host name", lambda: socket.sethostname("note"))
plant("priority of PID 1", lambda: os.setpriority(os.PRIO_PROCESS, 1, 19))
done, ready = os.pipe()
if os.fork() == 0:
    if os.fork() == 0:
        stay()
    os._exit(0)
os.read(done, 1)
planted.append("process")
count_up()
print(os.getpid())
print(*planted, sep=", ", flush=True)
# Without the interpreter's own end, which would wait for the process that holds multiprocessing's tracker.
os._exit(0)
