// Includes a device without an end, in the place of a header.
// expect: {"status": "CE"}
#include "/dev/random"

int main()
{
}
