#define _GNU_SOURCE /* renameat2: exchange two folders in one step */
#include "archive/edition.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "archive/lock.h"
#include "base/arena.h"
#include "base/file.h"
#include "base/str.h"

#define STAGING_SUFFIX ".im-aufbau"
#define LOCK_NAME      ".sperre"

struct edition_dir {
    struct arena *arena;
    const char *outputs, *staging, *target;
    int lock; /* file descriptor */
};

static void release(struct edition_dir *e)
{
    lock_give_back(e->lock);
    arena_free(e->arena);
    free(e);
}

static int take_lock(struct edition_dir *e, struct diag *d)
{
    e->lock = lock_take(e->outputs, LOCK_NAME, OUTPUT_LOCKED, d);
    return e->lock < 0 ? -1 : 0;
}

/* Only folders of ours: they begin with a dot and end in the suffix. */
static int clear_leftovers(struct edition_dir *e, struct diag *d)
{
    size_t n = 0;
    char **names = dir_list(e->arena, e->outputs, STAGING_SUFFIX, &n);
    for (size_t i = 0; i < n; i++) {
        if (names[i][0] == '.' &&
            file_remove_tree(path_join(e->arena, e->outputs, names[i]), d) != 0) {
            return -1;
        }
    }
    return 0;
}

struct edition_dir *edition_begin(const char *outputs, const char *name, struct diag *d)
{
    struct edition_dir *e = mem_alloc(sizeof *e);
    e->arena = arena_new();
    e->outputs = arena_strdup(e->arena, outputs);
    e->target = path_join(e->arena, outputs, name);
    e->staging = arena_printf(e->arena, "%s/.%s%s", outputs, name, STAGING_SUFFIX);
    e->lock = -1;
    if (file_make_dir(outputs, d) != 0 || take_lock(e, d) != 0 || clear_leftovers(e, d) != 0 ||
        file_make_dir(e->staging, d) != 0) {
        release(e);
        return NULL;
    }
    return e;
}

const char *edition_staging(const struct edition_dir *e)
{
    return e->staging;
}

/* The old edition ends up in the staging folder's place, to be removed afterwards. */
static int exchange(struct edition_dir *e, struct diag *d)
{
    struct stat st;
    if (lstat(e->target, &st) != 0) {
        return file_rename(e->staging, e->target, d);
    }
    if (!S_ISDIR(st.st_mode)) {
        DIAG_PLAIN(d, IO_WRITE, e->target, "kein Ordner");
        return -1;
    }
    if (renameat2(AT_FDCWD, e->staging, AT_FDCWD, e->target, RENAME_EXCHANGE) == 0) {
        return 0;
    }
    /* File systems without exchange (some network shares): two renames. */
    const char *old = arena_printf(e->arena, "%s/.alt%s", e->outputs, STAGING_SUFFIX);
    if (file_rename(e->target, old, d) != 0) {
        return -1;
    }
    if (file_rename(e->staging, e->target, d) != 0) {
        file_rename(old, e->target, d);
        return -1;
    }
    return file_rename(old, e->staging, d);
}

int edition_commit(struct edition_dir *e, struct diag *d)
{
    int rc = exchange(e, d);
    if (file_exists(e->staging)) {
        file_remove_tree(e->staging, d);
    }
    release(e);
    return rc;
}

void edition_abandon(struct edition_dir *e)
{
    struct diag *silent = diag_new(); /* the cause of giving up has been reported already */
    if (file_exists(e->staging)) {
        file_remove_tree(e->staging, silent);
    }
    diag_free(silent);
    release(e);
}
