// Digs deep folders with files in them and takes every right from each.
// request: {"time_limit_sec": 5, "memory_limit_mb": 512}
// expect: {"status": "OK", "exit_code": 0}
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

int main(void)
{
    const char *places[] = { "/tmp", "/box", "/dev/shm" };
    for (int place = 0; place < 3; place++) {
        if (chdir(places[place]) < 0) return 1;
        for (int depth = 0; depth < 300; depth++) {
            if (mkdir("d", 0700) < 0 || chdir("d") < 0) return 2;
            close(open("file", O_CREAT | O_WRONLY, 0));
            mkdir("side", 0);
        }
        for (int depth = 0; depth < 300; depth++)
            if (chdir("..") < 0 || chmod("d", 0) < 0) return 3;
    }
}
