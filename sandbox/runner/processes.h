// The processes of the container, by their entries in /proc.
#pragma once
#include <sys/types.h>

void processes_open(void);                      // once, as root
void processes_each(void (*see)(pid_t pid));    // all but PID 1; one may have ended by the time it is seen
int processes_fd(void);                         // /proc, open
