#include "base/diag.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/decimal.h"
#include "base/names.h"
#include "base/utf8.h"

enum {
    KEPT_PER_FILE = 20,
    KEPT_PER_PLACE = 3, /* of one code: the same in report after report */
    MAX_ARGUMENT = 300, /* [code points]: a hostile cell must not flood the list */
    CARET_WINDOW = 100  /* [code points] of a source line that are shown */
};

static const struct {
    const char *name;
    enum severity severity;
    const char *text;
} codes[DIAG_CODE_COUNT] = {
#define DIAG(code, severity, text) [code] = {#code, severity, text},
#include "base/diag_list.h"
#undef DIAG
};

/* What was kept of each code for one file. */
struct tally {
    uint32_t kept;
    size_t last; /* index of the last kept message */
};

struct diag {
    struct arena *arena;
    struct names files;
    struct tally **tallies; /* by file, each DIAG_CODE_COUNT long */
    size_t n_tallies;
    struct diag_item *items;
    size_t n;
    size_t cap;
    struct diag_item *latest; /* NULL after a message that was only counted */
    enum severity worst;
};

struct diag *diag_new(void)
{
    struct diag *d = mem_alloc(sizeof *d);
    d->arena = arena_new();
    names_init(&d->files);
    return d;
}

void diag_free(struct diag *d)
{
    if (d == NULL)
        return;
    names_release(&d->files);
    free(d->tallies);
    free(d->items);
    arena_free(d->arena);
    free(d);
}

/* Control characters and broken bytes never reach a terminal. */
static void add_clean(struct buf *b, const char *s, size_t n, size_t limit)
{
    const char *end = s + n;
    for (size_t count = 0; s < end; count++) {
        if (count == limit) {
            buf_adds(b, "…");
            return;
        }
        const char *from = s;
        uint32_t cp = utf8_next(&s, end);
        bool control = cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || (cp >= 0x202A && cp <= 0x202E) ||
                       (cp >= 0x200B && cp <= 0x200F) || (cp >= 0x2060 && cp <= 0x2069) ||
                       cp == 0xFEFF; /* what is not seen looks right */
        if (cp == '\t' || cp == '\n')
            buf_addc(b, ' ');
        else if (cp == UTF8_BAD || control)
            buf_adds(b, "\xEF\xBF\xBD");
        else
            buf_add(b, from, (size_t)(s - from));
    }
}

/* The text of a code with $1..$9 filled in, malloc'ed; a missing argument shows as "?". */
static char *expand(const char *text, const char *const *args)
{
    size_t n = 0;
    while (args != NULL && args[n] != NULL)
        n++;
    struct buf b = BUF_INIT;
    for (const char *p = text; *p != '\0'; p++) {
        if (*p != '$' || p[1] < '1' || p[1] > '9') {
            buf_addc(&b, *p);
            continue;
        }
        size_t i = (size_t)(*++p - '1');
        if (i < n)
            add_clean(&b, args[i], strlen(args[i]), MAX_ARGUMENT);
        else
            buf_addc(&b, '?');
    }
    return buf_detach(&b);
}

static struct tally *tally_of(struct diag *d, enum diag_code code, const char *file)
{
    const char *name = file != NULL ? file : "";
    uint32_t id = names_intern(&d->files, name, strlen(name));
    while (d->n_tallies <= id) {
        d->tallies = mem_grow(d->tallies, d->n_tallies + 1, sizeof *d->tallies);
        d->tallies[d->n_tallies++] = arena_array(d->arena, DIAG_CODE_COUNT, sizeof(struct tally));
    }
    return &d->tallies[id][code];
}

static bool same_place(const struct diag_item *item, enum diag_code code, struct place at)
{
    return item->code == code && item->at.line == at.line && item->at.column == at.column &&
           item->at.file != NULL && strcmp(item->at.file, at.file) == 0;
}

/* Where a message at a place is counted instead of kept: at one that says the same, or at the
 * last of several; NULL where there is room for it. */
static struct diag_item *full_place(const struct diag *d, enum diag_code code, struct place at,
                                    const char *text)
{
    struct diag_item *last = NULL;
    int n = 0;
    for (size_t i = d->n; at.file != NULL && at.line > 0 && i-- > 0;) {
        struct diag_item *item = &d->items[i];
        if (!same_place(item, code, at))
            continue;
        if (strcmp(item->text, text) == 0)
            return item;
        last = last != NULL ? last : item;
        n++;
    }
    return n >= KEPT_PER_PLACE ? last : NULL;
}

static void count_more(struct diag_item *item, int repeats)
{
    int *count = &item->repeats;
    *count = *count < INT32_MAX - 1 - repeats ? *count + 1 + repeats : INT32_MAX;
}

/* A new item, or NULL where the message was only counted. The same fault of a template told
 * by several reports (loaded) is one. */
static struct diag_item *add_item(struct diag *d, enum diag_code code, struct place at,
                                  const char *text, int repeats, bool loaded)
{
    if (codes[code].severity > d->worst)
        d->worst = codes[code].severity;
    struct tally *t = tally_of(d, code, at.file);
    d->latest = NULL;
    struct diag_item *full = full_place(d, code, at, text);
    if (full != NULL && loaded && strcmp(full->text, text) == 0) {
        full->repeats = full->repeats > repeats ? full->repeats : repeats;
        return NULL;
    }
    if (full != NULL || t->kept >= KEPT_PER_FILE) {
        count_more(full != NULL ? full : &d->items[t->last], repeats);
        return NULL;
    }
    if (d->n == d->cap) {
        d->cap = d->cap == 0 ? 32 : d->cap * 2;
        d->items = mem_grow(d->items, d->cap, sizeof *d->items);
    }
    t->kept++;
    t->last = d->n;
    struct diag_item *item = &d->items[d->n++];
    *item = (struct diag_item){.code = code, .severity = codes[code].severity, .at = at};
    item->at.file = arena_strdup(d->arena, at.file);
    item->text = arena_strdup(d->arena, text);
    item->repeats = repeats;
    d->latest = item;
    return item;
}

void diag_report(struct diag *d, enum diag_code code, struct place at, const char *const *args)
{
    assert((unsigned)code < DIAG_CODE_COUNT);
    if (d == NULL)
        return;
    char *text = expand(codes[code].text, args);
    add_item(d, code, at, text, 0, false);
    free(text);
}

void diag_source(struct diag *d, const char *line, size_t len)
{
    if (d == NULL || d->latest == NULL)
        return;
    while (len > 0 && (line[len - 1] == '\n' || line[len - 1] == '\r'))
        len--;
    d->latest->source = arena_strndup(d->arena, line, len);
}

size_t diag_count(const struct diag *d)
{
    return d->n;
}

const struct diag_item *diag_at(const struct diag *d, size_t i)
{
    assert(i < d->n);
    return &d->items[i];
}

enum severity diag_worst(const struct diag *d)
{
    return d->worst;
}

int diag_exit_status(const struct diag *d)
{
    switch (d->worst) {
    case SEV_NOTE: return EXIT_CLEAN;
    case SEV_WARNING: return EXIT_WARNINGS;
    case SEV_ERROR: return EXIT_DATA_ERRORS;
    case SEV_REFUSED: return EXIT_REFUSED;
    case SEV_FATAL: return EXIT_IO;
    }
    return EXIT_IO;
}

bool diag_has_errors(const struct diag *d)
{
    return d->worst >= SEV_ERROR;
}

/* Messages without a file come last: they speak of the whole run. */
static int compare_items(const void *x, const void *y)
{
    const struct diag_item *a = *(const struct diag_item *const *)x;
    const struct diag_item *b = *(const struct diag_item *const *)y;
    if ((a->at.file == NULL) != (b->at.file == NULL))
        return a->at.file == NULL ? 1 : -1;
    int order = a->at.file != NULL ? strcmp(a->at.file, b->at.file) : 0;
    if (order != 0)
        return order;
    if (a->at.line != b->at.line)
        return a->at.line < b->at.line ? -1 : 1;
    if (a->at.column != b->at.column)
        return a->at.column < b->at.column ? -1 : 1;
    return a < b ? -1 : a > b; /* both point into one array, in order of report */
}

static const char *severity_name(enum severity s)
{
    static const char *const names[] = {"Hinweis", "Warnung", "Fehler", "Verweigert", "Abbruch"};
    return names[s];
}

/* Byte offset of the n-th code point (0-based) of a line, or its length. */
static size_t offset_of(const char *line, size_t len, size_t n)
{
    const char *p = line;
    while (n > 0 && p < line + len) {
        utf8_next(&p, line + len);
        n--;
    }
    return (size_t)(p - line);
}

/* The source line, cut to a window around the column, and the caret below. */
static void add_caret(struct buf *b, const struct diag_item *item)
{
    const char *line = item->source;
    size_t len = strlen(line);
    size_t column = item->at.column > 0 ? (size_t)item->at.column - 1 : 0;
    size_t skip = column > CARET_WINDOW * 3 / 4 ? column - CARET_WINDOW * 3 / 4 : 0;
    size_t from = offset_of(line, len, skip);
    buf_adds(b, skip > 0 ? "    …" : "    ");
    add_clean(b, line + from, len - from, CARET_WINDOW);
    buf_addc(b, '\n');
    if (item->at.column <= 0)
        return;
    for (size_t i = skip; i < column + 4 + (skip > 0); i++)
        buf_addc(b, ' ');
    buf_adds(b, "^\n");
}

static void add_message(struct buf *b, const struct diag_item *item)
{
    if (item->at.file != NULL) {
        add_clean(b, item->at.file, strlen(item->at.file), SIZE_MAX);
        if (item->at.line > 0)
            buf_printf(b, ":%d", item->at.line);
        if (item->at.line > 0 && item->at.column > 0)
            buf_printf(b, ":%d", item->at.column);
        buf_adds(b, ": ");
    }
    buf_printf(b, "%s: ", severity_name(item->severity));
    add_clean(b, item->text, strlen(item->text), SIZE_MAX); /* it may come from diag_load */
    buf_addc(b, '\n');
    if (item->source != NULL)
        add_caret(b, item);
    if (item->repeats == 1)
        buf_adds(b, "    (und eine weitere Meldung dieser Art)\n");
    else if (item->repeats > 1)
        buf_printf(b, "    (und %d weitere Meldungen dieser Art)\n", item->repeats);
}

/* Each line of the message with what stands before it. */
static void add_lines(struct buf *out, const char *text, const char *before)
{
    while (*text != '\0') {
        size_t n = strcspn(text, "\n");
        buf_adds(out, before);
        buf_add(out, text, n);
        buf_addc(out, '\n');
        text += n + (text[n] == '\n');
    }
}

static char *all_text(const struct diag *d, bool journal)
{
    static const char *const priority[] = {"<6>", "<4>", "<3>", "<3>", "<3>"};
    const struct diag_item **order = mem_grow(NULL, d->n, sizeof *order);
    for (size_t i = 0; i < d->n; i++)
        order[i] = &d->items[i];
    if (d->n > 0)
        qsort(order, d->n, sizeof *order, compare_items);
    struct buf b = BUF_INIT, message = BUF_INIT;
    for (size_t i = 0; i < d->n; i++) {
        buf_clear(&message);
        add_message(&message, order[i]);
        add_lines(&b, buf_str(&message), journal ? priority[order[i]->severity] : "");
    }
    free(order);
    buf_release(&message);
    return buf_detach(&b);
}

char *diag_text(const struct diag *d)
{
    return all_text(d, false);
}

char *diag_journal(const struct diag *d)
{
    return all_text(d, true);
}

/* Field of a saved line: TAB and newline escaped; "\-" stands for no text. */
static void save_field(struct buf *b, const char *s)
{
    buf_addc(b, '\t');
    if (s == NULL)
        buf_adds(b, "\\-");
    for (; s != NULL && *s != '\0'; s++) {
        switch (*s) {
        case '\\': buf_adds(b, "\\\\"); break;
        case '\t': buf_adds(b, "\\t"); break;
        case '\n': buf_adds(b, "\\n"); break;
        default: buf_addc(b, *s);
        }
    }
}

char *diag_save(const struct diag *d)
{
    struct buf b = BUF_INIT;
    for (size_t i = 0; i < d->n; i++) {
        const struct diag_item *item = &d->items[i];
        buf_printf(&b, "%s\t%d\t%d\t%d", codes[item->code].name, item->at.line, item->at.column,
                   item->repeats);
        save_field(&b, item->at.file);
        save_field(&b, item->text);
        save_field(&b, item->source);
        buf_addc(&b, '\n');
    }
    return buf_detach(&b);
}

static char *load_field(struct arena *a, const char *s, size_t n)
{
    if (n == 2 && s[0] == '\\' && s[1] == '-')
        return NULL;
    char *text = arena_alloc(a, n + 1);
    size_t len = 0;
    for (size_t i = 0; i < n; i++) {
        char c = s[i];
        if (c == '\\' && i + 1 < n) {
            c = s[++i];
            c = c == 't' ? '\t' : c == 'n' ? '\n' : c;
        }
        text[len++] = c;
    }
    return text;
}

static bool code_named(const char *s, size_t n, enum diag_code *code)
{
    for (int i = 0; i < DIAG_CODE_COUNT; i++) {
        if (strlen(codes[i].name) == n && memcmp(codes[i].name, s, n) == 0) {
            *code = (enum diag_code)i;
            return true;
        }
    }
    return false;
}

enum { SAVED_FIELDS = 7 };

static void load_line(struct diag *d, const char *line, size_t n)
{
    const char *field[SAVED_FIELDS];
    size_t len[SAVED_FIELDS];
    size_t count = 0;
    const char *end = line + n;
    for (const char *p = line; count < SAVED_FIELDS; p++) {
        const char *tab = memchr(p, '\t', (size_t)(end - p));
        field[count] = p;
        p = tab != NULL ? tab : end;
        len[count] = (size_t)(p - field[count]);
        count++;
        if (tab == NULL)
            break;
    }
    enum diag_code code;
    unsigned number[3];
    if (count != SAVED_FIELDS || !code_named(field[0], len[0], &code))
        return;
    for (size_t i = 0; i < 3; i++) {
        if (!decimal_uint(field[i + 1], len[i + 1], INT32_MAX, &number[i]))
            return;
    }
    char *text = load_field(d->arena, field[5], len[5]);
    struct place at = {load_field(d->arena, field[4], len[4]), (int)number[0], (int)number[1]};
    struct diag_item *item =
        text != NULL ? add_item(d, code, at, text, (int)number[2], true) : NULL;
    if (item != NULL)
        item->source = load_field(d->arena, field[6], len[6]);
}

void diag_load(struct diag *d, const char *saved)
{
    while (*saved != '\0') {
        size_t n = strcspn(saved, "\n");
        load_line(d, saved, n);
        saved += n + (saved[n] == '\n');
    }
}

const char *diag_code_name(enum diag_code code)
{
    assert((unsigned)code < DIAG_CODE_COUNT);
    return codes[code].name;
}
