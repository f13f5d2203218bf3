#include <bits/stdc++.h>

int main() {
#ifndef ONLINE_JUDGE
    freopen("input.txt", "r", stdin);
#endif
    int n = -1;
    std::cin >> n;
    std::cout << n << "\n";
}
