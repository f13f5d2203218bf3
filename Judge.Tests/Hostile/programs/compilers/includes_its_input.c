// Includes the compiler's standard input, to keep it waiting: there is nothing in it.
// expect: {"status": "OK"}
#include "/dev/stdin"

int main(void)
{
    return 0;
}
