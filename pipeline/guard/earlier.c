#include "guard/earlier.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/names.h"
#include "base/str.h"
#include "guard/record_read.h"

#define RECORD_LIMIT ((size_t)1 << 30) /* [bytes] */

struct earlier {
    struct arena *arena;
    struct earlier_record *records;
    size_t n;
    struct names keys;  /* figures that some record shows */
    uint32_t *first;    /* by key: the record */
    size_t cap;
};

static void remember(void *ctx, const struct record_row *r)
{
    struct earlier *e = ctx;
    if (!record_shows(r))
        return;
    uint32_t known = e->keys.count;
    uint32_t key = names_intern(&e->keys, r->fields[0].at, record_key_length(r));
    e->records[e->n].figures++;
    if (key < known)
        return;
    if (key >= e->cap) {
        e->cap = e->cap * 2 + 1024;
        e->first = mem_grow(e->first, e->cap, sizeof *e->first);
    }
    e->first[key] = (uint32_t)e->n;
}

static void read_record(struct earlier *e, const char *outputs,
                        const struct earlier_edition *edition, struct diag *d)
{
    struct earlier_record *r = &e->records[e->n];
    struct file_map map;
    r->edition = arena_strdup(e->arena, edition->name);
    r->path = arena_printf(e->arena, "%s/%s", edition->name, RECORD_FILE);
    const char *path = path_join(e->arena, outputs, r->path);
    if (!file_exists(path)) {
        DIAG_AT(d, EARLIER_CHANGED, ((struct place){path, 0, 0}), "fehlt");
        return;
    }
    if (file_map(path, RECORD_LIMIT, &map, d) != 0)
        return;
    r->bytes = map.len;
    sha256_hex(map.data, map.len, r->sha256);
    if (!str_eq(edition->sha256, r->sha256))
        DIAG_AT(d, EARLIER_CHANGED, ((struct place){path, 0, 0}),
                "ist nicht mehr so, wie es die Ausgabe hinterlassen hat");
    else
        record_read(path, map.data, map.len, remember, e, d);
    file_unmap(&map);
    e->n++;
}

struct earlier *earlier_load(const char *outputs, const struct earlier_edition *editions,
                             size_t n, struct diag *d)
{
    struct earlier *e = mem_alloc(sizeof *e);
    e->arena = arena_new();
    names_init(&e->keys);
    e->records = arena_array(e->arena, n + 1, sizeof *e->records);
    for (size_t i = 0; i < n; i++)
        read_record(e, outputs, &editions[i], d);
    return e;
}

void earlier_free(struct earlier *e)
{
    if (e == NULL)
        return;
    names_release(&e->keys);
    free(e->first);
    arena_free(e->arena);
    free(e);
}

size_t earlier_records(const struct earlier *e)
{
    return e->n;
}

const struct earlier_record *earlier_record(const struct earlier *e, size_t i)
{
    return &e->records[i];
}

const struct earlier_record *earlier_shown(const struct earlier *e, struct record_key k)
{
    struct buf key = BUF_INIT;
    record_put_key(&key, k);
    uint32_t id = names_find(&e->keys, key.data, key.len);
    buf_release(&key);
    return id == NAMES_NONE ? NULL : &e->records[e->first[id]];
}
