// Raises the signal by which seccomp kills.
// expect: {"status": "RE", "signal": "SIGSYS", "limit_exceeded": null}
#include <signal.h>

int main(void)
{
    raise(SIGSYS);
}
