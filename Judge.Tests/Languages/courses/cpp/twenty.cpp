#include <bits/stdc++.h>

template <typename T> concept Number = std::integral<T> || std::floating_point<T>;
template <Number T> T twice(T x) { return 2 * x; }

struct Version {
    int major, minor;
    auto operator<=>(const Version &) const = default;
};

int main() {
    std::vector<int> numbers{5, 3, 8, 1};
    std::ranges::sort(numbers);
    for (int n : numbers | std::views::filter([](int x) { return x % 2; }) | std::views::transform(twice<int>)) std::cout << n << ' ';
    std::cout << std::format("{:>6.2f}|{:<5}|{:#x} {}\n", 3.14159, "ab", 255, "größe");
    std::cout << (Version{1, 2} < Version{1, 10}) << std::span(numbers).last(2)[0] << '\n';
    std::jthread thread([](std::stop_token) { std::cout << "joined by itself\n"; });
    thread.join();
    using namespace std::chrono;
    auto day = 2026y / February / 28d;
    std::cout << std::format("{:%F} {}", sys_days(day) + days(1), weekday(sys_days(day)).c_encoding()) << std::endl;
    std::counting_semaphore<4> slots(1);
    slots.acquire();
    std::cout << std::setw(5) << std::numbers::pi << '\n';
}
