// Makes itself the least attractive victim of the kernel's OOM killer and fills memfds, so that the killer would turn to PID 1.
// request: {"memory_limit_mb": 1024, "time_limit_sec": 10}
// expect: {"status": "MLE", "limit_exceeded": "memory"}
#define _GNU_SOURCE
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static char piece[1 << 20];

int main(void)
{
    int score = open("/proc/self/oom_score_adj", O_WRONLY);
    if (write(score, "0", 1) < 0) return 1;
    memset(piece, 1, sizeof piece);
    for (;;) {
        int file = memfd_create("hidden", 0);
        for (int i = 0; i < 32; i++)
            if (write(file, piece, sizeof piece) < 0) return 2;
    }
}
