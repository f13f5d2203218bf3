// Has all the disks of the host written out, again and again: nothing of a container is on them, so it is told that they are.
// expect: {"status": "OK"}
// at_most: {"time_sec": 0.5, "wall_time_sec": 10}
#include <unistd.h>

int main(void)
{
    for (int i = 0; i < 20000; i++) sync();
}
