// Exits with a code of which the kernel keeps eight bits, which are 0.
// expect: {"status": "OK", "exit_code": 0}
#include <unistd.h>

int main(void)
{
    _exit(256);
}
