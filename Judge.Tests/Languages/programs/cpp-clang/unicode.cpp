#include <iostream>
#include <string>

int main() {
    std::string name;
    std::getline(std::cin, name);
    std::cout << name << " / Grüße, 世界 🌍 / 12\n";
}
