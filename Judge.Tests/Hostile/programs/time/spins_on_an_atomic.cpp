// Eight threads wait for a flag by looking at it all the time: together they burn what one may.
// expect: {"status": "TLE", "limit_exceeded": "cpu"}
#include <atomic>
#include <thread>
#include <vector>

static std::atomic<bool> flag;

int main()
{
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; i++) threads.emplace_back([] { while (!flag) continue; });
    for (auto &thread : threads) thread.join();
}
