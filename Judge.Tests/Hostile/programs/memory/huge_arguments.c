// Hides memory in the arguments of forty processes.
// request: {"memory_limit_mb": 64, "time_limit_sec": 5}
// expect: {"status": "MLE", "limit_exceeded": "memory"}
#include <string.h>
#include <unistd.h>

enum { ARGUMENTS = 60 };

static char text[100000];

int main(int argc, char **argv)
{
    if (argc > 1) pause();
    memset(text, 'x', sizeof text - 1);
    char *arguments[ARGUMENTS + 2] = { argv[0] };
    for (int i = 1; i <= ARGUMENTS; i++) arguments[i] = text;
    for (int i = 0; i < 40; i++)
        if (fork() == 0) execv(argv[0], arguments);
    pause();
}
