// Ends by asking a thread to stop that does not listen, and waits for it.
// request: {"wall_time_limit_sec": 3, "compiler_options": ["-std=gnu++20"]}
// expect: {"status": "TLE", "limit_exceeded": "wall", "stdout": "end of main\n"}
#include <cstdio>
#include <thread>
#include <unistd.h>

int main()
{
    std::jthread deaf([](std::stop_token) {
        for (;;) pause();
    });
    std::puts("end of main");
    std::fflush(stdout);
}
