// Wraps each exception in the next one, so that none is ever let go.
// expect: {"status": "MLE", "limit_exceeded": "memory"}
// request: {"time_limit_sec": 20}
#include <exception>
#include <stdexcept>
#include <string>

int main()
{
    std::exception_ptr all;
    for (;;)
        try {
            if (all) std::rethrow_exception(all);
            throw std::runtime_error(std::string(100000, 'x'));
        } catch (...) {
            try {
                std::throw_with_nested(std::runtime_error(std::string(100000, 'x')));
            } catch (...) {
                all = std::current_exception();
            }
        }
}
