#include "calendar/made.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/csv_cell.h"
#include "base/date.h"
#include "base/file.h"
#include "base/str.h"
#include "base/utf8.h"
#include "calendar/calendar_private.h"

#define HEAD "key;committee;suffix;session;edition;made;inputs"

enum { LIMIT = 16 << 20 /* [bytes] */ };

struct made_list {
    struct arena *arena;
    struct made *entry;
    size_t n, cap;
    long first, last;
};

static bool read_day(const char *s, long *day)
{
    struct date date;
    if (strlen(s) != 10 || !date_parse(s, 10, &date) || date.month == 0) {
        return false;
    }
    *day = date_days(date);
    return true;
}

/* Kept as copies: the list outlives what it was read from. */
static struct made copied(struct arena *a, struct made m)
{
    m.key = arena_strdup(a, m.key);
    m.committee = arena_strdup(a, m.committee);
    m.suffix = arena_strdup(a, m.suffix);
    m.edition = arena_strdup(a, m.edition);
    m.inputs = arena_strdup(a, m.inputs);
    return m;
}

void made_add(struct made_list *l, struct made m)
{
    for (size_t i = 0; i < l->n; i++) {
        if (str_eq(l->entry[i].key, m.key) && str_eq(l->entry[i].suffix, m.suffix)) {
            l->entry[i] = copied(l->arena, m);
            return;
        }
    }
    if (l->n == l->cap) {
        l->cap = l->cap > 0 ? 2 * l->cap : 32;
        l->entry = mem_grow(l->entry, l->cap, sizeof *l->entry);
    }
    l->entry[l->n++] = copied(l->arena, m);
}

void made_run(struct made_list *l, long today)
{
    l->first = l->first == 0 || today < l->first ? today : l->first;
    l->last = today;
}

enum { CELLS = 8 };

/* The lines with days come first: "erster Lauf;2026-11-23". */
static bool read_line(struct made_list *l, const char *const *cell, size_t n)
{
    struct made m;
    if (n == 2 && str_eq(cell[0], "erster Lauf")) {
        return read_day(cell[1], &l->first);
    }
    if (n == 2 && str_eq(cell[0], "letzter Lauf")) {
        return read_day(cell[1], &l->last);
    }
    if (n != 7 || cell[0][0] == '\0' || cell[1][0] == '\0' || cell[4][0] == '\0' ||
        strlen(cell[6]) != 64 || !read_day(cell[3], &m.session) || !read_day(cell[5], &m.day)) {
        return false;
    }
    m.key = csv_cell_text(cell[0]);
    m.committee = csv_cell_text(cell[1]);
    m.suffix = csv_cell_text(cell[2]);
    m.edition = csv_cell_text(cell[4]);
    m.inputs = cell[6];
    made_add(l, m);
    return true;
}

static int read_all(struct made_list *l, const char *path, const struct buf *b, struct diag *d)
{
    const char *cell[CELLS];
    int column[CELLS], line = 0;
    bool head = false;
    const char *bad = utf8_check(buf_str(b), b->len) == b->len &&
                              (b->len == 0 || b->data[b->len - 1] == '\n')
                          ? NULL
                          : "";
    for (const char *p = buf_str(b); bad == NULL && *p != '\0';) {
        size_t n = strcspn(p, "\n");
        char *text = str_trim(l->arena, p, n > 0 && p[n - 1] == '\r' ? n - 1 : n);
        p += n + (p[n] == '\n');
        line++;
        if (text[0] == '#' || text[0] == '\0') {
            continue;
        }
        if (str_eq(text, HEAD)) {
            head = true;
        } else if (!read_line(l, cell, csv_cells(l->arena, text, cell, column, CELLS))) {
            bad = text;
        }
    }
    if (bad != NULL || !head || l->first == 0 || l->last == 0) {
        DIAG_AT(d, STATE_BAD, ((struct place){path, line > 0 ? line : 1, 1}), NULL);
        return -1;
    }
    return 0;
}

struct made_list *made_load(const char *outputs, struct diag *d)
{
    struct made_list *l = mem_alloc(sizeof *l);
    l->arena = arena_new();
    const char *path = path_join(l->arena, outputs, MADE_FILE);
    struct buf b = BUF_INIT;
    if (file_exists(path) &&
        (file_read(path, LIMIT, &b, d) != 0 || read_all(l, path, &b, d) != 0)) {
        made_free(l);
        l = NULL;
    }
    buf_release(&b);
    return l;
}

void made_free(struct made_list *l)
{
    if (l != NULL) {
        arena_free(l->arena);
        free(l->entry);
        free(l);
    }
}

size_t made_count(const struct made_list *l)
{
    return l->n;
}

const struct made *made_at(const struct made_list *l, size_t i)
{
    return &l->entry[i];
}

long made_first(const struct made_list *l)
{
    return l->first;
}

long made_last(const struct made_list *l)
{
    return l->last;
}

/* Keys come from a foreign file: whatever they hold stays in its cell and in its line. */
static void put_cell(struct buf *b, const char *s, char end)
{
    char *clean = mem_strdup(s);
    for (char *c = clean; *c != '\0'; c++)
        *c = (unsigned char)*c < ' ' ? ' ' : *c;
    csv_cell_put(b, clean);
    buf_addc(b, end);
    free(clean);
}

static void put_day(struct buf *b, long day, char end)
{
    char iso[11];
    date_iso(day, iso);
    buf_adds(b, iso);
    buf_addc(b, end);
}

int made_write(const struct made_list *l, const char *outputs, struct diag *d)
{
    struct buf b = BUF_INIT;
    struct arena *a = arena_new();
    buf_adds(&b, "# Zu welcher Sitzung welche Ausgabe erstellt wurde. Geschrieben von "
                 "„sozialbericht run-due“,\n# das danach entscheidet, was noch fehlt. Eine Zeile "
                 "löschen heißt: noch nicht erstellt.\nerster Lauf;");
    put_day(&b, l->first, '\n');
    buf_adds(&b, "letzter Lauf;");
    put_day(&b, l->last, '\n');
    buf_adds(&b, HEAD "\n");
    for (size_t i = 0; i < l->n; i++) {
        const struct made *m = &l->entry[i];
        put_cell(&b, m->key, ';');
        put_cell(&b, m->committee, ';');
        put_cell(&b, m->suffix, ';');
        put_day(&b, m->session, ';');
        put_cell(&b, m->edition, ';');
        put_day(&b, m->day, ';');
        put_cell(&b, m->inputs, '\n');
    }
    int rc = file_make_dir(outputs, d) == 0
                 ? file_write(path_join(a, outputs, MADE_FILE), b.data, b.len, d)
                 : -1;
    arena_free(a);
    buf_release(&b);
    return rc;
}
