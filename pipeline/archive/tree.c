#include "archive/tree.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/utf8.h"
#include "base/write.h"

enum { MAX_DEPTH = 32 };

struct walk {
    struct arena *arena;
    const char *root;
    struct tree_entry *items;
    size_t n, cap;
    struct diag *d;
};

static int fail(const struct walk *w, const char *name, int number)
{
    char cause[64];
    file_cause(number, cause);
    const char *path = name[0] ? path_join(w->arena, w->root, name) : w->root;
    DIAG_AT(w->d, IO_READ, ((struct place){path, 0, 0}), cause);
    return -1;
}

static void keep(struct walk *w, struct tree_entry e)
{
    if (w->n == w->cap) {
        w->cap = w->cap ? 2 * w->cap : 64;
        w->items = mem_grow(w->items, w->cap, sizeof *w->items);
    }
    w->items[w->n++] = e;
}

static int walk_folder(struct walk *w, const char *below, int depth)
{
    const char *path = below[0] ? path_join(w->arena, w->root, below) : w->root;
    DIR *dir = depth > MAX_DEPTH ? NULL : opendir(path);
    if (dir == NULL) {
        return fail(w, below, depth > MAX_DEPTH ? ENAMETOOLONG : errno);
    }
    int rc = 0;
    struct dirent *entry;
    while (rc == 0 && (entry = readdir(dir)) != NULL) {
        struct stat st;
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) {
            continue;
        }
        const char *name = path_join(w->arena, below, entry->d_name);
        if (lstat(path_join(w->arena, w->root, name), &st) != 0) {
            rc = fail(w, name, errno);
            break;
        }
        enum tree_kind kind = S_ISREG(st.st_mode)   ? TREE_FILE
                              : S_ISDIR(st.st_mode) ? TREE_FOLDER
                                                    : TREE_OTHER;
        keep(w, (struct tree_entry){name, kind, kind == TREE_FILE
                                                    ? (unsigned long long)st.st_size
                                                    : 0});
        rc = kind == TREE_FOLDER ? walk_folder(w, name, depth + 1) : 0;
    }
    closedir(dir);
    return rc;
}

static int by_name(const void *x, const void *y)
{
    const struct tree_entry *a = x, *b = y;
    return strcmp(a->name, b->name);
}

const struct tree_entry *tree_list(struct arena *a, const char *root, size_t *n, struct diag *d)
{
    struct walk w = {.arena = a, .root = root, .d = d};
    struct tree_entry *list = NULL;
    *n = 0;
    if (walk_folder(&w, "", 0) == 0) {
        list = arena_array(a, w.n + 1, sizeof *list);
        if (w.n > 0) {
            memcpy(list, w.items, w.n * sizeof *list);
            qsort(list, w.n, sizeof *list, by_name);
        }
        *n = w.n;
    }
    free(w.items);
    return list;
}

const struct tree_entry *tree_find(const struct tree_entry *list, size_t n, const char *name)
{
    const struct tree_entry key = {.name = name};
    return n > 0 ? bsearch(&key, list, n, sizeof *list, by_name) : NULL;
}

bool tree_plain_name(const char *name)
{
    size_t len = strlen(name);
    if (len == 0 || name[0] == '~' || utf8_check(name, len) != len) {
        return false;
    }
    for (const char *part = name;;) {
        size_t n = strcspn(part, "/");
        if (n == 0 || (n == 1 && part[0] == '.') || (n == 2 && strncmp(part, "..", 2) == 0)) {
            return false;
        }
        for (size_t i = 0; i < n; i++) {
            if ((unsigned char)part[i] < ' ' || part[i] == 0x7F || part[i] == '\\') {
                return false;
            }
        }
        if (part[n] == '\0') {
            return true;
        }
        part += n + 1;
    }
}

/* From the leaves to the root: a folder is closed when all in it is. */
static int protect_one(const struct walk *w, const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    struct stat st;
    int number = fd < 0 || fstat(fd, &st) != 0 ? errno : 0;
    if (number == 0) {
        mode_t mode = st.st_mode & 07777 & ~(mode_t)(S_IWUSR | S_IWGRP | S_IWOTH);
        if (fchmod(fd, mode) != 0 && errno != EPERM && errno != ENOTSUP) {
            number = errno;
        } else if (fsync(fd) != 0 && errno != EINVAL && errno != ENOTSUP) {
            number = errno;
        }
    }
    if (fd >= 0) {
        close(fd);
    }
    if (number != 0) {
        char cause[64];
        file_cause(number, cause);
        DIAG_PLAIN(w->d, IO_WRITE, path, cause);
    }
    return number == 0 ? 0 : -1;
}

int tree_protect(const char *root, struct diag *d)
{
    struct arena *a = arena_new();
    struct walk w = {.arena = a, .root = root, .d = d};
    size_t n = 0;
    const struct tree_entry *list = tree_list(a, root, &n, d);
    int rc = list == NULL ? -1 : 0;
    for (size_t i = n; rc == 0 && i-- > 0;) { /* what is in a folder sorts behind it */
        rc = protect_one(&w, path_join(a, root, list[i].name));
    }
    rc = rc == 0 ? protect_one(&w, root) : rc;
    arena_free(a);
    return rc;
}
