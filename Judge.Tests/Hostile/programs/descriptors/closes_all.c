// Closes every descriptor there may be.
// expect: {"status": "OK", "exit_code": 0, "stdout": null}
#define _GNU_SOURCE
#include <sys/syscall.h>
#include <unistd.h>

int main(void)
{
    return syscall(SYS_close_range, 0, ~0u, 0) == 0 ? 0 : 1;
}
