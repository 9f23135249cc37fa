#define _GNU_SOURCE /* realpath, which POSIX has, and the kernel's word on the program's path */
#include "cli/shipped.h"

#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/str.h"

#define PROGRAM "/bin/sozialbericht"
#define SHARED  "/share/sozialbericht"

/* PREFIX/share/sozialbericht/name, or NULL where the program is not installed. */
static const char *shipped_folder(struct arena *a, const char *name)
{
    const char *called = (const char *)getauxval(AT_EXECFN);
    char *own = called != NULL ? realpath(called, NULL) : NULL;
    const char *folder = NULL;
    if (own != NULL && str_ends(own, PROGRAM)) {
        int prefix = (int)(strlen(own) - strlen(PROGRAM));
        folder = arena_printf(a, "%.*s" SHARED "/%s", prefix, own, name);
    }
    free(own);
    return folder != NULL && file_is_folder(folder) ? folder : NULL;
}

/* A folder of the working folder, or the shipped one; a broken link is still one's own. */
static const char *own_or_shipped(struct arena *a, const char *name, bool *shipped)
{
    struct stat any;
    const char *found = lstat(name, &any) != 0 ? shipped_folder(a, name) : NULL;
    *shipped = found != NULL;
    return found != NULL ? found : name;
}

void shipped_use(struct options *o, struct arena *a)
{
    bool shipped = false;
    if (o->templates == NULL) {
        o->templates = own_or_shipped(a, "templates", &shipped);
    }
    if (o->inputs == NULL) {
        o->inputs = own_or_shipped(a, "inputs", &o->shipped_inputs);
    }
}

void shipped_tell(const struct options *o, struct diag *d)
{
    if (o->shipped_inputs) {
        DIAG_PLAIN(d, CLI_SHIPPED, o->inputs);
    }
}

int shipped_refused(const struct options *o, struct diag *d)
{
    if (o->shipped_inputs) {
        DIAG_PLAIN(d, CLI_SHIPPED_REFUSED, o->inputs);
        return -1;
    }
    return 0;
}
