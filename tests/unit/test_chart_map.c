/* Maps, tile maps and maps with symbols, read back from the display list: areas are those of
 * the boundaries, colours those of the classes, circles as large as their values, hatching
 * inside what is hidden, every text readable on what lies below it. */
#include <setjmp.h>
#include <math.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "geo/geo.h"
#include "layout/chart_tools_private.h"
#include "unit/drawing.h"

/* --- geometry of paths --- */

enum { PARTS = 64 };

struct part { /* a ring or line of a path */
    const mpt *points;
    size_t n;
};

static size_t parts_of(const struct page_path *p, struct part *out)
{
    size_t n = 0;
    size_t at = 0;
    for (size_t i = 0; i < p->n_verbs; i++) {
        if (p->verbs[i] == PATH_CLOSE)
            continue;
        assert_int_not_equal(p->verbs[i], PATH_CURVE);
        if (p->verbs[i] == PATH_MOVE) {
            assert_true(n < PARTS);
            out[n++] = (struct part){p->points + 2 * at, 0};
        }
        out[n - 1].n++;
        at++;
    }
    return n;
}

static double part_area(const struct part *r)
{
    double twice = 0;
    for (size_t i = 0, j = r->n - 1; i < r->n; j = i++)
        twice += (double)r->points[2 * j] * (double)r->points[2 * i + 1] -
                 (double)r->points[2 * i] * (double)r->points[2 * j + 1];
    return fabs(twice) / 2;
}

/* Of rings that do not lie in each other. */
static double path_area(const struct page_path *p)
{
    struct part part[PARTS];
    size_t n = parts_of(p, part);
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += part_area(&part[i]);
    return sum;
}

static bool path_holds(const struct page_path *p, double x, double y)
{
    struct part part[PARTS];
    size_t n = parts_of(p, part);
    bool in = false;
    for (size_t k = 0; k < n; k++) {
        const mpt *q = part[k].points;
        for (size_t i = 0, j = part[k].n - 1; i < part[k].n; j = i++) {
            double x0 = (double)q[2 * j], y0 = (double)q[2 * j + 1];
            double x1 = (double)q[2 * i], y1 = (double)q[2 * i + 1];
            if ((y0 > y) != (y1 > y) && x < (y - y1) * (x0 - x1) / (y0 - y1) + x1)
                in = !in;
        }
    }
    return in;
}

static bool is_circle(const struct page_path *p)
{
    return p != NULL && p->n_verbs == 6 && p->verbs[1] == PATH_CURVE;
}

/* Filled and of straight lines: places, squares, fields below texts. */
static bool is_field(const struct page_path *p)
{
    return p != NULL && p->fill != NO_COLOUR && p->n_verbs > 3 && p->verbs[1] == PATH_LINE;
}

/* --- areas --- */

/* Plane areas of the map's own rings [m2]; the shipped places have no holes. */
static double shape_area(const struct geo_shape *s)
{
    double sum = 0;
    for (size_t r = 0; r < s->n_rings; r++) {
        double twice = 0;
        for (size_t i = 0, j = s->ring[r].n - 1; i < s->ring[r].n; j = i++) {
            struct geo_point a = s->ring[r].point[j], b = s->ring[r].point[i];
            twice += (double)a.x * b.y - (double)b.x * a.y;
        }
        sum += fabs(twice) / 2;
    }
    return sum;
}

static double shape_length(const struct geo_shape *s)
{
    double sum = 0;
    for (size_t r = 0; r < s->n_rings; r++)
        for (size_t i = 0, j = s->ring[r].n - 1; i < s->ring[r].n; j = i++)
            sum += hypot((double)s->ring[r].point[i].x - s->ring[r].point[j].x,
                         (double)s->ring[r].point[i].y - s->ring[r].point[j].y);
    return sum;
}

/* The shipped boundaries with all places in class 1 + i % 5. */
static struct chart *district(struct arena *a, const struct geo_map *map)
{
    const struct gallery_sample *s = gallery_find("map_plain");
    struct chart *c = s->make(a);
    c->map = map;
    c->series[0].points = arena_array(a, map->n_shapes, sizeof(struct chart_point));
    c->series[0].n_points = map->n_shapes;
    for (size_t i = 0; i < map->n_shapes; i++)
        c->series[0].points[i] = (struct chart_point){
            .value = (double)i, .klass = 1 + (int)(i % 5), .text = "1,0",
            .label = map->shape[i].key, .sublabel = "Ort", .shape = &map->shape[i]};
    return c;
}

static struct box join(struct box a, struct box b)
{
    return (struct box){a.x0 < b.x0 ? a.x0 : b.x0, a.y0 < b.y0 ? a.y0 : b.y0,
                        a.x1 > b.x1 ? a.x1 : b.x1, a.y1 > b.y1 ? a.y1 : b.y1};
}

static bool same_box(struct box a, struct box b)
{
    return a.x0 == b.x0 && a.y0 == b.y0 && a.x1 == b.x1 && a.y1 == b.y1;
}

/* The drawn field of a place: the one with its box; places come in any order. */
static const struct page_path *field_of(const struct drawing *d, const struct geo_shape *s,
                                        double scale, struct box frame)
{
    const struct geo_map *map = d->chart->map;
    struct box want = {INT32_MAX, INT32_MAX, INT32_MIN, INT32_MIN};
    for (size_t r = 0; r < s->n_rings; r++)
        for (size_t i = 0; i < s->ring[r].n; i++) {
            mpt x = frame.x0 + (mpt)lround(((double)s->ring[r].point[i].x - map->low.x) * scale);
            mpt y = frame.y1 - (mpt)lround(((double)s->ring[r].point[i].y - map->low.y) * scale);
            want = join(want, (struct box){x, y, x, y});
        }
    for (size_t i = 0; i < d->page->n_ops; i++) {
        if (!is_field(path_at(d, i)))
            continue;
        struct box b = path_box(path_at(d, i));
        if (labs((long)(b.x0 - want.x0)) <= 150 && labs((long)(b.x1 - want.x1)) <= 150 &&
            labs((long)(b.y0 - want.y0)) <= 150 && labs((long)(b.y1 - want.y1)) <= 150)
            return path_at(d, i);
    }
    fail_msg("%s is not drawn", s->key);
    return NULL;
}

/* Box of the map: the outer edge is its only line of 0.6 pt in grey. */
static struct box map_box(const struct drawing *d, mpt width)
{
    for (size_t i = 0; i < d->page->n_ops; i++) {
        const struct page_path *p = path_at(d, i);
        if (p != NULL && p->stroke == shipped_theme()->grey && p->fill == NO_COLOUR &&
            p->line_width == width)
            return path_box(p);
    }
    fail_msg("no outer edge");
    return (struct box){0, 0, 0, 0};
}

/* Corners are drawn to a tenth of a point: an area may be off by half of that along its
 * border. The scale is that of the whole map's frame. */
static void expect_areas(const struct drawing *d, const struct geo_map *map)
{
    struct box all = map_box(d, PT(0.6));
    double scale = (double)(all.x1 - all.x0) / ((double)map->high.x - map->low.x);
    double upright = (double)(all.y1 - all.y0) / ((double)map->high.y - map->low.y);
    assert_true(fabs(scale / upright - 1) < 1e-3);
    for (size_t i = 0; i < map->n_shapes; i++) {
        const struct geo_shape *s = &map->shape[i];
        double drawn = path_area(field_of(d, s, scale, all)) / (scale * scale);
        double slack = shape_length(s) * 50 / scale + shape_area(s) * 1e-3;
        if (fabs(drawn - shape_area(s)) > slack)
            fail_msg("%s: %.0f m2 instead of %.0f", s->key, drawn, shape_area(s));
    }
}

/* Below symbols lies one area as large as all places. */
static void land_is_as_large_as_all_places(void **state)
{
    struct diag *dg = diag_new();
    struct geo_map *map = geo_load("inputs", dg);
    struct arena *a = arena_new();
    double sum = 0, length = 0;
    (void)state;
    assert_non_null(map);
    struct chart *c = district(a, map);
    c->kind = CHART_SYMBOLS;
    struct drawing d = draw_chart(c, a, 481.9);
    struct box all = map_box(&d, PT(0.5));
    double scale = (double)(all.x1 - all.x0) / ((double)map->high.x - map->low.x);
    for (size_t i = 0; i < map->n_shapes; i++)
        sum += shape_area(&map->shape[i]);
    for (size_t i = 0; i < map->n_borders; i++)
        for (size_t k = 1; map->border[i].outer && k < map->border[i].n; k++)
            length += hypot((double)map->border[i].point[k].x - map->border[i].point[k - 1].x,
                            (double)map->border[i].point[k].y - map->border[i].point[k - 1].y);
    const struct page_path *land = NULL;
    for (size_t i = 0; i < d.page->n_ops && land == NULL; i++)
        land = is_field(path_at(&d, i)) ? path_at(&d, i) : NULL;
    assert_non_null(land);
    assert_int_equal(land->fill, shipped_theme()->sand2);
    assert_true(same_box(path_box(land), all));
    assert_true(fabs(path_area(land) / (scale * scale) - sum) <= length * 50 / scale + sum * 1e-3);
    release(&d);
    geo_free(map);
    diag_free(dg);
}

static void drawn_areas_are_those_of_the_map(void **state)
{
    static const double widths[] = {193.8, 234.9, 481.9};
    struct diag *dg = diag_new();
    struct geo_map *map = geo_load("inputs", dg);
    (void)state;
    assert_non_null(map);
    for (size_t k = 0; k < sizeof widths / sizeof *widths; k++) {
        struct arena *a = arena_new();
        struct drawing d = draw_chart(district(a, map), a, widths[k]);
        expect_areas(&d, map);
        check_texts(&d, "district");
        check_paths(&d, "district");
        release(&d);
    }
    geo_free(map);
    diag_free(dg);
}

/* A place without its boundary is not passed over: the chart is refused. */
static void every_place_needs_its_boundary(void **state)
{
    struct arena *a = arena_new();
    struct chart *c = gallery_find("map_plain")->make(a);
    (void)state;
    assert_null(chart_fault(c));
    c->series[0].points[7].shape = NULL;
    assert_string_equal(chart_fault(c), "einem Ort fehlt seine Grenze");
    c->map = NULL; /* nothing to draw it on */
    assert_null(chart_fault(c));
    arena_free(a);
}

/* --- colours --- */

/* The tones of 5, 4 and 1 classes; of 5 around a middle. */
static void class_colours(void **state)
{
    const struct theme *t = shipped_theme();
    struct chart c = {.n_classes = 5};
    (void)state;
    for (int i = 1; i <= 5; i++)
        assert_int_equal(class_colour(t, &c, i), t->sequence[i - 1]);
    c.scale = SCALE_DIVERGING;
    for (int i = 1; i <= 5; i++)
        assert_int_equal(class_colour(t, &c, i), t->diverging[i - 1]);
    c.n_classes = 4; /* no middle */
    for (int i = 1; i <= 4; i++)
        assert_int_equal(class_colour(t, &c, i), t->diverging[i < 3 ? i - 1 : i]);
    c.scale = SCALE_SEQUENTIAL;
    c.n_classes = 2;
    assert_int_equal(class_colour(t, &c, 1), t->sequence[0]);
    assert_int_equal(class_colour(t, &c, 2), t->sequence[4]);
    c.n_classes = 1;
    assert_int_equal(class_colour(t, &c, 1), t->sequence[2]);
    struct theme plain = *t; /* without a scale around a middle */
    memset(plain.diverging, 0, sizeof plain.diverging);
    c = (struct chart){.n_classes = 5, .scale = SCALE_DIVERGING};
    assert_int_equal(class_colour(&plain, &c, 1), t->sequence[0]);
}

/* Each place has one field, of the colour of its class; hidden ones are white. */
static void places_have_the_colour_of_their_class(void **state)
{
    static const char *const names[] = {"map_plain", "map_hidden", "map_diverging", "map_equal",
                                        "map_marked", "map_many"};
    (void)state;
    for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
        struct drawing d = draw(names[k], 481.9);
        const struct chart_series *s = &d.chart->series[0];
        const struct geo_map *map = d.chart->map;
        struct box all = map_box(&d, PT(0.6));
        double scale = (double)(all.x1 - all.x0) / ((double)map->high.x - map->low.x);
        for (size_t i = 0; i < s->n_points; i++) {
            const struct page_path *p = field_of(&d, s->points[i].shape, scale, all);
            int klass = s->points[i].klass;
            assert_int_equal(p->fill, klass > 0 ? class_colour(shipped_theme(), d.chart, klass)
                                                : 0xFFFFFF);
            /* light fields have a dark border */
            assert_true(theme_contrast(p->fill, 0xFFFFFF) >= 3 ||
                        theme_contrast(p->stroke, 0xFFFFFF) >= 3);
        }
        release(&d);
    }
}

/* --- hatching --- */

/* Chords of parallel lines at one distance measure the area (Cavalieri): those of all hidden
 * places together within 2 %. Middles of the chords lie in a hidden place. */
static void hatching_fills_what_is_hidden(void **state)
{
    struct drawing d = draw("map_hidden", 481.9);
    const struct theme *t = shipped_theme();
    double lines = 0, hidden = 0;
    size_t n_hidden = 0, n_missing = 0; /* with those of the legend */
    (void)state;
    const struct page_path *white = NULL;
    for (size_t i = 0; i < d.page->n_ops; i++) {
        const struct page_path *p = path_at(&d, i);
        bool place = is_field(p) && p->fill == 0xFFFFFF && p->stroke == t->mark;
        if (place)
            white = p;
        bool slanted = p != NULL && p->stroke == t->mark && p->line_width == PT(0.6) &&
                       p->fill == NO_COLOUR;
        n_hidden += slanted;
        n_missing += p != NULL && p->stroke == t->mark && p->dash_on == PT(1);
        if (!slanted || white == NULL || path_box(p).y1 - path_box(p).y0 < PT(12))
            continue; /* also in the legend */
        hidden += path_area(white);
        for (size_t k = 0; k < p->n_points; k += 2) {
            const mpt *q = p->points + 2 * k;
            double middle_x = (double)(q[0] + q[2]) / 2, middle_y = (double)(q[1] + q[3]) / 2;
            assert_true(path_holds(white, middle_x, middle_y));
            assert_true(labs((long)(q[2] - q[0] - (q[1] - q[3]))) <= 2); /* 45 degrees upwards */
            lines += hypot((double)(q[2] - q[0]), (double)(q[3] - q[1]));
        }
    }
    assert_int_equal(n_hidden, 12 + 1);
    assert_int_equal(n_missing, 4 + 1);
    assert_true(fabs(lines * PT(3.6) / hidden - 1) < 0.02);
    release(&d);
}

/* Hidden and missing look different, and the legend has what occurs. */
static void legend_explains_what_occurs(void **state)
{
    static const struct {
        const char *sample;
        bool hidden, missing;
    } row[] = {{"map_plain", false, false}, {"map_hidden", true, true},
               {"map_diverging", true, false}, {"tiles_plain", false, false},
               {"tiles_hidden", true, true},   {"symbols_gaps", true, true},
               {"symbols_equal", false, false}};
    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct drawing d = draw(row[i].sample, 234.9);
        assert_int_equal(find_text(&d, "nicht gezeigt") != NULL, row[i].hidden);
        assert_int_equal(find_text(&d, "ohne Angabe") != NULL, row[i].missing);
        release(&d);
    }
}

/* 3 + 6 + 12 + 15 + 8 places; high on top, and a square for each. */
static void legend_counts_places(void **state)
{
    static const char *const texts[] = {"3,5 und mehr", "3,0 bis unter 3,5", "2,5 bis unter 3,0",
                                        "2,0 bis unter 2,5", "unter 2,0"};
    static const char *const numbers[] = {"3", "6", "12", "15", "8"};
    (void)state;
    struct drawing d = draw("map_plain", 234.9);
    mpt last = 0;
    size_t squares = 0;
    for (size_t i = 0; i < 5; i++) {
        const struct page_text *t = find_text(&d, texts[i]);
        const struct page_text *n = find_text(&d, numbers[i]);
        assert_non_null(t);
        assert_non_null(n);
        assert_true(t->y > last);
        assert_int_equal(t->y, n->y);
        last = t->y;
    }
    for (size_t i = 0; i < d.page->n_ops; i++)
        if (is_field(path_at(&d, i)) && path_at(&d, i)->fill == shipped_theme()->mark)
            squares += path_at(&d, i)->n_points / 4;
    assert_int_equal(squares, 44);
    assert_non_null(find_text(&d, "feste Klassen, in allen Jahren dieselben"));
    release(&d);
}

static void one_class_has_its_value(void **state)
{
    (void)state;
    struct drawing d = draw("map_equal", 234.9);
    assert_true(find_text(&d, "7,5") != NULL && find_text(&d, "44") != NULL);
    release(&d);
}

/* --- the highlighted place --- */

static size_t rings_around(const struct drawing *d, uint32_t rgb, mpt width)
{
    size_t n = 0;
    for (size_t i = 0; i < d->page->n_ops; i++) {
        const struct page_path *p = path_at(d, i);
        n += p != NULL && p->stroke == rgb && p->line_width == width && p->fill == NO_COLOUR;
    }
    return n;
}

static void highlighted_place_is_outlined_and_named(void **state)
{
    static const double widths[] = {193.8, 234.9, 481.9};
    (void)state;
    for (size_t k = 0; k < 3; k++) {
        struct drawing d = draw("map_plain", widths[k]);
        assert_int_equal(rings_around(&d, 0xFFFFFF, PT(3.4)), 1);
        assert_int_equal(rings_around(&d, shipped_theme()->ink, PT(1.6)), 1);
        assert_non_null(find_text(&d, "Nürtingen: 3,7"));
        assert_true(find_text(&d, "Nürtingen 3,7") != NULL || find_text(&d, "Nürtingen") != NULL);
        release(&d);
    }
    struct drawing d = draw("map_marked", 481.9);
    size_t marked = 0;
    for (size_t i = 0; i < d.chart->series[0].n_points; i++)
        marked += d.chart->series[0].points[i].emphasis;
    assert_int_equal(rings_around(&d, shipped_theme()->ink, PT(1.6)), marked);
    release(&d);
    d = draw("map_diverging", 481.9); /* its value is hidden */
    assert_non_null(find_text(&d, "Nürtingen: nicht gezeigt"));
    size_t minus = 0;
    for (size_t i = 0; i < d.page->n_ops; i++)
        minus += text_at(&d, i) != NULL && strcmp(text_at(&d, i)->text, "−") == 0;
    assert_int_equal(minus, 8 + 4 + 2); /* places below 0, also the lowest; in the legend */
    release(&d);
}

/* --- every text can be read on what lies below it --- */

static uint32_t ground_below(const struct drawing *d, size_t text)
{
    const struct page_text *t = text_at(d, text);
    double x = (double)(t->x + t->width / 2), y = (double)(t->y - t->size * 36 / 100);
    uint32_t fill = 0xFFFFFF;
    for (size_t i = 0; i < text; i++) {
        const struct page_path *p = path_at(d, i);
        if (p == NULL || p->fill == NO_COLOUR)
            continue;
        struct box b = path_box(p);
        bool in = is_circle(p) ? hypot(x - (double)(b.x0 + b.x1) / 2,
                                       y - (double)(b.y0 + b.y1) / 2) * 2 < (double)(b.x1 - b.x0)
                               : is_field(p) && path_holds(p, x, y);
        fill = in ? p->fill : fill;
    }
    return fill;
}

static bool of_maps(enum chart_kind kind)
{
    return kind == CHART_MAP || kind == CHART_TILES || kind == CHART_SYMBOLS;
}

static void texts_can_be_read(void **state)
{
    static const double widths[] = {193.8, 234.9, 317.3, 481.9};
    (void)state;
    size_t on_colour = 0;
    for (size_t i = 0; i < gallery_samples(); i++) {
        for (size_t k = 0; of_maps(gallery_sample(i)->kind) && k < 4; k++) {
            struct drawing d = draw(gallery_sample(i)->name, widths[k]);
            for (size_t n = 0; n < d.page->n_ops; n++) {
                if (text_at(&d, n) == NULL)
                    continue;
                uint32_t below = ground_below(&d, n);
                on_colour += below != 0xFFFFFF;
                if (theme_contrast(text_at(&d, n)->rgb, below) < 4.5)
                    fail_msg("%s: '%s' on #%06X", gallery_sample(i)->name, text_at(&d, n)->text,
                             (unsigned)below);
            }
            release(&d);
        }
    }
    assert_true(on_colour > 500);
}

/* Lines lead to names, never through them. */
static void lines_keep_off_names(void **state)
{
    (void)state;
    size_t lines = 0;
    for (size_t i = 0; i < gallery_samples(); i++) {
        if (!of_maps(gallery_sample(i)->kind))
            continue;
        struct drawing d = draw(gallery_sample(i)->name, 234.9);
        for (size_t n = 0; n < d.page->n_ops; n++) {
            const struct page_path *p = path_at(&d, n);
            bool leader = p != NULL && p->n_verbs == 2 && p->stroke == shipped_theme()->ink &&
                          p->line_width == PT(0.6);
            lines += leader;
            for (size_t k = 0; leader && k < d.page->n_ops; k++) {
                if (text_at(&d, k) == NULL)
                    continue;
                struct box b = text_box(text_at(&d, k));
                for (int part = 0; part <= 200; part++) {
                    mpt x = p->points[0] + (p->points[2] - p->points[0]) * part / 200;
                    mpt y = p->points[1] + (p->points[3] - p->points[1]) * part / 200;
                    if (x > b.x0 && x < b.x1 && y > b.y0 && y < b.y1)
                        fail_msg("%s: a line crosses '%s'", gallery_sample(i)->name,
                                 text_at(&d, k)->text);
                }
            }
        }
        release(&d);
    }
    assert_true(lines > 20);
}

/* --- tile maps --- */

/* Squares of one size; columns and rows lie where the data say, none over another. */
static void squares_are_equal(void **state)
{
    static const char *const names[] = {"tiles_plain", "tiles_hidden", "tiles_many",
                                        "tiles_large"};
    (void)state;
    for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
        struct drawing d = draw(names[k], 234.9);
        const struct chart_series *s = &d.chart->series[0];
        struct box first = {0, 0, 0, 0};
        size_t at = 0;
        mpt pitch = 0;
        for (size_t i = 0; i < s->n_points; i++, at++) {
            const struct chart_point *p = &s->points[i];
            uint32_t fill = p->klass > 0 ? class_colour(shipped_theme(), d.chart, p->klass)
                                         : 0xFFFFFF;
            while (!is_rect(path_at(&d, at), fill) ||
                   (i > 0 && path_box(path_at(&d, at)).y1 - path_box(path_at(&d, at)).y0 !=
                                 first.y1 - first.y0))
                at++;
            struct box b = path_box(path_at(&d, at));
            first = i == 0 ? b : first;
            assert_int_equal(b.x1 - b.x0, first.x1 - first.x0);
            assert_int_equal(b.x1 - b.x0, b.y1 - b.y0);
            int across = p->column - s->points[0].column, down = p->row - s->points[0].row;
            if (across != 0 && pitch == 0)
                pitch = (b.x0 - first.x0) / across;
            assert_int_equal(b.x0 - first.x0, across * pitch);
            if (pitch != 0)
                assert_int_equal(b.y0 - first.y0, down * pitch);
            assert_true(pitch == 0 || pitch > b.x1 - b.x0);
        }
        release(&d);
    }
}

/* The name, its first word, its abbreviation or the beginning of that. */
static bool is_named(const struct drawing *d, const struct chart_point *p)
{
    for (size_t i = 0; i < d->page->n_ops; i++) {
        const char *t = text_at(d, i) != NULL ? text_at(d, i)->text : "";
        bool begins = strncmp(p->label, t, strlen(t)) == 0 ||
                      strncmp(p->sublabel, t, strlen(t)) == 0;
        if (strlen(t) >= 3 && begins)
            return true;
    }
    return false;
}

static void squares_bear_names_and_values(void **state)
{
    (void)state;
    struct drawing d = draw("tiles_plain", 481.9);
    const struct chart_series *s = &d.chart->series[0];
    size_t texts = 0;
    for (size_t i = 0; i < s->n_points; i++)
        assert_true(is_named(&d, &s->points[i]));
    for (size_t i = 0; i < d.page->n_ops; i++)
        texts += text_at(&d, i) != NULL && strcmp(text_at(&d, i)->text, "2,5") == 0;
    assert_int_equal(texts, 6); /* so many places have it */
    release(&d);
}

/* --- symbols --- */

static double radius_of(const struct page_path *p)
{
    struct box b = path_box(p);
    return (double)(b.x1 - b.x0) / 2;
}

/* Areas in proportion to the values, largest first; each circle once. */
static void circles_measure(void **state)
{
    static const char *const names[] = {"symbols_plain", "symbols_gaps", "symbols_free",
                                        "symbols_signed"};
    const struct theme *t = shipped_theme();
    (void)state;
    for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
        struct drawing d = draw(names[k], 481.9);
        const struct chart_series *s = &d.chart->series[0];
        int field = d.chart->field;
        double sorted[64], before = HUGE_VAL, most = 0;
        size_t n = 0, seen = 0;
        for (size_t i = 0; i < s->n_points; i++)
            if (sign_counts(s->points[i].sign) && s->points[i].value != 0)
                sorted[n++] = fabs(s->points[i].value);
        for (size_t i = 0; i < n; i++)
            for (size_t j = i + 1; j < n; j++)
                if (sorted[j] > sorted[i]) {
                    double swap = sorted[i];
                    sorted[i] = sorted[j];
                    sorted[j] = swap;
                }
        for (size_t i = 0; i < d.page->n_ops; i++) {
            const struct page_path *p = path_at(&d, i);
            if (!is_circle(p) || seen == n)
                continue;
            bool solid = p->fill == t->field[field] || p->fill == t->field_mid[field];
            bool hollow = p->fill == 0xFFFFFF && p->line_width == PT(1.2);
            if (!solid && !hollow)
                continue;
            double r = radius_of(p) + (hollow ? PT(0.6) : 0);
            most = seen == 0 ? r : most;
            assert_true(r <= before + 1);
            assert_true(fabs(r - most * sqrt(sorted[seen] / sorted[0])) <= 1);
            before = r;
            seen++;
        }
        assert_int_equal(seen, n);
        release(&d);
    }
}

/* Sample circles are on the scale of the map. */
static void sample_circles_measure(void **state)
{
    struct drawing d = draw("symbols_plain", 481.9);
    const struct theme *t = shipped_theme();
    static const double values[] = {50000, 10000, 2000};
    double most = 0;
    size_t n = 0;
    (void)state;
    for (size_t i = 0; i < d.page->n_ops; i++) {
        const struct page_path *p = path_at(&d, i);
        if (is_circle(p) && p->fill == t->field_mid[0] && radius_of(p) > most)
            most = radius_of(p);
        if (!is_circle(p) || p->fill != NO_COLOUR)
            continue;
        assert_true(n < 3);
        assert_true(fabs(radius_of(p) - most * sqrt(values[n++] / 96182)) <= 1);
    }
    assert_int_equal(n, 3);
    assert_non_null(find_text(&d, "50\xE2\x80\xAF" "000"));
    assert_non_null(find_text(&d, "Fläche der Kreise im Verhältnis zum Wert"));
    release(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(drawn_areas_are_those_of_the_map),
        cmocka_unit_test(land_is_as_large_as_all_places),
        cmocka_unit_test(every_place_needs_its_boundary),
        cmocka_unit_test(class_colours),
        cmocka_unit_test(places_have_the_colour_of_their_class),
        cmocka_unit_test(hatching_fills_what_is_hidden),
        cmocka_unit_test(legend_explains_what_occurs),
        cmocka_unit_test(legend_counts_places),
        cmocka_unit_test(one_class_has_its_value),
        cmocka_unit_test(highlighted_place_is_outlined_and_named),
        cmocka_unit_test(texts_can_be_read),
        cmocka_unit_test(lines_keep_off_names),
        cmocka_unit_test(squares_are_equal),
        cmocka_unit_test(squares_bear_names_and_values),
        cmocka_unit_test(circles_measure),
        cmocka_unit_test(sample_circles_measure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
