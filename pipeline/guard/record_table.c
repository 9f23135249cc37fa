#include "guard/record_table.h"

#include <string.h>

#include "base/arena.h"
#include "base/names.h"

struct record_table {
    struct arena *arena;
    struct record_row *rows;
    size_t n;
    struct names keys; /* id is the index of the row */
};

/* The names of a figure but for its formula, the second. */
static void put_key(const struct record_row *r, struct buf *b)
{
    static const enum record_column columns[] = {RECORD_INDICATOR, RECORD_AREA, RECORD_YEAR,
                                                 RECORD_SEX, RECORD_AGES};
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        buf_add(b, r->fields[columns[i]].at, r->fields[columns[i]].n);
        buf_addc(b, ';');
    }
}

struct filling {
    struct record_table *table;
    struct buf key;
};

/* A record of two formulas for one figure is none that we write: the first one stays. */
static void take_row(void *ctx, const struct record_row *r)
{
    struct filling *f = ctx;
    struct record_table *t = f->table;
    buf_clear(&f->key);
    put_key(r, &f->key);
    uint32_t known = t->keys.count;
    if (names_intern(&t->keys, f->key.data, f->key.len) < known)
        return;
    t->rows = arena_push(t->arena, t->rows, t->n, sizeof *t->rows);
    t->rows[t->n++] = *r;
}

struct record_table *record_table_read(const char *path, const char *text, size_t len,
                                       struct diag *d)
{
    struct arena *a = arena_new();
    struct record_table *t = arena_alloc(a, sizeof *t);
    struct filling f = {.table = t};
    t->arena = a;
    names_init(&t->keys);
    int rc = record_read(path, arena_copy(a, text, len, 1), len, take_row, &f, d);
    buf_release(&f.key);
    if (rc == 0)
        return t;
    record_table_free(t);
    return NULL;
}

struct record_table *record_table_of(const struct published *p, struct diag *d)
{
    struct buf text = BUF_INIT;
    record_write(p, &text);
    struct record_table *t = record_table_read(RECORD_FILE, text.data, text.len, d);
    buf_release(&text);
    return t;
}

void record_table_free(struct record_table *t)
{
    if (t == NULL)
        return;
    names_release(&t->keys);
    arena_free(t->arena);
}

const struct record_row *record_table_rows(const struct record_table *t, size_t *n)
{
    *n = t->n;
    return t->rows;
}

const struct record_row *record_table_find(const struct record_table *t,
                                           const struct record_row *like)
{
    struct buf key = BUF_INIT;
    put_key(like, &key);
    uint32_t id = names_find(&t->keys, key.data, key.len);
    buf_release(&key);
    return id == NAMES_NONE ? NULL : &t->rows[id];
}

bool record_field_same(struct record_field a, struct record_field b)
{
    return a.n == b.n && memcmp(a.at, b.at, a.n) == 0;
}

/* The next byte from *at on that is no "r"; NUL at the end. */
static char next_sign(struct record_field f, size_t *at)
{
    while (*at < f.n && f.at[*at] == 'r')
        ++*at;
    return *at < f.n ? f.at[(*at)++] : '\0';
}

bool record_sign_same(const struct record_row *a, const struct record_row *b)
{
    size_t i = 0, k = 0;
    char x, y;
    do {
        x = next_sign(a->fields[RECORD_SIGN], &i);
        y = next_sign(b->fields[RECORD_SIGN], &k);
    } while (x == y && x != '\0');
    return x == y;
}

bool record_revised(const struct record_row *then, const struct record_row *now)
{
    if (!record_shows(then) || !record_shows(now))
        return false;
    if (then->fields[RECORD_VALUE].n > 0 && now->fields[RECORD_VALUE].n > 0)
        return !record_field_same(then->fields[RECORD_VALUE], now->fields[RECORD_VALUE]);
    return then->fields[RECORD_VALUE].n != now->fields[RECORD_VALUE].n ||
           !record_sign_same(then, now);
}
