// Includes a file without an end.
// expect: {"status": "CE"}
#include "/dev/zero"

int main(void)
{
    return 0;
}
