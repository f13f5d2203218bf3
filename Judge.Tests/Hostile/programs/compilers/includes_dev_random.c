// Includes a file without an end that holds noise.
// expect: {"status": "CE"}
#include "/dev/urandom"

int main(void)
{
    return 0;
}
