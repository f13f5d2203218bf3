// Digs folders one in the other, deeper than any path can say.
// request: {"time_limit_sec": 5, "memory_limit_mb": 512}
// expect: {"status": "OK", "exit_code": 0}
#include <sys/stat.h>
#include <unistd.h>

int main(void)
{
    for (int depth = 0; depth < 5000; depth++)
        if (mkdir("d", 0700) < 0 || chdir("d") < 0) return 1;
}
