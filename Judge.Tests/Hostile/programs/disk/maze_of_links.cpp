// Folders in folders, links from each to the root and to itself, and some that nobody may enter; then it walks through all of it.
// expect: {"status": "OK", "stdout": "through\n"}
// request: {"time_limit_sec": 5}
#include <filesystem>
#include <iostream>

namespace fs = std::filesystem;

int main()
{
    fs::path here = "/box";
    std::error_code failed;
    for (int depth = 0; depth < 200; depth++) {
        fs::create_directory_symlink("/", here / "root", failed);
        fs::create_symlink("itself", here / "itself", failed);
        fs::create_directory(here / "closed", failed);
        fs::permissions(here / "closed", fs::perms::none, failed);
        here /= "d";
        fs::create_directory(here, failed);
    }
    fs::permissions("/box/d/d", fs::perms::owner_write | fs::perms::owner_exec, failed);
    fs::rename("/box", "/tmp/box", failed);
    if (!failed) return 1;
    int entries = 0;
    auto options = fs::directory_options::follow_directory_symlink | fs::directory_options::skip_permission_denied;
    for (fs::recursive_directory_iterator at("/box", options, failed), end; !failed && at != end && entries < 20000; at.increment(failed)) entries++;
    std::cout << "through\n";
}
