// Puts a system call filter of its own over the runner's that would allow everything: the stricter one still wins.
// expect: {"status": "OK", "stdout": "refused\n"}
#define _GNU_SOURCE
#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/mount.h>

int main(void)
{
    struct sock_filter allow[] = { BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW) };
    struct sock_fprog program = { 1, allow };
    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
    if (mount("none", "/tmp", "tmpfs", 0, NULL) == 0 || errno != EPERM) return 1;
    puts("refused");
}
