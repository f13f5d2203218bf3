// Reads and writes the memory and the descriptors of PID 1 and of its own child.
// expect: {"status": "OK", "stdout": "refused\n"}
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

int main(void)
{
    char byte = 0;
    struct iovec here = { &byte, 1 }, there = { &byte, 1 };
    pid_t child = fork();
    if (child == 0) for (;;) pause();
    pid_t others[] = { 1, child };
    for (int i = 0; i < 2; i++) {
        if (process_vm_readv(others[i], &here, 1, &there, 1, 0) >= 0 || errno != EPERM) return 1;
        if (process_vm_writev(others[i], &here, 1, &there, 1, 0) >= 0 || errno != EPERM) return 2;
        if (syscall(SYS_kcmp, others[i], getpid(), 0, 0, 0) >= 0 || errno != EPERM) return 3;
        int process = syscall(SYS_pidfd_open, others[i], 0);
        if (syscall(SYS_pidfd_getfd, process, 0, 0) >= 0 || errno != EPERM) return 4;
        if (syscall(SYS_process_madvise, process, &there, 1, 0, 0) >= 0 || errno != EPERM) return 5;
    }
    puts("refused");
}
