#include "guard/record_read.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/decimal.h"
#include "base/names.h"
#include "base/sign.h"
#include "base/utf8.h"

enum { MAX_NAME = 64, ID_DIGITS = 16, FIRST_YEAR = 1900, LAST_YEAR = 2155, LAST_AGE = 126 };

struct reader {
    const char *path;
    struct names seen; /* keys of the rows so far */
    struct diag *d;
};

static bool digits(struct record_field f, size_t least, size_t most, const char *allowed)
{
    if (f.n < least || f.n > most)
        return false;
    for (size_t i = 0; i < f.n; i++) {
        if (f.at[i] == '\0' || strchr(allowed, f.at[i]) == NULL)
            return false;
    }
    return true;
}

static bool good_name(struct record_field f)
{
    return digits(f, 1, MAX_NAME, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                  "._-");
}

static bool good_formula(struct record_field f)
{
    return digits(f, ID_DIGITS, ID_DIGITS, "0123456789abcdef");
}

static bool good_year(struct record_field f)
{
    unsigned year;
    return decimal_uint(f.at, f.n, LAST_YEAR, &year) && year >= FIRST_YEAR && f.n == 4;
}

static bool good_sex(struct record_field f)
{
    return f.n == 0 || (f.n == 1 && (*f.at == 'm' || *f.at == 'w'));
}

/* "", "0-2", "75-" */
static bool good_ages(struct record_field f)
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

static bool good_number(struct record_field f)
{
    double v;
    int decimals;
    return f.n == 0 ||
           decimal_parse(f.at, f.n, (struct decimal_form){',', 0}, &v, &decimals) == DECIMAL_OK;
}

/* One of the signs, perhaps with marks behind it; only marks stand beside a number. */
static bool good_sign(struct record_field f)
{
    static const char *const signs[] = {"", "–", "0", ".", "…", "/", "x"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        size_t n = strlen(signs[i]);
        if (f.n < n || memcmp(f.at, signs[i], n) != 0)
            continue;
        struct record_field rest = {f.at + n, f.n - n};
        if (digits(rest, 0, 4, "(prs"))
            return true;
    }
    return false;
}

bool record_shows(const struct record_row *r)
{
    struct record_field sign = r->fields[RECORD_SIGN];
    const char *nothing = sign_text(SIGN_NOTHING), *small = sign_text(SIGN_SMALL);
    return r->fields[RECORD_VALUE].n > 0 ||
           (sign.n >= strlen(nothing) && memcmp(sign.at, nothing, strlen(nothing)) == 0) ||
           (sign.n >= strlen(small) && memcmp(sign.at, small, strlen(small)) == 0);
}

/* Column by column: what it must be and whether it is. */
static const struct {
    const char *name;
    bool (*good)(struct record_field f);
} columns[RECORD_FIELDS] = {
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

static size_t split(const char *line, size_t n, struct record_row *r)
{
    size_t count = 0;
    for (const char *at = line, *end = line + n;; count++) {
        const char *next = memchr(at, ';', (size_t)(end - at));
        if (count < RECORD_FIELDS)
            r->fields[count] = (struct record_field){at, (size_t)((next ? next : end) - at)};
        if (next == NULL)
            return count + 1;
        at = next + 1;
    }
}

size_t record_key_length(const struct record_row *r)
{
    const struct record_field *last = &r->fields[RECORD_AGES];
    return (size_t)(last->at + last->n - r->fields[0].at);
}

static bool read_line(struct reader *reader, const char *line, size_t n, struct record_row *r)
{
    size_t bad = utf8_check(line, n), fields = split(line, n, r);
    const char *what = NULL;
    size_t at = 0;
    if (bad < n) {
        what = "sie ist kein UTF-8";
        at = bad;
    } else if (fields != RECORD_FIELDS) {
        what = "sie hat nicht zehn Felder";
    }
    for (size_t i = 0; i < RECORD_FIELDS && what == NULL; i++) {
        if (!columns[i].good(r->fields[i])) {
            what = columns[i].name;
            at = (size_t)(r->fields[i].at - line);
        }
    }
    if (what == NULL) {
        uint32_t known = reader->seen.count;
        if (names_intern(&reader->seen, line, record_key_length(r)) < known)
            what = "dieselbe Zahl steht schon weiter oben";
    }
    if (what != NULL)
        report(reader->d, reader->path, r->line, line, at, what);
    return what == NULL;
}

/* Length of the line without its end; *next gets the beginning of the next. */
static size_t line_length(const char *at, const char *end, const char **next)
{
    const char *stop = memchr(at, '\n', (size_t)(end - at));
    *next = stop == NULL ? end : stop + 1;
    size_t n = (size_t)((stop == NULL ? end : stop) - at);
    return n > 0 && at[n - 1] == '\r' ? n - 1 : n;
}

int record_read(const char *path, const char *text, size_t len, record_take *take, void *ctx,
                struct diag *d)
{
    static const char head[] = RECORD_MARK RECORD_HEAD;
    const char *end = text + len, *next = text;
    size_t n = line_length(text, end, &next);
    struct reader reader = {.path = path, .d = d};
    struct record_row r;
    int rc = 0;
    if (n != strlen(head) || memcmp(text, head, n) != 0) {
        DIAG_AT(d, EARLIER_LINE, ((struct place){path, 1, 1}), "die Kopfzeile ist eine andere");
        return -1;
    }
    names_init(&reader.seen);
    for (r.line = 2; next < end && rc == 0; r.line++) {
        const char *at = next;
        n = line_length(at, end, &next);
        if (read_line(&reader, at, n, &r))
            take(ctx, &r);
        else
            rc = -1; /* what follows is not to be trusted either */
    }
    names_release(&reader.seen);
    return rc;
}
