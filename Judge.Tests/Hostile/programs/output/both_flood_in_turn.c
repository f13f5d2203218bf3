// Writes to stdout and stderr in turn, a byte at a time.
// request: {"time_limit_sec": 5}
// expect: {"status": "OLE", "limit_exceeded": "output"}
#include <unistd.h>

int main(void)
{
    while (write(1, "o", 1) > 0 && write(2, "e", 1) > 0) continue;
}
