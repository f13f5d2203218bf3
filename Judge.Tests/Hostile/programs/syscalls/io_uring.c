// Asks for an io_uring, whose work no system call filter sees.
// expect: {"status": "OK", "stdout": "refused\n"}
#define _GNU_SOURCE
#include <errno.h>
#include <linux/io_uring.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(void)
{
    struct io_uring_params parameters = { 0 };
    if (syscall(SYS_io_uring_setup, 8, &parameters) >= 0 || errno != EPERM) return 1;
    if (syscall(SYS_io_uring_enter, 0, 1, 0, 0, NULL, 0) >= 0 || errno != EPERM) return 2;
    if (syscall(SYS_io_uring_register, 0, 0, NULL, 0) >= 0 || errno != EPERM) return 3;
    puts("refused");
}
