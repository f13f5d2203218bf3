#include <iostream>
#include <locale>
#include <string>

int main() {
    std::locale::global(std::locale(""));
    std::wcout.imbue(std::locale());
    std::wcin.imbue(std::locale());
    std::wstring word;
    std::wcin >> word;
    for (auto &letter : word) letter = std::toupper(letter, std::locale());
    std::wcout << L"Привет, " << word << L": " << word.size() << L" Zeichen ✓" << std::endl;
}
