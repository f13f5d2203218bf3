// Opens every descriptor of every process through /proc and writes the runner's RESULT frame there; and fails.
// expect: {"status": "RE", "exit_code": 5, "message": "Exited with code 5"}
#include <dirent.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int main(void)
{
    unsigned char frame[97] = { 93, 0, 0, 0, 67, 1, 0, 0, 0, 1 };
    for (int process = 1; process < 300; process++)
        for (int descriptor = 0; descriptor < 64; descriptor++) {
            char path[64];
            snprintf(path, sizeof path, "/proc/%d/fd/%d", process, descriptor);
            int fd = open(path, O_WRONLY | O_NONBLOCK);
            if (fd < 0) continue;
            if (process == 1) return 1;
            if (write(fd, frame, sizeof frame) < 0) return 2;
            close(fd);
        }
    return 5;
}
