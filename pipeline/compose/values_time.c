#include "compose/values_private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"

/* Figures over time: a row for each series, a column for each year. A time that is too
 * long for one page is parted so that the fewest cells are needed. */

enum {
    ROOM = 352000,  /* [1/1000 pt] for the columns beside the names */
    DIGIT = 4640, NARROW = 1900, GAP = 7000, LEAST = 19000, /* of the dense type */
    TABLE_COST = 24, NAME_COST = 4, /* of head and title, of the name of a row, in cells */
    GROUPED = 6,    /* rows that need headings between them */
    MAX_YEARS = LAST_YEAR - FIRST_YEAR + 1
};

struct time_row {
    const struct chart_series *of;  /* what it is */
    const char *bound;              /* its values are limits of intervals; NULL: they are not */
    size_t number;                  /* as they came */
    const struct drawn *home;       /* a figure of the chapter that it is listed under */
    bool topical;                   /* the chapter is where it is explained, no overview */
    const struct chart_point **at;  /* by place of the year in the list of years */
};

struct time_source { /* a series of a figure and its row */
    struct drawn *drawn;
    const struct chart_series *series;
    size_t row;
};

struct times {
    struct values *v;
    struct names keys;    /* of the rows: what each is */
    struct time_row *rows;
    size_t n_rows;
    struct time_source *sources;
    size_t n_sources;
    int years[MAX_YEARS];
    int width[MAX_YEARS]; /* [1/1000 pt] of their columns */
    size_t n_years;
};

/* The one year that a tile compares the places in stands among their values. */
static bool has_past(const struct chart *c)
{
    const struct chart_series *s = &c->series[0];
    bool compares = c->n_series > 1 && c->series[1].n_points > 0;
    for (size_t i = 0; i < s->n_points; i++) {
        if (!compares || (int)s->points[i].x0 != c->series[1].year)
            return true;
    }
    return false;
}

static bool is_time(const struct drawn *d, size_t series)
{
    switch (d->chart->kind) {
    case CHART_LINE:
    case CHART_COLUMNS:
    case CHART_MULTIPLES:
    case CHART_AGES: return true;
    case CHART_SPARK: return !d->own_row;
    case CHART_TILE: return series == 0 && has_past(d->chart);
    default: return false;
    }
}

/* The same indicator of the same area is one row, however many figures draw it. */
static size_t find_row(struct times *t, const struct chart_series *s, const char *bound)
{
    struct arena *a = t->v->r->arena;
    const char *key = arena_printf(a, "%s %u %s %d %s", s->indicator, s->part,
                                   s->area != NULL ? s->area : "", s->share,
                                   bound != NULL ? bound : "");
    size_t row = names_intern(&t->keys, key, strlen(key));
    if (row == t->n_rows) {
        t->rows = arena_push(a, t->rows, t->n_rows, sizeof *t->rows);
        t->rows[t->n_rows].bound = bound;
        t->rows[t->n_rows++].of = s;
    }
    return row;
}

static void add_source(struct times *t, struct drawn *d, const struct chart_series *s,
                       const char *bound)
{
    if (s->indicator == NULL || s->n_points == 0)
        return;
    size_t i = find_row(t, s, bound);
    struct time_row *row = &t->rows[i];
    bool topical = d->chart->kind != CHART_TILE;
    if (row->home == NULL || (topical && !row->topical)) {
        row->home = d;
        row->topical = topical;
    }
    struct arena *a = t->v->r->arena;
    t->sources = arena_push(a, t->sources, t->n_sources, sizeof *t->sources);
    t->sources[t->n_sources++] = (struct time_source){d, s, i};
}

/* The limits of the band of a line are rows below its own. */
static void add_band(struct times *t, struct drawn *d, const struct chart_series *s, bool upper)
{
    struct arena *a = t->v->r->arena;
    struct chart_series *limits = arena_alloc(a, sizeof *limits);
    *limits = *s;
    limits->points = arena_array(a, s->n_points + 1, sizeof *limits->points);
    limits->n_points = 0;
    for (size_t i = 0; i < s->n_points; i++) {
        const struct chart_point *p = &s->points[i];
        if (!p->has_interval)
            continue;
        limits->points[limits->n_points++] = (struct chart_point){
            .x0 = p->x0, .sign = SIGN_VALUE, .text = upper ? p->high_text : p->low_text};
    }
    add_source(t, d, limits, upper ? "obere Grenze (95 %)" : "untere Grenze (95 %)");
}

static int text_width(const char *s)
{
    int width = 0;
    const char *end = s + strlen(s);
    while (s < end) {
        uint32_t cp = utf8_next(&s, end);
        width += (cp >= '0' && cp <= '9') || cp == 0x2212 ? DIGIT : NARROW;
    }
    return width;
}

static int compare_years(const void *a, const void *b)
{
    return *(const int *)a - *(const int *)b;
}

static size_t year_index(const struct times *t, int year)
{
    const int *found = bsearch(&year, t->years, t->n_years, sizeof *t->years, compare_years);
    return (size_t)(found - t->years);
}

static void list_years(struct times *t)
{
    bool used[MAX_YEARS] = {false};
    for (size_t i = 0; i < t->n_sources; i++) {
        const struct chart_series *s = t->sources[i].series;
        for (size_t k = 0; k < s->n_points; k++)
            used[(int)s->points[k].x0 - FIRST_YEAR] = true;
    }
    for (int y = 0; y < MAX_YEARS; y++) {
        if (used[y])
            t->years[t->n_years++] = y + FIRST_YEAR;
    }
}

static void place_points(struct times *t)
{
    for (size_t i = 0; i < t->n_rows; i++)
        t->rows[i].at = arena_array(t->v->r->arena, t->n_years + 1, sizeof(void *));
    for (size_t i = 0; i < t->n_years; i++)
        t->width[i] = LEAST + GAP;
    for (size_t i = 0; i < t->n_sources; i++) {
        const struct chart_series *s = t->sources[i].series;
        for (size_t k = 0; k < s->n_points; k++) {
            size_t y = year_index(t, (int)s->points[k].x0);
            int width = text_width(s->points[k].text) + GAP;
            t->rows[t->sources[i].row].at[y] = &s->points[k];
            t->width[y] = width > t->width[y] ? width : t->width[y];
        }
    }
}

static bool row_in(const struct time_row *row, size_t from, size_t to)
{
    for (size_t y = from; y < to; y++) {
        if (row->at[y] != NULL)
            return true;
    }
    return false;
}

static int rows_in(const struct times *t, size_t from, size_t to)
{
    int n = 0;
    for (size_t i = 0; i < t->n_rows; i++)
        n += row_in(&t->rows[i], from, to);
    return n;
}

/* The cheapest way to part the years; begins[y] is where the table that ends before y
 * begins. */
static void part_years(const struct times *t, size_t *begins)
{
    int cost[MAX_YEARS + 1] = {0};
    for (size_t to = 1; to <= t->n_years; to++) {
        int width = 0;
        for (size_t from = to; from-- > 0;) {
            width += t->width[from];
            if (width > ROOM && from + 1 < to)
                break;
            int cells = (int)(to - from) + NAME_COST;
            int now = cost[from] + rows_in(t, from, to) * cells + TABLE_COST;
            if (from + 1 == to || now < cost[to]) {
                cost[to] = now;
                begins[to] = from;
            }
        }
    }
}

static const char *section_name(const struct doc_node *section)
{
    if (section == NULL)
        return "";
    if (section->running != NULL)
        return section->running;
    const struct doc_node *h = section->first;
    return h != NULL && h->kind == DOC_HEADING && h->first != NULL && h->first->text != NULL
               ? h->first->text : "";
}

/* "Pflegebedürftige, Personen"; the place is named where it is not the report's own. */
static void put_label(struct times *t, struct doc_node *row, const struct time_row *of)
{
    const struct chart_series *s = of->of;
    struct report *r = t->v->r;
    const struct published *p = r->c->published;
    const struct published_indicator *in =
        published_indicator(p, published_find_indicator(p, s->indicator));
    uint32_t area = published_find_area(p, s->area);
    const char *name = arena_strdup(r->arena, in->short_name);
    if (s->part > 0 && s->part <= in->n_parts)
        name = arena_printf(r->arena, "%s, %s", name, part_name(r->arena, &in->parts[s->part - 1]));
    if (area != r->area && area != PUBLISHED_NONE)
        name = arena_printf(r->arena, "%s, %s", name, reference_name(r, area));
    if (of->bound != NULL)
        name = arena_printf(r->arena, "%s, %s", name, of->bound);
    bool said = in->unit == NULL || strstr(in->short_name, in->unit) != NULL;
    values_label(t->v, row, name, s->share ? "Anteil, %" : said ? NULL : in->unit);
}

static void put_rows(struct times *t, const struct value_table *table, size_t from, size_t to)
{
    const struct drawn *group = NULL;
    bool grouped = rows_in(t, from, to) >= GROUPED;
    for (size_t i = 0; i < t->n_rows; i++) {
        const struct time_row *row = &t->rows[i];
        if (!row_in(row, from, to))
            continue;
        if (grouped && (group == NULL || row->home->chapter != group->chapter))
            values_group(t->v, table, section_name(row->home->section), (int)(to - from) + 1);
        group = row->home;
        struct doc_node *node = values_row(t->v, table, ROW_BODY);
        put_label(t, node, row);
        for (size_t y = from; y < to; y++) {
            struct value_cell c = {0};
            if (row->at[y] != NULL)
                c = value_of(row->at[y]);
            values_cell(t->v, node, row->at[y] != NULL ? &c : NULL, ALIGN_RIGHT, 0);
        }
    }
}

static void put_table(struct times *t, size_t from, size_t to)
{
    struct values *v = t->v;
    struct arena *a = v->r->arena;
    const char *title = to - from > 1
        ? arena_printf(a, "Zeitreihen %d bis %d", t->years[from], t->years[to - 1])
        : arena_printf(a, "Zeitreihen %d", t->years[from]);
    const char *word = from > 0 ? arena_printf(a, "Jahre ab %d", t->years[from])
                     : to < t->n_years ? arena_printf(a, "Jahre bis %d", t->years[to - 1])
                                       : "Jahre";
    const struct value_table *table = values_table(
        v, v->home, arena_printf(a, "zeit-%d", t->years[from]), word, title, NULL);
    struct doc_node *head = values_row(v, table, ROW_HEAD);
    values_head(v, head, "Kennzahl", NULL, ALIGN_LEFT);
    for (size_t y = from; y < to; y++)
        values_head(v, head, arena_printf(a, "%d", t->years[y]), NULL, ALIGN_RIGHT);
    put_rows(t, table, from, to);
    if (to == t->n_years) /* for all parts */
        values_notes(v, table, "");
    for (size_t i = 0; i < t->n_sources; i++) {
        const struct chart_series *s = t->sources[i].series;
        for (size_t k = 0; k < s->n_points; k++) {
            int year = (int)s->points[k].x0;
            if (year >= t->years[from] && year <= t->years[to - 1])
                values_found(t->sources[i].drawn, table);
        }
    }
}

static int compare_rows(const void *x, const void *y)
{
    const struct time_row *a = x;
    const struct time_row *b = y;
    if (a->home->chapter != b->home->chapter)
        return a->home->chapter < b->home->chapter ? -1 : 1;
    return a->number < b->number ? -1 : a->number > b->number;
}

/* By the order of the chapters in the document. */
static void sort_rows(struct times *t)
{
    size_t *moved = arena_array(t->v->r->arena, t->n_rows, sizeof *moved);
    for (size_t i = 0; i < t->n_rows; i++)
        t->rows[i].number = i;
    qsort(t->rows, t->n_rows, sizeof *t->rows, compare_rows);
    for (size_t i = 0; i < t->n_rows; i++)
        moved[t->rows[i].number] = i;
    for (size_t i = 0; i < t->n_sources; i++)
        t->sources[i].row = moved[t->sources[i].row];
}

void values_time(struct values *v)
{
    struct times *t = arena_alloc(v->r->arena, sizeof *t);
    struct scope scope;
    t->v = v;
    names_init(&t->keys);
    for (size_t i = 0; i < v->n; i++) {
        struct drawn *d = &v->drawn[i];
        for (size_t s = 0; !d->named && s < d->chart->n_series; s++) {
            if (is_time(d, s))
                add_source(t, d, &d->chart->series[s], NULL);
        }
        if (!d->named && d->chart->kind == CHART_LINE && d->chart->band) {
            add_band(t, d, &d->chart->series[0], false);
            add_band(t, d, &d->chart->series[0], true);
        }
    }
    names_release(&t->keys);
    if (t->n_sources == 0)
        return;
    sort_rows(t);
    list_years(t);
    place_points(t);
    size_t begins[MAX_YEARS + 1] = {0};
    size_t ends[MAX_YEARS + 1];
    size_t n = 0;
    part_years(t, begins);
    for (size_t to = t->n_years; to > 0; to = begins[to])
        ends[n++] = to;
    scope_enter(v->r, &scope);
    while (n-- > 0)
        put_table(t, begins[ends[n]], ends[n]);
    scope_leave(v->r);
}

/* The cell below the head that is named like the year. */
static const struct doc_node *cell_of_year(const struct drawn *d, const char *year)
{
    const struct doc_node *head = d->table->first;
    if (head == NULL || head->kind != DOC_ROW || head->role.row != ROW_HEAD)
        return NULL;
    const struct doc_node *cell = d->row->first;
    for (const struct doc_node *h = head->first; h != NULL && cell != NULL;
         h = h->next, cell = cell->next) {
        if (h->span != 1 || cell->span != 1)
            return NULL;
        bool only = h->first != NULL && h->first->next == NULL && h->first->kind == DOC_TEXT;
        if (only && str_eq(h->first->text, year))
            return cell;
    }
    return NULL;
}

bool value_in_row(const struct drawn *d)
{
    const struct chart_series *s = &d->chart->series[0];
    for (size_t i = 0; i < s->n_points; i++) {
        char year[16];
        snprintf(year, sizeof year, "%d", (int)s->points[i].x0);
        const struct doc_node *cell = cell_of_year(d, year);
        bool there = cell != NULL && cell->first != NULL && cell->first->next == NULL &&
                     str_eq(cell->first->text, s->points[i].text);
        if (!there)
            return false;
    }
    return true;
}
