// Lets the kernel write a sparse file to stdout, over and over.
// expect: {"status": "OLE", "limit_exceeded": "output"}
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/sendfile.h>
#include <unistd.h>

int main(void)
{
    int sparse = open("/tmp/sparse", O_RDWR | O_CREAT, 0600);
    if (ftruncate(sparse, 32 << 20) < 0) return 1;
    for (;;) {
        off_t start = 0;
        if (sendfile(1, sparse, &start, 32 << 20) < 0) return 2;
    }
}
