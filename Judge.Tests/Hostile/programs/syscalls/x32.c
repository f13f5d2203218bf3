// Calls the kernel the x32 way: a 64-bit call with a bit set in its number.
// expect: {"status": "RE", "signal": "SIGSYS"}
#define _GNU_SOURCE
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(void)
{
#if defined(__x86_64__)
    syscall(SYS_getpid | 0x40000000);
#else
    raise(SIGSYS);
#endif
}
