// Puts a system call filter of its own over the runner's, in every way there is, or confines itself by Landlock: each takes the kernel's memory.
// expect: {"status": "OK", "stdout": "refused\n"}
#define _GNU_SOURCE
#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(void)
{
    struct sock_filter allow[] = { BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW) };
    struct sock_fprog program = { 1, allow };
    unsigned long long files[2] = { 1, 0 };
    if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0 || errno != EINVAL) return 1;
    if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_STRICT) == 0 || errno != EINVAL) return 2;
    if (syscall(SYS_prctl, 1L << 32 | PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0 || errno != EINVAL) return 3;
    if (syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) == 0 || errno != ENOSYS) return 4;
    if (syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_NEW_LISTENER, &program) >= 0 || errno != ENOSYS) return 5;
    if (syscall(444 /* landlock_create_ruleset */, files, sizeof files, 0) >= 0 || errno != ENOSYS) return 6;
    if (syscall(446 /* landlock_restrict_self */, 0, 0) >= 0 || errno != ENOSYS) return 7;
    puts("refused");
}
