// The system calls that no program in the container may make. Installed once in PID 1, which needs none of them; every child
// inherits it, and a filter costs nothing per run.
#pragma once
// 0, or the errno of what failed.
int seccomp_install(void);
