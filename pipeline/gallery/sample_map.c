#include "gallery/gallery_private.h"

#include <math.h>
#include <string.h>

#include "base/german.h"
#include "geo/geo.h"

/* Places where they lie (Statistisches Bundesamt, Gemeindeverzeichnis, rounded); the boundaries
 * are invented: crooked squares in the arrangement of the tile map. */

enum { PLACES = 44, OWN = 31, MANY = 200, CELL = 3000 /* [m] */ };

static const struct town {
    const char *name, *short_name, *letters;
    double lon, lat;
} towns[PLACES] = {
    {"Aichtal", "Aichtal", "Aicht", 9.236, 48.621},
    {"Aichwald", "Aichwald", "Aichw", 9.380, 48.759},
    {"Altbach", "Altbach", "Altb", 9.380, 48.724},
    {"Altdorf", "Altdorf", "Altd", 9.272, 48.595},
    {"Altenriet", "Altenriet", "Alten", 9.222, 48.591},
    {"Baltmannsweiler", "Baltmannsweiler", "Baltm", 9.448, 48.743},
    {"Bempflingen", "Bempflingen", "Bempf", 9.265, 48.573},
    {"Beuren", "Beuren", "Beur", 9.401, 48.570},
    {"Bissingen an der Teck", "Bissingen", "Biss", 9.491, 48.600},
    {"Deizisau", "Deizisau", "Deiz", 9.384, 48.712},
    {"Denkendorf", "Denkendorf", "Denk", 9.318, 48.694},
    {"Dettingen unter Teck", "Dettingen", "Dett", 9.453, 48.618},
    {"Erkenbrechtsweiler", "Erkenbrechtsweiler", "Erken", 9.433, 48.558},
    {"Esslingen am Neckar", "Esslingen", "Essl", 9.310, 48.741},
    {"Filderstadt", "Filderstadt", "Fild", 9.220, 48.679},
    {"Frickenhausen", "Frickenhausen", "Frick", 9.360, 48.594},
    {"Großbettlingen", "Großbettlingen", "Großb", 9.309, 48.591},
    {"Hochdorf", "Hochdorf", "Hochd", 9.462, 48.693},
    {"Holzmaden", "Holzmaden", "Holzm", 9.519, 48.634},
    {"Kirchheim unter Teck", "Kirchheim", "Kirch", 9.454, 48.646},
    {"Kohlberg", "Kohlberg", "Kohlb", 9.332, 48.559},
    {"Köngen", "Köngen", "Köng", 9.363, 48.685},
    {"Leinfelden-Echterdingen", "Leinfelden-Echterdingen", "Leinf", 9.139, 48.694},
    {"Lenningen", "Lenningen", "Lenn", 9.472, 48.551},
    {"Lichtenwald", "Lichtenwald", "Licht", 9.484, 48.753},
    {"Neckartailfingen", "Neckartailfingen", "Netai", 9.263, 48.612},
    {"Neckartenzlingen", "Neckartenzlingen", "Neten", 9.234, 48.591},
    {"Neidlingen", "Neidlingen", "Neidl", 9.564, 48.579},
    {"Neuffen", "Neuffen", "Neuff", 9.374, 48.556},
    {"Neuhausen auf den Fildern", "Neuhausen", "Neuh", 9.279, 48.685},
    {"Notzingen", "Notzingen", "Notz", 9.462, 48.671},
    {"Nürtingen", "Nürtingen", "Nürt", 9.343, 48.626},
    {"Oberboihingen", "Oberboihingen", "Oberb", 9.367, 48.648},
    {"Ohmden", "Ohmden", "Ohmd", 9.526, 48.645},
    {"Ostfildern", "Ostfildern", "Ostf", 9.301, 48.712},
    {"Owen", "Owen", "Owen", 9.452, 48.587},
    {"Plochingen", "Plochingen", "Ploch", 9.417, 48.713},
    {"Reichenbach an der Fils", "Reichenbach", "Reich", 9.460, 48.710},
    {"Schlaitdorf", "Schlaitdorf", "Schl", 9.222, 48.604},
    {"Unterensingen", "Unterensingen", "Unter", 9.356, 48.658},
    {"Weilheim an der Teck", "Weilheim", "Weilh", 9.537, 48.616},
    {"Wendlingen am Neckar", "Wendlingen", "Wendl", 9.380, 48.672},
    {"Wernau (Neckar)", "Wernau", "Wern", 9.422, 48.689},
    {"Wolfschlugen", "Wolfschlugen", "Wolfs", 9.288, 48.653},
};

/* -- invented boundaries */

struct cells { /* which squares are places */
    int columns, rows;
    const unsigned char *taken;
};

/* -most .. most, the same for the same place. */
static int32_t bent(int column, int row, int what, int32_t most)
{
    uint32_t h = (uint32_t)column * 73856093U ^ (uint32_t)row * 19349663U;
    h ^= (uint32_t)what * 83492791U;
    h = (h ^ (h >> 13)) * 1274126177U;
    return (int32_t)((h >> 8) % (uint32_t)(2 * most + 1)) - most;
}

static struct geo_point corner(int column, int row)
{
    return (struct geo_point){500000 + column * CELL + bent(column, row, 0, 600),
                              5400000 - row * CELL + bent(column, row, 1, 600)};
}

/* The middle of the side from a corner to the east or to the south. */
static struct geo_point middle(int column, int row, bool east)
{
    struct geo_point a = corner(column, row);
    struct geo_point b = corner(column + east, row + !east);
    return (struct geo_point){(a.x + b.x) / 2 + bent(column, row, east ? 2 : 4, 350),
                              (a.y + b.y) / 2 + bent(column, row, east ? 3 : 5, 350)};
}

static bool is_taken(const struct cells *g, int column, int row)
{
    return column >= 0 && row >= 0 && column < g->columns && row < g->rows &&
           g->taken[row * g->columns + column];
}

static void set_shape(struct arena *a, struct geo_shape *s, int column, int row)
{
    enum { POINTS = 8 };
    struct geo_point *p = arena_array(a, POINTS, sizeof *p);
    struct geo_ring *ring = arena_alloc(a, sizeof *ring);
    const struct geo_point all[POINTS] = {
        corner(column, row), middle(column, row, true), corner(column + 1, row),
        middle(column + 1, row, false), corner(column + 1, row + 1), middle(column, row + 1, true),
        corner(column, row + 1), middle(column, row, false)};
    double twice = 0;
    int64_t x = 0, y = 0;
    memcpy(p, all, sizeof all);
    for (size_t i = 0; i < POINTS; i++) {
        struct geo_point q = p[(i + 1) % POINTS];
        twice += (double)(p[i].x - all[0].x) * (q.y - all[0].y) -
                 (double)(q.x - all[0].x) * (p[i].y - all[0].y);
        x += p[i].x;
        y += p[i].y;
    }
    *ring = (struct geo_ring){p, POINTS};
    *s = (struct geo_shape){.key = "", .ring = ring, .n_rings = 1, .radius = CELL / 3.0,
                            .km2 = fabs(twice) / 2e6};
    s->label = (struct geo_point){(int32_t)(x / POINTS), (int32_t)(y / POINTS)};
}

static void add_border(struct arena *a, struct geo_map *m, struct geo_border *list,
                       const struct cells *g, int column, int row, bool east)
{
    int sides = is_taken(g, column, row) + is_taken(g, column - !east, row - east);
    struct geo_point *p = arena_array(a, 3, sizeof *p);
    if (sides == 0)
        return;
    p[0] = corner(column, row);
    p[1] = middle(column, row, east);
    p[2] = corner(column + east, row + !east);
    list[m->n_borders++] = (struct geo_border){p, 3, false, sides == 1};
    m->n_points += 3;
    for (int i = 0; i < 3; i++) {
        bool first = m->n_points == 3 && i == 0;
        m->low.x = first || p[i].x < m->low.x ? p[i].x : m->low.x;
        m->low.y = first || p[i].y < m->low.y ? p[i].y : m->low.y;
        m->high.x = first || p[i].x > m->high.x ? p[i].x : m->high.x;
        m->high.y = first || p[i].y > m->high.y ? p[i].y : m->high.y;
    }
}

/* Gives the points of a series, which have their squares, boundaries. */
static void bound(struct arena *a, struct chart *c, int columns, int rows)
{
    struct chart_series *s = &c->series[0];
    struct geo_map *m = arena_alloc(a, sizeof *m);
    struct geo_shape *shape = arena_array(a, s->n_points, sizeof *shape);
    unsigned char *taken = arena_alloc(a, (size_t)(columns * rows));
    struct geo_border *list =
        arena_array(a, 2 * (size_t)((columns + 1) * (rows + 1)), sizeof *list);
    struct cells g = {columns, rows, taken};
    for (size_t i = 0; i < s->n_points; i++) {
        set_shape(a, &shape[i], s->points[i].column, s->points[i].row);
        s->points[i].shape = &shape[i];
        taken[s->points[i].row * columns + s->points[i].column] = 1;
    }
    for (int row = 0; row <= rows; row++) {
        for (int column = 0; column <= columns; column++) {
            add_border(a, m, list, &g, column, row, true);
            add_border(a, m, list, &g, column, row, false);
        }
    }
    m->shape = shape;
    m->n_shapes = s->n_points;
    m->border = list;
    m->source = m->licence = m->date = "";
    m->zone = 32;
    c->map = m;
}

/* -- charts */

/* The first n places, in squares; of values[i] the one of place i, over and over. */
static struct chart *places_of(struct arena *a, enum chart_kind kind, size_t n, int decimals,
                               const double *values, size_t n_values)
{
    struct chart *c = gallery_chart(a, kind, 1);
    struct chart_series *s = gallery_rows(a, c, 0, n);
    struct geo_tile *tile = arena_array(a, n, sizeof *tile);
    int columns, rows;
    c->decimals = decimals;
    s->role = ROLE_OTHERS;
    s->name = "Arbeitslose";
    for (size_t i = 0; i < n; i++) {
        const struct town *p = &towns[i % PLACES];
        struct chart_point *to = &s->points[i];
        double v = values[i % n_values];
        *to = gallery_point(a, v > ABSENT ? v : HIDDEN, decimals);
        to->sign = v > ABSENT ? to->sign : SIGN_ABSENT;
        bool real = n <= PLACES;
        to->label = real ? p->name : arena_printf(a, "Gemeinde %zu", i + 1);
        to->sublabel = real ? kind == CHART_TILES ? p->letters : p->short_name
                            : arena_printf(a, "G%zu", i + 1);
        to->x0 = p->lon + 0.5 * (double)(i / PLACES % 3);
        to->x1 = p->lat + 0.25 * (double)(i / PLACES / 3);
        to->emphasis = i == OWN;
        utm_project(to->x0, to->x1, 32, &tile[i].x, &tile[i].y);
    }
    geo_tiles(tile, n, &columns, &rows);
    for (size_t i = 0; i < n; i++) {
        s->points[i].column = tile[i].column;
        s->points[i].row = tile[i].row;
    }
    if (kind != CHART_TILES)
        bound(a, c, columns, rows);
    return c;
}

static const char *class_text(struct arena *a, const double *limit, size_t n, size_t i,
                              int decimals)
{
    if (i == 0)
        return arena_printf(a, "unter %s", german_number(a, limit[0], decimals));
    if (i == n)
        return arena_printf(a, "%s und mehr", german_number(a, limit[n - 1], decimals));
    return arena_printf(a, "%s bis unter %s", german_number(a, limit[i - 1], decimals),
                        german_number(a, limit[i], decimals));
}

/* Classes with the given limits, ascending. */
static void classify(struct arena *a, struct chart *c, const double *limit, size_t n)
{
    double unit = pow(10, -c->decimals);
    c->classes = arena_array(a, n + 1, sizeof *c->classes);
    c->n_classes = n + 1;
    c->unit = "je 100 Personen von 15 bis unter 65 Jahren";
    c->method = "feste Klassen, in allen Jahren dieselben";
    for (size_t i = 0; i <= n; i++)
        c->classes[i] = (struct chart_class){i > 0 ? limit[i - 1] : limit[0] - 1e6,
                                             i < n ? limit[i] - unit : limit[n - 1] + 1e6,
                                             class_text(a, limit, n, i, c->decimals), 0};
    for (size_t i = 0; i < c->series[0].n_points; i++) {
        struct chart_point *p = &c->series[0].points[i];
        if (!sign_counts(p->sign))
            continue;
        p->klass = 1;
        for (size_t k = 0; k < n && p->value >= limit[k]; k++)
            p->klass++;
        c->classes[p->klass - 1].n++;
    }
}

/* Unemployed per 100 persons of 15 to 64 in the district, 2016: 13211-01-03-5. */
static const double rates[] = {2.2, 2.1, 3.1, 1.5, 1.7, 1.9, 1.9, 2.3, 1.8, 2.2, 2.3,
                               2.7, 2.5, 4.1, 2.5, 2.6, 2.6, 2.4, 2.3, 3.3, 2.1, 2.3,
                               2.6, 3.0, 1.7, 2.5, 3.3, 2.5, 2.5, 2.4, 1.7, 3.7, 2.6,
                               1.5, 2.5, 2.3, 4.1, 3.1, 2.4, 2.4, 2.3, 3.0, 2.8, 2.0};
static const double gaps[] = {6.5, 8.4, HIDDEN, 5.8, ABSENT, 6.0, 6.8, HIDDEN, 5.1, 4.1, HIDDEN};
static const double signs[] = {45.9, 2.1, -12.4, -3.7, -21.5, 8.4, 0, 12.5, -8.8, HIDDEN, 4.2};
/* Inhabitants on 31.12.2024: Gemeindeverzeichnis; one is hidden here. */
static const double persons[] = {9599, 7271, 6047, 1713, 1942, 5525, 3301, 3591, 3406, 6707,
    11092, 6138, 1992, 96182, 46243, 9201, HIDDEN, 4773, 2284, 42299, 2277, 9716, 41185, 7974,
    2564, 3841, 6223, 1707, 6104, 12506, 3684, 40773, 5644, 1739, 39778, 3417, 14487, 8362,
    1882, 4933, 9887, 15988, 12200, 6199};
static const double limits_rates[] = {2, 2.5, 3, 3.5};
static const double limits_gaps[] = {5, 6, 8};
static const double limits_signs[] = {-20, -5, 5, 20};
static const double limits_persons[] = {2500, 5000, 10000, 20000};

#define MAKE(name, kind, n, decimals, values, limits)                                         \
    static struct chart *name(struct arena *a)                                                \
    {                                                                                         \
        struct chart *c = places_of(a, kind, n, decimals, values,                             \
                                    sizeof values / sizeof values[0]);                        \
        classify(a, c, limits, sizeof limits / sizeof limits[0]);                             \
        return c;                                                                             \
    }

MAKE(map_plain, CHART_MAP, PLACES, 1, rates, limits_rates)
MAKE(map_hidden, CHART_MAP, PLACES, 1, gaps, limits_gaps)
MAKE(tiles_plain, CHART_TILES, PLACES, 1, rates, limits_rates)
MAKE(tiles_hidden, CHART_TILES, PLACES, 1, gaps, limits_gaps)
MAKE(tiles_large, CHART_TILES, 11, 0, persons, limits_persons)
MAKE(tiles_many, CHART_TILES, MANY, 1, rates, limits_rates)

static struct chart *diverging(struct arena *a, enum chart_kind kind)
{
    struct chart *c = places_of(a, kind, PLACES, 1, signs, sizeof signs / sizeof signs[0]);
    classify(a, c, limits_signs, 4);
    c->unit = "Zuzüge abzüglich Fortzüge je 1 000 Einwohner";
    c->scale = SCALE_DIVERGING;
    return c;
}

static struct chart *map_diverging(struct arena *a)
{
    return diverging(a, CHART_MAP);
}

static struct chart *tiles_diverging(struct arena *a)
{
    return diverging(a, CHART_TILES);
}

/* All the same: one class. */
static struct chart *equal(struct arena *a, enum chart_kind kind)
{
    static const double same[] = {7.5};
    struct chart *c = places_of(a, kind, PLACES, 1, same, 1);
    c->classes = arena_alloc(a, sizeof *c->classes);
    c->classes[0] = (struct chart_class){7.5, 7.5, "7,5", PLACES};
    c->n_classes = 1;
    c->unit = "%";
    for (size_t i = 0; i < PLACES; i++)
        c->series[0].points[i].klass = 1;
    return c;
}

static struct chart *map_equal(struct arena *a)
{
    return equal(a, CHART_MAP);
}

static struct chart *tiles_equal(struct arena *a)
{
    return equal(a, CHART_TILES);
}

/* A single value among hidden ones. */
static struct chart *map_single(struct arena *a)
{
    static const double one[] = {HIDDEN, HIDDEN, HIDDEN, 12.5, HIDDEN};
    struct chart *c = places_of(a, CHART_MAP, 5, 1, one, 5);
    classify(a, c, limits_gaps, 3);
    return c;
}

static struct chart *map_nothing(struct arena *a)
{
    static const double none[] = {HIDDEN, ABSENT};
    struct chart *c = places_of(a, CHART_MAP, PLACES, 1, none, 2);
    c->unit = "%";
    return c;
}

/* Six highlighted places, among them the longest name and hidden ones. */
static struct chart *map_marked(struct arena *a)
{
    struct chart *c = places_of(a, CHART_MAP, PLACES, 1, gaps, sizeof gaps / sizeof gaps[0]);
    classify(a, c, limits_gaps, 3);
    for (size_t i = 0; i < PLACES; i++)
        c->series[0].points[i].emphasis = i % 8 == 6 || i == 22;
    return c;
}

/* 200 places of a Land. */
static struct chart *map_many(struct arena *a)
{
    struct chart *c = places_of(a, CHART_MAP, MANY, 1, rates, sizeof rates / sizeof rates[0]);
    classify(a, c, limits_rates, 4);
    return c;
}

static struct chart *symbols_of(struct arena *a, size_t n, int decimals, const double *v,
                                size_t n_values)
{
    struct chart *c = places_of(a, CHART_SYMBOLS, n, decimals, v, n_values);
    c->field = 0;
    c->unit = "Personen am 31.12.";
    return c;
}

static struct chart *symbols_plain(struct arena *a)
{
    return symbols_of(a, PLACES, 0, persons, sizeof persons / sizeof persons[0]);
}

static struct chart *symbols_signed(struct arena *a)
{
    struct chart *c = symbols_of(a, PLACES, 1, signs, sizeof signs / sizeof signs[0]);
    c->unit = "Zuzüge abzüglich Fortzüge je 1 000 Einwohnerinnen und Einwohner";
    return c;
}

static struct chart *symbols_gaps(struct arena *a)
{
    return symbols_of(a, PLACES, 1, gaps, sizeof gaps / sizeof gaps[0]);
}

static struct chart *symbols_free(struct arena *a)
{
    struct chart *c = symbols_plain(a);
    c->map = NULL;
    return c;
}

static struct chart *symbols_equal(struct arena *a)
{
    static const double same[] = {250};
    return symbols_of(a, PLACES, 0, same, 1);
}

static struct chart *symbols_single(struct arena *a)
{
    static const double one[] = {7};
    struct chart *c = symbols_of(a, 1, 0, one, 1);
    c->map = NULL;
    c->series[0].points[0].emphasis = true;
    return c;
}

static struct chart *symbols_nothing(struct arena *a)
{
    static const double none[] = {HIDDEN, 0, ABSENT};
    return symbols_of(a, PLACES, 0, none, 3);
}

const struct gallery_sample samples_map[] = {
    {CHART_MAP, "map_plain", "feste Klassen", map_plain, 193},
    {CHART_MAP, "map_hidden", "geheim gehaltene und fehlende Werte", map_hidden, 193},
    {CHART_MAP, "map_diverging", "negative Werte, eine Klasse leer", map_diverging, 193},
    {CHART_MAP, "map_equal", "alle gleich", map_equal, 193},
    {CHART_MAP, "map_single", "ein Wert", map_single, 193},
    {CHART_MAP, "map_nothing", "kein Wert", map_nothing, 193},
    {CHART_MAP, "map_marked", "mehrere hervorgehoben, lange Namen", map_marked, 193},
    {CHART_MAP, "map_many", "200 Orte", map_many, 193},
    {CHART_TILES, "tiles_plain", "feste Klassen", tiles_plain, 193},
    {CHART_TILES, "tiles_hidden", "geheim gehaltene und fehlende Werte", tiles_hidden, 193},
    {CHART_TILES, "tiles_diverging", "negative Werte", tiles_diverging, 193},
    {CHART_TILES, "tiles_equal", "alle gleich", tiles_equal, 193},
    {CHART_TILES, "tiles_large", "elf Orte", tiles_large, 193},
    {CHART_TILES, "tiles_many", "200 Orte", tiles_many, 193},
    {CHART_SYMBOLS, "symbols_plain", "Einwohner", symbols_plain, 193},
    {CHART_SYMBOLS, "symbols_signed", "negative Werte", symbols_signed, 193},
    {CHART_SYMBOLS, "symbols_gaps", "geheim gehaltene und fehlende Werte", symbols_gaps, 193},
    {CHART_SYMBOLS, "symbols_free", "ohne Grenzen", symbols_free, 193},
    {CHART_SYMBOLS, "symbols_equal", "alle gleich", symbols_equal, 193},
    {CHART_SYMBOLS, "symbols_single", "ein Ort", symbols_single, 193},
    {CHART_SYMBOLS, "symbols_nothing", "kein Wert", symbols_nothing, 193},
    {0}};
