#include "compose/values_private.h"

#include <string.h>

#include "base/str.h"

/* Figures over places: one row for each place, one column for each quantity and year
 * that any figure compares; all figures share them. */

enum {
    MOST_COLUMNS = 8, /* beside names as long as "Leinfelden-Echterdingen" */
    LONG_TABLE = 25   /* rows: from so many on it begins a page, so that it stays whole */
};

struct place_column {
    const struct chart_series *of;
    const struct published_indicator *in;
    uint32_t indicator;
    const struct chart_point **at;  /* by row */
    const char **reference;         /* by name of reference */
    const struct value_table *table;
};

struct place_source {
    struct drawn *drawn;
    const struct chart_series *series;
    size_t number; /* of the series among those of its figure */
    size_t column;
};

struct places {
    struct values *v;
    struct names rows, references; /* names of places, of lines across */
    struct place_column *columns;
    size_t n_columns;
    struct place_source *sources;
    size_t n_sources;
    uint32_t *order;               /* rows as they are printed */
};

/* Series over places: begin is the first, the return value how many. */
static size_t place_series(const struct drawn *d, size_t *begin)
{
    const struct chart *c = d->chart;
    *begin = 0;
    switch (c->kind) {
    case CHART_LOCATOR: return c->map == NULL ? 1 : 0; /* boundaries show no values */
    case CHART_RANKING:
    case CHART_STRIP: return 1;
    case CHART_TILE: *begin = 1; return c->n_series > 1 && c->series[1].n_points > 0 ? 1 : 0;
    case CHART_SCATTER:
    case CHART_SLOPE:
    case CHART_FUNNEL:
    case CHART_HEAT:
    case CHART_CLASSES:
    case CHART_MAP:
    case CHART_TILES:
    case CHART_SYMBOLS: return c->n_series;
    case CHART_STACK:
    case CHART_DIVERGING: return chart_of_places(c) ? c->n_series : 0;
    default: return 0;
    }
}

bool chart_of_places(const struct chart *c)
{
    return c->n_series > 0 && c->series[0].indicator != NULL && c->series[0].area == NULL;
}

/* Columns are the same if they show the same indicator, part and time. */
static bool same_column(const struct chart_series *a, const struct chart_series *b)
{
    if (a->share || b->share || a->indicator == NULL || b->indicator == NULL)
        return a == b; /* what it is of is known in its figure only */
    return str_eq(a->indicator, b->indicator) && a->part == b->part && a->year == b->year &&
           a->since == b->since;
}

static size_t find_column(struct places *p, const struct chart_series *s)
{
    struct report *r = p->v->r;
    for (size_t i = 0; i < p->n_columns; i++) {
        if (same_column(p->columns[i].of, s))
            return i;
    }
    p->columns = arena_push(r->arena, p->columns, p->n_columns, sizeof *p->columns);
    struct place_column *c = &p->columns[p->n_columns];
    c->of = s;
    if (s->indicator != NULL) {
        c->indicator = published_find_indicator(r->c->published, s->indicator);
        c->in = published_indicator(r->c->published, c->indicator);
    }
    return p->n_columns++;
}

static void collect_series(struct places *p, struct drawn *d, const struct chart_series *s,
                           size_t number)
{
    struct arena *a = p->v->r->arena;
    p->sources = arena_push(a, p->sources, p->n_sources, sizeof *p->sources);
    p->sources[p->n_sources++] = (struct place_source){d, s, number, find_column(p, s)};
    for (size_t k = 0; k < s->n_points; k++)
        names_intern(&p->rows, s->points[k].label, strlen(s->points[k].label));
}

static void collect_places(struct places *p)
{
    for (size_t i = 0; i < p->v->n; i++) {
        struct drawn *d = &p->v->drawn[i];
        size_t begin;
        size_t n = d->named ? 0 : place_series(d, &begin);
        for (size_t k = 0; k < n; k++)
            collect_series(p, d, &d->chart->series[begin + k], k);
        for (size_t k = 0; n > 0 && k < d->chart->n_references; k++)
            names_intern(&p->references, d->chart->references[k].name,
                         strlen(d->chart->references[k].name));
    }
}

static void fill_columns(struct places *p)
{
    struct arena *a = p->v->r->arena;
    for (size_t i = 0; i < p->n_columns; i++) {
        p->columns[i].at = arena_array(a, p->rows.count + 1, sizeof(void *));
        p->columns[i].reference = arena_array(a, p->references.count + 1, sizeof(void *));
    }
    for (size_t i = 0; i < p->n_sources; i++) {
        const struct place_source *s = &p->sources[i];
        struct place_column *c = &p->columns[s->column];
        for (size_t k = 0; k < s->series->n_points; k++) {
            const char *label = s->series->points[k].label;
            const struct chart_point **at = &c->at[names_find(&p->rows, label, strlen(label))];
            if (*at == NULL || strlen((*at)->text) < strlen(s->series->points[k].text))
                *at = &s->series->points[k]; /* a figure may round more than another */
        }
        for (size_t k = 0; k < s->drawn->chart->n_references; k++) {
            const struct chart_reference *ref = &s->drawn->chart->references[k];
            if (ref->series == s->number)
                c->reference[names_find(&p->references, ref->name, strlen(ref->name))] =
                    ref->text;
        }
    }
}

/* Municipalities as readers look for them; other places behind, as they came. */
static void order_rows(struct places *p)
{
    const struct compose *c = p->v->r->c;
    bool *done = arena_array(p->v->r->arena, p->rows.count + 1, sizeof *done);
    uint32_t n = 0;
    p->order = arena_array(p->v->r->arena, p->rows.count + 1, sizeof *p->order);
    for (size_t i = 0; i < c->n_gemeinden; i++) {
        const char *name = published_area(c->published, c->gemeinden[i])->name;
        uint32_t row = names_find(&p->rows, name, strlen(name));
        if (row == NAMES_NONE || done[row])
            continue;
        done[row] = true;
        p->order[n++] = row;
    }
    for (uint32_t row = 0; row < p->rows.count; row++) {
        if (!done[row])
            p->order[n++] = row;
    }
}

/* A strip leaves hidden places out: why is known from the place itself. A number that no
 * figure shows is not shown here either. */
static bool hidden_cell(const struct places *p, const struct place_column *c, const char *name,
                        struct value_cell *out)
{
    const struct report *r = p->v->r;
    if (c->in == NULL || c->of->since != 0 || c->of->share)
        return false;
    uint32_t area = find_area(r->c, name);
    const struct published_value *v =
        area != PUBLISHED_NONE
            ? published_at(r->c->published, c->indicator, area, c->of->year, c->of->part) : NULL;
    if (v == NULL || value_shown(v))
        return false;
    *out = (struct value_cell){value_text(r->arena, v, c->in->decimals), v->sign, 0};
    return true;
}

static void put_place(struct places *p, const struct value_table *t, uint32_t row, size_t from,
                      size_t to)
{
    struct values *v = p->v;
    const char *name = names_at(&p->rows, row);
    bool own = strcmp(name, published_area(v->r->c->published, v->r->area)->name) == 0;
    unsigned style = own ? TEXT_BOLD | TEXT_COLOUR : 0;
    struct doc_node *node = values_row(v, t, ROW_BODY);
    struct doc_node *label = values_label(v, node, name, NULL)->first;
    if (label != NULL) /* behind the limit of a report nothing hangs in it */
        label->style = style;
    for (size_t i = from; i < to; i++) {
        const struct place_column *c = &p->columns[i];
        struct value_cell cell;
        bool known = c->at[row] != NULL;
        if (known)
            cell = value_of(c->at[row]);
        else
            known = hidden_cell(p, c, name, &cell);
        values_cell(v, node, known ? &cell : NULL, ALIGN_DECIMAL, style);
    }
}

static void put_references(struct places *p, const struct value_table *t, size_t from, size_t to)
{
    for (uint32_t k = 0; k < p->references.count; k++) {
        struct doc_node *node = values_row(p->v, t, ROW_SUM);
        values_label(p->v, node, names_at(&p->references, k), NULL);
        for (size_t i = from; i < to; i++) {
            struct value_cell cell = {p->columns[i].reference[k], SIGN_VALUE, 0};
            values_cell(p->v, node, cell.text != NULL ? &cell : NULL, ALIGN_DECIMAL, 0);
        }
    }
}

/* What stands in the head: the indicator as everywhere, or what the figure calls it. */
static const char *column_name(struct places *p, const struct place_column *c)
{
    bool whole = c->in != NULL && c->of->part == 0 && c->of->since == 0 && !c->of->share;
    return whole ? arena_strdup(p->v->r->arena, c->in->short_name) : c->of->name;
}

/* "%, 2015", "2011–2015" */
static const char *below(struct places *p, const struct place_column *c)
{
    struct arena *a = p->v->r->arena;
    if (c->of->since != 0)
        return arena_printf(a, "%d–%d", c->of->since, c->of->year);
    if (c->of->share)
        return arena_printf(a, "%%, %d", c->of->year);
    bool unit = c->in != NULL && c->in->unit != NULL && c->in->unit[0] != '\0' &&
                strstr(c->in->short_name, c->in->unit) == NULL;
    const char *period = c->in != NULL ? period_text(a, c->in, c->of->year)
                                       : arena_printf(a, "%d", c->of->year);
    return unit ? arena_printf(a, "%s, %s", c->in->unit, period) : period;
}

static void put_table(struct places *p, size_t from, size_t to)
{
    struct values *v = p->v;
    struct scope scope;
    scope_enter(v->r, &scope);
    const char *title = "Werte der Gemeinden";
    if (to - from < p->n_columns)
        title = arena_printf(v->r->arena, "%s, Kennzahlen %zu bis %zu", title, from + 1, to);
    if (p->rows.count >= LONG_TABLE)
        report_add(v->r, v->at, v->home, DOC_PAGE_BREAK);
    const struct value_table *t = values_table(v, v->home, "gemeinden", "Orte", title, NULL);
    struct doc_node *head = values_row(v, t, ROW_HEAD);
    values_head(v, head, "Gemeinde", NULL, ALIGN_LEFT);
    for (size_t i = from; i < to; i++)
        values_head(v, head, column_name(p, &p->columns[i]),
                    below(p, &p->columns[i]), ALIGN_RIGHT);
    put_references(p, t, from, to);
    for (uint32_t k = 0; k < p->rows.count; k++)
        put_place(p, t, p->order[k], from, to);
    values_notes(v, t, "");
    scope_leave(v->r);
    for (size_t i = 0; i < p->n_sources; i++) {
        if (p->sources[i].column >= from && p->sources[i].column < to)
            values_found(p->sources[i].drawn, t);
    }
}

void values_place(struct values *v)
{
    struct places p = {.v = v};
    names_init(&p.rows);
    names_init(&p.references);
    collect_places(&p);
    fill_columns(&p);
    order_rows(&p);
    size_t n_tables = (p.n_columns + MOST_COLUMNS - 1) / MOST_COLUMNS;
    for (size_t i = 0; i < n_tables; i++)
        put_table(&p, p.n_columns * i / n_tables, p.n_columns * (i + 1) / n_tables);
    names_release(&p.rows);
    names_release(&p.references);
}
