// Rules of the system call filter: what is put together in seccomp.c.
#pragma once
#include <seccomp.h>

#define COUNT(list) (sizeof (list) / sizeof *(list))
// The kernel takes 32 bits of such an argument where the filter compares 64: high bits must hide nothing.
#define LOW_BITS(argument, value) SCMP_CMP(argument, SCMP_CMP_MASKED_EQ, UINT32_MAX, (uint32_t)(value))

// The call is answered with the error where both comparisons hold; with none: always. A call that libseccomp does not know is skipped.
// All three: 0, or an errno.
int refuse(scmp_filter_ctx ctx, int error, const char *call);
int refuse_if(scmp_filter_ctx ctx, int error, const char *call, struct scmp_arg_cmp one);
int refuse_if_both(scmp_filter_ctx ctx, int error, const char *call, struct scmp_arg_cmp one, struct scmp_arg_cmp other);

// What sockets may be and do. 0, or an errno.
int refuse_sockets(scmp_filter_ctx ctx);
