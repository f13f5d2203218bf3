// Starts a program with the rights, limits and descriptors of its run.
#pragma once
#include "request.h"
#include <sys/types.h>

struct started { pid_t pid; int pidfd; int exec_errno; };

// in, out and err are the program's ends. False: clone itself failed, with errno set.
bool child_start(struct request *q, int in, int out, int err, struct started *s);
