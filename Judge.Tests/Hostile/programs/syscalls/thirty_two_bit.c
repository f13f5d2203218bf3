// Calls the kernel the 32-bit way, whose numbers a filter of 64-bit calls does not know.
// expect: {"status": "RE", "signal": "SIGSYS", "message": "Killed by SIGSYS (a system call that is not allowed here)"}
#if defined(__x86_64__)
int main(void)
{
    long result = 20; // getpid
    __asm__ volatile("int $0x80" : "+a"(result) : : "memory");
    return result > 0 ? 0 : 1;
}
#else
#include <signal.h>
int main(void)
{
    raise(SIGSYS);
}
#endif
