// Changes its root, by chroot and pivot_root.
// expect: {"status": "OK", "stdout": "refused\n"}
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(void)
{
    if (chroot("/tmp") == 0 || errno != EPERM) return 1;
    if (syscall(SYS_pivot_root, ".", ".") == 0 || errno != EPERM) return 2;
    puts("refused");
}
