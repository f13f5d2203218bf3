// Has the kernel tell lies about its memory: where its arguments are, where its heap begins.
// expect: {"status": "OK", "stdout": "refused\n"}
#include <errno.h>
#include <stdio.h>
#include <sys/prctl.h>

int main(void)
{
    for (int what = PR_SET_MM_START_CODE; what <= PR_SET_MM_MAP_SIZE; what++)
        if (prctl(PR_SET_MM, what, 0, 0, 0) == 0 || errno != EPERM) return 1;
    puts("refused");
}
