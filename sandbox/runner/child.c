#include "child.h"
#include "conn.h"
#include "hold.h"
#include "input.h"
#include "processes.h"
#include "wipe.h"
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
// With 0 the kernel still starts the collector of cores that the host may have named; one byte means neither collector nor file.
enum { CORE_BYTES = 1 };

static struct { struct request *q; bool ahead; int in, out, err, hold; } order;
// Volatile: glibc declares clone() "leaf", so the compiler may drop a store to a static before it, or trust an older load after.
static volatile int exec_errno;
static char stack[STACK_BYTES] __attribute__((aligned(16)));

// Raw system calls only: until exec this process shares PID 1's memory, and the C library's wrappers keep state there.
static long limit(pid_t pid, int what, uint64_t value)
{
    struct { uint64_t soft, hard; } now, wanted;
    if (syscall(SYS_prlimit64, pid, what, NULL, &now) < 0) return -1;
    if (value > now.hard) value = now.hard;
    wanted.soft = wanted.hard = value;
    return syscall(SYS_prlimit64, pid, what, &wanted, NULL);
}

// The stack's limit shapes the address space at exec, and threads' stacks at the C library's start: it cannot come later.
static long limits_of_start(const struct request *q)
{
    return limit(0, RLIMIT_STACK, q->stack_limit) | limit(0, RLIMIT_CORE, CORE_BYTES) | limit(0, RLIMIT_MSGQUEUE, 0) | limit(0, RLIMIT_MEMLOCK, 0);
}

static long limits_of_run(pid_t pid, const struct request *q, uint64_t spent_us)
{
    return limit(pid, RLIMIT_NPROC, q->max_processes) | limit(pid, RLIMIT_NOFILE, q->max_open_files)
        | limit(pid, RLIMIT_FSIZE, q->file_size_limit) | limit(pid, RLIMIT_CPU, (spent_us + q->cpu_limit_us) / 1000000 + CPU_MARGIN_S)
        | (q->address_space ? limit(pid, RLIMIT_AS, q->address_space) : 0);
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
    if (order.ahead && (syscall(SYS_dup3, order.hold, HOLD_FD, 0) < 0 || syscall(SYS_close_range, HOLD_FD + 1, ~0u, 0) < 0)) return -1;
    return syscall(SYS_close_range, 3, order.ahead ? HOLD_FD - 1u : ~0u, 0);
}

static int child_main(void *unused)
{
    (void)unused;
    const struct request *q = order.q;
    uint32_t u = q->uid;
    // The kernel's own struct: SIG_DFL, no flags, no restorer, an empty mask.
    static const uint64_t by_default[4];
    static const uint64_t no_signals;
    if (descriptors() < 0 || syscall(SYS_setsid) < 0 || volunteer_for_oom() < 0 || limits_of_start(q) < 0
        || (!order.ahead && limits_of_run(0, q, 0) < 0)
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

// Ours is the end that must never block us.
static void make_pipe(const struct request *q, int *ours, int *theirs, bool we_write)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) < 0) fault(q->run, errno, "pipe");
    *ours = ends[we_write];
    *theirs = ends[!we_write];
    if (fcntl(*ours, F_SETFL, O_NONBLOCK) < 0) fault(q->run, errno, "pipe");
}

void child_start(struct request *q, bool ahead, struct started *s)
{
    *s = (struct started){ .pidfd = -1, .err = -1, .hold = -1 };
    order.q = q;
    order.ahead = ahead;
    order.in = input_open();
    // The pipes belong to the run, so that it can open /dev/stdout and its like.
    become(q->uid);
    make_pipe(q, &s->out, &order.out, false);
    order.err = order.out;
    if (!(q->flags & FLAG_MERGE)) make_pipe(q, &s->err, &order.err, false);
    become(0);
    if (ahead) make_pipe(q, &s->hold, &order.hold, true);
    exec_errno = 0;
    forget_peak();
    s->pid = clone(child_main, stack + sizeof stack, CLONE_VM | CLONE_VFORK | CLONE_PIDFD | SIGCHLD, NULL, &s->pidfd);
    if (s->pid < 0) fault(q->run, errno, "clone");
    if (exec_errno < 0) fault(q->run, -exec_errno, "child set-up");
    s->exec_errno = exec_errno;
    close(order.in);
    close(order.out);
    if (order.err != order.out) close(order.err);
    if (ahead) close(order.hold);
}

static struct { const struct request *q; uint64_t spent_us; } release;

static void limit_other(pid_t pid) { limits_of_run(pid, release.q, release.spent_us); }

void child_release(const struct request *q, struct started *s, uint64_t spent_us)
{
    // A process's limits may be set by its own user, and by no one else without CAP_SYS_RESOURCE.
    if (syscall(SYS_setresgid, q->uid, -1, -1) < 0 || syscall(SYS_setresuid, q->uid, -1, -1) < 0) fault(q->run, errno, "setresuid");
    long set = limits_of_run(s->pid, q, spent_us);
    int error = errno;
    // Those it has started already, Erlang's starter of commands for one, would hand on the container's limits; those it starts from now on get its own.
    release.q = q;
    release.spent_us = spent_us;
    processes_each(limit_other);
    if (syscall(SYS_setresuid, 0, -1, -1) < 0 || syscall(SYS_setresgid, 0, -1, -1) < 0) fault(q->run, errno, "setresuid back");
    // One that has died meanwhile shows as an ended program.
    if (set < 0 && error != ESRCH) fault(q->run, error, "limits of a spare");
    close(s->hold);
    s->hold = -1;
}
