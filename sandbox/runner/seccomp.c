#include "seccomp.h"
#include "rules.h"
#include <errno.h>
#include <sched.h>
#include <fcntl.h>
#include <linux/btrfs.h>
#include <linux/memfd.h>
#include <linux/prctl.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/stat.h>

// By name, because the C library that builds this may be older than the kernel that runs it.
static const char *const denied[] = {
    "mount", "umount", "umount2", "pivot_root", "fsopen", "fsconfig", "fsmount", "fspick", "open_tree",
    "move_mount", "mount_setattr",
    "ptrace", "process_vm_readv", "process_vm_writev", "process_madvise", "process_mrelease", "kcmp", "pidfd_getfd",
    "bpf", "userfaultfd", "perf_event_open", "io_uring_setup", "io_uring_enter", "io_uring_register",
    "keyctl", "add_key", "request_key", "unshare", "setns",
    "shmget", "shmat", "shmctl", "shmdt", "semget", "semop", "semctl", "semtimedop", "msgget", "msgsnd", "msgrcv", "msgctl",
    "mq_open", "mq_unlink", "mq_timedsend", "mq_timedreceive", "mq_notify", "mq_getsetattr",
    "kexec_load", "kexec_file_load", "reboot", "swapon", "swapoff",
    "clock_settime", "settimeofday", "clock_adjtime", "adjtimex", "stime",
    "name_to_handle_at", "open_by_handle_at", "init_module", "finit_module", "delete_module",
    // Kernel AIO, because all the host's programs share its contexts (fs.aio-max-nr).
    "io_setup", "io_destroy", "io_submit", "io_cancel", "io_getevents", "io_pgetevents",
    "acct", "quotactl", "quotactl_fd", "chroot", "fanotify_init", "fanotify_mark", "syslog", "sethostname", "setdomainname",
    "lookup_dcookie", "vhangup", "iopl", "ioperm", "nfsservctl", "uselib", "ustat", "sysfs", "_sysctl",
    "modify_ldt", "vm86", "vm86old", "move_pages", "migrate_pages", "mbind", "set_mempolicy", "set_mempolicy_home_node", "vmsplice", "memfd_secret",
};

// Those that the oldest libseccomp in use (2.5) has no name for: cachestat, which tells the state of files' caches; map_shadow_stack; statmount, listmount;
// lsm_set_self_attr, lsm_list_modules. Numbers are the same on every architecture from 424 on.
static const int denied_numbers[] = { 451, 453, 457, 458, 460, 461 };
// Newer than the libseccomp in use as well.
enum { SETXATTRAT = 463, ATTRIBUTE_MOST_BYTES = 512 };
// PR_SET_MEMORY_MERGE, which headers before Linux 6.4 do not have.
enum { MEMORY_MERGE = 67 };
// removexattrat; and the last number before those of x32.
enum { NEWEST_KNOWN = 466, NUMBER_MAX = 511 };

static int deny_names(scmp_filter_ctx ctx)
{
    int e = 0;
    for (size_t i = 0; !e && i < COUNT(denied); i++) e = refuse(ctx, EPERM, denied[i]);
    for (size_t i = 0; !e && i < COUNT(denied_numbers); i++) e = -seccomp_rule_add(ctx, SCMP_ACT_ERRNO(EPERM), denied_numbers[i], 0);
    return e;
}

static int deny_namespaces(scmp_filter_ctx ctx)
{
    static const unsigned flags[] = { CLONE_NEWNS, CLONE_NEWCGROUP, CLONE_NEWUTS, CLONE_NEWIPC, CLONE_NEWUSER, CLONE_NEWPID, CLONE_NEWNET };
    int e = 0;
    for (size_t i = 0; !e && i < COUNT(flags); i++) e = refuse_if(ctx, EPERM, "clone", SCMP_A0(SCMP_CMP_MASKED_EQ, flags[i], flags[i]));
    // A filter cannot read clone3's flags; with ENOSYS the C library falls back to clone.
    return e ? e : refuse(ctx, ENOSYS, "clone3");
}

// Locks belong to a table of descriptors. In one that processes share they outlive the process that took them, which is the name under which
// /proc/locks shows them: nobody could count them (locks.c). Threads share theirs, and none but theirs is shared by anybody in use.
static int deny_shared_descriptors(scmp_filter_ctx ctx)
{
    return refuse_if(ctx, EPERM, "clone", SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_FILES | CLONE_THREAD, CLONE_FILES));
}

static int deny_rest(scmp_filter_ctx ctx)
{
    static const unsigned kinds[] = { S_IFCHR, S_IFBLK };
    int e = 0;
    for (size_t i = 0; !e && i < COUNT(kinds); i++) {
        e = refuse_if(ctx, EPERM, "mknod", SCMP_A1(SCMP_CMP_MASKED_EQ, S_IFMT, kinds[i]));
        if (!e) e = refuse_if(ctx, EPERM, "mknodat", SCMP_A2(SCMP_CMP_MASKED_EQ, S_IFMT, kinds[i]));
    }
    return e ? e : refuse_if(ctx, EPERM, "personality", SCMP_A0(SCMP_CMP_NE, 0xffffffffu));
}

// Nothing that a run may write is on a disk. Files that it can open are, /etc/hosts for one, and through them these would have the host's disks written
// out, again and again, while the caller waits where no signal reaches it.
static int deny_disks(scmp_filter_ctx ctx)
{
    static const char *const done[] = { "sync", "syncfs", "fsync", "fdatasync", "sync_file_range", "msync" };
    static const unsigned requests[] = { BTRFS_IOC_SYNC, BTRFS_IOC_START_SYNC };
    int e = 0;
    for (size_t i = 0; !e && i < COUNT(done); i++) e = refuse(ctx, 0, done[i]);
    for (size_t i = 0; !e && i < COUNT(requests); i++) e = refuse_if(ctx, ENOTTY, "ioctl", LOW_BITS(1, requests[i]));
    return e;
}

// What would reach past the container's own limits and names. A kernel without it answers the same, and a program goes on without.
static int deny_shared(scmp_filter_ctx ctx)
{
    static const unsigned commands[] = { F_OFD_SETLK, F_OFD_SETLKW };
    int e = 0;
    // Every container's /proc/locks shows the locks that belong to no process; POSIX locks and flock are shown to their own.
    for (size_t i = 0; !e && i < COUNT(commands); i++) e = refuse_if(ctx, EINVAL, "fcntl", LOW_BITS(1, commands[i]));
    // The host's huge pages are charged to no memory limit.
    if (!e) e = refuse_if(ctx, ENOMEM, "mmap", SCMP_A3(SCMP_CMP_MASKED_EQ, MAP_HUGETLB, MAP_HUGETLB));
    if (!e) e = refuse_if(ctx, ENOSYS, "memfd_create", SCMP_A1(SCMP_CMP_MASKED_EQ, MFD_HUGETLB, MFD_HUGETLB));
    // A page that is merged with another container's tells that this one has it too.
    if (!e) e = refuse_if(ctx, EINVAL, "madvise", LOW_BITS(2, MADV_MERGEABLE));
    if (!e) e = refuse_if(ctx, EINVAL, "prctl", LOW_BITS(0, MEMORY_MERGE));
    // A cookie of its own would keep the other threads of its cores idle.
    if (!e) e = refuse_if(ctx, EINVAL, "prctl", LOW_BITS(0, PR_SCHED_CORE));
    return e ? e : deny_disks(ctx);
}

// Access lists of tmpfs are charged to nobody, up to 64 KB a file, and a filter cannot read an attribute's name: all attributes are to be small.
static int deny_large_attributes(scmp_filter_ctx ctx)
{
    static const char *const calls[] = { "setxattr", "lsetxattr", "fsetxattr" };
    int e = 0;
    for (size_t i = 0; !e && i < COUNT(calls); i++) e = refuse_if(ctx, E2BIG, calls[i], SCMP_A3(SCMP_CMP_GT, ATTRIBUTE_MOST_BYTES));
    // Its size is in memory, where no filter looks.
    return e ? e : -seccomp_rule_add(ctx, SCMP_ACT_ERRNO(ENOSYS), SETXATTRAT, 0);
}

// Whoever is confined already has no use for confining himself further, and each filter takes the kernel's own memory: rules_of_sockets.c.
static int deny_filters(scmp_filter_ctx ctx)
{
    static const char *const calls[] = { "seccomp", "landlock_create_ruleset", "landlock_add_rule", "landlock_restrict_self" };
    int e = 0;
    for (size_t i = 0; !e && i < COUNT(calls); i++) e = refuse(ctx, ENOSYS, calls[i]);
    if (!e) e = refuse_if(ctx, EINVAL, "prctl", LOW_BITS(0, PR_SET_SECCOMP));
    // Moves what /proc tells of a process's memory.
    return e ? e : refuse_if(ctx, EPERM, "prctl", LOW_BITS(0, PR_SET_MM));
}

// The engine's own profile refuses what is newer than it; where it is newer than this, what it may allow is not known here.
static int deny_newer(scmp_filter_ctx ctx)
{
    int e = 0;
    for (int number = NEWEST_KNOWN + 1; !e && number <= NUMBER_MAX; number++)
        e = -seccomp_rule_add(ctx, SCMP_ACT_ERRNO(ENOSYS), number, 0);
    return e;
}

int seccomp_install(void)
{
    scmp_filter_ctx ctx = seccomp_init(SCMP_ACT_ALLOW);
    if (!ctx) return ENOMEM;
    // 32-bit and x32 calls would have numbers that this filter does not know.
    int e = -seccomp_attr_set(ctx, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS);
    if (!e) e = deny_names(ctx);
    if (!e) e = deny_namespaces(ctx);
    if (!e) e = deny_shared_descriptors(ctx);
    if (!e) e = refuse_sockets(ctx);
    if (!e) e = deny_rest(ctx);
    if (!e) e = deny_shared(ctx);
    if (!e) e = deny_large_attributes(ctx);
    if (!e) e = deny_filters(ctx);
    if (!e) e = deny_newer(ctx);
    if (!e) e = -seccomp_load(ctx);
    seccomp_release(ctx);
    return e;
}
