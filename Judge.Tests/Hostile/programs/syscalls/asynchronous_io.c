// Asks for contexts of the kernel's asynchronous I/O, of which all programs of a host share 65,536.
// expect: {"status": "OK", "stdout": "refused\n"}
#include <errno.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(void)
{
    unsigned long context = 0;
    if (syscall(SYS_io_setup, 60000, &context) == 0 || errno != EPERM) return 1;
    if (syscall(SYS_io_setup, 1, &context) == 0 || errno != EPERM) return 2;
    puts("refused");
}
