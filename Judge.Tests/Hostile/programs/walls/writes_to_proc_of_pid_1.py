# Writes to PID 1's memory, limits and place in the OOM killer's list through /proc.
# expect: {"status": "OK", "stdout": "refused\n"}
for name in "mem", "oom_score_adj", "oom_adj", "coredump_filter", "comm", "clear_refs", "timerslack_ns", "loginuid", "attr/current", "sched", "autogroup":
    try:
        with open(f"/proc/1/{name}", "w") as file:
            file.write("0")
        print("wrote", name)
    except OSError:
        pass
print("refused")
