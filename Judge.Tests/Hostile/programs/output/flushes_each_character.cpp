// Writes without end, one character and one system call at a time.
// request: {"time_limit_sec": 20}
// expect: {"status": "OLE", "limit_exceeded": "output"}
#include <iostream>

int main()
{
    for (;;) std::cout << 'x' << std::flush;
}
