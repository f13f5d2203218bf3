// Makes namespaces of its own, each kind of them, by unshare.
// expect: {"status": "OK", "stdout": "refused\n"}
#define _GNU_SOURCE
#include <errno.h>
#include <sched.h>
#include <stdio.h>

int main(void)
{
    int kinds[] = { CLONE_NEWNS, CLONE_NEWCGROUP, CLONE_NEWUTS, CLONE_NEWIPC, CLONE_NEWUSER, CLONE_NEWPID, CLONE_NEWNET, 0x80 };
    for (unsigned i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (unshare(kinds[i]) == 0 || errno != EPERM) return 1;
    puts("refused");
}
