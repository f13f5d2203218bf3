// Raises the signal by which the kernel tells of a CPU limit.
// expect: {"status": "RE", "signal": "SIGXCPU", "exit_code": null, "limit_exceeded": null}
#include <signal.h>

int main(void)
{
    raise(SIGXCPU);
}
