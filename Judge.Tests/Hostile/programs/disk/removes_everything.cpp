// Removes every file that there is, its own program first.
// request: {"time_limit_sec": 5}
// expect: {"status": "OK", "stdout": "all is there\n"}
#include <filesystem>
#include <iostream>

namespace fs = std::filesystem;

int main()
{
    for (const char *place : { "/box", "/tmp", "/dev", "/usr/bin", "/run/judge", "/proc/self", "/etc" }) {
        std::error_code failed;
        fs::remove_all(place, failed);
    }
    for (const char *path : { "/box", "/tmp", "/dev/shm", "/dev/null", "/usr/bin/gcc", "/etc/passwd" })
        if (!fs::exists(path)) std::cout << path << " is gone\n";
    std::cout << "all is there\n";
}
