#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "ingest/genesis_private.h"

/* What the leading columns of a row say. */
struct lead {
    uint32_t area;
    struct date period; /* year 0 where it is said elsewhere */
    struct dims dims;
    bool has_sex, has_ages, has_nationality;
    uint32_t kind;
};

/* "__________", or where it was cut off the quoted licence, or the time stamp. */
static bool is_footer(const char *line, size_t len)
{
    if (len >= 4 && memcmp(line, "____", 4) == 0)
        return true;
    if (len >= 2 && line[0] == '"')
        return (line[1] < '0' || line[1] > '9') && line[1] != 'D';
    return len >= 6 && memcmp(line, "Stand:", 6) == 0;
}

static bool bad_word(const struct table *g, const struct row *row, size_t field, const char *what)
{
    const struct field *f = &row->fields[field];
    ROW_REPORT(g->in, CSV_WORD, row, field, shown(g->in, f->text, f->len), what);
    return false;
}

static bool read_kind(const struct table *g, const struct row *row, size_t field, struct lead *l)
{
    for (uint32_t i = 0; i < g->t->n_kinds; i++)
        if (strcmp(g->t->kinds[i], row->fields[field].text) == 0) {
            l->kind = i;
            return true;
        }
    return bad_word(g, row, field, "die Art (nach dem Descriptor der Tabelle)");
}

static bool read_period(const struct table *g, const struct row *row, size_t field,
                        struct lead *l)
{
    const struct field *f = &row->fields[field];
    enum period_result result = period_read(f->text, f->len, &l->period);
    if (result == PERIOD_OK)
        return true;
    ROW_REPORT(g->in, result == PERIOD_RANGE ? CSV_PERIOD_RANGE : CSV_PERIOD, row, field,
               shown(g->in, f->text, f->len));
    return false;
}

static bool read_lead_field(const struct table *g, const struct row *row, size_t i,
                            struct lead *l)
{
    const char *text = row->fields[i].text;
    switch (g->t->lead[i]) {
    case MEANS_PERIOD:
        return read_period(g, row, i, l);
    case MEANS_SEX:
        l->has_sex = true;
        return word_sex(text, &l->dims.sex) || bad_word(g, row, i, "das Geschlecht");
    case MEANS_AGE:
        l->has_ages = true;
        return word_ages(text, &l->dims.age_from, &l->dims.age_to) ||
               bad_word(g, row, i, "die Altersgruppe");
    case MEANS_NATIONALITY:
        l->has_nationality = true;
        return word_nationality(text, &l->dims.nationality) ||
               bad_word(g, row, i, "die Staatsangehörigkeit");
    case MEANS_KIND:
        return read_kind(g, row, i, l);
    case MEANS_NONE: case MEANS_AREA: case MEANS_NAME: case MEANS_MEASURE: case MEANS_UNIT:
    case MEANINGS:
        break;
    }
    return true;
}

/* A shifted column of keys gives itself away by the names beside it. */
static void check_name(struct table *g, const struct row *row, uint32_t area)
{
    size_t field = descriptor_lead(g->t, MEANS_NAME);
    if (field == NO_FIELD)
        return;
    const struct area *a = areas_at(g->in->run->areas, area);
    struct arena *scratch = arena_new();
    const char *have = str_fold(scratch, row->fields[field].text);
    if (strstr(have, str_fold(scratch, a->short_name)) == NULL &&
        strstr(have, str_fold(scratch, a->name)) == NULL)
        ROW_REPORT(g->in, GENESIS_NAME, row, field,
                   shown(g->in, row->fields[field].text, row->fields[field].len), a->key, a->name);
    arena_free(scratch);
}

static bool find_area(struct table *g, const struct row *row, struct lead *l)
{
    size_t field = descriptor_lead(g->t, MEANS_AREA);
    const struct field *f = &row->fields[field];
    l->area = areas_find(g->in->run->areas, f->text, f->len);
    if (l->area != AREA_NONE) {
        check_name(g, row, l->area);
        return true;
    }
    bool key = strcmp(f->text, "DG") == 0 ||
               (f->len > 0 && strspn(f->text, "0123456789") == f->len);
    if (key)
        g->in->run->count->foreign_rows++;
    else
        ROW_REPORT(g->in, GENESIS_KEY, row, field, shown(g->in, f->text, f->len));
    return false;
}

static void take_column(struct table *g, const struct row *row, size_t col, const struct lead *l)
{
    const struct column *c = &g->columns[col];
    const struct value *v = c->used ? c->values[l->kind] : NULL;
    if (v == NULL)
        return;
    struct date when = c->period.year != 0   ? c->period
                       : l->period.year != 0 ? l->period
                                             : g->period;
    const struct dims *sex = v->has_sex ? &v->dims : l->has_sex ? &l->dims : &c->dims;
    const struct dims *ages = v->has_ages ? &v->dims : l->has_ages ? &l->dims : &c->dims;
    const struct dims *nat = v->has_nationality   ? &v->dims
                             : l->has_nationality ? &l->dims
                                                  : &c->dims;
    struct fact_key k = {
        .measure = v->measure, .area = l->area, .sex = sex->sex,
        .nationality = nat->nationality, .age_from = ages->age_from, .age_to = ages->age_to,
    };
    key_period(g->in, row, &k, when);
    take_cell(g->in, row, col, k);
}

static void read_row(struct table *g, const struct row *row)
{
    if (row->n != g->n_fields) {
        char have[24], wanted[24];
        snprintf(have, sizeof have, "%zu", row->n);
        snprintf(wanted, sizeof wanted, "%zu", g->n_fields);
        ROW_REPORT(g->in, CSV_FIELD_COUNT, row, NO_FIELD, have, wanted);
        return;
    }
    struct lead l = {.dims = {.age_to = AGE_OPEN}};
    g->in->run->count->rows++;
    if (!find_area(g, row, &l))
        return;
    for (size_t i = 0; i < g->t->n_lead; i++)
        if (!read_lead_field(g, row, i, &l))
            return;
    for (size_t col = g->t->n_lead; col < g->n_fields; col++)
        take_column(g, row, col, &l);
}

/* Rows up to the footer; false where there was none. */
static bool read_data(struct table *g)
{
    struct row row;
    const char *line;
    size_t len;
    for (bool first = true; rows_peek(g->rows, &line, &len); first = false) {
        if (is_footer(line, len))
            return true;
        if (!rows_next(g->rows, &row))
            break;
        if (row.n == 0 || (row.n == 1 && row.fields[0].len == 0))
            continue;
        if (g->t->period_line && genesis_period_line(&row, &g->period))
            continue;
        if (first && genesis_head_like(g->t, &row)) {
            char wanted[24];
            snprintf(wanted, sizeof wanted, "%zu", g->t->n_head);
            ROW_REPORT(g->in, GENESIS_HEAD_ROWS, &row, NO_FIELD, wanted, g->t->file);
            return true;
        }
        if (g->t->period_line && g->period.year == 0) {
            ROW_REPORT(g->in, GENESIS_NO_PERIOD, &row, NO_FIELD, g->t->file);
            return true;
        }
        read_row(g, &row);
    }
    return false;
}

void genesis_read(struct input *in, const struct descriptor *t)
{
    struct table g = {.in = in, .t = t, .rows = rows_new(in)};
    size_t before = in->run->count->rows - in->run->count->foreign_rows;
    struct place at = {in->name, 0, 0};
    if (genesis_read_head(&g) == 0) {
        if (!read_data(&g))
            DIAG_AT(in->run->d, GENESIS_NO_FOOTER, at, NULL);
        if (in->run->count->rows - in->run->count->foreign_rows == before)
            DIAG_AT(in->run->d, GENESIS_NO_AREA, at, NULL);
    }
    rows_free(g.rows);
}
