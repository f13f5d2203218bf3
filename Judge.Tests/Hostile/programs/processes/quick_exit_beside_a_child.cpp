// Leaves by the shortest way while a child of its own holds its output: nobody waits for the child.
// expect: {"status": "RE", "exit_code": 3, "stdout": "parent\n"}
// at_most: {"wall_time_sec": 15}
#include <cstdlib>
#include <unistd.h>

int main()
{
    if (fork() == 0) {
        sleep(1000);
        _exit(0);
    }
    if (write(1, "parent\n", 7) != 7) return 1;
    std::quick_exit(3);
}
