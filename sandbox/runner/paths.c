#include "paths.h"
#include <string.h>

static bool part_is_safe(const char *part, size_t length)
{
    if (length == 0 || length > PATH_PART_MAX_BYTES || memchr(part, 0, length)) return false;
    if (length == 1 && part[0] == '.') return false;
    return !(length == 2 && part[0] == '.' && part[1] == '.');
}

bool path_is_safe(const char *path, size_t length)
{
    if (length == 0 || length > PATH_MAX_BYTES) return false;
    const char *end = path + length;
    for (;;) {
        const char *slash = memchr(path, '/', (size_t)(end - path));
        const char *stop = slash ? slash : end;
        if (!part_is_safe(path, (size_t)(stop - path))) return false;
        if (!slash) return true;
        path = slash + 1;
    }
}
