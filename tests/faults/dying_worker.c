/* Preloaded by the tests: the process that puts the report of Altdorf in its place dies
 * there, as a worker that is killed would. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

int renameat(int folder, const char *from, int other, const char *to)
{
    static int (*real)(int, const char *, int, const char *);
    if (strstr(to, "Sozialbericht_08116005") != NULL) {
        raise(SIGKILL);
    }
    if (real == NULL) {
        *(void **)&real = dlsym(RTLD_NEXT, "renameat");
    }
    return real(folder, from, other, to);
}
