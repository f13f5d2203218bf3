// Puts filters into the kernel by every way that sockets have for it, each once: a kernel without filters would answer the same.
// expect: {"status": "OK", "stdout": "refused\n"}
#define _GNU_SOURCE
#include <errno.h>
#include <linux/filter.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(void)
{
    struct sock_filter all[] = { BPF_STMT(BPF_RET | BPF_K, 0xffff) };
    struct sock_fprog program = { 1, all };
    int options[] = { SO_ATTACH_FILTER, SO_ATTACH_BPF, SO_ATTACH_REUSEPORT_CBPF, SO_ATTACH_REUSEPORT_EBPF, SO_LOCK_FILTER, SO_DETACH_FILTER, SO_DETACH_REUSEPORT_BPF };
    int families[] = { AF_UNIX, AF_INET, AF_INET6 }, types[] = { SOCK_STREAM, SOCK_DGRAM }, number = 0;
    for (int f = 0; f < 3; f++)
        for (int t = 0; t < 2; t++) {
            int fd = socket(families[f], types[t], 0), yes = 1;
            setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &yes, sizeof yes);
            for (unsigned i = 0; i < sizeof options / sizeof *options; i++) {
                number++;
                if (setsockopt(fd, SOL_SOCKET, options[i], &program, sizeof program) == 0 || errno != ENOPROTOOPT) return number;
            }
            close(fd);
        }

    // With bits set that the kernel does not read.
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    long high = 1L << 32;
    if (syscall(SYS_setsockopt, fd, high | SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof program) == 0 || errno != ENOPROTOOPT) return 101;
    if (syscall(SYS_setsockopt, fd, SOL_SOCKET, high | SO_ATTACH_FILTER, &program, sizeof program) == 0 || errno != ENOPROTOOPT) return 102;
    puts("refused");
}
