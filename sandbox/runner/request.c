#include "request.h"
#include "hold.h"
#include "paths.h"
#include <string.h>

// A str is four bytes longer on the wire than its text, so its copy with a NUL always fits where the whole frame would.
static char texts[FRAME_MAX_BYTES];

static bool read_list(struct reader *r, char **list, uint32_t count, char **to)
{
    for (uint32_t i = 0; i < count; i++) {
        size_t length;
        const char *text = read_str(r, &length);
        if (r->bad) return false;
        list[i] = *to;
        memcpy(*to, text, length);
        (*to)[length] = 0;
        *to += length + 1;
    }
    return true;
}

static bool add(char **list, uint32_t *count, char **to, const char *name, const char *value, size_t length)
{
    size_t head = strlen(name);
    if (*count >= ARG_MAX_COUNT || head + length + 2 > (size_t)(texts + sizeof texts - *to)) return false;
    list[(*count)++] = *to;
    memcpy(*to, name, head);
    (*to)[head] = '=';
    memcpy(*to + head + 1, value, length);
    (*to)[head + 1 + length] = 0;
    *to += head + length + 2;
    return true;
}

bool request_parse_spare(const struct frame *frame, struct request *q)
{
    struct reader r = { frame->payload, frame->length, false };
    q->run = q->flags = 0;
    q->uid = read_u32(&r);
    q->stack_limit = read_u64(&r);
    q->argc = read_u32(&r);
    q->envc = read_u32(&r);
    size_t length;
    const char *held = read_str(&r, &length);
    if (r.bad || length == 0 || q->uid < UID_MIN || q->uid > INT32_MAX) return false;
    if (q->argc < 1 || q->argc > ARG_MAX_COUNT || q->envc > ARG_MAX_COUNT) return false;
    char *to = texts;
    if (!read_list(&r, q->argv, q->argc, &to) || !read_list(&r, q->env, q->envc, &to) || r.left) return false;
    if (!add(q->env, &q->envc, &to, "LD_PRELOAD", HOLD_LIBRARY, strlen(HOLD_LIBRARY))
        || !add(q->env, &q->envc, &to, HOLD_NAME, held, length)) return false;
    q->argv[q->argc] = q->env[q->envc] = NULL;
    return q->argv[0][0] != 0;
}

bool request_parse(const struct frame *frame, struct request *q)
{
    struct reader r = { frame->payload, frame->length, false };
    uint32_t *words[] = { &q->run, &q->uid, &q->flags, &q->cores_milli, &q->max_processes, &q->max_open_files,
                          &q->file_count, &q->collect_count, &q->argc, &q->envc };
    uint64_t *longs[] = { &q->cpu_limit_us, &q->wall_limit_us, &q->memory_limit, &q->stack_limit, &q->file_size_limit,
                          &q->address_space, &q->stdout_limit, &q->stderr_limit, &q->collect_limit };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) *words[i] = read_u32(&r);
    for (size_t i = 0; i < sizeof longs / sizeof *longs; i++) *longs[i] = read_u64(&r);
    if (r.bad || q->uid < UID_MIN || q->uid > INT32_MAX || q->cores_milli == 0) return false;
    if (q->argc < 1 || q->argc > ARG_MAX_COUNT || q->envc > ARG_MAX_COUNT) return false;
    if (q->collect_count > COLLECT_MAX_COUNT || q->file_count > FILE_MAX_COUNT) return false;
    if ((q->flags & FLAG_KEEP) && ((q->flags & FLAG_KEPT) || q->file_count == 0)) return false;
    char *to = texts;
    if (!read_list(&r, q->argv, q->argc, &to) || !read_list(&r, q->env, q->envc, &to)
        || !read_list(&r, q->collect, q->collect_count, &to) || r.left) return false;
    q->argv[q->argc] = q->env[q->envc] = NULL;
    for (uint32_t i = 0; i < q->collect_count; i++) {
        const char *path = q->collect[i];
        if (strcmp(path, ".") != 0 && !path_is_safe(path, strlen(path))) return false;
    }
    return q->argv[0][0] != 0;
}
