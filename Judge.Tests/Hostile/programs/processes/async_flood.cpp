// Starts asynchronous tasks for as long as it may, and leaves while they all still wait.
// expect: {"status": "OK", "stdout": "refused\n"}
#include <cstdio>
#include <cstdlib>
#include <future>
#include <system_error>
#include <vector>
#include <unistd.h>

int main()
{
    std::vector<std::future<void>> tasks;
    try {
        for (;;) tasks.push_back(std::async(std::launch::async, [] { pause(); }));
    } catch (const std::system_error &) {
        std::puts("refused");
    }
    std::fflush(stdout);
    std::quick_exit(0);
}
