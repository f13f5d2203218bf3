// Writes to stderr without end.
// expect: {"status": "OLE", "limit_exceeded": "output", "message": "Output limit of 64 KB exceeded on standard error", "stderr_truncated": true, "stdout": null}
#include <unistd.h>

int main(void)
{
    while (write(2, "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n", 64) > 0) continue;
}
