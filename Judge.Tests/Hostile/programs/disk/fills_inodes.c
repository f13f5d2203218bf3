// Makes empty files until the file system has no room for one more.
// request: {"memory_limit_mb": 512, "time_limit_sec": 10}
// expect: {"status": "OK", "stdout": "full\n"}
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

int main(void)
{
    for (int number = 0;; number++) {
        char path[32];
        snprintf(path, sizeof path, "/tmp/%d", number);
        int file = open(path, O_CREAT | O_WRONLY, 0);
        if (file < 0) return errno == ENOSPC ? puts("full") < 0 : 1;
        close(file);
    }
}
