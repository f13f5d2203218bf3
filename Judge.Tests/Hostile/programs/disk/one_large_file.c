// Writes one file larger than a file may be.
// request: {"memory_limit_mb": 512, "time_limit_sec": 5}
// expect: {"status": "RE", "signal": "SIGXFSZ", "message": "Killed by SIGXFSZ (it wrote a file larger than a file may be)"}
#include <fcntl.h>
#include <unistd.h>

static char piece[1 << 20];

int main(void)
{
    int file = open("/tmp/large", O_CREAT | O_WRONLY, 0600);
    for (int i = 0; i < 1000; i++)
        if (write(file, piece, sizeof piece) < 0) return 1;
    return 2;
}
