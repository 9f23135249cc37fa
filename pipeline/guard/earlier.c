#include "guard/earlier.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/decimal.h"
#include "base/file.h"
#include "base/names.h"
#include "base/sign.h"
#include "base/str.h"
#include "base/utf8.h"

#define RECORD_LIMIT ((size_t)1 << 30) /* [bytes] */

enum { FIELDS = 10, KEY_FIELDS = 6, MAX_NAME = 64, ID_DIGITS = 16, FIRST_YEAR = 1900,
       LAST_YEAR = 2155, LAST_AGE = 126 };
enum { INDICATOR, FORMULA, AREA, YEAR, SEX, AGES, VALUE, SIGN, COUNT, BASE };

struct earlier {
    struct arena *arena;
    struct earlier_record *records;
    size_t n;
    struct names keys;  /* figures that some record shows */
    uint32_t *first;    /* by key: the record */
    size_t cap;
    struct names seen;  /* all keys of the record that is being read */
};

struct field {
    const char *at;
    size_t n; /* [bytes] */
};

struct row {
    struct field fields[FIELDS];
};

static bool digits(struct field f, size_t least, size_t most, const char *allowed)
{
    if (f.n < least || f.n > most)
        return false;
    for (size_t i = 0; i < f.n; i++) {
        if (f.at[i] == '\0' || strchr(allowed, f.at[i]) == NULL)
            return false;
    }
    return true;
}

static bool good_name(struct field f)
{
    return digits(f, 1, MAX_NAME, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                  "._-");
}

static bool good_formula(struct field f)
{
    return digits(f, ID_DIGITS, ID_DIGITS, "0123456789abcdef");
}

static bool good_year(struct field f)
{
    unsigned year;
    return decimal_uint(f.at, f.n, LAST_YEAR, &year) && year >= FIRST_YEAR && f.n == 4;
}

static bool good_sex(struct field f)
{
    return f.n == 0 || (f.n == 1 && (*f.at == 'm' || *f.at == 'w'));
}

/* "", "0-2", "75-" */
static bool good_ages(struct field f)
{
    unsigned from, to;
    const char *dash = memchr(f.at, '-', f.n);
    if (f.n == 0)
        return true;
    if (dash == NULL || !decimal_uint(f.at, (size_t)(dash - f.at), LAST_AGE, &from))
        return false;
    size_t rest = f.n - (size_t)(dash - f.at) - 1;
    return rest == 0 || (decimal_uint(dash + 1, rest, LAST_AGE, &to) && to >= from);
}

static bool good_number(struct field f)
{
    double v;
    int decimals;
    return f.n == 0 ||
           decimal_parse(f.at, f.n, (struct decimal_form){',', 0}, &v, &decimals) == DECIMAL_OK;
}

/* One of the signs, perhaps with marks behind it; only marks stand beside a number. */
static bool good_sign(struct field f)
{
    static const char *const signs[] = {"", "–", "0", ".", "…", "/", "x"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        size_t n = strlen(signs[i]);
        if (f.n < n || memcmp(f.at, signs[i], n) != 0)
            continue;
        struct field rest = {f.at + n, f.n - n};
        if (digits(rest, 0, 4, "(prs"))
            return true;
    }
    return false;
}

static bool shows(const struct row *r)
{
    struct field sign = r->fields[SIGN];
    const char *nothing = sign_text(SIGN_NOTHING), *small = sign_text(SIGN_SMALL);
    return r->fields[VALUE].n > 0 || (sign.n >= strlen(nothing) &&
                                      memcmp(sign.at, nothing, strlen(nothing)) == 0) ||
           (sign.n >= strlen(small) && memcmp(sign.at, small, strlen(small)) == 0);
}

/* Column by column: what it must be and whether it is. */
static const struct {
    const char *name;
    bool (*good)(struct field f);
} columns[FIELDS] = {
    {"Indikator", good_name}, {"Formel", good_formula}, {"Gebiet", good_name},
    {"Jahr", good_year},      {"Geschlecht", good_sex}, {"Alter", good_ages},
    {"Wert", good_number},    {"Zeichen", good_sign},   {"Anzahl", good_number},
    {"Nenner", good_number}};

static void report(struct diag *d, const char *path, int line, const char *text, size_t offset,
                   const char *what)
{
    struct place at = {path, line, (int)utf8_length(text, offset) + 1};
    DIAG_AT(d, EARLIER_LINE, at, what);
}

static size_t split(const char *line, size_t n, struct row *r)
{
    size_t count = 0;
    for (const char *at = line, *end = line + n;; count++) {
        const char *next = memchr(at, ';', (size_t)(end - at));
        if (count < FIELDS)
            r->fields[count] = (struct field){at, (size_t)((next ? next : end) - at)};
        if (next == NULL)
            return count + 1;
        at = next + 1;
    }
}

static void remember(struct earlier *e, const char *line, const struct row *r)
{
    const struct field *last = &r->fields[KEY_FIELDS - 1];
    uint32_t known = e->keys.count;
    uint32_t key = names_intern(&e->keys, line, (size_t)(last->at + last->n - line));
    e->records[e->n].figures++;
    if (key < known)
        return;
    if (key >= e->cap) {
        e->cap = e->cap * 2 + 1024;
        e->first = mem_grow(e->first, e->cap, sizeof *e->first);
    }
    e->first[key] = (uint32_t)e->n;
}

static bool read_line(struct earlier *e, const char *path, const char *line, size_t n, int number,
                      struct diag *d)
{
    struct row r;
    size_t bad = utf8_check(line, n), fields = split(line, n, &r);
    const char *what = NULL;
    size_t at = 0;
    if (bad < n) {
        what = "sie ist kein UTF-8";
        at = bad;
    } else if (fields != FIELDS) {
        what = "sie hat nicht zehn Felder";
    }
    for (size_t i = 0; i < FIELDS && what == NULL; i++) {
        if (!columns[i].good(r.fields[i])) {
            what = columns[i].name;
            at = (size_t)(r.fields[i].at - line);
        }
    }
    if (what == NULL) {
        const struct field *last = &r.fields[KEY_FIELDS - 1];
        uint32_t known = e->seen.count;
        if (names_intern(&e->seen, line, (size_t)(last->at + last->n - line)) < known)
            what = "dieselbe Zahl steht schon weiter oben";
    }
    if (what != NULL) {
        report(d, path, number, line, at, what);
        return false;
    }
    if (shows(&r))
        remember(e, line, &r);
    return true;
}

/* Length of the line without its end; *next gets the beginning of the next. */
static size_t line_length(const char *at, const char *end, const char **next)
{
    const char *stop = memchr(at, '\n', (size_t)(end - at));
    *next = stop == NULL ? end : stop + 1;
    size_t n = (size_t)((stop == NULL ? end : stop) - at);
    return n > 0 && at[n - 1] == '\r' ? n - 1 : n;
}

static void read_table(struct earlier *e, const char *path, const char *text, size_t len,
                       struct diag *d)
{
    static const char head[] = RECORD_MARK RECORD_HEAD;
    const char *end = text + len, *next = text;
    size_t n = line_length(text, end, &next);
    if (n != strlen(head) || memcmp(text, head, n) != 0) {
        DIAG_AT(d, EARLIER_LINE, ((struct place){path, 1, 1}), "die Kopfzeile ist eine andere");
        return;
    }
    names_init(&e->seen);
    for (int number = 2; next < end; number++) {
        const char *at = next;
        n = line_length(at, end, &next);
        if (!read_line(e, path, at, n, number, d))
            break; /* what follows is not to be trusted either */
    }
    names_release(&e->seen);
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
        read_table(e, path, map.data, map.len, d);
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
