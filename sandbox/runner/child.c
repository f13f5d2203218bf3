#include "child.h"
#include "conn.h"
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { STACK_BYTES = 65536, CPU_MARGIN_S = 2, NICE = 5, SPARE_FD = 10 };

static struct { struct request *q; int in, out, err; } order;
// Volatile: glibc declares clone() "leaf", so the compiler may drop a store to a static before it, or trust an older load after.
static volatile int exec_errno;
static char stack[STACK_BYTES] __attribute__((aligned(16)));

// Raw system calls only: until exec this process shares PID 1's memory, and the C library's wrappers keep state there.
static long limit(int what, uint64_t value)
{
    struct { uint64_t soft, hard; } now, wanted;
    if (syscall(SYS_prlimit64, 0, what, NULL, &now) < 0) return -1;
    if (value > now.hard) value = now.hard;
    wanted.soft = wanted.hard = value;
    return syscall(SYS_prlimit64, 0, what, &wanted, NULL);
}

static long limits(const struct request *q)
{
    return limit(RLIMIT_NPROC, q->max_processes) | limit(RLIMIT_NOFILE, q->max_open_files)
        | limit(RLIMIT_STACK, q->stack_limit) | limit(RLIMIT_FSIZE, q->file_size_limit)
        | limit(RLIMIT_CORE, 0) | limit(RLIMIT_MSGQUEUE, 0) | limit(RLIMIT_MEMLOCK, 0)
        | limit(RLIMIT_CPU, q->cpu_limit_us / 1000000 + CPU_MARGIN_S)
        | (q->address_space ? limit(RLIMIT_AS, q->address_space) : 0);
}

static long volunteer_for_oom(void)
{
    long fd = syscall(SYS_openat, AT_FDCWD, "/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC, 0);
    if (fd < 0) return -1;
    long n = syscall(SYS_write, fd, "1000", 4);
    syscall(SYS_close, fd);
    return n == 4 ? 0 : -1;
}

static long descriptors(void)
{
    // Away from 0 to 2 first: over --stdio, and after a closed descriptor, the ends themselves may be low.
    long in = syscall(SYS_fcntl, order.in, F_DUPFD, SPARE_FD), out = syscall(SYS_fcntl, order.out, F_DUPFD, SPARE_FD),
         err = syscall(SYS_fcntl, order.err, F_DUPFD, SPARE_FD);
    if (in < 0 || out < 0 || err < 0) return -1;
    if (syscall(SYS_dup3, in, 0, 0) < 0 || syscall(SYS_dup3, out, 1, 0) < 0 || syscall(SYS_dup3, err, 2, 0) < 0) return -1;
    return syscall(SYS_close_range, 3, ~0u, 0);
}

static int child_main(void *unused)
{
    (void)unused;
    const struct request *q = order.q;
    uint32_t u = q->uid;
    // The kernel's own struct: SIG_DFL, no flags, no restorer, an empty mask.
    static const uint64_t by_default[4];
    static const uint64_t no_signals;
    if (descriptors() < 0 || syscall(SYS_setsid) < 0 || volunteer_for_oom() < 0 || limits(q) < 0
        || syscall(SYS_setpriority, PRIO_PROCESS, 0, NICE) < 0 || syscall(SYS_chdir, "/box") < 0
        || syscall(SYS_setgroups, 0, NULL) < 0 || syscall(SYS_setresgid, u, u, u) < 0 || syscall(SYS_setresuid, u, u, u) < 0
        || syscall(SYS_rt_sigaction, SIGPIPE, by_default, NULL, 8) < 0
        || syscall(SYS_rt_sigprocmask, SIG_SETMASK, &no_signals, NULL, 8) < 0) {
        exec_errno = -errno;
        syscall(SYS_exit_group, 127);
    }
    syscall(SYS_umask, 022);
    syscall(SYS_execve, q->argv[0], q->argv, q->env);
    exec_errno = errno;
    syscall(SYS_exit_group, 127);
    return 127;
}

static void forget_peak(void)
{
    // A vforked child's ru_maxrss starts at our own high-water mark, so that is set back before each start.
    static int fd = -1;
    if (fd < 0) fd = open("/proc/self/clear_refs", O_WRONLY | O_CLOEXEC);
    if (fd >= 0 && pwrite(fd, "5", 1, 0) < 0) return;
}

bool child_start(struct request *q, int in, int out, int err, struct started *s)
{
    order.q = q;
    order.in = in;
    order.out = out;
    order.err = err;
    exec_errno = 0;
    forget_peak();
    s->pidfd = -1;
    s->pid = clone(child_main, stack + sizeof stack, CLONE_VM | CLONE_VFORK | CLONE_PIDFD | SIGCHLD, NULL, &s->pidfd);
    if (s->pid < 0) return false;
    if (exec_errno < 0) fault(q->run, -exec_errno, "child set-up");
    s->exec_errno = exec_errno;
    return true;
}
