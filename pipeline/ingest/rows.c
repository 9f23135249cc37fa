#include <csv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "ingest/ingest_private.h"

enum { SHOWN_LENGTH = 60, SOURCE_LENGTH = 400 };

/* The parser is fed line by line, so that a place is known for everything and one
 * bad line cannot swallow the next. */
struct rows {
    struct input *in;
    struct csv_parser parser;
    size_t pos;  /* next byte of the file */
    int line;    /* number of the last line */
    char *text;  /* fields of the row, each with its NUL */
    size_t n_text, cap_text;
    struct field *fields;
    size_t n, cap;
    bool ended;    /* the parser closed the row */
    size_t long_field; /* index of a field over the limit, or NO_FIELD */
};

struct rows *rows_new(struct input *in)
{
    struct rows *r = mem_alloc(sizeof *r);
    r->in = in;
    csv_init(&r->parser, CSV_STRICT | CSV_REPALL_NL);
    csv_set_delim(&r->parser, (unsigned char)in->form.separator);
    csv_set_blk_size(&r->parser, MAX_FIELD);
    return r;
}

void rows_free(struct rows *r)
{
    csv_free(&r->parser);
    free(r->text);
    free(r->fields);
    free(r);
}

static void reserve_fields(struct rows *r, size_t n)
{
    if (r->cap >= n)
        return;
    r->cap = n < 32 ? 64 : 2 * n;
    r->fields = mem_grow(r->fields, r->cap, sizeof *r->fields);
}

static void take_field(const void *bytes, size_t len, struct rows *r)
{
    if (len > MAX_FIELD && r->long_field == NO_FIELD)
        r->long_field = r->n;
    reserve_fields(r, r->n + 1);
    char *to = r->text + r->n_text;
    if (len > 0)
        memcpy(to, bytes, len);
    to[len] = '\0';
    r->n_text += len + 1;
    r->fields[r->n++] = (struct field){to, len};
}

/* libcsv hands out its own buffer, which the next field overwrites. */
static void end_field(void *bytes, size_t len, void *user)
{
    take_field(bytes, len, user);
}

static void end_row(int c, void *user)
{
    (void)c;
    ((struct rows *)user)->ended = true;
}

static bool next_line(const struct rows *r, const char **line, size_t *len, size_t *step)
{
    if (r->pos >= r->in->len)
        return false;
    *line = r->in->data + r->pos;
    size_t left = r->in->len - r->pos;
    const char *end = memchr(*line, '\n', left);
    *len = end == NULL ? left : (size_t)(end - *line);
    *step = *len + (end != NULL);
    if (*len > 0 && (*line)[*len - 1] == '\r')
        --*len;
    return true;
}

bool rows_peek(const struct rows *r, const char **line, size_t *len)
{
    size_t step;
    return next_line(r, line, len, &step);
}

void rows_skip_line(struct rows *r)
{
    const char *line;
    size_t len, step;
    if (next_line(r, &line, &len, &step)) {
        r->pos += step;
        r->line++;
    }
}

/* Eight bytes of a text at a time, the first in the lowest byte; marks are set in the highest
 * bit of each byte (Anderson, Bit Twiddling Hacks: "determine if a word has a zero byte"). */
static const uint64_t each = UINT64_C(0x0101010101010101);

static uint64_t word_at(const char *s)
{
    uint64_t w;
    memcpy(&w, s, sizeof w);
    return __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? w : __builtin_bswap64(w);
}

static uint64_t zero_bytes(uint64_t w)
{
    return ~(((w & each * 0x7F) + each * 0x7F) | w) & each * 0x80;
}

static uint64_t bytes_equal(uint64_t w, char c)
{
    return zero_bytes(w ^ each * (unsigned char)c);
}

/* Whether a quotation mark or a byte below blank other than TAB is among them. */
static bool odd_bytes(uint64_t w)
{
    uint64_t quotes = w ^ each * '"';
    uint64_t any = ((quotes - each) & ~quotes) | ((w - each * ' ') & ~w);
    if ((any & each * 0x80) == 0) /* nearly all */
        return false;
    return (bytes_equal(w, '"') | (zero_bytes(w & each * 0xE0) & ~bytes_equal(w, '\t'))) != 0;
}

static const char *find_control(const char *s, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if ((unsigned char)s[i] < 0x20 && s[i] != '\t')
            return s + i;
    return NULL;
}

/* Reports at byte `at` of the line; a line that is itself broken is not shown. */
static void report_at(const struct rows *r, enum diag_code code, const char *line, size_t at,
                      const char *first)
{
    struct place place = {r->in->name, r->line, 0};
    if (at != NO_FIELD)
        place.column = (int)utf8_length(line, at) + 1;
    DIAG_AT(r->in->run->d, code, place, first);
}

static bool sound_bytes(const struct rows *r, const char *line, size_t len)
{
    const char *control = find_control(line, len);
    if (control != NULL) {
        char name[16];
        snprintf(name, sizeof name, "U+%04X", (unsigned)(unsigned char)*control);
        size_t at = (size_t)(control - line);
        report_at(r, CSV_CONTROL, line, utf8_check(line, at) == at ? at : NO_FIELD, name);
        return false;
    }
    size_t good = r->in->damaged ? utf8_check(line, len) : len;
    if (good < len)
        report_at(r, CSV_BAD_BYTE, line, good, NULL);
    return good == len;
}

static void reset_parser(struct rows *r)
{
    csv_fini(&r->parser, NULL, NULL, NULL);
    r->parser.status = 0;
}

/* For a row whose fields, each with its NUL, need no more than size bytes. */
static void row_clear(struct rows *r, size_t size, size_t fields)
{
    reserve_fields(r, fields);
    if (r->cap_text < size) {
        r->cap_text = 2 * size + 256;
        r->text = mem_grow(r->text, r->cap_text, 1);
    }
    r->n = 0;
    r->n_text = 0;
    r->ended = false;
    r->long_field = NO_FIELD;
}

/* Nearly all lines: without quotation marks and controls the delimiters alone part them, so
 * that fields can stay where they are in a copy of the line. Blanks around them do not count,
 * as with the parser. False where the parser has to look. */
static bool split_line(struct rows *r, const char *line, size_t len)
{
    const char separator = r->in->form.separator;
    if (len > MAX_FIELD)
        return false;
    row_clear(r, len + 1 + sizeof(uint64_t), len + 1);
    char *text = r->text, *from = text;
    struct field *field = r->fields;
    memcpy(text, line, len);
    text[len] = separator; /* the last field ends as all do */
    memset(text + len + 1, ' ', sizeof(uint64_t));
    for (size_t i = 0; i <= len; i += sizeof(uint64_t)) {
        uint64_t w = word_at(text + i);
        if (odd_bytes(w))
            return false;
        for (uint64_t ends = bytes_equal(w, separator); ends != 0; ends &= ends - 1) {
            char *to = text + i + __builtin_ctzll(ends) / 8, *next = to + 1;
            while (from < to && (*from == ' ' || *from == '\t'))
                from++;
            while (from < to && (to[-1] == ' ' || to[-1] == '\t'))
                to--;
            *to = '\0';
            *field++ = (struct field){from, (size_t)(to - from)};
            from = next;
        }
    }
    r->n = (size_t)(field - r->fields);
    if (r->n == 1 && r->fields[0].len == 0)
        r->n = 0;
    return true;
}

/* Feeds one line and its end. False, reported, where it is no sound CSV. */
static bool parse_line(struct rows *r, const char *line, size_t len)
{
    row_clear(r, len + 2, 1);
    size_t done = csv_parse(&r->parser, line, len, end_field, end_row, r);
    if (done == len)
        done += csv_parse(&r->parser, "\n", 1, end_field, end_row, r);
    if (done == len + 1 && r->ended && r->long_field == NO_FIELD)
        return true;
    struct row bad = {.line = r->line, .raw = line, .raw_len = len};
    if (r->long_field != NO_FIELD)
        ROW_REPORT(r->in, CSV_LONG_FIELD, &bad, r->long_field, "64");
    else if (done <= len)
        report_at(r, CSV_BAD_QUOTE, line, done < len ? done : len, NULL);
    else
        ROW_REPORT(r->in, CSV_OPEN_QUOTE, &bad, r->n, NULL);
    reset_parser(r);
    return false;
}

/* Byte offset of the character behind `count` others, at most len. */
static size_t offset_of(const char *line, size_t len, size_t from, size_t count)
{
    size_t i = from;
    for (; count > 0 && i < len; count--)
        for (i++; i < len && ((unsigned char)line[i] & 0xC0) == 0x80; i++)
            ;
    return i;
}

/* Cuts a line of fixed widths; what lies behind its end is empty. */
static void cut_line(struct rows *r, const char *line, size_t len)
{
    const struct file_form *form = &r->in->form;
    size_t most = 0; /* spans may overlap */
    for (size_t i = 0; i < form->n_spans; i++)
        most += (4 * form->spans[i].length < len ? 4 * form->spans[i].length : len) + 1;
    row_clear(r, most, form->n_spans);
    for (size_t i = 0; i < form->n_spans; i++) {
        size_t from = offset_of(line, len, 0, form->spans[i].first - 1);
        size_t end = offset_of(line, len, from, form->spans[i].length);
        while (from < end && line[from] == ' ')
            from++;
        while (end > from && line[end - 1] == ' ')
            end--;
        take_field(line + from, end - from, r);
    }
}

static bool read_line(struct rows *r, const char *line, size_t len)
{
    const struct input *in = r->in;
    if (!in->damaged && in->form.spans == NULL && split_line(r, line, len))
        return true;
    if (!sound_bytes(r, line, len))
        return false;
    if (in->form.spans == NULL)
        return split_line(r, line, len) || parse_line(r, line, len);
    cut_line(r, line, len);
    return true;
}

/* Once: whoever asks again finds the end. */
static void report_end(struct rows *r, int most)
{
    char text[24];
    snprintf(text, sizeof text, "%d", most);
    r->line++;
    report_at(r, CSV_MANY_LINES, NULL, NO_FIELD, text);
    r->pos = r->in->len;
}

bool rows_next(struct rows *r, struct row *out)
{
    const char *line;
    size_t len, step;
    int most = r->in->most_lines > 0 ? r->in->most_lines : MAX_LINES;
    while (next_line(r, &line, &len, &step)) {
        if (r->line == most) {
            report_end(r, most);
            return false;
        }
        r->pos += step;
        r->line++;
        if (len > MAX_LINE) {
            report_at(r, CSV_LONG_LINE, line, NO_FIELD, "1");
            continue;
        }
        if (!read_line(r, line, len))
            continue;
        *out = (struct row){r->fields, r->n, r->line, line, len};
        return true;
    }
    return false;
}

/* Column [code points] where a field begins in the raw line. */
static int field_column(const struct file_form *form, const struct row *row, size_t field)
{
    if (form->spans != NULL)
        return field < form->n_spans ? (int)form->spans[field].first : 0;
    bool quoted = false;
    size_t i = 0;
    for (; i < row->raw_len && field > 0; i++) {
        if (row->raw[i] == '"')
            quoted = !quoted;
        field -= row->raw[i] == form->separator && !quoted;
    }
    while (i < row->raw_len && (row->raw[i] == ' ' ||
                               (row->raw[i] == '\t' && form->separator != '\t')))
        i++;
    return (int)utf8_length(row->raw, i) + 1;
}

void row_report(const struct input *in, enum diag_code code, const struct row *row, size_t field,
                const char *const *args)
{
    struct place at = {in->name, row->line, 0};
    if (field != NO_FIELD)
        at.column = field_column(&in->form, row, field);
    diag_report(in->run->d, code, at, args);
    if (row->raw != NULL && row->raw_len <= SOURCE_LENGTH && field != NO_FIELD && !in->secret)
        diag_source(in->run->d, row->raw, row->raw_len);
}

const char *shown(const struct input *in, const char *text, size_t len)
{
    if (in->secret)
        return "[nicht gezeigt]";
    const char *p = text, *end = text + len;
    size_t n = 0;
    while (p < end && n < SHOWN_LENGTH && utf8_next(&p, end) != UTF8_BAD)
        n++;
    char *copy = arena_printf(in->arena, "%.*s%s", (int)(p - text), text, p < end ? "…" : "");
    for (char *c = copy; *c != '\0'; c++)
        if ((unsigned char)*c < 0x20)
            *c = ' ';
    return copy;
}
