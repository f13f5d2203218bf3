// A bomb of bare clone() calls: the children share memory, files and signal handlers, are no threads, and tell no parent of their end.
// expect: {"status": "TLE", "limit_exceeded": "cpu"}
#define _GNU_SOURCE
#include <sched.h>
#include <stdlib.h>

static int spin(void *unused)
{
    (void)unused;
    for (;;) continue;
}

int main(void)
{
    for (;;) {
        char *stack = malloc(16384);
        if (clone(spin, stack + 16384, CLONE_VM | CLONE_FILES | CLONE_FS | CLONE_SIGHAND, NULL) < 0) free(stack);
    }
}
