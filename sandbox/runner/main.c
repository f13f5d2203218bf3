// judge-runner: PID 1 of every sandbox container. It runs one program at a time for a worker, and leaves the container as
// clean as it was. docs/sandbox-protocol.md is what it speaks; this page is how it is made.
//
//   main      start-up, in the order that safety needs
//   session   which frame may come when          conn, frames, request, paths   bytes to frames to fields
//   run       one run from pipes to RESULT        child                          from clone to exec
//   input     stdin, a file in memory               output                         stdout and stderr, cut at their limits
//   spare     a process started ahead of its run  hold (a library of its own)    what holds it before its program
//   files     files sent ahead                    collect                        files sent back
//   kept      a program that stays for its next run
//   meter     CPU and memory above the base       cgroup                         v1 and v2 files behind it
//   pace      when memory is looked at next        queues, locks                  what sockets and file locks hold of it
//   mapped    what files are in it               processes                      all but PID 1, by /proc
//   reap      kill by user, until none is left    wipe, sockets                  nothing left behind, and the proof
//   seccomp   what no program here may call         rules, rules_of_sockets
//
// It holds CAP_SETUID and CAP_SETGID and nothing else: it kills, writes and wipes by becoming the run's user, one that no other
// run ever had. It trusts the worker's frames to be honest but checks them as if they were not; of the program it trusts
// nothing, not even that it dies, and what it cannot prove about it ends up in RESULT's dirty bits.
// Nothing is allocated after start-up: a program's memory peak is measured against ours.
#include "cgroup.h"
#include "conn.h"
#include "meter.h"
#include "locks.h"
#include "processes.h"
#include "queues.h"
#include "reap.h"
#include "run.h"
#include "seccomp.h"
#include "session.h"
#include "sockets.h"
#include "spare.h"
#include "wipe.h"
#include <errno.h>
#include <grp.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FEATURE_SPARES = 1 };

static int usage(void)
{
    static const char text[] = "usage: judge-runner --socket PATH | --stdio   (as PID 1 of a sandbox container)\n";
    return write(2, text, sizeof text - 1) < 0 ? 3 : 2;
}

static void hello(int cgroup)
{
    uint8_t payload[12];
    struct writer w = { payload, sizeof payload, false };
    write_u32(&w, PROTOCOL_VERSION);
    write_u32(&w, (uint32_t)cgroup);
    write_u32(&w, spare_possible() ? FEATURE_SPARES : 0);
    conn_send(T_HELLO, payload, sizeof payload, NULL, 0);
}

int main(int argc, char **argv)
{
    // Its kill(-1) would reach every process of whoever started it by hand.
    if (getpid() != 1) return usage();
    if (argc == 3 && strcmp(argv[1], "--socket") == 0) conn_open_socket(argv[2]);
    else if (argc == 2 && strcmp(argv[1], "--stdio") == 0) conn_open(0, 1);
    else return usage();
    // Nobody here has a terminal: where a read-only /dev keeps the name, it cannot be opened.
    if (unlink("/dev/tty") < 0 && errno != ENOENT && errno != EROFS) fault(0, errno, "remove /dev/tty");
    if (prctl(PR_SET_DUMPABLE, 0) < 0) fault(0, errno, "PR_SET_DUMPABLE");
    if (signal(SIGPIPE, SIG_IGN) == SIG_ERR) fault(0, errno, "SIGPIPE");
    if (setgroups(0, NULL) < 0) fault(0, errno, "setgroups");
    umask(022);
    queues_open();
    locks_open("/proc/locks");
    processes_open();
    int error = seccomp_install();
    if (error) fault(0, error, "seccomp");
    wipe_open();
    int cgroup = cgroup_open();
    meter_open();
    reap_open();
    sockets_open();
    spare_open();
    run_open();
    hello(cgroup);
    session_loop();
}
