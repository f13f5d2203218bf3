// One process started ahead of its run, held before it touches its program, and used once. docs/sandbox-protocol.md, "Spares".
#pragma once
#include "child.h"

void spare_open(void);
bool spare_possible(void);                      // the image has the library that holds one
int spare_start(struct request *q);             // 0, or the errno of its exec
pid_t spare_pid(void);                          // 0: there is none
void spare_keep_only_for(const struct request *q);      // ends it, without a trace, if this run cannot use it
void spare_end(void);                           // kills it; what it wrote is the wipe's affair
// Hands it over, with the CPU time it has spent. False: there is none, or it has died.
bool spare_take(struct started *s, uint64_t *spent_us);
