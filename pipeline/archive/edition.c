#define _GNU_SOURCE /* renameat2: exchange two folders in one step */
#include "archive/edition.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "archive/lock.h"
#include "base/arena.h"
#include "base/file.h"
#include "base/str.h"
#include "base/write.h"

#define STAGING_SUFFIX ".im-aufbau"
#define OLD_SUFFIX     ".bisher" /* between two renames: the old edition */
#define LOCK_NAME      ".sperre"

struct edition_dir {
    struct arena *arena;
    const char *outputs, *name, *staging, *target;
    int lock; /* file descriptor */
};

static void release(struct edition_dir *e)
{
    lock_give_back(e->lock);
    arena_free(e->arena);
    free(e);
}

static int refuse(const char *path, int number, struct diag *d)
{
    char cause[64];
    file_cause(number, cause);
    DIAG_PLAIN(d, IO_WRITE, path, cause);
    return -1;
}

static int take_lock(struct edition_dir *e, const char *command, struct diag *d)
{
    e->lock = lock_take(e->outputs, LOCK_NAME, command, OUTPUT_LOCKED, d);
    return e->lock < 0 ? -1 : 0;
}

static bool is_there(const char *path)
{
    struct stat st;
    return lstat(path, &st) == 0;
}

/* A run was killed between its two renames: the old edition goes back, where the new one
 * is not yet in place. */
static int put_back(struct edition_dir *e, struct diag *d)
{
    size_t n = 0;
    char **names = dir_list(e->arena, e->outputs, OLD_SUFFIX, &n);
    for (size_t i = 0; i < n; i++) {
        const char *old = path_join(e->arena, e->outputs, names[i]);
        size_t len = strlen(names[i]) - strlen(OLD_SUFFIX);
        if (names[i][0] != '.' || len < 2) {
            continue;
        }
        const char *place = path_join(e->arena, e->outputs,
                                      arena_strndup(e->arena, names[i] + 1, len - 1));
        int rc = is_there(place) ? file_remove_tree(old, d) : file_rename(old, place, d);
        if (rc != 0) {
            return -1;
        }
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

/* Something else than a folder in the place of the edition is not ours to replace. */
static int check_target(const struct edition_dir *e, struct diag *d)
{
    struct stat st;
    if (lstat(e->target, &st) != 0) {
        return errno == ENOENT ? 0 : refuse(e->target, errno, d);
    }
    return S_ISDIR(st.st_mode) ? 0
                               : refuse(e->target, S_ISLNK(st.st_mode) ? ELOOP : ENOTDIR, d);
}

struct edition_dir *edition_begin(const char *outputs, const char *name, const char *command,
                                  struct diag *d)
{
    struct edition_dir *e = mem_alloc(sizeof *e);
    e->arena = arena_new();
    e->outputs = arena_strdup(e->arena, outputs);
    e->name = arena_strdup(e->arena, name);
    e->target = path_join(e->arena, outputs, name);
    e->staging = arena_printf(e->arena, "%s/.%s%s", outputs, name, STAGING_SUFFIX);
    e->lock = -1;
    if (file_make_dir(outputs, d) != 0 || take_lock(e, command, d) != 0 ||
        put_back(e, d) != 0 || clear_leftovers(e, d) != 0 || check_target(e, d) != 0 ||
        write_new_folder(e->staging, d) != 0) {
        release(e);
        return NULL;
    }
    return e;
}

static bool has_leftovers(struct edition_dir *e)
{
    size_t staging = 0, old = 0;
    dir_list(e->arena, e->outputs, STAGING_SUFFIX, &staging);
    dir_list(e->arena, e->outputs, OLD_SUFFIX, &old);
    return staging + old > 0;
}

void edition_tidy(const char *outputs)
{
    struct diag *silent = diag_new(); /* the next run that writes will say what is wrong */
    struct edition_dir *e = mem_alloc(sizeof *e);
    e->arena = arena_new();
    e->outputs = arena_strdup(e->arena, outputs);
    e->lock = -1;
    if (has_leftovers(e) && take_lock(e, "build", silent) == 0 && put_back(e, silent) == 0) {
        clear_leftovers(e, silent);
    }
    release(e);
    diag_free(silent);
}

static const char *megabytes(struct arena *a, unsigned long long bytes)
{
    return arena_printf(a, "%llu", (bytes + 999999) / 1000000);
}

int edition_need(const struct edition_dir *e, unsigned long long bytes, struct diag *d)
{
    struct statvfs fs;
    if (statvfs(e->outputs, &fs) != 0 || fs.f_blocks == 0) {
        return 0; /* some network shares do not tell; writing will */
    }
    unsigned long long left = (unsigned long long)fs.f_bavail * fs.f_frsize;
    if (left >= bytes) {
        return 0;
    }
    DIAG_PLAIN(d, OUTPUT_SPACE, e->outputs, megabytes(e->arena, left),
               megabytes(e->arena, bytes));
    return -1;
}

const char *edition_staging(const struct edition_dir *e)
{
    return e->staging;
}

int edition_write(const struct edition_dir *e, const char *name, const void *bytes, size_t n,
                  struct diag *d)
{
    return write_inside(e->staging, name, bytes, n, d);
}

/* Two renames in the place of one exchange. */
static int swap_by_renames(struct edition_dir *e, const char *old, struct diag *d)
{
    if (rename(e->target, old) != 0) {
        return refuse(e->target, errno, d);
    }
    if (rename(e->staging, e->target) != 0) {
        int number = errno;
        if (rename(old, e->target) != 0) {
            DIAG_PLAIN(d, EDITION_BESIDE, e->name, old);
            return -1;
        }
        return refuse(e->target, number, d);
    }
    return 0;
}

/* *rest gets the folder that is to be removed afterwards. */
static int exchange(struct edition_dir *e, const char **rest, struct diag *d)
{
    *rest = e->staging;
    if (!is_there(e->target)) {
        return rename(e->staging, e->target) == 0 ? 0 : refuse(e->target, errno, d);
    }
    if (renameat2(AT_FDCWD, e->staging, AT_FDCWD, e->target, RENAME_EXCHANGE) == 0) {
        return 0;
    }
    if (errno != EINVAL && errno != ENOSYS && errno != ENOTSUP) {
        return refuse(e->target, errno, d);
    }
    const char *old = arena_printf(e->arena, "%s/.%s%s", e->outputs, e->name, OLD_SUFFIX);
    if (swap_by_renames(e, old, d) != 0) {
        return -1;
    }
    *rest = old;
    return 0;
}

/* What is in place is flushed with its folder, then the old one is removed. */
static int settle(struct edition_dir *e, const char *rest, struct diag *d)
{
    int number = write_flush(e->outputs);
    if (number != 0) { /* the old one stays for the next start, which clears it */
        char cause[64];
        file_cause(number, cause);
        DIAG_PLAIN(d, EDITION_UNCONFIRMED, e->target, cause);
        return -1;
    }
    struct diag *own = diag_new();
    if (is_there(rest) && file_remove_tree(rest, own) != 0) {
        DIAG_PLAIN(d, EDITION_REST, rest);
    }
    diag_free(own);
    return 0;
}

int edition_commit(struct edition_dir *e, struct diag *d)
{
    const char *rest = NULL;
    if (check_target(e, d) != 0 || exchange(e, &rest, d) != 0) {
        edition_abandon(e);
        return -1;
    }
    int rc = settle(e, rest, d);
    release(e);
    return rc;
}

static int place_once(struct edition_dir *e, struct diag *d)
{
    if (renameat2(AT_FDCWD, e->staging, AT_FDCWD, e->target, RENAME_NOREPLACE) == 0) {
        return 0;
    }
    int number = errno;
    if (number == EINVAL || number == ENOSYS || number == ENOTSUP) {
        number = is_there(e->target) ? EEXIST : rename(e->staging, e->target) == 0 ? 0 : errno;
    }
    return number == 0 ? 0 : refuse(e->target, number, d);
}

int edition_commit_once(struct edition_dir *e, struct diag *d)
{
    if (place_once(e, d) != 0) {
        edition_abandon(e);
        return -1;
    }
    int rc = settle(e, e->staging, d);
    release(e);
    return rc;
}

void edition_abandon(struct edition_dir *e)
{
    struct diag *silent = diag_new(); /* the cause of giving up has been reported already */
    if (is_there(e->staging)) {
        file_remove_tree(e->staging, silent);
    }
    diag_free(silent);
    release(e);
}

unsigned long long edition_size(const char *folder)
{
    struct arena *a = arena_new();
    size_t n = 0;
    unsigned long long bytes = 0;
    char **names = dir_list(a, folder, "", &n);
    for (size_t i = 0; i < n; i++) {
        struct stat st;
        if (lstat(path_join(a, folder, names[i]), &st) == 0 && S_ISREG(st.st_mode)) {
            bytes += (unsigned long long)st.st_size;
        }
    }
    arena_free(a);
    return bytes;
}
