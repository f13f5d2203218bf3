// Memory in the buffers of a run's TCP and UDP sockets. Control groups of version 1 charge it to nobody: a few connections to oneself hold as much of the
// host's memory as the kernel lets all of TCP have.
#pragma once
#include <stdint.h>

void queues_open(void);                 // before the filter, which allows no such socket
void queues_forget(void);               // what an earlier run had
uint64_t queues_bytes(uint64_t now_us); // looked up anew each 16 ms; 0 where the control group counts it
