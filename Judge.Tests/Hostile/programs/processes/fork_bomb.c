// Forks without end; every child goes on forking.
// expect: {"status": "TLE", "limit_exceeded": "cpu", "message": "CPU time limit of 0.5 s exceeded", "stdout": null}
#include <unistd.h>

int main(void)
{
    for (;;) fork();
}
