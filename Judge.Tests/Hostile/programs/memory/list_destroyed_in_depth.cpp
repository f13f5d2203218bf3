// A list whose nodes own each other: the first one's destructor calls the next one's, until the stack ends.
// request: {"time_limit_sec": 5}
// expect: {"status": "RE", "signal": "SIGSEGV", "stdout": "built\n"}
#include <memory>
#include <unistd.h>

struct Node
{
    std::unique_ptr<Node> next;
    ~Node()
    {
        volatile char room[200];
        room[0] = 1;
        next.reset();
        room[1] = room[0];
    }
};

int main()
{
    std::unique_ptr<Node> list;
    for (int i = 0; i < 1000000; i++) {
        auto first = std::make_unique<Node>();
        first->next = std::move(list);
        list = std::move(first);
    }
    if (write(1, "built\n", 6) != 6) return 1;
}
