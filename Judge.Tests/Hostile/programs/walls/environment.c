// Looks for the host and for other submissions in its environment, and in what follows it on the stack.
// expect: {"status": "OK", "stdout": "PATH=/usr/local/bin:/usr/bin:/bin\nLANG=C.UTF-8\nHOME=/tmp\n"}
#include <stdio.h>

int main(int argc, char **argv, char **environment)
{
    (void)argc;
    (void)argv;
    while (*environment) puts(*environment++);
}
