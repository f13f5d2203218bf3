// Takes memory by malloc and touches all of it.
// request: {"memory_limit_mb": 64}
// expect: {"status": "MLE", "limit_exceeded": "memory", "message": "Memory limit of 64 MB exceeded"}
// at_most: {"memory_kb": 131072}
#include <stdlib.h>
#include <string.h>

int main(void)
{
    for (;;) {
        char *piece = malloc(1 << 20);
        if (piece) memset(piece, 1, 1 << 20);
    }
}
