// Writes NUL bytes.
// expect: {"status": "OK", "stdout": "a\u0000\u0000b"}
#include <unistd.h>

int main(void)
{
    return write(1, "a\0\0b", 4) == 4 ? 0 : 1;
}
