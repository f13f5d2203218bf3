// Asks for a socket of every family there may be: only unix and internet ones are given.
// expect: {"status": "OK", "stdout": "1 2 10\n"}
#include <stdio.h>
#include <sys/socket.h>

int main(void)
{
    const char *space = "";
    for (int family = 0; family < 256; family++) {
        int given = 0;
        for (int type = 1; type < 11; type++)
            if (socket(family, type, 0) >= 0) given = 1;
        if (given) printf("%s%d", space, family);
        if (given) space = " ";
    }
    putchar('\n');
}
