// Has the host's disks written out through the files of theirs that it can open, again and again. Nothing that a run writes is on one, so it is told that all is done.
// expect: {"status": "OK"}
// at_most: {"time_sec": 1, "wall_time_sec": 10}
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/btrfs.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

int main(void)
{
    const char *const names[] = { "/etc/hosts", "/run/judge", "/" };
    for (unsigned k = 0; k < sizeof names / sizeof *names; k++) {
        int fd = open(names[k], O_RDONLY);
        if (fd < 0) continue;
        for (int i = 0; i < 5000; i++)
            if (syncfs(fd) < 0 || fsync(fd) < 0 || fdatasync(fd) < 0 || sync_file_range(fd, 0, 0, SYNC_FILE_RANGE_WRITE) < 0) return 1 + k;
        if (ioctl(fd, BTRFS_IOC_SYNC) == 0 || errno != ENOTTY) return 11 + k;
    }
    int fd = open("/etc/hosts", O_RDONLY);
    void *mapped = mmap(NULL, 1, PROT_READ, MAP_SHARED, fd, 0);
    for (int i = 0; mapped != MAP_FAILED && i < 5000; i++)
        if (msync(mapped, 1, MS_SYNC) < 0) return 21;
}
