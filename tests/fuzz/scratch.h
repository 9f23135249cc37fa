/* A folder for the files of a fuzz target whose reader takes a path: below TMPDIR, which
 * fuzz.sh points into memory, and removed at the end. Included once by a target. */
#ifndef FUZZ_SCRATCH_H
#define FUZZ_SCRATCH_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"

static char scratch[512];

static inline void scratch_remove(void)
{
    file_remove_tree(scratch, NULL);
}

/* Once for the process. */
static inline void scratch_open(void)
{
    const char *tmp = getenv("TMPDIR");
    if (scratch[0] != '\0')
        return;
    snprintf(scratch, sizeof scratch, "%s/fuzz-XXXXXX", tmp != NULL ? tmp : "/tmp");
    if (mkdtemp(scratch) == NULL)
        abort();
    atexit(scratch_remove);
}

/* name without a folder, or below one that is made. */
static inline void scratch_put(const char *name, const void *bytes, size_t n)
{
    char path[sizeof scratch + 64];
    snprintf(path, sizeof path, "%s/%s", scratch, name);
    FILE *f = fopen(path, "wb");
    if (f == NULL) {
        char *slash = strrchr(path, '/');
        *slash = '\0';
        if (file_make_dir(path, NULL) != 0)
            abort();
        *slash = '/';
        f = fopen(path, "wb");
    }
    if (f == NULL || fwrite(bytes, 1, n, f) != n || fclose(f) != 0)
        abort();
}

/* A file of tests/fuzz/world or of the project, into the folder. */
static inline void scratch_copy(const char *from, const char *name)
{
    struct file_map map;
    if (file_map(from, (size_t)1 << 24, &map, NULL) != 0)
        abort();
    scratch_put(name, map.data, map.len);
    file_unmap(&map);
}

#endif
