#include "price.h"
#include <iostream>
int main() { std::cout << with_tax(4) << '\n'; }
