// Enters the namespaces of PID 1.
// expect: {"status": "OK", "stdout": "refused\n"}
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(void)
{
    const char *kinds[] = { "cgroup", "ipc", "mnt", "net", "pid", "time", "user", "uts" };
    for (int i = 0; i < 8; i++) {
        char path[64];
        snprintf(path, sizeof path, "/proc/1/ns/%s", kinds[i]);
        if (open(path, O_RDONLY) >= 0) return 1;
        snprintf(path, sizeof path, "/proc/self/ns/%s", kinds[i]);
        int own = open(path, O_RDONLY);
        if (own < 0 || setns(own, 0) == 0 || errno != EPERM) return 2;
    }
    int pid1 = syscall(SYS_pidfd_open, 1, 0);
    if (setns(pid1, CLONE_NEWNS) == 0 || errno != EPERM) return 3;
    puts("refused");
}
