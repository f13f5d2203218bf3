// Paths that a worker may name: relative to /box, and unable to leave it by their text alone. Pure.
#pragma once
#include <stdbool.h>
#include <stddef.h>

enum { PATH_MAX_BYTES = 4095, PATH_PART_MAX_BYTES = 255 };

// No empty part, no "." or "..", no leading or trailing slash.
bool path_is_safe(const char *path, size_t length);
