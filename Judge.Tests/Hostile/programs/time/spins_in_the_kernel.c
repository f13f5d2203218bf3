// Lets the kernel spend its time: endless reads of /dev/zero and writes to /dev/null.
// expect: {"status": "TLE", "limit_exceeded": "cpu"}
#include <fcntl.h>
#include <unistd.h>

static char buffer[1 << 20];

int main(void)
{
    int zero = open("/dev/zero", O_RDONLY), null = open("/dev/null", O_WRONLY);
    for (;;)
        if (read(zero, buffer, sizeof buffer) < 0 || write(null, buffer, sizeof buffer) < 0) return 1;
}
