// Calls the kernel the 32-bit way, whose numbers a filter of 64-bit calls does not know.
// expect: {"status": "RE", "signal": "SIGSYS", "message": "Killed by SIGSYS (a system call that is not allowed here)"}
#include <signal.h>
#if defined(__x86_64__)
// A kernel that takes no such calls ends the program for the attempt, so that there is nothing to refuse.
static void not_taken(int signal)
{
    (void)signal;
    raise(SIGSYS);
}

int main(void)
{
    signal(SIGSEGV, not_taken);
    long result = 20; // getpid
    __asm__ volatile("int $0x80" : "+a"(result) : : "memory");
    return result > 0 ? 0 : 1;
}
#else
int main(void)
{
    raise(SIGSYS);
}
#endif
