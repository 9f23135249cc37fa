#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/str.h"
#include "ingest/table_private.h"

enum { NAMED_MISSING = 5 };

/* What the key columns of a row say. */
struct lead {
    uint32_t area;
    struct date period; /* year 0 where it is said elsewhere */
    struct dims dims;
    bool has_sex, has_ages, has_nationality;
    uint32_t kind;
    unsigned marks;
};

/* "__________", or where it was cut off the quoted licence, or the time stamp. */
static bool genesis_footer(const char *line, size_t len)
{
    if (len >= 4 && memcmp(line, "____", 4) == 0)
        return true;
    if (len >= 2 && line[0] == '"')
        return (line[1] < '0' || line[1] > '9') && line[1] != 'D';
    return len >= 6 && memcmp(line, "Stand:", 6) == 0;
}

static bool is_footer(const struct table *g, const char *line, size_t len)
{
    const char *own = g->t->form.footer;
    if (own != NULL)
        return len >= strlen(own) && memcmp(line, own, strlen(own)) == 0;
    return g->t->layout == LAYOUT_GENESIS && genesis_footer(line, len);
}

const struct field *table_lead(const struct table *g, const struct row *row, size_t i)
{
    return &row->fields[g->lead[i]];
}

const char *table_word(const struct descriptor *t, enum meaning is, const char *text)
{
    const struct word_list *list = &t->words[is];
    for (size_t i = 0; i < list->n; i++)
        if (strcmp(list->text[i], text) == 0)
            return list->means[i];
    return text;
}

static bool bad_word(const struct table *g, const struct row *row, size_t field, const char *what)
{
    const struct field *f = &row->fields[field];
    ROW_REPORT(g->in, CSV_WORD, row, field, shown(g->in, f->text, f->len), what);
    return false;
}

/* The words of all columns "kind", joined. */
uint32_t table_kind(const struct table *g, const struct row *row)
{
    const struct names *kinds = g->t->kinds;
    const struct field *first = NULL;
    struct buf joined = BUF_INIT;
    for (size_t i = 0; i < g->t->n_lead; i++) {
        if (g->t->lead[i].is != MEANS_KIND)
            continue;
        const struct field *f = table_lead(g, row, i);
        if (first == NULL) {
            first = f;
            continue;
        }
        if (joined.len == 0)
            buf_add(&joined, first->text, first->len);
        buf_adds(&joined, " | ");
        buf_add(&joined, f->text, f->len);
    }
    uint32_t id = joined.len > 0  ? names_find(kinds, buf_str(&joined), joined.len)
                  : first != NULL ? names_find(kinds, first->text, first->len)
                                  : 0;
    buf_release(&joined);
    return id;
}

static bool bad_kind(const struct table *g, const struct row *row)
{
    return bad_word(g, row, g->lead[descriptor_lead(g->t, MEANS_KIND)],
                    "die Art (nach dem Descriptor der Tabelle)");
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

/* "p", "r", "s", "()", "(", several of them, or nothing. */
static bool read_marks(const char *text, unsigned *marks)
{
    if (strcmp(text, "none") == 0)
        return true;
    for (; *text != '\0'; text++) {
        unsigned mark = *text == 'p'   ? SIGN_PROVISIONAL
                        : *text == 'r' ? SIGN_REVISED
                        : *text == 's' ? SIGN_ESTIMATED
                                       : SIGN_LIMITED;
        if (strchr("prs()", *text) == NULL)
            return false;
        *marks |= mark;
    }
    return true;
}

static bool read_lead_field(const struct table *g, const struct row *row, size_t i,
                            struct lead *l)
{
    const struct key_column *k = &g->t->lead[i];
    const struct field *f = table_lead(g, row, i);
    size_t field = g->lead[i];
    if (k->empty_all && f->len == 0)
        return true;
    const char *text = table_word(g->t, k->is, f->text);
    switch (k->is) {
    case MEANS_PERIOD:
        return read_period(g, row, field, l);
    case MEANS_SEX:
        l->has_sex = true;
        return word_sex(text, &l->dims.sex) || bad_word(g, row, field, "das Geschlecht");
    case MEANS_AGE:
        l->has_ages = true;
        return word_ages(text, &l->dims.age_from, &l->dims.age_to) ||
               bad_word(g, row, field, "die Altersgruppe");
    case MEANS_NATIONALITY:
        l->has_nationality = true;
        return word_nationality(text, &l->dims.nationality) ||
               bad_word(g, row, field, "die Staatsangehörigkeit");
    case MEANS_MARK:
        return read_marks(text, &l->marks) || bad_word(g, row, field, "ein Zeichen (p r s)");
    default:
        return true;
    }
}

/* Without what stands behind a name: "Nürtingen, Stadt", "Esslingen (Landkreis)". */
static const char *bare_name(struct arena *scratch, const char *name)
{
    return str_fold(scratch, arena_strndup(scratch, name, strcspn(name, ",(")));
}

static bool one_in_other(const char *a, const char *b)
{
    return (b[0] != '\0' && strstr(a, b) != NULL) || (a[0] != '\0' && strstr(b, a) != NULL);
}

/* A shifted column of keys gives itself away by the names beside it. */
static void check_name(const struct table *g, const struct row *row, uint32_t area)
{
    size_t i = descriptor_lead(g->t, MEANS_NAME);
    if (i == NO_FIELD)
        return;
    const struct field *f = table_lead(g, row, i);
    const struct area *a = areas_at(g->in->run->areas, area);
    struct arena *scratch = arena_new();
    const char *have = bare_name(scratch, f->text);
    if (!one_in_other(have, bare_name(scratch, a->short_name)) &&
        !one_in_other(have, bare_name(scratch, a->name)))
        facts_remark(g->in->run->facts,
                     (struct remark){.kind = REMARK_NAME,
                                     .area = area,
                                     .text = shown(g->in, f->text, f->len),
                                     .source = g->in->source,
                                     .file = g->in->file,
                                     .line = (uint32_t)row->line,
                                     .column = (uint32_t)g->lead[i] + 1});
    arena_free(scratch);
}

static uint32_t area_by_name(struct table *g, const struct row *row, size_t i)
{
    const struct field *f = table_lead(g, row, i);
    if (g->names == NULL)
        g->names = area_names_new(g->in->run->areas);
    const char *word = table_word(g->t, MEANS_AREA, f->text);
    uint32_t area = word != f->text ? area_of_key(g->in->run->areas, word, strlen(word))
                                    : area_names_find(g->names, word);
    if (area == AREA_NONE)
        area_report(g->in, row, g->lead[i]);
    return area;
}

/* The digits of a key: cut off its name, with the zeros that a spreadsheet has dropped. */
static void clean_key(const struct key_column *k, const char **text, size_t *len, char out[16])
{
    size_t n = strspn(*text, "0123456789");
    if (k->with_name && n > 0 && ((*text)[n] == ' ' || (*text)[n] == '\0'))
        *len = n;
    if (k->digits <= *len || n < *len || n == 0)
        return;
    memset(out, '0', k->digits);
    memcpy(out + k->digits - n, *text, n);
    *text = out;
    *len = k->digits;
}

uint32_t table_area(struct table *g, const struct row *row)
{
    const struct areas *areas = g->in->run->areas;
    size_t i = descriptor_lead(g->t, MEANS_AREA);
    g->in->change = CHANGE_NONE;
    if (i == NO_FIELD)
        return area_by_name(g, row, descriptor_lead(g->t, MEANS_NAME));
    const struct field *f = table_lead(g, row, i);
    const char *text = table_word(g->t, MEANS_AREA, f->text);
    size_t len = strlen(text);
    char digits[16];
    clean_key(&g->t->lead[i], &text, &len, digits);
    uint32_t area = area_of_key(areas, text, len);
    if (area == AREA_NONE)
        g->in->change = territory_find(g->in->run->territory, text, len, &area);
    if (g->in->change != CHANGE_NONE)
        return area;
    if (area != AREA_NONE) {
        if (!g->in->secret)
            check_name(g, row, area);
        return area;
    }
    bool number = len > 0 && strspn(text, "0123456789") >= len;
    const char *district = areas_at(areas, areas_district(areas))->key;
    if (number && (len == 8 || len == 12) && str_starts(text, district))
        area_report(g->in, row, g->lead[i]);
    else if (number || strcmp(text, "DG") == 0)
        g->in->run->count->foreign_rows++;
    else
        ROW_REPORT(g->in, GENESIS_KEY, row, g->lead[i], shown(g->in, f->text, f->len));
    return AREA_NONE;
}

static void take_column(struct table *g, const struct row *row, size_t col, const struct lead *l)
{
    const struct column *c = &g->columns[col];
    const struct value *v = c->values[l->kind];
    if (v == NULL)
        return;
    struct date when = v->period.year != 0   ? v->period
                       : c->period.year != 0 ? c->period
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
    take_cell(g->in, row, col, k, l->marks);
}

static bool right_length(const struct table *g, const struct row *row)
{
    if (row->n == g->n_fields)
        return true;
    char have[24], wanted[24];
    snprintf(have, sizeof have, "%zu", row->n);
    snprintf(wanted, sizeof wanted, "%zu", g->n_fields);
    ROW_REPORT(g->in, CSV_FIELD_COUNT, row, NO_FIELD, have, wanted);
    return false;
}

static void read_row(struct table *g, const struct row *row)
{
    struct lead l = {.dims = {.age_to = AGE_OPEN}};
    if (!right_length(g, row))
        return;
    g->in->run->count->rows++;
    l.kind = table_kind(g, row);
    if (l.kind == NAMES_NONE && g->t->skip_others) {
        g->in->run->count->foreign_rows++;
        return;
    }
    l.area = table_area(g, row);
    if (l.area == AREA_NONE || (l.kind == NAMES_NONE && !bad_kind(g, row)))
        return;
    g->seen[l.area] = true;
    for (size_t i = 0; i < g->t->n_lead; i++)
        if (!read_lead_field(g, row, i, &l))
            return;
    for (size_t i = 0; i < g->n_used; i++)
        take_column(g, row, g->used[i], &l);
}

/* Rows up to the footer; false where there was none. */
static bool read_data(struct table *g)
{
    bool genesis = g->t->layout == LAYOUT_GENESIS;
    struct row row;
    const char *line;
    size_t len;
    for (bool first = genesis; rows_peek(g->rows, &line, &len); first = false) {
        if (is_footer(g, line, len))
            return true;
        if (!rows_next(g->rows, &row))
            break;
        if (row.n == 0 || row.raw_len == 0 || (row.n == 1 && row.fields[0].len == 0))
            continue;
        if (g->t->period_line && table_period_line(&row, &g->period))
            continue;
        if (first && table_head_like(g->t, &row)) {
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
    return !genesis && g->t->form.footer == NULL;
}

/* A file of most of the Gemeinden that leaves some out; one of few is a selection. */
static void report_missing(const struct table *g)
{
    const struct areas *areas = g->in->run->areas;
    uint32_t district = areas_district(areas);
    size_t there = 0, missing = 0;
    struct buf names = BUF_INIT;
    for (uint32_t i = 0; i < areas_count(areas); i++) {
        const struct area *a = areas_at(areas, i);
        if (a->kind != AREA_GEMEINDE || a->parent != district)
            continue;
        there += g->seen[i];
        if (!g->seen[i] && missing++ < NAMED_MISSING)
            buf_printf(&names, "%s%s", names.len > 0 ? ", " : "", a->name);
    }
    if (missing > NAMED_MISSING)
        buf_printf(&names, " und %zu weitere", missing - NAMED_MISSING);
    if (missing > 0 && missing < there)
        DIAG_AT(g->in->run->d, TABLE_MISSING_AREAS, ((struct place){g->in->name, 0, 0}),
                buf_str(&names));
    buf_release(&names);
}

static void read_all(struct table *g)
{
    struct ingest_count *count = g->in->run->count;
    struct place at = {g->in->name, 0, 0};
    size_t before = count->rows - count->foreign_rows;
    g->used = arena_array(g->in->arena, g->n_fields + 1, sizeof *g->used);
    for (size_t col = 0; col < g->n_fields; col++)
        if (g->columns[col].used)
            g->used[g->n_used++] = col;
    if (!read_data(g))
        DIAG_AT(g->in->run->d, GENESIS_NO_FOOTER, at, NULL);
    if (count->rows - count->foreign_rows == before)
        DIAG_AT(g->in->run->d, GENESIS_NO_AREA, at, NULL);
    report_missing(g);
}

void described_read(struct input *in, const struct descriptor *t)
{
    in->form = t->form;
    struct table g = {.in = in, .t = t, .period = t->period, .rows = rows_new(in)};
    g.seen = arena_array(in->arena, areas_count(in->run->areas) + 1, sizeof *g.seen);
    if (table_read_head(&g) == 0) {
        if (t->cases.counted)
            cases_read(&g);
        else
            read_all(&g);
    }
    area_names_free(g.names);
    rows_free(g.rows);
}
