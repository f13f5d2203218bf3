// Holds locks on files by the hundred thousand, which the kernel keeps in memory that it charges to nobody.
// expect: {"status": "MLE", "limit_exceeded": "memory"}
#include <fcntl.h>
#include <unistd.h>

int main(void)
{
    int fd = open("/tmp/locked", O_CREAT | O_RDWR, 0600);
    for (off_t i = 1 << 20; i > 0; i--) {
        struct flock lock = { .l_type = F_WRLCK, .l_start = 2 * i, .l_len = 1 };
        if (fcntl(fd, F_SETLK, &lock) < 0) return 1;
    }
    pause();
}
