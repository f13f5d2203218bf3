// Takes locks in a process that shares its descriptors and dies: they would stay, under the name of nobody.
// expect: {"status": "OK", "stdout": "refused\n"}
#define _GNU_SOURCE
#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

static int taker(void *unused)
{
    (void)unused;
    return 0;
}

static char stack[65536];

int main(void)
{
    if (clone(taker, stack + sizeof stack, CLONE_FILES | SIGCHLD, NULL) >= 0 || errno != EPERM) return 1;
    if (clone(taker, stack + sizeof stack, CLONE_VM | CLONE_FILES | CLONE_VFORK | SIGCHLD, NULL) >= 0 || errno != EPERM) return 2;
    if (syscall(SYS_clone, 1L << 32 | CLONE_FILES | SIGCHLD, NULL, NULL, NULL, 0L) >= 0 || errno != EPERM) return 3;
    puts("refused");
}
