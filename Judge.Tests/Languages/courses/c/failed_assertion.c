#include <assert.h>

int main(void) {
    int balance = -5;
    assert(balance >= 0 && "balance must not be negative");
    return 0;
}
