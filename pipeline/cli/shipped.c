#include "cli/shipped.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/str.h"

#define PROGRAM "/bin/sozialbericht"
#define SHARED  "/share/sozialbericht"

enum { LONGEST = 4096 }; /* [bytes] of a path */

/* PREFIX/share/sozialbericht/name, or NULL where the program is not installed. */
static const char *shipped_folder(struct arena *a, const char *name)
{
    char own[LONGEST + 1];
    ssize_t n = readlink("/proc/self/exe", own, LONGEST);
    if (n <= 0 || n >= LONGEST) {
        return NULL;
    }
    own[n] = '\0';
    if (!str_ends(own, PROGRAM)) {
        return NULL;
    }
    own[(size_t)n - strlen(PROGRAM)] = '\0';
    const char *folder = arena_printf(a, "%s" SHARED "/%s", own, name);
    return file_is_folder(folder) ? folder : NULL;
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
