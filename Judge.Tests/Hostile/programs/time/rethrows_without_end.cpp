// Throws an exception, catches it and throws it again, for ever.
// expect: {"status": "TLE", "limit_exceeded": "cpu"}
#include <exception>
#include <stdexcept>

int main()
{
    std::exception_ptr last = std::make_exception_ptr(std::runtime_error("again"));
    for (;;)
        try {
            std::rethrow_exception(last);
        } catch (...) {
            last = std::current_exception();
        }
}
