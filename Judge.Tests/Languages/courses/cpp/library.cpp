#include <any>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iomanip>
#include <iostream>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <regex>
#include <sstream>
#include <unordered_map>
#include <variant>
#include <vector>

namespace fs = std::filesystem;

int main() {
    fs::create_directories("data/deep");
    std::ofstream("data/deep/numbers.txt") << "1 2 3";
    for (auto &entry : fs::recursive_directory_iterator("data")) std::cout << entry.path().string() << (entry.is_directory() ? "/" : "") << '\n';
    std::cout << fs::file_size("data/deep/numbers.txt") << ' ' << fs::remove_all("data") << '\n';
    std::string text = "ann@example.org, bob@example.com";
    std::regex mail(R"((\w+)@(\w+)\.(\w+))");
    for (std::sregex_iterator at(text.begin(), text.end(), mail), end; at != end; ++at) std::cout << (*at)[1] << " at " << (*at)[2] << '\n';
    std::variant<int, std::string> either = "text";
    std::visit([](auto &&value) { std::cout << value << '\n'; }, either);
    std::mt19937 random(42);
    std::cout << random() << ' ' << std::any_cast<int>(std::any(7)) << ' ' << std::optional<int>().value_or(3) << '\n';
    auto shared = std::make_shared<std::map<std::string, int>>();
    (*shared)["b"] = 2, (*shared)["a"] = 1;
    for (auto &[key, value] : *shared) std::cout << key << '=' << value << ';';
    std::cout << std::setprecision(3) << std::fixed << 2.0 / 3 << ' ' << std::put_time(std::make_unique<std::tm>(std::tm{.tm_mday = 2, .tm_mon = 3, .tm_year = 126}).get(), "%d.%m.%Y") << std::endl;
}
