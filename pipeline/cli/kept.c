#include "cli/kept.h"

#include <string.h>

#include "archive/bag.h"
#include "base/file.h"
#include "base/str.h"
#include "guard/record.h"

#define RECORD_LIMIT ((size_t)1 << 30) /* [bytes] */

/* The folder of the edition with its manifest; NULL where nothing of that name has one. */
static const char *find_folder(struct kept *k, const struct options *o, bool beside)
{
    struct arena *a = k->arena;
    const char *const roots[] = {o->output, o->archive, ""};
    for (size_t i = 0; i < (beside ? 1 : sizeof roots / sizeof *roots); i++) {
        bool path = roots[i][0] == '\0';
        const char *folder = path ? k->name : path_join(a, roots[i], k->name);
        if (!path && path_inside(a, roots[i], k->name) == NULL)
            continue;
        const char *packed = path_join(a, folder, BAG_EDITION);
        if (file_exists(path_join(a, folder, MANIFEST_FILE)))
            return folder;
        if (!beside && file_exists(path_join(a, packed, MANIFEST_FILE)))
            return packed;
    }
    return NULL;
}

static void add_names(struct arena *a, const char *root, const char *below, struct buf *list)
{
    size_t n = 0;
    char **names = dir_list(a, root, "", &n);
    for (size_t i = 0; i < n; i++) {
        const char *folder = path_join(a, path_join(a, root, names[i]), below);
        if (names[i][0] != '.' && file_exists(path_join(a, folder, MANIFEST_FILE)))
            buf_printf(list, "%s%s", list->len > 0 ? ", " : "", names[i]);
    }
}

static void report_unknown(const struct kept *k, const struct options *o, bool beside,
                           struct diag *d)
{
    struct buf list = BUF_INIT;
    add_names(k->arena, o->output, "", &list);
    if (beside) {
        DIAG_PLAIN(d, REVISIONS_UNKNOWN, k->name, o->output,
                   list.len > 0 ? buf_str(&list) : "keine");
    } else {
        add_names(k->arena, o->archive, BAG_EDITION, &list);
        DIAG_PLAIN(d, KEPT_UNKNOWN, k->name, o->output, o->archive,
                   list.len > 0 ? buf_str(&list) : "keine");
    }
    buf_release(&list);
}

static const struct manifest_file *record_of(const struct manifest *m)
{
    size_t n = 0;
    const struct manifest_file *list = manifest_files(m, MANIFEST_RECORD, &n);
    for (size_t i = 0; i < n; i++) {
        if (str_eq(list[i].path, RECORD_FILE))
            return &list[i];
    }
    return NULL;
}

static int read_record(struct kept *k, const char *folder, struct diag *d)
{
    const struct manifest_file *record = record_of(k->manifest);
    const char *path = path_join(k->arena, folder, RECORD_FILE);
    struct file_map map;
    char digest[SHA256_HEX];
    if (record == NULL) {
        DIAG_PLAIN(d, KEPT_OLD, k->name);
        return -1;
    }
    if (!file_exists(path)) {
        DIAG_PLAIN(d, KEPT_DAMAGED, k->name, "veroeffentlicht.csv fehlt");
        return -1;
    }
    if (file_map(path, RECORD_LIMIT, &map, d) != 0)
        return -1;
    sha256_hex(map.data, map.len, digest);
    if (str_eq(digest, record->sha256))
        k->table = record_table_read(path, map.data, map.len, d);
    else
        DIAG_PLAIN(d, KEPT_DAMAGED, k->name, "veroeffentlicht.csv wurde verändert");
    file_unmap(&map);
    return k->table != NULL ? 0 : -1;
}

int kept_load(struct kept *k, const struct options *o, const char *name, bool beside,
              struct diag *d)
{
    *k = (struct kept){.arena = arena_new()};
    size_t n = strlen(name);
    while (n > 1 && name[n - 1] == '/')
        n--;
    k->name = arena_strndup(k->arena, name, n);
    const char *folder = find_folder(k, o, beside);
    if (folder == NULL) {
        report_unknown(k, o, beside, d);
        return -1;
    }
    k->manifest = manifest_load(folder, d);
    if (k->manifest == NULL) {
        DIAG_PLAIN(d, KEPT_DAMAGED, k->name, "manifest.json ist nicht lesbar");
        return -1;
    }
    return read_record(k, folder, d);
}

void kept_release(struct kept *k)
{
    record_table_free(k->table);
    manifest_free(k->manifest);
    arena_free(k->arena);
}
