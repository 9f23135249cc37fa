#include "archive/manifest_private.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"

#define INPUT_LIMIT ((size_t)2 << 30) /* [bytes] */

const char *const manifest_list_names[MANIFEST_LISTS] = {
    "inputs", "templates", "fonts", "earlier", "failed", "reports", "record"};

struct manifest *manifest_new(struct manifest_head head)
{
    struct arena *a = arena_new();
    struct manifest *m = arena_alloc(a, sizeof *m);
    m->arena = a;
    m->head = (struct manifest_head){
        .edition = arena_strdup(a, head.edition), .title = arena_strdup(a, head.title),
        .date = arena_strdup(a, head.date),       .version = arena_strdup(a, head.version),
        .build = arena_strdup(a, head.build),     .pdfa = arena_strdup(a, head.pdfa),
        .revisions = arena_strdup(a, head.revisions)};
    return m;
}

void manifest_free(struct manifest *m)
{
    if (m != NULL) {
        for (size_t i = 0; i < MANIFEST_LISTS; i++) {
            free(m->lists[i].items);
        }
        arena_free(m->arena);
    }
}

void manifest_add(struct manifest *m, enum manifest_list list, struct manifest_file f)
{
    struct list *l = &m->lists[list];
    if (l->n == l->cap) {
        l->cap = l->cap ? 2 * l->cap : 64;
        l->items = mem_grow(l->items, l->cap, sizeof *l->items);
    }
    f.path = arena_strdup(m->arena, f.path);
    f.area = arena_strdup(m->arena, f.area);
    f.title = arena_strdup(m->arena, f.title);
    f.source = arena_strdup(m->arena, f.source);
    f.version = arena_strdup(m->arena, f.version);
    f.name = arena_strdup(m->arena, f.name);
    l->items[l->n++] = f;
}

void manifest_add_report(struct manifest *m, struct manifest_file f)
{
    manifest_add(m, MANIFEST_REPORTS, f);
}

void manifest_add_record(struct manifest *m, struct manifest_file f)
{
    manifest_add(m, MANIFEST_RECORD, f);
}

void manifest_add_earlier(struct manifest *m, struct manifest_file f)
{
    manifest_add(m, MANIFEST_EARLIER, f);
}

void manifest_add_font(struct manifest *m, const char *file, const char *title,
                       const char *version, const void *bytes, size_t len)
{
    struct manifest_file f = {.path = file, .title = title, .version = version, .bytes = len};
    sha256_hex(bytes, len, f.sha256);
    for (size_t i = 0; i < m->lists[MANIFEST_FONTS].n; i++) {
        if (strcmp(m->lists[MANIFEST_FONTS].items[i].sha256, f.sha256) == 0) {
            return;
        }
    }
    manifest_add(m, MANIFEST_FONTS, f);
}

void manifest_add_failed(struct manifest *m, const char *area, const char *title)
{
    struct manifest_file f = {.path = "", .area = area, .title = title};
    manifest_add(m, MANIFEST_FAILED, f);
}

int manifest_add_input(struct manifest *m, const char *kind, const char *dir, const char *name,
                       struct diag *d)
{
    struct file_map map;
    const char *path = path_join(m->arena, dir, name);
    if (file_map(path, INPUT_LIMIT, &map, d) != 0) {
        return -1;
    }
    struct manifest_file f = {.path = name, .bytes = map.len};
    sha256_hex(map.data, map.len, f.sha256);
    file_unmap(&map);
    manifest_add(m, strcmp(kind, "templates") == 0 ? MANIFEST_TEMPLATES : MANIFEST_INPUTS, f);
    return 0;
}

static int by_path(const void *a, const void *b)
{
    const struct manifest_file *x = a, *y = b;
    int c = strcmp(x->path, y->path);
    return c ? c : strcmp(x->area ? x->area : "", y->area ? y->area : "");
}

static void put_field(struct buf *b, const char *name, const char *value)
{
    if (value != NULL && value[0] != '\0') {
        buf_adds(b, ", ");
        buf_json(b, name);
        buf_adds(b, ": ");
        buf_json(b, value);
    }
}

static void put_file(struct buf *b, const struct manifest_file *f)
{
    buf_adds(b, "    {\"path\": ");
    buf_json(b, f->path);
    put_field(b, "area", f->area);
    put_field(b, "title", f->title);
    put_field(b, "name", f->name);
    put_field(b, "template", f->source);
    put_field(b, "version", f->version);
    if (f->pages > 0) {
        buf_printf(b, ", \"pages\": %zu", f->pages);
    }
    if (f->name != NULL) {
        buf_printf(b, ", \"newest\": %d, \"hidden\": %zu, \"warnings\": %zu", f->newest,
                   f->hidden, f->warnings);
    }
    if (f->sha256[0] != '\0') {
        buf_printf(b, ", \"bytes\": %zu, \"sha256\": \"%s\"", f->bytes, f->sha256);
    }
    buf_adds(b, "}");
}

static void put_list(struct buf *b, const char *name, struct list *l)
{
    if (l->n > 1) {
        qsort(l->items, l->n, sizeof *l->items, by_path);
    }
    buf_adds(b, ",\n  ");
    buf_json(b, name);
    buf_adds(b, ": [");
    for (size_t i = 0; i < l->n; i++) {
        buf_adds(b, i ? ",\n" : "\n");
        put_file(b, &l->items[i]);
    }
    buf_adds(b, l->n ? "\n  ]" : "]");
}

void manifest_inputs_digest(struct manifest *m, char out[SHA256_HEX])
{
    struct buf b = BUF_INIT;
    put_list(&b, manifest_list_names[MANIFEST_INPUTS], &m->lists[MANIFEST_INPUTS]);
    put_list(&b, manifest_list_names[MANIFEST_TEMPLATES], &m->lists[MANIFEST_TEMPLATES]);
    sha256_hex(buf_str(&b), b.len, out);
    buf_release(&b);
}

/* The text up to, and without, list end. */
static void put_until(struct buf *b, struct manifest *m, int end)
{
    const struct {
        const char *name, *value;
    } head[] = {{"edition", m->head.edition},      {"title", m->head.title},
                {"date", m->head.date},            {"program", "sozialbericht"},
                {"version", m->head.version},      {"build", m->head.build},
                {"pdfa", m->head.pdfa}};
    buf_adds(b, "{\n");
    for (size_t i = 0; i < sizeof head / sizeof *head; i++) {
        buf_adds(b, i ? ",\n  " : "  ");
        buf_json(b, head[i].name);
        buf_adds(b, ": ");
        buf_json(b, head[i].value);
    }
    if (m->head.revisions != NULL && m->head.revisions[0] != '\0') {
        buf_adds(b, ",\n  \"revisions\": ");
        buf_json(b, m->head.revisions);
    }
    for (int i = 0; i < end; i++) {
        put_list(b, manifest_list_names[i], &m->lists[i]);
    }
}

int manifest_write(struct manifest *m, const char *dir, struct diag *d)
{
    return manifest_write_as(m, dir, MANIFEST_FILE, d);
}

int manifest_write_as(struct manifest *m, const char *dir, const char *name, struct diag *d)
{
    struct buf b = BUF_INIT;
    put_until(&b, m, MANIFEST_LISTS);
    buf_adds(&b, "\n}\n");
    int rc = file_write(path_join(m->arena, dir, name), b.data, b.len, d);
    buf_release(&b);
    return rc;
}

/* A file belongs to a manifest that names its digest. */
static bool belongs(struct manifest *m, const char *dir, const char *name, const char *text,
                    struct diag *d)
{
    struct file_map map;
    const char *path = path_join(m->arena, dir, name);
    if (!file_exists(path) || file_map(path, INPUT_LIMIT, &map, d) != 0) {
        return false;
    }
    char digest[SHA256_HEX];
    sha256_hex(map.data, map.len, digest);
    file_unmap(&map);
    return strstr(text, digest) != NULL;
}

bool manifest_current(struct manifest *m, const char *dir, const char *const *files, size_t n)
{
    struct diag *silent = diag_new(); /* an edition that cannot be read is simply made anew */
    struct buf old = BUF_INIT, wanted = BUF_INIT;
    const char *path = path_join(m->arena, dir, MANIFEST_FILE);
    bool same = file_exists(path) && file_read(path, INPUT_LIMIT, &old, silent) == 0;
    put_until(&wanted, m, MANIFEST_REPORTS);
    same = same && old.len > wanted.len && memcmp(old.data, wanted.data, wanted.len) == 0;
    for (size_t i = 0; same && i < n; i++) {
        same = belongs(m, dir, files[i], old.data, silent);
    }
    buf_release(&wanted);
    buf_release(&old);
    diag_free(silent);
    return same;
}
