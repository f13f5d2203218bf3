#include <stdio.h>
#include <string.h>

int main(void) {
    char name[100] = "";
    fgets(name, sizeof name, stdin);
    name[strcspn(name, "\n")] = 0;
    printf("%s / Grüße, 世界 🌍 / 12\n", name);
}
