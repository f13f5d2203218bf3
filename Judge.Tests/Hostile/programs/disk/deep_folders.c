// Digs folders one in the other, deeper than any path can say.
// request: {"time_limit_sec": 5, "memory_limit_mb": 512}
// expect: {"status": "OK", "exit_code": 0}
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

int main(void)
{
    for (int depth = 0; depth < 4000; depth++)
        if (mkdir("d", 0700) < 0 || chdir("d") < 0)
            return 1;
    // AppArmor, where a host has it, takes no name above 8,192 bytes: the rest is put around what is there, by short names.
    if (mkdir("d", 0700) < 0)
        return 1;
    for (int depth = 1; depth < 1000; depth++)
        if (mkdir("n", 0700) < 0 || rename("d", "n/d") < 0 || rename("n", "d") < 0)
            return 1;
}
