#include "processes.h"
#include "conn.h"
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { RUNNER_PID = 1 };

static int proc = -1;

void processes_open(void)
{
    proc = open("/proc", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (proc < 0) fault(0, errno, "open /proc");
}

int processes_fd(void) { return proc; }

void processes_each(void (*see)(pid_t pid))
{
    _Alignas(struct dirent64) char names[4096];
    if (lseek(proc, 0, SEEK_SET) < 0) return;
    for (long n; (n = syscall(SYS_getdents64, proc, names, sizeof names)) > 0;)
        for (long at = 0; at < n; at += ((struct dirent64 *)(names + at))->d_reclen) {
            const char *name = ((struct dirent64 *)(names + at))->d_name;
            int pid = isdigit((unsigned char)name[0]) ? atoi(name) : RUNNER_PID;
            if (pid != RUNNER_PID) see(pid);
        }
}
