// Counts the descriptors that it was given: three.
// expect: {"status": "OK", "stdout": "3\n"}
#include <fcntl.h>
#include <stdio.h>

int main(void)
{
    int given = 0;
    for (int descriptor = 0; descriptor < 4096; descriptor++) given += fcntl(descriptor, F_GETFD) >= 0;
    printf("%d\n", given);
}
