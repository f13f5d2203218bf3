// Ends every process of a run. The one proof that counts is that none is left.
#pragma once
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

void reap_open(void);                           // takes the base
void reap_orphans(pid_t main);                  // while the run goes on: their zombies count against its limits
void kill_all(uint32_t uid);
bool kill_and_reap(uint32_t uid);               // false: something would not die
