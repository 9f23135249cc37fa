#define _GNU_SOURCE /* renameat2: exchange two folders in one step */
#include "archive/edition.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

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
    if (e->lock >= 0) {
        int emptied = ftruncate(e->lock, 0); /* the number says who is at work: nobody now */
        (void)emptied;
        close(e->lock); /* gives the lock back */
    }
    arena_free(e->arena);
    free(e);
}

static int refuse(const char *path, struct diag *d)
{
    char cause[64];
    file_cause(errno, cause);
    DIAG_PLAIN(d, IO_WRITE, path, cause);
    return -1;
}

static int take_lock(struct edition_dir *e, struct diag *d)
{
    const char *path = path_join(e->arena, e->outputs, LOCK_NAME);
    e->lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0660);
    if (e->lock < 0) {
        return refuse(path, d);
    }
    if (flock(e->lock, LOCK_EX | LOCK_NB) != 0) {
        char owner[32] = "";
        ssize_t n = pread(e->lock, owner, sizeof owner - 1, 0);
        owner[n > 0 ? n : 0] = '\0';
        close(e->lock); /* it is the other's: not to be emptied */
        e->lock = -1;
        DIAG_PLAIN(d, OUTPUT_LOCKED, e->outputs, owner[0] ? owner : "unbekannt");
        return -1;
    }
    char own[32];
    int len = snprintf(own, sizeof own, "%ld", (long)getpid());
    if (ftruncate(e->lock, 0) != 0 || pwrite(e->lock, own, (size_t)len, 0) != len) {
        return refuse(path, d);
    }
    return 0;
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
