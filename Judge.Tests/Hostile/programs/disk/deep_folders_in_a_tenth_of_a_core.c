// Digs as deep as there are inodes, in both large places, and leaves the wipe a tenth of a core to clean up with.
// request: {"cpu_cores": 0.1, "memory_limit_mb": 512, "time_limit_sec": 5}
// expect: {"status": "OK", "exit_code": 0}
#include <sys/stat.h>
#include <unistd.h>

int main(void)
{
    const char *places[] = { "/tmp", "/box" };
    for (int place = 0; place < 2; place++) {
        if (chdir(places[place]) < 0) return 1;
        while (mkdir("d", 0700) == 0)
            if (chdir("d") < 0) return 2;
    }
}
