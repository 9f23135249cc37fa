#include "ingest/describe.h"

#include <string.h>

#include "base/file.h"
#include "base/str.h"
#include "base/utf8.h"
#include "ingest/describe_private.h"

enum { TRIED_ROWS = 200, LEAST_SHARE = 20 /* [per cent] */ };

static const size_t max_file = (size_t)4 << 30; /* [bytes] */
static const char genesis_head[] = "GENESIS-Tabelle:";

const char *sheet_cell(const struct sheet *s, size_t row, size_t column)
{
    const struct row *r = &s->rows[row];
    return column < r->n ? r->fields[column].text : "";
}

static struct row copy_row(struct arena *a, const struct row *row)
{
    struct row copy = *row;
    struct field *fields = arena_array(a, row->n + 1, sizeof *fields);
    for (size_t i = 0; i < row->n; i++) {
        const char *text = str_trim(a, row->fields[i].text, row->fields[i].len);
        fields[i] = (struct field){text, strlen(text)};
    }
    copy.fields = fields;
    return copy;
}

/* The number of fields that most rows have; *share of them, of 100. */
static size_t usual_width(const struct row *rows, size_t n, size_t *share)
{
    size_t best = 0, most = 0;
    for (size_t i = 0; i < n; i++) {
        size_t same = 0;
        if (rows[i].n < 2 || rows[i].n > MAX_COLUMNS || rows[i].n == best)
            continue;
        for (size_t k = 0; k < n; k++)
            same += rows[k].n == rows[i].n;
        if (same > most || (same == most && rows[i].n > best)) {
            most = same;
            best = rows[i].n;
        }
    }
    *share = n > 0 ? 100 * most / n : 0;
    return best;
}

/* Reads rows with a separator; faults of single lines are of no interest here. */
static size_t read_rows(struct sheet *s, char separator, struct row *rows, size_t most)
{
    struct diag *d = s->in->run->d;
    size_t n = 0;
    s->in->run->d = diag_new();
    s->in->form.separator = separator;
    struct rows *reader = rows_new(s->in);
    struct row row;
    while (n < most && rows_next(reader, &row))
        if (row.raw_len > 0)
            rows[n++] = copy_row(s->in->arena, &row);
    rows_free(reader);
    diag_free(s->in->run->d);
    s->in->run->d = d;
    return n;
}

/* The separator that cuts most rows alike; a semicolon before a comma, which is in numbers. */
static char find_separator(struct sheet *s)
{
    static const char tried[] = {';', '\t', '|', ','};
    struct row *rows = arena_array(s->in->arena, TRIED_ROWS, sizeof *rows);
    size_t best = LEAST_SHARE;
    char found = '\0';
    for (size_t i = 0; i < sizeof tried; i++) {
        size_t share, n = read_rows(s, tried[i], rows, TRIED_ROWS);
        if (usual_width(rows, n, &share) > 1 && share > best + 10) {
            best = share;
            found = tried[i];
        }
    }
    return found;
}

bool sheet_read(struct sheet *s)
{
    size_t share;
    char separator = find_separator(s);
    if (separator == '\0') {
        DIAG_AT(s->in->run->d, DESCRIBE_NO_TABLE, ((struct place){s->in->name, 0, 0}), NULL);
        return false;
    }
    s->rows = arena_array(s->in->arena, SAMPLE_ROWS, sizeof *s->rows);
    s->n_rows = read_rows(s, separator, s->rows, SAMPLE_ROWS);
    s->width = usual_width(s->rows, s->n_rows < TRIED_ROWS ? s->n_rows : TRIED_ROWS, &share);
    s->end = s->n_rows;
    if (str_starts(s->rows[0].fields[0].text, genesis_head))
        s->table = str_trim(s->in->arena, s->rows[0].fields[0].text + sizeof genesis_head - 1,
                            strlen(s->rows[0].fields[0].text) - sizeof genesis_head + 1);
    return true;
}

/* Which encoding, and how that is known. */
static void take_encoding(struct sheet *s, const char *bytes, size_t n)
{
    const char *before = bytes;
    encoding_widen(s->in, &bytes, &n);
    s->why = "Alle Bytes sind gültiges UTF-8 (sicher).";
    if (bytes != before)
        s->why = "Die Datei ist in UTF-16 geschrieben (sicher); das wird selbst erkannt.";
    else if (n >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0)
        s->why = "Die Datei beginnt mit der Marke von UTF-8 (sicher).";
    size_t good = utf8_check(bytes, n);
    encoding_take(s->in, bytes, n, ENCODING_DETECT);
    if (good == n)
        return;
    if (s->in->damaged) {
        s->encoding = "utf-8";
        s->why = "Fast alle Zeichen sind gültiges UTF-8, einige Bytes nicht (beschädigt?).";
        return;
    }
    s->encoding = "windows-1252";
    s->why = "Kein gültiges UTF-8, also ein Byte je Zeichen: Windows-1252 oder ISO-8859-1. Stehen "
             "in Namen falsche Zeichen, bitte iso-8859-15 versuchen.";
}

static void describe_bytes(struct input *in, const char *path, const char *bytes, size_t n,
                           const struct catalogue *catalogue, struct buf *out)
{
    struct proposal p = {.s = {.in = in}, .key = NO_FIELD};
    take_encoding(&p.s, bytes, n);
    if (!sheet_read(&p.s))
        return;
    guess_key(&p);
    guess_columns(&p);
    guess_heads(&p);
    guess_notation(&p);
    proposal_write(&p, path, catalogue, out);
}

int describe_file(const char *path, const struct areas *areas, const struct catalogue *catalogue,
                  struct buf *out, struct diag *d)
{
    struct run run = {.areas = areas, .catalogue = catalogue, .d = d};
    struct input in = {.run = &run, .arena = arena_new(), .name = path, .form = usual_form};
    struct place at = {path, 0, 0};
    struct file_map map;
    int rc = file_map(path, max_file, &map, d);
    if (rc == 0) {
        const char *format = foreign_format(map.data, map.len);
        if (format != NULL)
            DIAG_AT(d, CSV_SPREADSHEET, at, format);
        else if (map.len == 0)
            DIAG_AT(d, CSV_EMPTY, at, NULL);
        else
            describe_bytes(&in, path, map.data, map.len, catalogue, out);
        file_unmap(&map);
    }
    arena_free(in.arena);
    return rc;
}
