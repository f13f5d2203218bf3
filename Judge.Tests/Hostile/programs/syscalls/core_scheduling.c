// Asks to share its cores with nobody, which would keep their other threads idle.
// expect: {"status": "OK", "stdout": "refused\n"}
#include <errno.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(void)
{
    enum { SCHED_CORE = 62, CREATE = 1, PROCESS_GROUP = 2 };
    for (int scope = 0; scope <= PROCESS_GROUP; scope++)
        if (prctl(SCHED_CORE, CREATE, 0, scope, 0) == 0 || errno != EINVAL) return 1 + scope;
    if (syscall(SYS_prctl, 0x100000000L | SCHED_CORE, CREATE, 0, PROCESS_GROUP, 0) == 0) return 9;
    puts("refused");
}
