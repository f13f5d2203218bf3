// Ends while its children make files as fast as they can, so that the wipe would never come to an end if they lived.
// request: {"memory_limit_mb": 512}
// expect: {"status": "OK", "exit_code": 0}
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

int main(void)
{
    for (int child = 0; child < 4; child++)
        if (fork() == 0) {
            setsid();
            for (unsigned number = 0;; number++) {
                char path[64];
                snprintf(path, sizeof path, "/tmp/%d-%u", child, number % 1000);
                if (mkdir(path, 0700) < 0) rmdir(path);
            }
        }
    usleep(50000);
    return 0;
}
