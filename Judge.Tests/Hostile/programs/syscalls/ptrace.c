// Traces: PID 1, its own parent, its own child, itself.
// expect: {"status": "OK", "stdout": "refused\n"}
#include <errno.h>
#include <stdio.h>
#include <sys/ptrace.h>
#include <unistd.h>

int main(void)
{
    pid_t child = fork();
    if (child == 0) for (;;) pause();
    if (ptrace(PTRACE_ATTACH, 1, 0, 0) == 0 || errno != EPERM) return 1;
    if (ptrace(PTRACE_SEIZE, child, 0, 0) == 0 || errno != EPERM) return 2;
    if (ptrace(PTRACE_TRACEME, 0, 0, 0) == 0 || errno != EPERM) return 3;
    puts("refused");
}
