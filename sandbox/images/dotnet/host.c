// Runs a .NET program as `dotnet exec PROGRAM.DLL` does, except that the runtime is up before the program's file is looked for: a start
// ahead is held by that look (docs/sandbox-protocol.md, "Spares"), where dotnet itself looks first and has done nothing by then.
//
//     /opt/judge/LANGUAGE/dotnet PROGRAM.DLL [ARGUMENT...]
//
// Its folder holds `properties`, what dotnet would gather from JSON files at each start (options.sh wrote it down): the first line is the
// runtime's library, each other one a property of the runtime. It also holds warm.dll, which a start ahead runs before it is held.
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "../../runner/hold.h"

enum { PROPERTIES_MAX = 64, PATH_MAX_BYTES = 4096 };

typedef int initialize_fn(const char *host, const char *domain, int count, const char **names, const char **values, void **runtime, unsigned *id);
typedef int delegate_fn(void *runtime, unsigned id, const char *assembly, const char *type, const char *method, void **delegate);
typedef int execute_fn(void *runtime, unsigned id, int argc, const char **argv, const char *assembly, unsigned *exit_code);
typedef int shutdown_fn(void *runtime, unsigned id, int *exit_code);
typedef void warm_fn(void);

static const char *names[PROPERTIES_MAX], *values[PROPERTIES_MAX];
static int count;

static _Noreturn void fail(const char *what, const char *detail)
{
    fprintf(stderr, "The .NET program could not be started: %s: %s\n", what, detail);
    exit(131);
}

static char *join(const char *a, const char *b, const char *c)
{
    char *text = malloc(strlen(a) + strlen(b) + strlen(c) + 1);
    if (!text) fail("memory", "none is left");
    return strcat(strcat(strcpy(text, a), b), c);
}

// With the slash at its end.
static char *folder_of(const char *path)
{
    char *folder = join(path, "", "");
    *(strrchr(folder, '/') + 1) = 0;
    return folder;
}

static char *name_of(const char *path)
{
    char *name = join(strrchr(path, '/') + 1, "", ""), *ending = strrchr(name, '.');
    if (ending) *ending = 0;
    return name;
}

static void *find(void *library, const char *name)
{
    void *function = dlsym(library, name);
    if (!function) fail(name, dlerror());
    return function;
}

// What a line leaves to the program: its file and its folder come before the runtime's own, and an empty value is its folder.
static const char *value_for(const char *name, const char *value, const char *program)
{
    if (strcmp(name, "TRUSTED_PLATFORM_ASSEMBLIES") == 0) return join(program, ":", value);
    if (strcmp(name, "NATIVE_DLL_SEARCH_DIRECTORIES") == 0) return join(folder_of(program), ":", value);
    return value[0] ? join(value, "", "") : folder_of(program);
}

static void *read_properties(const char *path, const char *program)
{
    FILE *file = fopen(path, "r");
    if (!file) fail(path, "it is not there");
    char *line = NULL;
    size_t room = 0;
    void *library = NULL;
    for (ssize_t length; (length = getline(&line, &room, file)) > 0;) {
        if (line[length - 1] == '\n') line[length - 1] = 0;
        if (!library) {
            if (!(library = dlopen(line, RTLD_NOW | RTLD_GLOBAL))) fail(line, dlerror());
            continue;
        }
        char *value = strchr(line, '=');
        if (!value || count == PROPERTIES_MAX) fail(path, line);
        *value++ = 0;
        names[count] = join(line, "", "");
        values[count++] = value_for(line, value, program);
    }
    free(line);
    fclose(file);
    if (!library) fail(path, "it is empty");
    return library;
}

int main(int argc, char **argv)
{
    char here[PATH_MAX_BYTES];
    if (argc < 2 || argv[0][0] != '/' || !getcwd(here, sizeof here)) fail(argv[0], "it takes a program's file, and is called by its whole path");
    char *program = argv[1][0] == '/' ? argv[1] : join(here, "/", argv[1]);
    void *library = read_properties(join(folder_of(argv[0]), "properties", ""), program), *runtime, *warm;
    unsigned id, exit_code = 0;
    if (((initialize_fn *)find(library, "coreclr_initialize"))(argv[0], name_of(program), count, names, values, &runtime, &id) < 0)
        fail("coreclr_initialize", "see above");
    // Started ahead of its run, which has yet to come: time costs nobody anything.
    if (access(HOLD_PATH, F_OK) == 0 && ((delegate_fn *)find(library, "coreclr_create_delegate"))(runtime, id, "warm", "Warm", "Up", &warm) >= 0)
        ((warm_fn *)warm)();
    // Here it is held.
    if (access(program, R_OK) < 0) fail(program, "it is not there");
    if (((execute_fn *)find(library, "coreclr_execute_assembly"))(runtime, id, argc - 2, (const char **)argv + 2, program, &exit_code) < 0)
        fail(program, "it could not be run");
    int latched = (int)exit_code;
    ((shutdown_fn *)find(library, "coreclr_shutdown_2"))(runtime, id, &latched);
    return latched;
}
