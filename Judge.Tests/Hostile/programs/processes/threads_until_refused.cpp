// Starts threads for as long as it may, and lets nobody catch the refusal.
// expect: {"status": "RE", "signal": "SIGABRT", "exit_code": null}
#include <thread>
#include <unistd.h>

int main()
{
    for (;;) std::thread([] { pause(); }).detach();
}
