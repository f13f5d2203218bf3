// Nothing of a run stays: the three writable places are emptied as the run's own user, and proven empty by their free inodes.
#pragma once
#include <stdbool.h>
#include <stdint.h>

void wipe_open(void);           // takes the bases; /box must be there
int wipe_box_fd(void);
bool wipe_all(uint32_t uid);    // true: as clean as at wipe_open, but for the program that is kept

void become(uint32_t uid);      // file system identity only: the signals and capabilities stay the runner's own
