// Makes namespaces for a child, each kind of them, by clone and clone3.
// expect: {"status": "OK", "stdout": "refused\n"}
#define _GNU_SOURCE
#include <errno.h>
#include <linux/sched.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(void)
{
    unsigned long kinds[] = { CLONE_NEWNS, CLONE_NEWCGROUP, CLONE_NEWUTS, CLONE_NEWIPC, CLONE_NEWUSER, CLONE_NEWPID, CLONE_NEWNET, CLONE_NEWTIME };
    for (unsigned i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        // clone() reads the bit of CLONE_NEWTIME as part of the signal.
        if (kinds[i] != CLONE_NEWTIME && (syscall(SYS_clone, kinds[i] | SIGCHLD, 0, 0, 0, 0) >= 0 || errno != EPERM)) return 1;
        if (kinds[i] != CLONE_NEWTIME && (syscall(SYS_clone, CLONE_NEWUSER | kinds[i] | SIGCHLD, 0, 0, 0, 0) >= 0 || errno != EPERM)) return 2;
        struct clone_args arguments = { .flags = kinds[i], .exit_signal = SIGCHLD };
        if (syscall(SYS_clone3, &arguments, sizeof arguments) >= 0 || (errno != ENOSYS && errno != EPERM)) return 3;
    }
    puts("refused");
}
