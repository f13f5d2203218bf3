// Loads a program into the kernel by bpf.
// expect: {"status": "OK", "stdout": "refused\n"}
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(void)
{
    char attributes[128] = { 0 };
    for (int command = 0; command < 40; command++)
        if (syscall(SYS_bpf, command, attributes, sizeof attributes) >= 0 || errno != EPERM) return 1;
    puts("refused");
}
