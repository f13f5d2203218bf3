// Is done, but for what it registered to be called at its exit: that forks without end.
// expect: {"status": "TLE", "limit_exceeded": "cpu", "stdout": "done\n"}
#include <cstdio>
#include <cstdlib>
#include <unistd.h>

int main()
{
    std::atexit([] {
        for (;;) fork();
    });
    std::puts("done");
    std::fflush(stdout);
}
