#include "compose/figure_private.h"

#include <stdlib.h>
#include <string.h>

#include "base/german.h"
#include "base/str.h"
#include "geo/geo.h"

struct ranked { /* one bar of a ranking, before sorting */
    const struct published_value *value;
    uint32_t area;
    const char *key; /* name folded */
};

/* Highest first; ties and all that is not shown by name. */
static int compare_ranked(const void *x, const void *y)
{
    const struct ranked *a = x;
    const struct ranked *b = y;
    bool shown_a = value_shown(a->value);
    bool shown_b = value_shown(b->value);
    if (shown_a != shown_b)
        return shown_a ? -1 : 1;
    if (shown_a && (a->value->value > b->value->value || a->value->value < b->value->value))
        return a->value->value > b->value->value ? -1 : 1;
    return strcmp(a->key, b->key);
}

static bool contains(const uint32_t *areas, size_t n, uint32_t area)
{
    for (size_t i = 0; i < n; i++) {
        if (areas[i] == area)
            return true;
    }
    return false;
}

enum chart_role reference_role(const struct report *r, uint32_t area)
{
    enum chart_role role = area_role(r, area);
    bool district = published_area(r->c->published, area)->kind == PUBLISHED_KREIS;
    return role == ROLE_PLACE && district ? ROLE_DISTRICT : role;
}

struct reference_target {
    struct figure *f;
    uint32_t indicator;
    int year;
};

static void reference(struct report *r, const struct xml_node *n, void *target)
{
    struct reference_target *t = target;
    uint32_t area;
    if (!xml_is(n, "reference") || figure_area(r, n, "area", &area) != 0)
        return;
    add_reference(r, t->f->chart, t->indicator, area, t->year,
                  attr_text(r, n, "name", reference_name(r, area)),
                  attr_role(n, reference_role(r, area)));
}

void comparison_places(struct figure *f, struct comparison *c)
{
    *c = (struct comparison){.in = NULL};
    c->areas = figure_areas(f->r, f->n, "areas", &c->n_areas);
    if (xml_attr(f->n, "highlight") != NULL)
        c->marked = figure_areas(f->r, f->n, "highlight", &c->n_marked);
}

bool comparison_shown(const struct figure *f, const struct comparison *c, uint32_t indicator,
                      int year)
{
    for (size_t i = 0; i < c->n_areas; i++)
        if (value_shown(published_at(f->r->c->published, indicator, c->areas[i], year, 0)))
            return true;
    return false;
}

int comparison_newest(const struct figure *f, const struct comparison *c, uint32_t indicator)
{
    const struct published_indicator *in = published_indicator(f->r->c->published, indicator);
    for (size_t i = in->n_years; i-- > 0;) {
        if (comparison_shown(f, c, indicator, in->years[i]))
            return in->years[i];
    }
    return newest_year(f->r, indicator, f->r->c->kreis);
}

void comparison_next(struct figure *f, struct comparison *c, uint32_t indicator, int year)
{
    struct report *r = f->r;
    c->indicator = indicator;
    c->in = published_indicator(r->c->published, indicator);
    c->year = year;
    c->part = 0;
    c->decimals = c->in->decimals;
    c->series = add_series(r, f->chart);
    c->series->role = ROLE_OTHERS;
    c->series->name = arena_strdup(r->arena, c->in->short_name);
    series_of(r, c->series, indicator, PUBLISHED_NONE, 0);
    c->series->year = year;
    if (c->in->pooled > 1)
        c->series->period = period_text(r->arena, c->in, year);
    report_compared(r, indicator, year);
}

void comparison_since(struct figure *f, struct comparison *c, int from)
{
    c->series->since = from;
    if (c->in->pooled > 1)
        c->series->before = period_text(f->r->arena, c->in, from);
}

bool comparison_open(struct figure *f, struct comparison *c)
{
    uint32_t indicator;
    f->failed = figure_indicator(f->r, f->n, &indicator) != 0;
    if (f->failed)
        return false;
    comparison_places(f, c);
    comparison_next(f, c, indicator,
                    figure_year(f->r, f->n, "year", comparison_newest(f, c, indicator)));
    return true;
}

bool comparison_marks(const struct figure *f, const struct comparison *c, uint32_t area)
{
    return c->marked != NULL ? contains(c->marked, c->n_marked, area) : area == f->r->area;
}

struct chart_point *comparison_point(struct figure *f, struct comparison *c, uint32_t area)
{
    struct chart_point *p = add_point(f->r, c->series);
    p->label = area_name(f->r, area);
    p->emphasis = comparison_marks(f, c, area);
    p->role = area_role(f->r, area);
    return p;
}

struct chart_point *comparison_add(struct figure *f, struct comparison *c, uint32_t area)
{
    struct chart_point *p = comparison_point(f, c, area);
    set_point(f->r, p, published_at(f->r->c->published, c->indicator, area, c->year, c->part),
              c->decimals);
    return p;
}

/* With fewer decimals than the indicator has; more of them are not published. */
static void fewer_decimals(struct figure *f, struct comparison *c)
{
    int wished = xml_attr_int(f->n, "decimals", c->decimals, f->r->d);
    c->decimals = wished < c->decimals ? wished : c->decimals;
}

void build_ranking(struct figure *f)
{
    struct report *r = f->r;
    struct comparison c;
    if (!comparison_open(f, &c))
        return;
    fewer_decimals(f, &c);
    struct ranked *list = arena_array(r->arena, c.n_areas + 1, sizeof *list);
    for (size_t i = 0; i < c.n_areas; i++)
        list[i] = (struct ranked){
            published_at(r->c->published, c.indicator, c.areas[i], c.year, 0), c.areas[i],
            str_fold(r->arena, published_area(r->c->published, c.areas[i])->name)};
    qsort(list, c.n_areas, sizeof *list, compare_ranked);
    for (size_t i = 0; i < c.n_areas; i++) {
        struct chart_point *p = comparison_add(f, &c, list[i].area);
        p->x0 = p->x1 = c.year;
        p->rank = value_shown(list[i].value) ? list[i].value->rank : 0;
    }
    f->chart->unit = unit_of(r, c.in);
    f->chart->decimals = c.decimals;
    walk_children(r, f->n, reference, &(struct reference_target){f, c.indicator, c.year});
    for (size_t i = 0; c.decimals < c.in->decimals && i < f->chart->n_references; i++)
        f->chart->references[i].text =
            german_number(r->arena, f->chart->references[i].value, c.decimals);
}

const struct geo_map *comparison_map(const struct figure *f, const struct comparison *c)
{
    const struct geo_map *map = f->r->c->map;
    for (size_t i = 0; map != NULL && i < c->n_areas; i++)
        if (geo_find(map, published_area(f->r->c->published, c->areas[i])->key) == NULL)
            return NULL;
    return map;
}

/* A map: where the places lie, by their boundaries or as circles as large as their values. */
void build_locator(struct figure *f)
{
    struct comparison c;
    if (!comparison_open(f, &c))
        return;
    f->chart->map = comparison_map(f, &c);
    if (f->chart->map != NULL) /* which shows no values: no table has to list them */
        c.series->indicator = NULL;
    for (size_t i = 0; i < c.n_areas; i++) {
        const struct published_area *area = published_area(f->r->c->published, c.areas[i]);
        if (f->chart->map == NULL && (area->lon <= 0 || area->lat <= 0))
            continue; /* its place is not known */
        struct chart_point *p = comparison_add(f, &c, c.areas[i]);
        p->shape = f->chart->map != NULL ? geo_find(f->chart->map, area->key) : NULL;
        p->x0 = area->lon;
        p->x1 = area->lat;
    }
}

/* The figure of the place itself; where it is hidden, nothing else tells of it. */
static void set_own(struct figure *f, const struct published_value *v, int decimals)
{
    struct chart *c = f->chart;
    c->value_text = value_text(f->r->arena, v, decimals);
    c->value_words = value_words(f->r->arena, c->value_text, value_sign(v),
                                 v != NULL ? v->marks : 0);
    scope_sign(f->r, value_sign(v), v != NULL ? v->marks : 0);
}

/* Hidden values stay out: the ends of a strip would give them away. */
static void add_strip(struct figure *f, uint32_t indicator, int year)
{
    struct report *r = f->r;
    const struct published_indicator *in = published_indicator(r->c->published, indicator);
    size_t n_areas;
    const uint32_t *areas = figure_areas(r, f->n, "areas", &n_areas);
    struct chart_series *s = add_series(r, f->chart);
    s->role = ROLE_OTHERS;
    s->name = "Gemeinden";
    series_of(r, s, indicator, PUBLISHED_NONE, 0);
    s->year = year;
    report_compared(r, indicator, year);
    set_own(f, published_at(r->c->published, indicator, f->area, year, 0), in->decimals);
    if (n_areas == 1 && areas[0] == f->area)
        return; /* a place among none */
    for (size_t i = 0; i < n_areas; i++) {
        const struct published_value *v =
            published_at(r->c->published, indicator, areas[i], year, 0);
        if (!value_shown(v))
            continue;
        struct chart_point *p = add_point(r, s);
        set_point(r, p, v, in->decimals);
        p->x0 = p->x1 = year;
        p->rank = v->rank;
        p->label = area_name(r, areas[i]);
        p->emphasis = areas[i] == f->area;
    }
}

uint32_t figure_reference(struct figure *f)
{
    uint32_t area = f->r->c->kreis;
    if (xml_attr(f->n, "reference") != NULL)
        figure_area(f->r, f->n, "reference", &area);
    return area != f->area ? area : PUBLISHED_NONE;
}

static void add_district(struct figure *f, uint32_t indicator, int year)
{
    uint32_t area = figure_reference(f);
    if (area != PUBLISHED_NONE)
        add_reference(f->r, f->chart, indicator, area, year, reference_name(f->r, area),
                      ROLE_DISTRICT);
}

static int begin(struct figure *f, uint32_t *indicator, int *year)
{
    if (figure_indicator(f->r, f->n, indicator) != 0 ||
        figure_area(f->r, f->n, "area", &f->area) != 0) {
        f->failed = true;
        return -1;
    }
    const struct published_indicator *in = published_indicator(f->r->c->published, *indicator);
    *year = figure_year(f->r, f->n, "year", newest_year(f->r, *indicator, f->area));
    f->chart->unit = unit_of(f->r, in);
    f->chart->decimals = in->decimals;
    return 0;
}

void build_strip(struct figure *f)
{
    uint32_t indicator;
    int year;
    if (begin(f, &indicator, &year) != 0)
        return;
    add_strip(f, indicator, year);
    add_district(f, indicator, year);
}

static const char *span_text(struct report *r, const struct chart_series *s)
{
    int first = 0, last = 0;
    for (size_t i = 0; i < s->n_points; i++) {
        if (!sign_counts(s->points[i].sign))
            continue;
        first = first == 0 ? (int)s->points[i].x0 : first;
        last = (int)s->points[i].x0;
    }
    if (first == 0)
        return "";
    return first == last ? "nur ein Jahr" : arena_printf(r->arena, "%d–%d", first, last);
}

static void tile_captions(struct figure *f, const struct published_value *v)
{
    struct chart *c = f->chart;
    struct arena *a = f->r->arena;
    c->caption_left = value_shown(v) && v->rank > 0
                          ? arena_printf(a, "Rang %d von %d", v->rank, v->rank_of)
                          : sign_words(value_sign(v));
    c->caption_right = "";
    if (c->log_scale)
        c->caption_right = "log. Teilung";
    else if (c->n_references > 0)
        c->caption_right =
            arena_printf(a, "%s %s", c->references[0].name, c->references[0].text);
}

void build_tile(struct figure *f)
{
    struct report *r = f->r;
    struct chart *c = f->chart;
    uint32_t indicator;
    int year;
    if (begin(f, &indicator, &year) != 0)
        return;
    const struct published_indicator *in = published_indicator(r->c->published, indicator);
    const struct published_value *v =
        published_at(r->c->published, indicator, f->area, year, 0);
    struct chart_series *line = add_series(r, c);
    line->role = ROLE_PLACE;
    line->name = area_name(r, f->area);
    add_years(r, line, indicator, f->area, 0, figure_year(r, f->n, "from", FIRST_YEAR),
              figure_year(r, f->n, "to", year));
    c->span_text = span_text(r, line);
    add_strip(f, indicator, year);
    add_district(f, indicator, year);
    tile_captions(f, v);
    const char *per = in->per != NULL && in->per[0] != '\0' ? in->per : in->unit;
    if (f->title == NULL)
        f->title = arena_strdup(r->arena, in->short_name);
    if (f->subtitle == NULL)
        f->subtitle = per != NULL && per[0] != '\0'
                          ? arena_printf(r->arena, "%s, %s", per, period_text(r->arena, in, year))
                          : period_text(r->arena, in, year);
}
