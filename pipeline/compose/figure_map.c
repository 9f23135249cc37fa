#include "compose/figure_private.h"

#include <string.h>

#include "base/german.h"
#include "geo/geo.h"

/* Where the points of a comparison lie: a map of boundaries, or nothing but positions. */
struct located {
    struct figure *f;
    struct comparison c;
    uint32_t *area; /* of each point */
    const struct analysis_index *index; /* whose status it shows; NULL: values of an indicator */
};

static struct located open_places(struct figure *f)
{
    struct located l = {.f = f};
    if (comparison_open(f, &l.c)) {
        l.area = arena_array(f->r->arena, l.c.n_areas + 1, sizeof *l.area);
        bool per = l.c.in->per != NULL && l.c.in->per[0] != '\0';
        f->chart->unit = per ? arena_strdup(f->r->arena, l.c.in->per) : unit_of(f->r, l.c.in);
        f->chart->decimals = l.c.in->decimals;
    }
    return l;
}

static const char *const *names_of(const struct located *l)
{
    const struct chart_series *s = l->c.series;
    const char **names = arena_array(l->f->r->arena, s->n_points + 1, sizeof *names);
    for (size_t i = 0; i < s->n_points; i++)
        names[i] = s->points[i].label;
    return names;
}

static void set_sublabels(struct located *l,
                          void (*make)(struct arena *, const char *const *, size_t, const char **))
{
    struct chart_series *s = l->c.series;
    const char **made = arena_array(l->f->r->arena, s->n_points + 1, sizeof *made);
    make(l->f->r->arena, names_of(l), s->n_points, made);
    for (size_t i = 0; i < s->n_points; i++)
        s->points[i].sublabel = made[i];
}

static const char *places_called(const struct located *l)
{
    for (size_t i = 0; i < l->c.n_areas; i++)
        if (published_area(l->f->r->c->published, l->c.areas[i])->kind != PUBLISHED_GEMEINDE)
            return "Gebiete";
    return "Gemeinden";
}

static void set_classes(struct located *l)
{
    struct chart *c = l->f->chart;
    struct class_wish wish;
    l->f->failed = !classes_wish(l->f, l->c.in, &wish);
    if (l->f->failed)
        return;
    struct class_set set =
        classes_make(l->f->r->arena, l->c.series, l->c.in, wish, places_called(l));
    c->classes = set.classes;
    c->n_classes = set.n;
    c->method = set.method;
    c->scale = set.scale;
}

/* The place with its value, or with its index: that is known to one decimal. */
static struct chart_point *add_place(struct located *l, uint32_t area)
{
    if (l->index == NULL)
        return comparison_add(l->f, &l->c, area);
    struct chart_point *p = comparison_point(l->f, &l->c, area);
    const struct analysis_place *place = analysis_place(l->index, area);
    bool known = place != NULL && place->has;
    p->sign = known ? SIGN_VALUE : SIGN_UNKNOWN;
    p->text = known ? german_signed(l->f->r->arena, place->score, 1) : sign_text(SIGN_UNKNOWN);
    if (known) {
        p->value = german_round(place->score, 1);
        p->klass = place->status;
    }
    scope_sign(l->f->r, p->sign, 0);
    return p;
}

/* Points with their boundaries or, without a map, with their positions; a place whose
 * position is not known is left out, which a message tells. */
static void add_located(struct located *l, const struct geo_map *map)
{
    struct report *r = l->f->r;
    const char *first = NULL;
    size_t n = 0;
    for (size_t i = 0; i < l->c.n_areas; i++) {
        const struct published_area *area = published_area(r->c->published, l->c.areas[i]);
        if (map == NULL && (area->lon <= 0 || area->lat <= 0)) {
            first = n++ == 0 ? area->name : first;
            continue;
        }
        l->area[l->c.series->n_points] = l->c.areas[i];
        struct chart_point *p = add_place(l, l->c.areas[i]);
        p->shape = map != NULL ? geo_find(map, area->key) : NULL;
        p->x0 = area->lon;
        p->x1 = area->lat;
    }
    if (n > 0)
        XML_REPORT(r->d, FIGURE_NO_POSITION, l->f->n, "areas", arena_printf(r->arena, "%zu", n),
                   arena_printf(r->arena, "%zu", l->c.n_areas), first);
    l->f->chart->map = map;
    if (map != NULL)
        scope_boundaries(r);
}

/* Squares of places, from their positions; the search takes a millisecond, so the result is
 * kept for all reports. */
static const struct geo_tile *tiles_of(const struct located *l)
{
    struct compose *c = l->f->r->c;
    size_t n = l->c.series->n_points;
    double east = 0;
    int columns, rows;
    for (const struct tile_plan *p = c->tiles; p != NULL; p = p->next)
        if (p->n == n && memcmp(p->areas, l->area, n * sizeof *p->areas) == 0)
            return p->tile;
    struct tile_plan *p = arena_alloc(c->arena, sizeof *p);
    uint32_t *areas = arena_array(c->arena, n + 1, sizeof *areas);
    struct geo_tile *tile = arena_array(c->arena, n + 1, sizeof *tile);
    memcpy(areas, l->area, n * sizeof *areas);
    for (size_t i = 0; i < n; i++)
        east += published_area(c->published, l->area[i])->lon / (double)n;
    for (size_t i = 0; i < n; i++) {
        const struct published_area *area = published_area(c->published, l->area[i]);
        utm_project(area->lon, area->lat, utm_zone(east), &tile[i].x, &tile[i].y);
    }
    geo_tiles(tile, n, &columns, &rows);
    *p = (struct tile_plan){areas, tile, n, c->tiles};
    c->tiles = p;
    return tile;
}

static void set_tiles(struct located *l)
{
    struct chart_series *s = l->c.series;
    const struct geo_tile *tile = tiles_of(l);
    for (size_t i = 0; i < s->n_points; i++) {
        s->points[i].column = tile[i].column;
        s->points[i].row = tile[i].row;
    }
}

/* The status of an index has the classes that its rule names. */
static void set_status(struct located *l)
{
    struct chart *c = l->f->chart;
    c->n_classes = ANALYSIS_STATUS;
    c->classes = arena_array(l->f->r->arena, ANALYSIS_STATUS, sizeof *c->classes);
    c->method = "Grenzen wie in der Regel des Index";
    for (size_t i = 0; i < ANALYSIS_STATUS; i++)
        c->classes[i].text = l->index->status_names[i];
    measure_classes(c);
}

static void fill_tiles(struct located *l)
{
    add_located(l, NULL);
    set_tiles(l);
    set_sublabels(l, place_abbreviations);
    if (l->index != NULL)
        set_status(l);
    else
        set_classes(l);
}

void build_tiles(struct figure *f)
{
    struct located l = open_places(f);
    if (!f->failed)
        fill_tiles(&l);
}

/* Without boundaries a tile map. */
static void fill_map(struct located *l)
{
    struct figure *f = l->f;
    const struct geo_map *map = comparison_map(f, &l->c);
    if (map == NULL) {
        f->kind = figure_kind("tiles");
        f->chart->kind = CHART_TILES;
        fill_tiles(l);
        return;
    }
    add_located(l, map);
    set_sublabels(l, place_short_names);
    if (l->index != NULL)
        set_status(l);
    else
        set_classes(l);
}

void build_map(struct figure *f)
{
    struct located l = open_places(f);
    if (!f->failed)
        fill_map(&l);
}

/* The values stand in a table that the template names: no indicator is behind them. */
void build_status(struct figure *f)
{
    struct report *r = f->r;
    struct located l = {.f = f};
    const char *id = attr_text(r, f->n, "index", "");
    l.index = r->c->analysis != NULL ? analysis_find_index(r->c->analysis, id) : NULL;
    f->failed = l.index == NULL;
    if (f->failed) {
        XML_REPORT(r->d, FIGURE_NO_INDEX, f->n, "index", id);
        return;
    }
    comparison_places(f, &l.c);
    l.c.series = add_series(r, f->chart);
    l.c.series->name = arena_strdup(r->arena, l.index->name);
    l.area = arena_array(r->arena, l.c.n_areas + 1, sizeof *l.area);
    f->chart->unit = l.c.series->name;
    f->chart->decimals = 1;
    fill_map(&l);
}

void build_symbols(struct figure *f)
{
    struct located l = open_places(f);
    if (f->failed)
        return;
    add_located(&l, comparison_map(f, &l.c));
    set_sublabels(&l, place_short_names);
}
