#include "rules.h"
#include <errno.h>
#include <stddef.h>

static int add(scmp_filter_ctx ctx, int error, const char *call, unsigned count, const struct scmp_arg_cmp *when)
{
    int number = seccomp_syscall_resolve_name(call);
    if (number == __NR_SCMP_ERROR) return 0;
    int e = seccomp_rule_add_array(ctx, SCMP_ACT_ERRNO((uint16_t)error), number, count, when);
    // EDOM: the name of another architecture's call.
    return e < 0 && e != -EDOM ? -e : 0;
}

int refuse(scmp_filter_ctx ctx, int error, const char *call) { return add(ctx, error, call, 0, NULL); }

int refuse_if(scmp_filter_ctx ctx, int error, const char *call, struct scmp_arg_cmp one) { return add(ctx, error, call, 1, &one); }

int refuse_if_both(scmp_filter_ctx ctx, int error, const char *call, struct scmp_arg_cmp one, struct scmp_arg_cmp other)
{
    return add(ctx, error, call, 2, (struct scmp_arg_cmp[]){ one, other });
}
