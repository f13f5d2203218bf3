// Asks for more memory than any machine has and looks at what it gets: malloc tells the truth.
// expect: {"status": "OK", "stdout": "NULL\n"}
#include <stdio.h>
#include <stdlib.h>

int main(void)
{
    puts(malloc(1ul << 50) ? "memory" : "NULL");
}
