// Calls what newer kernels have, listing mounts among them, and every number that no kernel has given away yet.
// expect: {"status": "OK", "stdout": "refused\n"}
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(void)
{
    enum { CACHESTAT = 451, MAP_SHADOW_STACK = 453, STATMOUNT = 457, LISTMOUNT, LSM_SET_SELF_ATTR = 460, LSM_LIST_MODULES, OPEN_TREE_ATTR = 467, LAST = 511 };
    int known[] = { CACHESTAT, MAP_SHADOW_STACK, STATMOUNT, LISTMOUNT, LSM_SET_SELF_ATTR, LSM_LIST_MODULES };
    for (unsigned i = 0; i < sizeof known / sizeof *known; i++)
        if (syscall(known[i], 0, 0, 0, 0, 0, 0) >= 0 || (errno != EPERM && errno != ENOSYS)) return 1 + i;
    for (int number = OPEN_TREE_ATTR; number <= LAST; number++)
        if (syscall(number, 0, 0, 0, 0, 0, 0) >= 0 || errno != ENOSYS) return 100;
    puts("refused");
}
