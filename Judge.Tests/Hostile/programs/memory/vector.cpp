// A vector that grows without end, and moves house each time.
// expect: {"status": "MLE", "limit_exceeded": "memory"}
#include <vector>

int main()
{
    std::vector<long> numbers;
    for (long i = 0;; i++) numbers.push_back(i);
}
