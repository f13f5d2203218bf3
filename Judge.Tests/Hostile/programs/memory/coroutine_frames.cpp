// Suspends coroutines and forgets their frames.
// request: {"compiler_options": ["-std=gnu++20"]}
// expect: {"status": "MLE", "limit_exceeded": "memory"}
#include <coroutine>
#include <cstring>

struct Forgotten
{
    struct promise_type
    {
        Forgotten get_return_object() { return {}; }
        std::suspend_never initial_suspend() noexcept { return {}; }
        std::suspend_always final_suspend() noexcept { return {}; }
        void return_void() {}
        void unhandled_exception() {}
    };
};

static Forgotten keep(char what)
{
    volatile char room[4096];
    std::memset(const_cast<char *>(room), what, sizeof room);
    co_await std::suspend_always();
    room[what & 7]++;
}

int main()
{
    for (char what = 0;; what++) keep(what);
}
