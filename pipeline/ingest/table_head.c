#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/str.h"
#include "ingest/table_private.h"

enum { MAX_TITLES = 64 };

bool table_head_like(const struct descriptor *t, const struct row *row)
{
    if (row->n <= t->n_lead)
        return false;
    for (size_t i = 0; i < t->n_lead; i++)
        if (row->fields[i].len > 0)
            return false;
    return true;
}

static bool all_empty(const struct row *row, size_t from)
{
    for (size_t i = from; i < row->n; i++)
        if (row->fields[i].len > 0)
            return false;
    return true;
}

bool table_period_line(const struct row *row, struct date *out)
{
    return row->n > 0 && all_empty(row, 1) &&
           period_read(row->fields[0].text, row->fields[0].len, out) == PERIOD_OK;
}

static void copy_row(struct table *g, const struct row *row, struct row *to)
{
    struct field *fields = arena_array(g->in->arena, row->n, sizeof *fields);
    for (size_t i = 0; i < row->n; i++) {
        fields[i].text = arena_strndup(g->in->arena, row->fields[i].text, row->fields[i].len);
        fields[i].len = row->fields[i].len;
    }
    *to = *row;
    to->fields = fields;
}

static bool too_wide(const struct table *g, const struct row *row)
{
    char have[24], most[24];
    if (row->n <= MAX_COLUMNS)
        return false;
    snprintf(have, sizeof have, "%zu", row->n);
    snprintf(most, sizeof most, "%d", MAX_COLUMNS);
    ROW_REPORT(g->in, TABLE_WIDE, row, NO_FIELD, have, most);
    return true;
}

/* Up to the first head row, which is left in g->head[0]. */
static int read_titles(struct table *g)
{
    struct row row;
    for (int i = 0; i < MAX_TITLES && rows_next(g->rows, &row); i++) {
        if (table_head_like(g->t, &row) && !all_empty(&row, 0)) {
            if (too_wide(g, &row))
                return -1;
            copy_row(g, &row, &g->head[0]);
            g->n_fields = row.n;
            return 0;
        }
        if (g->t->period_line)
            table_period_line(&row, &g->period);
    }
    DIAG_AT(g->in->run->d, GENESIS_NO_HEAD, ((struct place){g->in->name, 0, 0}), g->t->file);
    return -1;
}

static void report_head_rows(const struct table *g, const struct row *row)
{
    char wanted[24];
    snprintf(wanted, sizeof wanted, "%zu", g->t->n_head);
    ROW_REPORT(g->in, GENESIS_HEAD_ROWS, row, NO_FIELD, wanted, g->t->file);
}

static int read_rows(struct table *g, size_t first)
{
    for (size_t i = first; i < g->t->n_head; i++) {
        struct row row;
        if (!rows_next(g->rows, &row)) {
            report_head_rows(g, i == 0 ? &(struct row){.line = 1} : &g->head[0]);
            return -1;
        }
        bool fits = g->t->layout == LAYOUT_PLAIN ? row.n > 0 : table_head_like(g->t, &row);
        if (too_wide(g, &row))
            return -1;
        if (!fits || (i > 0 && row.n != g->n_fields)) {
            report_head_rows(g, &row);
            return -1;
        }
        g->n_fields = row.n;
        copy_row(g, &row, &g->head[i]);
    }
    return 0;
}

/* An empty cell says what the one on its left says, where the row is of merged cells. */
static void spread_merged(struct table *g)
{
    for (size_t i = 0; i < g->t->n_head; i++) {
        struct field *fields = (struct field *)(uintptr_t)g->head[i].fields;
        for (size_t col = 1; g->t->head[i].merged && col < g->n_fields; col++)
            if (fields[col].len == 0 && !g->columns[col].key && !g->columns[col - 1].key)
                fields[col] = fields[col - 1];
    }
}

/* What the head rows of one column say. */
struct heading {
    struct buf path; /* joined words of the measure */
    const char *unit;
    size_t unit_row;
};

/* "Einkommensteuer 1998": the words before the period to path. */
static bool read_measure_period(const struct field *f, struct column *c, struct buf *path)
{
    const char *blank = strrchr(f->text, ' ');
    if (blank == NULL || blank == f->text ||
        period_read(blank + 1, strlen(blank + 1), &c->period) != PERIOD_OK)
        return false;
    if (path->len > 0)
        buf_adds(path, " | ");
    buf_add(path, f->text, (size_t)(blank - f->text));
    return true;
}

static bool read_dim(const struct descriptor *t, const struct head_row *h,
                     const struct field *f, struct column *c)
{
    if (f->len == 0 && h->empty_all)
        return true;
    const char *word = table_word(t, h->is, f->text);
    switch (h->is) {
    case MEANS_PERIOD:
        return period_read(f->text, f->len, &c->period) == PERIOD_OK;
    case MEANS_SEX:
        return word_sex(word, &c->dims.sex);
    case MEANS_AGE:
        return word_ages(word, &c->dims.age_from, &c->dims.age_to);
    case MEANS_NATIONALITY:
        return word_nationality(word, &c->dims.nationality);
    case MEANS_NONE:
        return h->text == NULL || strcmp(h->text, f->text) == 0;
    default:
        return true;
    }
}

static bool read_head_cell(struct table *g, size_t col, size_t i, struct heading *heading)
{
    const struct head_row *h = &g->t->head[i];
    const struct field *f = &g->head[i].fields[col];
    if (h->is == MEANS_MEASURE_PERIOD)
        return read_measure_period(f, &g->columns[col], &heading->path);
    if (h->is == MEANS_MEASURE && f->len > 0) {
        if (heading->path.len > 0)
            buf_adds(&heading->path, " | ");
        buf_add(&heading->path, f->text, f->len);
    }
    if (h->is == MEANS_UNIT) {
        heading->unit = f->text;
        heading->unit_row = i;
    }
    return read_dim(g->t, h, f, &g->columns[col]);
}

/* False, reported, where a word of the head is not understood. */
static bool read_heading(struct table *g, size_t col, struct heading *heading)
{
    for (size_t i = 0; i < g->t->n_head; i++) {
        const struct field *f = &g->head[i].fields[col];
        if (read_head_cell(g, col, i, heading))
            continue;
        if (!g->t->skip_others)
            ROW_REPORT(g->in, GENESIS_HEAD_WORD, &g->head[i], col, shown(g->in, f->text, f->len),
                       g->t->file);
        return false;
    }
    return true;
}

static const struct value *find_value(const struct descriptor *t, const char *path, uint32_t kind)
{
    for (size_t i = 0; i < t->n_values; i++)
        if (t->values[i].kind == kind && strcmp(t->values[i].head, path) == 0)
            return &t->values[i];
    return NULL;
}

/* The last row in which a column names its measure, for messages. */
static const struct row *measure_row(const struct table *g, size_t col)
{
    size_t best = 0;
    for (size_t i = 0; i < g->t->n_head; i++)
        if ((g->t->head[i].is == MEANS_MEASURE || g->t->head[i].is == MEANS_MEASURE_PERIOD) &&
            g->head[i].fields[col].len > 0)
            best = i;
    return &g->head[best];
}

static void bind_values(struct table *g, size_t col, const struct heading *heading, bool *met)
{
    struct column *c = &g->columns[col];
    const char *path = buf_str(&heading->path);
    bool known = false;
    for (uint32_t kind = 0; kind < g->t->kinds->count; kind++) {
        const struct value *v = find_value(g->t, path, kind);
        if (v == NULL)
            continue;
        known = true;
        met[v - g->t->values] = true;
        if (v->measure == CATALOGUE_NONE)
            continue;
        if (heading->unit != NULL && strcmp(heading->unit, v->unit) != 0) {
            ROW_REPORT(g->in, GENESIS_UNIT, &g->head[heading->unit_row], col,
                       shown(g->in, heading->unit, strlen(heading->unit)), v->unit);
            continue;
        }
        c->values[kind] = v;
        c->used = true;
    }
    if (!known && !g->t->skip_others)
        ROW_REPORT(g->in, GENESIS_COLUMN, measure_row(g, col), col,
                   shown(g->in, path, strlen(path)), g->t->file);
}

static bool same_dims(const struct dims *a, const struct dims *b)
{
    return a->sex == b->sex && a->nationality == b->nationality && a->age_from == b->age_from &&
           a->age_to == b->age_to;
}

static bool same_column(const struct table *g, const struct column *a, const struct column *b)
{
    bool same = a->period.year == b->period.year && a->period.month == b->period.month &&
                a->period.day == b->period.day && same_dims(&a->dims, &b->dims);
    for (size_t kind = 0; same && kind < g->t->kinds->count; kind++)
        same = a->values[kind] == b->values[kind];
    return same;
}

/* A second column that says the same is left out: nobody knows which is right. */
static void check_twice(struct table *g, size_t col)
{
    for (size_t i = 0; i < col; i++)
        if (g->columns[i].used && same_column(g, &g->columns[i], &g->columns[col])) {
            char first[24];
            snprintf(first, sizeof first, "%zu", i + 1);
            ROW_REPORT(g->in, GENESIS_COLUMN_TWICE, measure_row(g, col), col, first);
            g->columns[col].used = false;
            return;
        }
}

static size_t span_of(const struct file_form *form, struct position at)
{
    for (size_t i = 0; i < form->n_spans; i++)
        if (form->spans[i].first == at.at && form->spans[i].length == at.length)
            return i;
    return NO_FIELD;
}

/* The column of a key, by what stands above it, by its number or its turn. */
static size_t find_lead(const struct table *g, size_t i)
{
    const struct key_column *k = &g->t->lead[i];
    if (g->t->form.spans != NULL)
        return span_of(&g->t->form, k->at);
    if (k->name == NULL)
        return k->at.at == 0 ? i : k->at.at - 1;
    for (size_t row = 0; row < g->t->n_head; row++)
        for (size_t col = 0; col < g->n_fields; col++)
            if (strcmp(g->head[row].fields[col].text, k->name) == 0)
                return col;
    return NO_FIELD;
}

/* Without the key columns no row can be understood. */
static int place_lead(struct table *g)
{
    struct place at = {g->in->name, g->t->n_head > 0 ? g->head[0].line : 0, 0};
    for (size_t i = 0; i < g->t->n_lead; i++) {
        const struct key_column *k = &g->t->lead[i];
        size_t col = find_lead(g, i);
        if (col >= g->n_fields) {
            char number[24];
            snprintf(number, sizeof number, "%zu", k->at.at == 0 ? i + 1 : (size_t)k->at.at);
            DIAG_AT(g->in->run->d, TABLE_NO_KEY_COLUMN, at, k->name != NULL ? k->name : number,
                    g->t->file);
            return -1;
        }
        g->lead[i] = col;
        g->columns[col].key = true;
    }
    return 0;
}

static int make_columns(struct table *g)
{
    g->columns = arena_array(g->in->arena, g->n_fields + 1, sizeof *g->columns);
    for (size_t col = 0; col < g->n_fields; col++) {
        struct column *c = &g->columns[col];
        c->dims.age_to = AGE_OPEN;
        c->values = arena_array(g->in->arena, g->t->kinds->count + 1, sizeof *c->values);
    }
    return place_lead(g);
}

static void bind_columns(struct table *g)
{
    const struct descriptor *t = g->t;
    bool *met = arena_array(g->in->arena, t->n_values + 1, sizeof *met);
    for (size_t col = 0; col < g->n_fields; col++) {
        struct heading heading = {BUF_INIT, NULL, 0};
        if (!g->columns[col].key && read_heading(g, col, &heading))
            bind_values(g, col, &heading, met);
        if (g->columns[col].used)
            check_twice(g, col);
        buf_release(&heading.path);
    }
    for (size_t i = 0; i < t->n_values; i++)
        if (!met[i])
            ROW_REPORT(g->in, GENESIS_COLUMN_MISSING, &g->head[0], NO_FIELD,
                       t->values[i].head[0] != '\0' ? t->values[i].head : "…");
}

/* Fields of a file without a head: as many as the widths, or as its first line. */
static int count_fields(struct table *g)
{
    if (g->t->form.spans != NULL) {
        g->n_fields = g->t->form.n_spans;
        return 0;
    }
    struct rows *rows = rows_new(g->in);
    struct row row = {0};
    int rc = rows_next(rows, &row) && too_wide(g, &row) ? -1 : 0;
    g->n_fields = row.n;
    rows_free(rows);
    return rc;
}

/* Values stand where their descriptor says. */
static int bind_bare(struct table *g)
{
    const struct file_form *form = &g->t->form;
    if (count_fields(g) < 0 || make_columns(g) < 0)
        return -1;
    for (size_t i = 0; i < g->t->n_values && !g->t->cases.counted; i++) {
        const struct value *v = &g->t->values[i];
        size_t col = form->spans != NULL ? span_of(form, v->at) : v->at.at - 1;
        if (col < g->n_fields && v->measure != CATALOGUE_NONE) {
            g->columns[col].values[v->kind] = v;
            g->columns[col].used = true;
        } else if (col >= g->n_fields) {
            DIAG_AT(g->in->run->d, GENESIS_COLUMN_MISSING, ((struct place){g->in->name, 1, 0}),
                    arena_printf(g->in->arena, "%u", v->at.at));
        }
    }
    return 0;
}

int table_read_head(struct table *g)
{
    if (g->t->layout == LAYOUT_BARE)
        return bind_bare(g);
    for (unsigned i = 0; i < g->t->skip; i++)
        rows_skip_line(g->rows);
    if (g->t->layout == LAYOUT_GENESIS && read_titles(g) < 0)
        return -1;
    if (read_rows(g, g->t->layout == LAYOUT_GENESIS) < 0 || make_columns(g) < 0)
        return -1;
    spread_merged(g);
    if (!g->t->cases.counted)
        bind_columns(g);
    return 0;
}
