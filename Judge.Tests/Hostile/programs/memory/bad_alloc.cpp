// Asks for more memory than any machine has, and lets nobody catch the refusal.
// expect: {"status": "RE", "signal": "SIGABRT", "exit_code": null}
// at_most: {"memory_kb": 65536}
#include <memory>

int main()
{
    volatile unsigned long bytes = 1UL << 60;
    auto all = std::make_unique<char[]>(bytes);
    return all[1];
}
