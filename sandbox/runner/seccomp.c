#include "seccomp.h"
#include <errno.h>
#include <sched.h>
#include <fcntl.h>
#include <linux/memfd.h>
#include <linux/prctl.h>
#include <seccomp.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>

// By name, because the C library that builds this may be older than the kernel that runs it; a name that libseccomp does not
// know yet is skipped, and Docker's own profile (an allow list) denies it.
static const char *const denied[] = {
    "mount", "umount", "umount2", "pivot_root", "fsopen", "fsconfig", "fsmount", "fspick", "open_tree", "open_tree_attr",
    "move_mount", "mount_setattr", "listmount", "statmount",
    "ptrace", "process_vm_readv", "process_vm_writev", "process_madvise", "process_mrelease", "kcmp", "pidfd_getfd",
    "bpf", "userfaultfd", "perf_event_open", "io_uring_setup", "io_uring_enter", "io_uring_register",
    "keyctl", "add_key", "request_key", "unshare", "setns",
    "shmget", "shmat", "shmctl", "shmdt", "semget", "semop", "semctl", "semtimedop", "msgget", "msgsnd", "msgrcv", "msgctl",
    "mq_open", "mq_unlink", "mq_timedsend", "mq_timedreceive", "mq_notify", "mq_getsetattr",
    "kexec_load", "kexec_file_load", "reboot", "swapon", "swapoff",
    "clock_settime", "settimeofday", "clock_adjtime", "adjtimex", "stime",
    "name_to_handle_at", "open_by_handle_at", "init_module", "finit_module", "delete_module",
    // Kernel AIO, because all the host's programs share its contexts (fs.aio-max-nr); the state of files' caches.
    "io_setup", "io_destroy", "io_submit", "io_cancel", "io_getevents", "io_pgetevents", "cachestat",
    "acct", "quotactl", "quotactl_fd", "chroot", "fanotify_init", "fanotify_mark", "syslog", "sethostname", "setdomainname",
    "lookup_dcookie", "vhangup", "iopl", "ioperm", "nfsservctl", "uselib", "ustat", "sysfs", "_sysctl",
    "modify_ldt", "vm86", "vm86old", "move_pages", "migrate_pages", "mbind", "set_mempolicy", "set_mempolicy_home_node", "vmsplice", "memfd_secret", "lsm_set_self_attr",
};

static int deny_names(scmp_filter_ctx ctx)
{
    for (size_t i = 0; i < sizeof denied / sizeof *denied; i++) {
        int number = seccomp_syscall_resolve_name(denied[i]);
        if (number == __NR_SCMP_ERROR) continue;
        int e = seccomp_rule_add(ctx, SCMP_ACT_ERRNO(EPERM), number, 0);
        if (e < 0 && e != -EDOM) return -e;
    }
    return 0;
}

static int answer_when(scmp_filter_ctx ctx, uint16_t error, const char *name, struct scmp_arg_cmp compare)
{
    int number = seccomp_syscall_resolve_name(name);
    if (number == __NR_SCMP_ERROR) return 0;
    int e = seccomp_rule_add(ctx, SCMP_ACT_ERRNO(error), number, 1, compare);
    return e < 0 && e != -EDOM ? -e : 0;
}

static int deny_when(scmp_filter_ctx ctx, const char *name, struct scmp_arg_cmp compare) { return answer_when(ctx, EPERM, name, compare); }

static int deny_namespaces(scmp_filter_ctx ctx)
{
    static const unsigned flags[] = { CLONE_NEWNS, CLONE_NEWCGROUP, CLONE_NEWUTS, CLONE_NEWIPC, CLONE_NEWUSER, CLONE_NEWPID, CLONE_NEWNET };
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++) {
        int e = deny_when(ctx, "clone", SCMP_A0(SCMP_CMP_MASKED_EQ, flags[i], flags[i]));
        if (e) return e;
    }
    // A filter cannot read clone3's flags; with ENOSYS the C library falls back to clone.
    int number = seccomp_syscall_resolve_name("clone3");
    return number == __NR_SCMP_ERROR ? 0 : -seccomp_rule_add(ctx, SCMP_ACT_ERRNO(ENOSYS), number, 0);
}

static int deny_sockets(scmp_filter_ctx ctx)
{
    // The filter compares 64 bits where the kernel takes 32: only these exact values pass, so high bits cannot hide a family.
    for (unsigned family = 0; family < AF_INET6; family++) {
        if (family == AF_UNIX || family == AF_INET) continue;
        int e = deny_when(ctx, "socket", SCMP_A0(SCMP_CMP_EQ, family));
        if (e) return e;
    }
    int e = deny_when(ctx, "socket", SCMP_A0(SCMP_CMP_GT, AF_INET6));
    static const unsigned types[] = { SOCK_RAW, SOCK_RDM, SOCK_DCCP, SOCK_PACKET };
    for (size_t i = 0; !e && i < sizeof types / sizeof *types; i++)
        e = deny_when(ctx, "socket", SCMP_A1(SCMP_CMP_MASKED_EQ, 0xf, types[i]));
    return e;
}

static int deny_rest(scmp_filter_ctx ctx)
{
    static const unsigned kinds[] = { S_IFCHR, S_IFBLK };
    int e = 0;
    for (size_t i = 0; !e && i < sizeof kinds / sizeof *kinds; i++) {
        e = deny_when(ctx, "mknod", SCMP_A1(SCMP_CMP_MASKED_EQ, S_IFMT, kinds[i]));
        if (!e) e = deny_when(ctx, "mknodat", SCMP_A2(SCMP_CMP_MASKED_EQ, S_IFMT, kinds[i]));
    }
    return e ? e : deny_when(ctx, "personality", SCMP_A0(SCMP_CMP_NE, 0xffffffffu));
}

// What would reach past the container's own limits and names. A kernel without it answers the same, and a program goes on without.
static int deny_shared(scmp_filter_ctx ctx)
{
    static const unsigned commands[] = { F_OFD_SETLK, F_OFD_SETLKW };
    int e = 0;
    // Every container's /proc/locks shows the locks that belong to no process; POSIX locks and flock are shown to their own.
    for (size_t i = 0; !e && i < sizeof commands / sizeof *commands; i++)
        e = answer_when(ctx, EINVAL, "fcntl", SCMP_A1(SCMP_CMP_MASKED_EQ, UINT32_MAX, commands[i]));
    // The host's huge pages are charged to no memory limit.
    if (!e) e = answer_when(ctx, ENOMEM, "mmap", SCMP_A3(SCMP_CMP_MASKED_EQ, MAP_HUGETLB, MAP_HUGETLB));
    if (!e) e = answer_when(ctx, ENOSYS, "memfd_create", SCMP_A1(SCMP_CMP_MASKED_EQ, MFD_HUGETLB, MFD_HUGETLB));
    // A cookie of its own would keep the other threads of its cores idle.
    if (!e) e = answer_when(ctx, EINVAL, "prctl", SCMP_A0(SCMP_CMP_MASKED_EQ, UINT32_MAX, PR_SCHED_CORE));
    // Nothing of a container is on a disk: this would write out the host's.
    int number = seccomp_syscall_resolve_name("sync");
    return e || number == __NR_SCMP_ERROR ? e : -seccomp_rule_add(ctx, SCMP_ACT_ERRNO(0), number, 0);
}

int seccomp_install(void)
{
    scmp_filter_ctx ctx = seccomp_init(SCMP_ACT_ALLOW);
    if (!ctx) return ENOMEM;
    // 32-bit and x32 calls would have numbers that this filter does not know.
    int e = -seccomp_attr_set(ctx, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS);
    if (!e) e = deny_names(ctx);
    if (!e) e = deny_namespaces(ctx);
    if (!e) e = deny_sockets(ctx);
    if (!e) e = deny_rest(ctx);
    if (!e) e = deny_shared(ctx);
    if (!e) e = -seccomp_load(ctx);
    seccomp_release(ctx);
    return e;
}
