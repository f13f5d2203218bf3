// Children that watch one another by pipes: whichever dies, the others start it again. The first process ends at once.
// expect: {"status": "OK", "exit_code": 0}
// at_most: {"wall_time_sec": 10}
#include <poll.h>
#include <unistd.h>

static void guard(int depth)
{
    for (;;) {
        int ends[2];
        if (pipe(ends) < 0) continue;
        if (fork() == 0) {
            close(ends[0]);
            if (depth > 0) guard(depth - 1);
            for (;;) pause();
        }
        close(ends[1]);
        poll(&(struct pollfd){ .fd = ends[0] }, 1, -1);
        close(ends[0]);
    }
}

int main(void)
{
    for (int i = 0; i < 4; i++)
        if (fork() == 0) guard(3);
    return 0;
}
