// Crashes, to leave its memory in a file or to have the host start whatever it collects cores with: a limit of one byte allows neither.
// expect: {"status": "OK", "stdout": "no core\n"}
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    struct rlimit core;
    int status;
    getrlimit(RLIMIT_CORE, &core);
    if (core.rlim_cur != 1 || core.rlim_max != 1) return 1;
    if (fork() == 0) abort();
    wait(&status);
    if (!WIFSIGNALED(status) || WCOREDUMP(status) || access("/box/core", F_OK) == 0) return 2;
    puts("no core");
}
