// Is done and has printed its answer, but one of its static objects never lets itself be destroyed.
// expect: {"status": "TLE", "limit_exceeded": "cpu", "stdout": "42\n"}
#include <iostream>

static volatile bool ended;

static struct Clinging
{
    ~Clinging() { while (!ended) continue; }
} clinging;

int main()
{
    std::cout << 42 << std::endl;
}
