// Takes locks that belong to an open file and to no process, which every container would see in /proc/locks: there are none. The others work.
// expect: {"status": "OK", "stdout": "refused\n"}
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(void)
{
    struct flock all = { .l_type = F_WRLCK };
    int fd = open("/tmp/locked", O_RDWR | O_CREAT, 0600);
    if (fcntl(fd, F_OFD_SETLK, &all) == 0 || errno != EINVAL) return 1;
    if (fcntl(fd, F_OFD_SETLKW, &all) == 0 || errno != EINVAL) return 2;
    if (syscall(SYS_fcntl, fd, 0x100000000L | F_OFD_SETLK, &all) == 0) return 3;
    if (flock(fd, LOCK_EX | LOCK_NB) < 0 || flock(fd, LOCK_UN) < 0) return 4;
    if (fcntl(fd, F_SETLK, &all) < 0) return 5;

    char line[256];
    FILE *locks = fopen("/proc/locks", "r");
    int own = 0;
    while (fgets(line, sizeof line, locks)) own += strstr(line, "POSIX") != NULL;
    if (own != 1) return 6;
    puts("refused");
}
