#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "ingest/genesis_private.h"

enum { MAX_TITLES = 64 };

bool genesis_head_like(const struct descriptor *t, const struct row *row)
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

bool genesis_period_line(const struct row *row, struct date *out)
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

/* Up to the first head row, which is left in g->head[0]. */
static int read_titles(struct table *g)
{
    struct row row;
    for (int i = 0; i < MAX_TITLES && rows_next(g->rows, &row); i++) {
        if (genesis_head_like(g->t, &row) && !all_empty(&row, 0)) {
            if (row.n > MAX_COLUMNS)
                break;
            copy_row(g, &row, &g->head[0]);
            g->n_fields = row.n;
            return 0;
        }
        if (g->t->period_line)
            genesis_period_line(&row, &g->period);
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

static int read_rows(struct table *g)
{
    for (size_t i = 1; i < g->t->n_head; i++) {
        struct row row;
        if (!rows_next(g->rows, &row)) {
            report_head_rows(g, &g->head[0]);
            return -1;
        }
        if (!genesis_head_like(g->t, &row) || row.n != g->n_fields) {
            report_head_rows(g, &row);
            return -1;
        }
        copy_row(g, &row, &g->head[i]);
    }
    return 0;
}

/* What the head rows of one column say. */
struct heading {
    struct buf path; /* joined words of the measure */
    const char *unit;
    size_t unit_row;
};

static bool read_dim(const struct head_row *h, const struct field *f, struct column *c)
{
    if (f->len == 0 && h->empty_all)
        return true;
    switch (h->is) {
    case MEANS_PERIOD:
        return period_read(f->text, f->len, &c->period) == PERIOD_OK;
    case MEANS_SEX:
        return word_sex(f->text, &c->dims.sex);
    case MEANS_AGE:
        return word_ages(f->text, &c->dims.age_from, &c->dims.age_to);
    case MEANS_NATIONALITY:
        return word_nationality(f->text, &c->dims.nationality);
    case MEANS_NONE:
        return h->text == NULL || strcmp(h->text, f->text) == 0;
    case MEANS_AREA: case MEANS_NAME: case MEANS_KIND: case MEANS_MEASURE: case MEANS_UNIT:
    case MEANINGS:
        break;
    }
    return true;
}

/* False, reported, where a word of the head is not understood. */
static bool read_heading(struct table *g, size_t col, struct heading *heading)
{
    for (size_t i = 0; i < g->t->n_head; i++) {
        const struct head_row *h = &g->t->head[i];
        const struct field *f = &g->head[i].fields[col];
        if (h->is == MEANS_MEASURE && f->len > 0) {
            if (heading->path.len > 0)
                buf_adds(&heading->path, " | ");
            buf_add(&heading->path, f->text, f->len);
        }
        if (h->is == MEANS_UNIT) {
            heading->unit = f->text;
            heading->unit_row = i;
        }
        if (!read_dim(h, f, &g->columns[col])) {
            ROW_REPORT(g->in, GENESIS_HEAD_WORD, &g->head[i], col, shown(g->in, f->text, f->len),
                       g->t->file);
            return false;
        }
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
        if (g->t->head[i].is == MEANS_MEASURE && g->head[i].fields[col].len > 0)
            best = i;
    return &g->head[best];
}

static void bind_values(struct table *g, size_t col, const struct heading *heading, bool *met)
{
    struct column *c = &g->columns[col];
    const char *path = buf_str(&heading->path);
    bool known = false;
    for (uint32_t kind = 0; kind < g->t->n_kinds; kind++) {
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
    if (!known)
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
    for (size_t kind = 0; same && kind < g->t->n_kinds; kind++)
        same = a->values[kind] == b->values[kind];
    return same;
}

/* A second column that says the same is left out: nobody knows which is right. */
static void check_twice(struct table *g, size_t col)
{
    for (size_t i = g->t->n_lead; i < col; i++)
        if (g->columns[i].used && same_column(g, &g->columns[i], &g->columns[col])) {
            char first[24];
            snprintf(first, sizeof first, "%zu", i + 1);
            ROW_REPORT(g->in, GENESIS_COLUMN_TWICE, measure_row(g, col), col, first);
            g->columns[col].used = false;
            return;
        }
}

static void read_columns(struct table *g)
{
    const struct descriptor *t = g->t;
    bool *met = arena_array(g->in->arena, t->n_values + 1, sizeof *met);
    g->columns = arena_array(g->in->arena, g->n_fields, sizeof *g->columns);
    for (size_t col = t->n_lead; col < g->n_fields; col++) {
        struct column *c = &g->columns[col];
        struct heading heading = {BUF_INIT, NULL, 0};
        c->dims.age_to = AGE_OPEN;
        c->values = arena_array(g->in->arena, t->n_kinds, sizeof *c->values);
        if (read_heading(g, col, &heading))
            bind_values(g, col, &heading, met);
        if (c->used)
            check_twice(g, col);
        buf_release(&heading.path);
    }
    for (size_t i = 0; i < t->n_values; i++)
        if (!met[i])
            ROW_REPORT(g->in, GENESIS_COLUMN_MISSING, &g->head[0], NO_FIELD,
                       t->values[i].head[0] != '\0' ? t->values[i].head : "…");
}

int genesis_read_head(struct table *g)
{
    if (read_titles(g) < 0 || read_rows(g) < 0)
        return -1;
    read_columns(g);
    return 0;
}
