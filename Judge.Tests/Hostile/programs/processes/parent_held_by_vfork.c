// A parent that its vfork()ed child holds for ever: it takes no signal but SIGKILL.
// request: {"wall_time_limit_sec": 0.7}
// expect: {"status": "TLE", "limit_exceeded": "wall", "message": "Wall time limit of 0.7 s exceeded"}
#include <unistd.h>

int main(void)
{
    if (vfork() == 0)
        for (;;) pause();
}
