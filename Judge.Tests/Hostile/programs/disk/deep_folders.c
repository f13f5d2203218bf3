// Digs folders one in the other, deeper than any path can say.
// request: {"time_limit_sec": 5, "memory_limit_mb": 512}
// expect: {"status": "OK", "exit_code": 0}
#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

int main(void)
{
    for (int depth = 0; depth < 5000; depth++)
        if (mkdir("d", 0700) < 0 || chdir("d") < 0)
            // AppArmor, where a host has it, takes no name above 8192 bytes: twice what a path can say.
            return errno == ENAMETOOLONG && depth > 4000 ? 0 : 1;
}
