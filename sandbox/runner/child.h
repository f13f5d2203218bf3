// Starts a program with the rights, limits, pipes and descriptors of its run.
#pragma once
#include "request.h"
#include <sys/types.h>

// out and err are our ends of the program's pipes; err is -1 where stderr goes into stdout's.
// hold is the write end of the pipe that holds a process started ahead; -1: it goes at once.
struct started { pid_t pid; int pidfd, exec_errno, out, err, hold; };

// Its stdin is input's. Ahead: the limits that depend on the run are left to child_release.
void child_start(struct request *q, bool ahead, struct started *s);

// Gives a process started ahead the rest of its run's limits, and lets it go. CPU time it spent before is on top of its limit.
void child_release(const struct request *q, struct started *s, uint64_t spent_us);
