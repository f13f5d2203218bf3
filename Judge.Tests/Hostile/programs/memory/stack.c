// Recurses without end: the stack's limit is met before the memory's.
// expect: {"status": "RE", "signal": "SIGSEGV", "exit_code": null, "message": "Killed by SIGSEGV (it touched memory that it may not, or its stack grew past the limit)"}
#include <string.h>

static int depth(volatile char *before)
{
    volatile char here[1024];
    memset((char *)here, before[0], sizeof here);
    return depth(here) + here[5];
}

int main(void)
{
    volatile char first[1] = { 1 };
    return depth(first);
}
