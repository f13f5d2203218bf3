// Changes its execution domain, for instance to take away the randomness of its addresses.
// expect: {"status": "OK", "stdout": "refused\n"}
#include <errno.h>
#include <stdio.h>
#include <sys/personality.h>

int main(void)
{
    unsigned long kinds[] = { ADDR_NO_RANDOMIZE, READ_IMPLIES_EXEC, MMAP_PAGE_ZERO, ADDR_COMPAT_LAYOUT, PER_LINUX32, UNAME26 };
    for (unsigned i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (personality(kinds[i]) >= 0 || errno != EPERM) return 1;
    puts("refused");
}
