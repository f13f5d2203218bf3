# Kills its whole process group and whatever else it may, so that nobody is left to be judged.
# expect: {"status": "RE", "signal": "SIGKILL", "limit_exceeded": null}
import os

os.execv("/usr/bin/perl", ["perl", "-e", "kill 9, -getpgrp; kill 9, -1; kill 9, $$"])
