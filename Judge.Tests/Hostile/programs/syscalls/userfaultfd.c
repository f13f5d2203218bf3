// Asks to handle page faults, a help to many an exploit.
// expect: {"status": "OK", "stdout": "refused\n"}
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(void)
{
    for (int flags = 0; flags < 2; flags++)
        if (syscall(SYS_userfaultfd, flags) >= 0 || errno != EPERM) return 1;
    puts("refused");
}
