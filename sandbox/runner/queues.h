// Memory of a run's TCP and UDP sockets that is charged to nobody: with control groups of version 1 their buffers, with those of version 2 the buffers of
// connections that nobody has accepted, with both those connections' own sockets. A few connections to oneself hold as much of the host's memory as the
// kernel lets all of TCP have.
#pragma once
#include <stdbool.h>
#include <stdint.h>

void queues_open(void);                 // before the filter, which allows no such socket
void queues_forget(void);               // what an earlier run had
uint64_t queues_bytes(uint64_t now_us); // looked up anew each 16 ms
bool queues_too_large(void);            // at any look of this run, charged or not: more than any program needs, and much of what all TCP of the host may have
