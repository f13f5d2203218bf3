// Replaces itself with itself, for ever.
// expect: {"status": "TLE", "limit_exceeded": "cpu"}
#include <unistd.h>

int main(int argc, char **argv)
{
    (void)argc;
    execv("/proc/self/exe", argv);
    return 1;
}
