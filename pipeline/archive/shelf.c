#include "archive/shelf.h"

#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/str.h"

enum { FOLDERS = 2000, REPORTS = 20000 };

struct held {
    struct shelf shelf;
    struct arena *arena;
    struct manifest **manifests; /* one for each edition: the texts are theirs */
};

/* A plain name of a PDF that is there. */
static bool is_there(struct arena *a, const char *dir, const char *file)
{
    return strchr(file, '/') == NULL && str_ends(file, ".pdf") && file[0] != '.' &&
           path_inside(a, dir, file) != NULL && file_exists(path_join(a, dir, file));
}

static const char *or_nothing(const char *text)
{
    return text != NULL ? text : "";
}

static void take_reports(struct arena *a, const char *dir, const struct manifest *m,
                         struct shelf_edition *e)
{
    size_t n = 0;
    const struct manifest_file *from = manifest_files(m, MANIFEST_REPORTS, &n);
    struct manifest_file *list = arena_array(a, n + 1, sizeof *list);
    for (size_t i = 0; i < n && e->n_reports < REPORTS; i++) {
        if (is_there(a, dir, from[i].path)) {
            struct manifest_file f = from[i];
            f.area = or_nothing(f.area);
            f.title = or_nothing(f.title);
            f.name = or_nothing(f.name);
            list[e->n_reports++] = f;
        }
    }
    e->report = list;
}

/* The manifest of a folder or its list; NULL where it holds neither. */
static struct manifest *read_folder(struct arena *a, const char *outputs, const char *name,
                                    struct shelf_edition *e)
{
    const char *dir = path_join(a, outputs, name);
    bool single = !file_exists(path_join(a, dir, MANIFEST_FILE));
    const char *file = single ? SINGLE_LIST : MANIFEST_FILE;
    if (path_inside(a, outputs, name) == NULL || !file_exists(path_join(a, dir, file))) {
        return NULL;
    }
    struct diag *silent = diag_new();
    struct manifest *m = manifest_load_as(dir, file, silent);
    diag_free(silent);
    if (m != NULL) {
        const struct manifest_head *h = manifest_head(m);
        *e = (struct shelf_edition){.folder = name, .title = h->title, .date = h->date,
                                    .version = h->version, .single = single};
        manifest_files(m, MANIFEST_FAILED, &e->n_failed);
        take_reports(a, dir, m, e);
    }
    return m;
}

struct shelf *shelf_load(const char *outputs)
{
    struct arena *a = arena_new();
    struct held *h = arena_alloc(a, sizeof *h);
    size_t n = 0;
    char **name = dir_list(a, outputs, "", &n);
    struct shelf_edition *list = arena_array(a, n + 1, sizeof *list);
    h->manifests = arena_array(a, n + 1, sizeof *h->manifests);
    for (size_t i = n; i > 0 && h->shelf.n < FOLDERS; i--) {
        if (name[i - 1][0] == '.') {
            continue;
        }
        struct manifest *m = read_folder(a, outputs, name[i - 1], &list[h->shelf.n]);
        if (m != NULL) {
            h->manifests[h->shelf.n++] = m;
        }
    }
    h->shelf.edition = list;
    h->arena = a;
    return &h->shelf;
}

void shelf_free(struct shelf *s)
{
    if (s == NULL) {
        return;
    }
    struct held *h = (struct held *)s; /* the shelf is its first member */
    for (size_t i = 0; i < s->n; i++) {
        manifest_free(h->manifests[i]);
    }
    arena_free(h->arena);
}

static bool is_among(const struct manifest_file *list, size_t n, const char *path)
{
    for (size_t i = 0; i < n; i++) {
        if (str_eq(list[i].path, path)) {
            return true;
        }
    }
    return false;
}

int shelf_add_single(const char *folder, const char *title, const char *date,
                     const struct manifest_file *report, size_t n, struct diag *d)
{
    struct arena *a = arena_new();
    struct manifest *m = manifest_new((struct manifest_head){
        .edition = "", .title = title, .date = date, .version = "", .build = "", .pdfa = ""});
    struct shelf_edition old = {.n_reports = 0};
    struct manifest *before = read_folder(a, folder, ".", &old);
    for (size_t i = 0; i < old.n_reports; i++) {
        if (!is_among(report, n, old.report[i].path)) {
            manifest_add_report(m, old.report[i]);
        }
    }
    for (size_t i = 0; i < n; i++) {
        manifest_add_report(m, report[i]);
    }
    int rc = manifest_write_as(m, folder, SINGLE_LIST, d);
    manifest_free(before);
    manifest_free(m);
    arena_free(a);
    return rc;
}
