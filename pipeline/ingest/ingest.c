#include "ingest/ingest.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/file.h"
#include "base/str.h"
#include "ingest/ingest_private.h"

enum { MAX_TABLE_NAME = 40, MAX_HEAD_LINE = 400 /* [bytes] of a head that is no head */ };

static const size_t max_file = (size_t)4 << 30; /* [bytes] */
static const char genesis_head[] = "GENESIS-Tabelle:";

static struct place file_place(const struct input *in)
{
    return (struct place){in->name, 0, 0};
}

/* First line that is not empty and no comment; number in *number. */
static bool first_line(const char *bytes, size_t n, const char **line, size_t *len, int *number)
{
    const char *at = bytes, *end = bytes + n;
    if (n >= 3 && memcmp(at, "\xEF\xBB\xBF", 3) == 0)
        at += 3;
    for (*number = 1; at < end; ++*number) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        *line = at;
        *len = (size_t)((stop == NULL ? end : stop) - at);
        while (*len > 0 && ((*line)[*len - 1] == '\r' || (*line)[*len - 1] == ' '))
            --*len;
        if (*len > 0 && **line != '#')
            return true;
        at = stop == NULL ? end : stop + 1;
    }
    return false;
}

/* The name behind "GENESIS-Tabelle:", which may be followed by empty fields. NULL
 * where it could be no file name. */
static const char *table_name(const struct input *in, const char *line, size_t len)
{
    static const char allowed[] =
        "0123456789-ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    const char *at = line + sizeof genesis_head - 1, *end = line + len;
    while (at < end && *at == ' ')
        at++;
    while (end > at && (end[-1] == ';' || end[-1] == ' '))
        end--;
    if (at == end || end - at > MAX_TABLE_NAME)
        return NULL;
    const char *name = arena_strndup(in->arena, at, (size_t)(end - at));
    return strspn(name, allowed) == (size_t)(end - at) ? name : NULL;
}

/* Columns of the tidy head that a line lacks, "a, b". */
static const char *missing_columns(const struct input *in, const char *line)
{
    char *head = arena_strdup(in->arena, tidy_head);
    char *padded = arena_printf(in->arena, ";%s;", line);
    for (char *c = padded; *c != '\0'; c++)
        *c = (char)tolower((unsigned char)*c);
    const char *missing = "";
    char *rest = head;
    for (char *name; (name = strtok_r(rest, ";", &rest)) != NULL;) {
        const char *wanted = arena_printf(in->arena, ";%s;", name);
        if (strstr(padded, wanted) == NULL)
            missing = arena_printf(in->arena, "%s%s%s", missing, missing[0] != '\0' ? ", " : "",
                                   name);
    }
    return missing;
}

/* The tidy head with something else between its names. */
static const char *other_separator(const struct input *in, const char *line)
{
    static const char *const found[] = {"Kommas", "Tabulatoren", "senkrechten Strichen"};
    static const char tried[] = {',', '\t', '|'};
    for (size_t i = 0; i < sizeof tried; i++) {
        char *head = arena_strdup(in->arena, line);
        for (char *c = head; *c != '\0'; c++)
            *c = *c == tried[i] ? ';' : *c;
        if (strcmp(head, tidy_head) == 0)
            return found[i];
    }
    return NULL;
}

/* A line that is no known head: perhaps a damaged tidy one. */
static void report_format(const struct input *in, const char *line, size_t len, int number)
{
    struct place at = {in->name, number, 0};
    const char *text = arena_strndup(in->arena, line, len < MAX_HEAD_LINE ? len : MAX_HEAD_LINE);
    const char *missing = missing_columns(in, text), *separator = other_separator(in, text);
    if (separator != NULL)
        DIAG_AT(in->run->d, CSV_HEADER, at, tidy_head,
                arena_printf(in->arena, "getrennt mit Semikolon, hier mit %s", separator));
    else if (missing[0] == '\0')
        DIAG_AT(in->run->d, CSV_HEADER, at, tidy_head,
                "in dieser Reihenfolge und Schreibweise, ohne weitere Spalten");
    else if (str_starts(text, "area"))
        DIAG_AT(in->run->d, CSV_HEADER, at, tidy_head,
                arena_printf(in->arena, "es fehlt: %s", missing));
    else
        DIAG_AT(in->run->d, CSV_FORMAT, at, shown(in, line, len));
}

/* By the descriptor of a table. */
static void read_described(struct input *in, const char *bytes, size_t n, const char *table)
{
    const struct descriptor *t = descriptor_load(in, table);
    if (t == NULL)
        return;
    if (descriptor_counts_cases(t) && !catalogue_source(in->run->catalogue, in->source)->raw) {
        DIAG_AT(in->run->d, CASES_PROTECTED, file_place(in), NULL);
        return;
    }
    in->secret = descriptor_counts_cases(t);
    encoding_take(in, bytes, n, descriptor_encoding(t));
    described_read(in, t);
}

static void read_genesis(struct input *in, const char *bytes, size_t n, const char *line,
                         size_t len)
{
    const char *table = table_name(in, line, len);
    if (table == NULL) {
        report_format(in, line, len, 1);
        return;
    }
    const char *expected = catalogue_source(in->run->catalogue, in->source)->table;
    if (expected[0] != '\0' && !str_eq(expected, table))
        DIAG_AT(in->run->d, GENESIS_OTHER_TABLE, ((struct place){in->name, 1, 0}), table,
                expected);
    read_described(in, bytes, n, table);
}

/* Several lines, and none of them ends as lines do. */
static bool old_mac(const char *bytes, size_t n)
{
    const char *first = memchr(bytes, '\r', n);
    return first != NULL && memchr(bytes, '\n', n) == NULL && first + 1 < bytes + n;
}

static void read_bytes(struct input *in, const char *bytes, size_t n, const char *table)
{
    const char *line, *format = foreign_format(bytes, n);
    size_t len;
    int number;
    if (format != NULL) {
        DIAG_AT(in->run->d, CSV_SPREADSHEET, file_place(in), format);
        return;
    }
    encoding_widen(in, &bytes, &n);
    if (!first_line(bytes, n, &line, &len, &number)) {
        DIAG_AT(in->run->d, CSV_EMPTY, file_place(in), NULL);
    } else if (old_mac(bytes, n)) {
        DIAG_AT(in->run->d, CSV_OLD_MAC, file_place(in), NULL);
    } else if (table[0] != '\0') {
        read_described(in, bytes, n, table);
    } else if (len >= sizeof genesis_head - 1 &&
               memcmp(line, genesis_head, sizeof genesis_head - 1) == 0) {
        read_genesis(in, bytes, n, line, len);
    } else if (len == strlen(tidy_head) && memcmp(line, tidy_head, len) == 0) {
        encoding_take(in, bytes, n, ENCODING_DETECT);
        tidy_read(in);
    } else {
        report_format(in, line, len, number);
    }
}

static int read_file(struct run *run, uint32_t source, const char *path, const char *table)
{
    struct arena *arena = arena_new();
    int rc = -1;
    struct input in = {.run = run, .arena = arena, .source = source,
                       .form = usual_form, .change = CHANGE_NONE,
                       .day_measure = CATALOGUE_NONE};
    names_init(&in.kinds);
    const char *place = path_inside(arena, run->inputs, path);
    in.name = path_join(arena, run->inputs, path);
    struct file_map map;
    if (place == NULL) {
        DIAG_AT(run->d, PATH_OUTSIDE, file_place(&in), path);
        goto out;
    }
    if (!file_exists(place)) {
        DIAG_AT(run->d, CSV_MISSING, file_place(&in), catalogue_source(run->catalogue, source)->id);
        goto out;
    }
    if (file_map(place, max_file, &map, run->d) < 0)
        goto out;
    in.file = facts_intern_file(run->facts, path);
    run->count->files++;
    read_bytes(&in, map.data, map.len, table);
    territory_finish(&in);
    file_unmap(&map);
    rc = 0;
out:
    names_release(&in.kinds);
    arena_free(arena);
    return rc;
}

/* "31.12." gives 12; 0 where the reference is no day. */
static int reference_month(const char *reference)
{
    unsigned month;
    if (strlen(reference) != 6 || reference[2] != '.' || reference[5] != '.' ||
        !decimal_uint(reference + 3, 2, 12, &month))
        return 0;
    return (int)month;
}

int ingest_all(const char *inputs, const struct areas *areas, const struct catalogue *catalogue,
               struct facts *facts, struct ingest_count *count, struct diag *d)
{
    struct run run = {inputs, areas, catalogue, facts, count, d, NULL, NULL};
    int rc = 0;
    *count = (struct ingest_count){0};
    run.territory = territory_load(inputs, areas, d);
    run.months = mem_alloc((catalogue_measures(catalogue) + 1) * sizeof *run.months);
    for (uint32_t i = 0; i < catalogue_measures(catalogue); i++)
        run.months[i] = reference_month(catalogue_measure(catalogue, i)->reference);
    for (uint32_t i = 0; i < catalogue_sources(catalogue); i++) {
        const struct source *s = catalogue_source(catalogue, i);
        for (size_t k = 0; k < s->n_files; k++)
            if (read_file(&run, i, s->files[k], s->tables[k]) < 0)
                rc = -1;
    }
    territory_free(run.territory);
    free(run.months);
    return rc;
}
