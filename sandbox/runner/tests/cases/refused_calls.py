"""Calls of the kernel that no program may make."""
from commands import clean


# Each of the plain ones must be refused with EPERM whatever its arguments: numbers are x86-64's. A call that the kernel would refuse for lack of a
# capability alone is in the list too, because a filter is a second wall.
DENIED = """
import ctypes, errno, os, socket, sys
c = ctypes.CDLL(None, use_errno=True)
def call(number, *arguments):
    ctypes.set_errno(0)
    return c.syscall(ctypes.c_long(number), *map(ctypes.c_long, arguments)), ctypes.get_errno()
plain = dict(mount=165, umount2=166, pivot_root=155, fsopen=430, fsmount=432, open_tree=428, move_mount=429, mount_setattr=442, ptrace=101,
    process_vm_readv=310, process_vm_writev=311, kcmp=312, pidfd_getfd=438, bpf=321, userfaultfd=323, perf_event_open=298, io_uring_setup=425,
    io_uring_enter=426, io_uring_register=427, keyctl=250, add_key=248, request_key=249, unshare=272, setns=308, shmget=29, shmat=30, semget=64, msgget=68,
    mq_open=240, mq_unlink=241, kexec_load=246, kexec_file_load=320, reboot=169, swapon=167, swapoff=168, clock_settime=227, settimeofday=164, adjtimex=159,
    clock_adjtime=305, name_to_handle_at=303, open_by_handle_at=304, init_module=175, finit_module=313, delete_module=176, acct=163, quotactl=179,
    chroot=161, fanotify_init=300, syslog=103, sethostname=170, setdomainname=171, iopl=172, ioperm=173, modify_ldt=154, move_pages=279, mbind=237,
    set_mempolicy=238, vmsplice=278, memfd_secret=447, io_setup=206, io_submit=209, cachestat=451, map_shadow_stack=453, statmount=457, listmount=458,
    lsm_set_self_attr=460, lsm_list_modules=461)
let = [name for name, number in plain.items() if call(number, 0, 0, 0, 0, 0, 0) != (-1, errno.EPERM)]
for flag in (0x20000, 0x2000000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000):
    if call(56, flag | 17, 0, 0, 0, 0) != (-1, errno.EPERM): let.append("clone %x" % flag)
if call(435, 0, 0) != (-1, errno.ENOSYS): let.append("clone3")
if call(135, 0x0040000) != (-1, errno.EPERM): let.append("personality")
if call(133, 0, 0o20666, 0x103) != (-1, errno.EPERM): let.append("mknod")
for family in range(0, 50):
    for kind in (1, 2, 3, 4, 5, 6, 10):
        try:
            socket.socket(family, kind, 0).close()
            if (family, kind) not in ((1, 1), (1, 2), (1, 5), (2, 1), (2, 2), (10, 1), (10, 2)): let.append("socket %d %d" % (family, kind))
        except OSError: pass
for high in (0x100000010, 0x100000028):
    if call(41, high, 3, 0) != (-1, errno.EPERM): let.append("socket with high bits")
high = 1 << 32
for family in (2, 10):
    for kind, right in ((1, 6), (2, 17)):
        for protocol in [-1, *range(1, 300), high, high | 6]:
            if protocol != right and call(41, family, kind, protocol) != (-1, errno.EPROTONOSUPPORT): let.append("socket %d %d %d" % (family, kind, protocol))
    for kind in (0, 5, 7, 8, 9):
        if call(41, family, kind, 0) != (-1, errno.ESOCKTNOSUPPORT): let.append("socket %d %d" % (family, kind))
for family in (0, *range(2, 50), high | 1):
    if call(53, family, 1, 0, 0) != (-1, errno.EOPNOTSUPP): let.append("socketpair %d" % family)
options = {1: (26, 27, 44, 50, 51, 52, 68), 41: (6, 20, 27, 32, 42, 43, 46, 48, 54, 55, 57, 59), 6: (14, 31, 32, 38, 39, 40, 42), 17: (100,)}
for level, numbers in options.items():
    for option in numbers:
        for name in ((level, option), (level | high, option), (level, option | high)):
            if call(54, -1, *name, 0, 0) != (-1, errno.ENOPROTOOPT): let.append("setsockopt %x %x" % name)
for request in (0x8940, 0x8941, 0x8982, 0x8983, 0x89a0, 0x89a1):
    for number in (request, request | high):
        if call(16, -1, number, 0) != (-1, errno.ENOPKG): let.append("ioctl %x" % number)
for number in (317, 444, 445, 446, *range(467, 512)):
    if call(number, 0, 0, 0, 0, 0, 0) != (-1, errno.ENOSYS): let.append(number)
for number in (188, 189, 190):
    if [call(number, 0, 0, 0, size, 0, 0)[1] == errno.E2BIG for size in (512, 513, high | 1)] != [False, True, True]: let.append(number)
if call(463, 0, 0, 0, 0, 0, 0) != (-1, errno.ENOSYS): let.append(463)
for number, error in ((22, errno.EINVAL), (62, errno.EINVAL), (35, errno.EPERM)):
    for option in (number, number | high):
        if call(157, option, 0, 0, 0, 0) != (-1, error): let.append("prctl %x" % option)
for advice in (12, 12 | high):
    if call(28, 0, 0, advice) != (-1, errno.EINVAL): let.append("madvise %x" % advice)
print("denied" if not let else let)
"""


def refused_calls(case):
    case("denied calls", ["/usr/bin/python3", "calls.py"], lambda r: r["out"] == b"denied\n" and clean(r), files=[("calls.py", 0o644, DENIED.encode())])
