#include "reap.h"
#include "cgroup.h"
#include "conn.h"
#include "meter.h"
#include <errno.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { REAP_LIMIT_US = 5000000, NAP_NS = 50000 };

static uint64_t base_pids = 1;

void reap_open(void) { cgroup_pids(&base_pids); }

void reap_orphans(pid_t main)
{
    for (;;) {
        siginfo_t info = { 0 };
        if (waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT | __WALL) < 0 || info.si_pid == 0 || info.si_pid == main) return;
        if (waitpid(info.si_pid, NULL, WNOHANG | __WALL) <= 0) return;
    }
}

void kill_all(uint32_t uid)
{
    // As the run's user, kill(-1) reaches its processes alone and all at once, and takes no CAP_KILL. The real user must change
    // too: a real uid of 0 would match root's processes. The saved 0 keeps the run from setting our limits meanwhile, and the
    // capabilities that stay permitted with it our priority and cores.
    if (syscall(SYS_setresuid, uid, uid, -1) < 0) fault(0, errno, "setresuid");
    kill(-1, SIGKILL);
    if (syscall(SYS_setresuid, 0, 0, -1) < 0) fault(0, errno, "setresuid back");
}

bool kill_and_reap(uint32_t uid)
{
    uint64_t until = meter_now_us() + REAP_LIMIT_US;
    for (;;) {
        kill_all(uid);
        pid_t pid;
        while ((pid = waitpid(-1, NULL, WNOHANG | __WALL)) > 0) continue;
        uint64_t pids = base_pids;
        cgroup_pids(&pids);
        if (pid < 0 && errno == ECHILD && pids <= base_pids) return true;
        if (meter_now_us() > until) return false;
        nanosleep(&(struct timespec){ .tv_nsec = NAP_NS }, NULL);
    }
}
