#include "calendar/calendar.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/str.h"
#include "base/utf8.h"
#include "calendar/calendar_private.h"

void reading_report(struct reading *r, enum diag_code code, int line, int column,
                    const char *source, const char *const *args)
{
    diag_report(r->d, code, (struct place){r->file, line, column}, args);
    if (source != NULL) {
        diag_source(r->d, source, strlen(source));
    }
}

void reading_add(struct reading *r, struct session s)
{
    if (s.day < r->from || s.day > r->until) {
        return;
    }
    if (s.committee == NULL) {
        r->n_others++;
        return;
    }
    if (r->n_sessions == CALENDAR_SESSIONS) {
        r->full = true;
        return;
    }
    if (r->n_sessions == r->cap) {
        r->cap = r->cap > 0 ? 2 * r->cap : 64;
        r->session = mem_grow(r->session, r->cap, sizeof *r->session);
    }
    r->session[r->n_sessions++] = s;
}

static int by_day(const void *x, const void *y)
{
    const struct session *a = x, *b = y;
    if (a->day != b->day) {
        return a->day < b->day ? -1 : 1;
    }
    if (a->minute != b->minute) {
        return a->minute < b->minute ? -1 : 1;
    }
    int c = strcmp(a->committee->id, b->committee->id);
    return c != 0 ? c : strcmp(a->key, b->key);
}

static int by_key(const void *x, const void *y)
{
    const struct session *a = x, *b = y;
    int c = strcmp(a->key, b->key);
    return c != 0 ? c : a->at.line < b->at.line ? -1 : a->at.line > b->at.line;
}

/* In a table somebody may give a key twice: the two would be taken for one session. */
static void drop_doubles(struct reading *r)
{
    size_t n = 0;
    if (r->n_sessions > 1) {
        qsort(r->session, r->n_sessions, sizeof *r->session, by_key);
    }
    for (size_t i = 0; i < r->n_sessions; i++) {
        if (n > 0 && strcmp(r->session[n - 1].key, r->session[i].key) == 0) {
            READING_REPORT(r, CALENDAR_TWICE, r->session[i].at.line, 1, NULL, r->session[i].key,
                           arena_printf(r->arena, "%d", r->session[n - 1].at.line));
        } else {
            r->session[n++] = r->session[i];
        }
    }
    r->n_sessions = n;
    if (n > 1) {
        qsort(r->session, n, sizeof *r->session, by_day);
    }
}

/* Text as it must be: UTF-8 without NUL; a mark of the byte order is passed over. */
static const char *checked(struct reading *r, const struct buf *b)
{
    const char *text = buf_str(b);
    size_t bad = utf8_check(text, b->len);
    const char *nul = memchr(text, '\0', b->len);
    bad = nul != NULL && (size_t)(nul - text) < bad ? (size_t)(nul - text) : bad;
    if (bad < b->len) {
        int line = 1;
        size_t start = 0;
        for (size_t i = 0; i < bad; i++) {
            line += text[i] == '\n';
            start = text[i] == '\n' ? i + 1 : start;
        }
        READING_REPORT(r, CALENDAR_BAD_UTF8, line, (int)utf8_length(text + start, bad - start) + 1,
                       NULL, NULL);
        return NULL;
    }
    return str_starts(text, "\xEF\xBB\xBF") ? text + 3 : text;
}

struct calendar *calendar_load(const char *inputs, const struct agenda *g, long from, long until,
                               struct diag *d)
{
    struct arena *a = arena_new();
    struct calendar *c = NULL;
    struct buf b = BUF_INIT;
    struct reading r = {.arena = a, .agenda = g, .from = from, .until = until, .d = d};
    const char *path = path_inside(a, inputs, g->calendar);
    if (path == NULL) {
        DIAG_AT(d, PATH_OUTSIDE, g->at, g->calendar);
        goto out;
    }
    r.file = path;
    if (!file_exists(path)) {
        DIAG_AT(d, CALENDAR_MISSING, g->at, g->calendar);
        goto out;
    }
    const char *text = file_read(path, ICS_LIMIT, &b, d) == 0 ? checked(&r, &b) : NULL;
    if (text == NULL ||
        (str_ends(g->calendar, ".csv") ? sessions_csv_read : ics_read)(&r, text) != 0) {
        goto out;
    }
    if (r.full) {
        READING_REPORT(&r, CALENDAR_FULL, 0, 0, NULL,
                       arena_printf(a, "%d", (int)CALENDAR_SESSIONS));
        goto out;
    }
    drop_doubles(&r);
    c = arena_alloc(a, sizeof *c);
    struct session *kept = r.n_sessions > 0
                               ? arena_copy(a, r.session, r.n_sessions, sizeof *kept)
                               : NULL;
    *c = (struct calendar){a, kept, r.n_sessions, r.n_others};
out:
    free(r.session);
    buf_release(&b);
    if (c == NULL) {
        arena_free(a);
    }
    return c;
}

void calendar_free(struct calendar *c)
{
    if (c != NULL) {
        arena_free(c->arena);
    }
}
