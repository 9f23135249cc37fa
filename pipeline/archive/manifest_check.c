#include <string.h>

#include "archive/manifest.h"
#include "archive/tree.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/str.h"

#define FILE_LIMIT ((size_t)2 << 30) /* [bytes] */

struct check {
    struct arena *arena;
    const char *folder;
    const struct tree_entry *entries;
    size_t n, faults;
    bool *named;
    struct diag *d;
};

static void fault(struct check *c, enum diag_code code, const char *name, const char *what)
{
    DIAG_AT(c->d, code, ((struct place){path_join(c->arena, c->folder, name), 0, 0}), what);
    c->faults++;
}

static void check_one(struct check *c, const struct manifest_file *f)
{
    const struct tree_entry *e = tree_find(c->entries, c->n, f->path);
    if (!tree_plain_name(f->path) || strchr(f->path, '/') != NULL || f->sha256[0] == '\0') {
        fault(c, BAG_PATH, MANIFEST_FILE, f->path);
        return;
    }
    if (e == NULL) {
        fault(c, BAG_MISSING, f->path, NULL);
        return;
    }
    c->named[e - c->entries] = true;
    if (e->kind != TREE_FILE) {
        fault(c, BAG_LINK, f->path, NULL);
        return;
    }
    struct buf bytes = BUF_INIT;
    char digest[SHA256_HEX] = "";
    if (file_read(path_join(c->arena, c->folder, f->path), FILE_LIMIT, &bytes, c->d) != 0) {
        c->faults++;
    } else {
        sha256_hex(bytes.data, bytes.len, digest);
        if (!str_eq(digest, f->sha256) || bytes.len != f->bytes) {
            fault(c, BAG_CHANGED, f->path, NULL);
        }
    }
    buf_release(&bytes);
}

static void check_rest(struct check *c)
{
    for (size_t i = 0; i < c->n; i++) {
        const struct tree_entry *e = &c->entries[i];
        if (!c->named[i] && e->kind == TREE_OTHER) {
            fault(c, BAG_LINK, e->name, NULL);
        } else if (!c->named[i] && !str_eq(e->name, MANIFEST_FILE)) {
            fault(c, BAG_EXTRA, e->name, MANIFEST_FILE);
        }
    }
}

int manifest_check(const char *folder, size_t *files, struct diag *d)
{
    static const enum manifest_list lists[] = {MANIFEST_REPORTS, MANIFEST_RECORD};
    struct check c = {.arena = arena_new(), .folder = folder, .d = d};
    struct manifest *m = manifest_load(folder, d);
    int rc = -1;
    *files = 0;
    if (m == NULL || (c.entries = tree_list(c.arena, folder, &c.n, d)) == NULL) {
        goto out;
    }
    c.named = arena_array(c.arena, c.n + 1, sizeof *c.named);
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        size_t n = 0;
        const struct manifest_file *list = manifest_files(m, lists[i], &n);
        for (size_t k = 0; k < n; k++) {
            check_one(&c, &list[k]);
        }
        *files += n;
    }
    check_rest(&c);
    rc = c.faults == 0 ? 0 : -1;
out:
    manifest_free(m);
    arena_free(c.arena);
    return rc;
}
