// Tries to make files that nobody may delete: the immutable and append-only flags.
// expect: {"status": "OK", "stdout": "refused\n"}
#include <fcntl.h>
#include <linux/fs.h>
#include <stdio.h>
#include <sys/ioctl.h>

int main(void)
{
    int file = open("/tmp/file", O_CREAT | O_RDWR, 0600);
    int flags[] = { FS_IMMUTABLE_FL, FS_APPEND_FL };
    for (int i = 0; i < 2; i++)
        if (ioctl(file, FS_IOC_SETFLAGS, &flags[i]) == 0) return 1;
    puts("refused");
}
