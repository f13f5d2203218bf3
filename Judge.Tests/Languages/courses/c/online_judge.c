#include <stdio.h>

int main(void) {
#ifndef ONLINE_JUDGE
    freopen("input.txt", "r", stdin);
#endif
    int n;
    printf("%d\n", scanf("%d", &n) == 1 ? n : -1);
}
