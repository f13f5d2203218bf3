// Closes all three streams, writes to them all the same, and ends in peace.
// expect: {"status": "OK", "stdout": null, "stderr": null, "exit_code": 0}
#include <unistd.h>

int main(void)
{
    close(0);
    close(1);
    close(2);
    return write(1, "x", 1) == -1 && write(2, "x", 1) == -1 ? 0 : 1;
}
