// Tries to raise each of its limits, by one and to infinity.
// expect: {"status": "OK", "stdout": "refused\n"}
#include <stdio.h>
#include <sys/resource.h>

int main(void)
{
    int limits[] = { RLIMIT_CPU, RLIMIT_FSIZE, RLIMIT_STACK, RLIMIT_CORE, RLIMIT_NPROC, RLIMIT_NOFILE, RLIMIT_MEMLOCK, RLIMIT_MSGQUEUE };
    for (unsigned i = 0; i < sizeof limits / sizeof *limits; i++) {
        struct rlimit now;
        if (getrlimit(limits[i], &now) < 0 || now.rlim_max == RLIM_INFINITY) return 1;
        if (setrlimit(limits[i], &(struct rlimit){ now.rlim_cur, now.rlim_max + 1 }) == 0) return 2;
        if (setrlimit(limits[i], &(struct rlimit){ RLIM_INFINITY, RLIM_INFINITY }) == 0) return 3;
    }
    puts("refused");
}
