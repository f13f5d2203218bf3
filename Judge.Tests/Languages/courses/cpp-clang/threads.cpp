#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <future>
#include <iostream>
#include <mutex>
#include <numeric>
#include <queue>
#include <thread>
#include <vector>

int main() {
    std::vector<std::thread> threads;
    std::mutex lock;
    std::condition_variable changed;
    std::queue<int> queue;
    std::atomic<int> produced{0};
    for (int i = 0; i < 3; i++)
        threads.emplace_back([&, i] {
            for (int j = 0; j < 100; j++) {
                std::lock_guard guard(lock);
                queue.push(i);
                produced++;
                changed.notify_one();
            }
        });
    int sum = 0;
    for (int taken = 0; taken < 300; taken++) {
        std::unique_lock guard(lock);
        changed.wait(guard, [&] { return !queue.empty(); });
        sum += queue.front();
        queue.pop();
    }
    for (auto &thread : threads) thread.join();
    auto later = std::async(std::launch::async, [] { std::vector<int> v(100); std::iota(v.begin(), v.end(), 1); return std::accumulate(v.begin(), v.end(), 0); });
    std::once_flag once;
    std::call_once(once, [] { std::cout << "once\n"; });
    std::cout << sum << ' ' << produced << ' ' << later.get() << '\n';
}
