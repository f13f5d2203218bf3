#include <locale.h>
#include <stdio.h>
#include <wchar.h>
#include <wctype.h>

int main(void) {
    wchar_t word[32];
    if (!setlocale(LC_ALL, "")) return 1;
    if (wscanf(L"%31ls", word) != 1) return 2;
    wprintf(L"%ls has %zu letters, first %lc\n", word, wcslen(word), towupper(word[0]));
    return 0;
}
