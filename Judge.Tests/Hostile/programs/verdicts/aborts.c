// Fails an assertion.
// expect: {"status": "RE", "signal": "SIGABRT", "message": "Killed by SIGABRT (it gave itself up: abort, a failed assertion, or an exception that nobody caught)"}
#include <assert.h>

int main(int argc, char **argv)
{
    (void)argv;
    assert(argc == 7);
}
