#include <expected>
#include <generator>
#include <optional>
#include <print>
#include <ranges>
#include <string>
#include <vector>

std::generator<int> squares(int n) {
    for (int i = 1; i <= n; i++) co_yield i * i;
}

std::expected<int, std::string> half(int x) {
    if (x % 2) return std::unexpected(std::format("{} is odd", x));
    return x / 2;
}

int main() {
    std::println("{} {}", half(4).value(), half(5).error());
    for (auto [index, square] : std::views::enumerate(squares(3))) std::print("{}:{} ", index, square);
    std::println("größe ✓ {}", (std::vector{1, 2} | std::views::transform([](int x) { return x + 1; }) | std::ranges::to<std::vector>()) == std::vector{2, 3});
}
