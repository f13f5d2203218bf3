#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

int main(void) {
    const char *names[] = {"C.UTF-8", "en_US.UTF-8", "C.utf8"};
    for (int i = 0; i < 3; i++) {
        wchar_t wide[16];
        if (!setlocale(LC_ALL, names[i])) {
            printf("%s is missing\n", names[i]);
            continue;
        }
        printf("%s: %zu, %.2f\n", names[i], mbstowcs(wide, "äöü€", 16), 3.14159);
    }
    return 0;
}
