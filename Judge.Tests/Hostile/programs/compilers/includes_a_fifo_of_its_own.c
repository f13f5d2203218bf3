// Includes the compiler's standard input and terminal, to keep it waiting.
// expect: {"status": "CE"}
#include "/dev/stdin"
#include "/dev/tty"

int main(void)
{
    return 0;
}
