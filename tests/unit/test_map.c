/* Names on maps of boundaries, read back from the display list: none meets another or leaves
 * the frame, the place's own is always there, the largest places come before others. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "facts/areas.h"
#include "geo/geo.h"
#include "layout/chart_private.h"
#include "unit/shipped_theme.h"
#include "unit/unit_font.h"

enum { X = 56690, Y = 200000, NAMED = 7, MAX = 60 };

struct drawing {
    struct arena *arena;
    struct geo_map map;
    struct geo_shape shape[MAX];
    struct chart_point point[MAX];
    struct chart_series series;
    struct chart chart;
    struct pages *pages;
    const struct page *page;
    mpt w, h;
};

struct box {
    mpt x0, y0, x1, y1;
};

static void open_drawing(struct drawing *d)
{
    *d = (struct drawing){.arena = arena_new(), .series = {.points = d->point, .name = ""}};
    d->map.shape = d->shape;
    d->map.low = (struct geo_point){INT32_MAX, INT32_MAX};
    d->map.high = (struct geo_point){INT32_MIN, INT32_MIN};
    d->map.source = d->map.licence = d->map.date = "";
    d->chart = (struct chart){.kind = CHART_LOCATOR, .unit = "", .map = &d->map,
                              .series = &d->series, .n_series = 1};
}

static void close_drawing(struct drawing *d)
{
    pages_free(d->pages);
    arena_free(d->arena);
}

/* A place on a rectangle. */
static struct chart_point *add_place(struct drawing *d, const char *name, double size, int32_t x0,
                                     int32_t y0, int32_t x1, int32_t y1)
{
    assert_true(d->series.n_points < MAX);
    struct geo_point *corner = arena_array(d->arena, 4, sizeof *corner);
    struct geo_ring *ring = arena_alloc(d->arena, sizeof *ring);
    struct geo_shape *s = &d->shape[d->map.n_shapes++];
    corner[0] = (struct geo_point){x0, y0};
    corner[1] = (struct geo_point){x1, y0};
    corner[2] = (struct geo_point){x1, y1};
    corner[3] = (struct geo_point){x0, y1};
    *ring = (struct geo_ring){corner, 4};
    *s = (struct geo_shape){.key = name, .ring = ring, .n_rings = 1,
                            .label = {(x0 + x1) / 2, (y0 + y1) / 2}};
    d->map.low.x = x0 < d->map.low.x ? x0 : d->map.low.x;
    d->map.low.y = y0 < d->map.low.y ? y0 : d->map.low.y;
    d->map.high.x = x1 > d->map.high.x ? x1 : d->map.high.x;
    d->map.high.y = y1 > d->map.high.y ? y1 : d->map.high.y;
    struct chart_point *p = &d->point[d->series.n_points++];
    *p = (struct chart_point){.label = name, .text = "", .value = size, .shape = s};
    return p;
}

static void draw(struct drawing *d, double width, double height)
{
    const struct theme *t = shipped_theme();
    struct metrics m = unit_font();
    pages_free(d->pages);
    d->pages = pages_new();
    d->w = PT(width);
    d->chart.height = height;
    d->h = chart_height(&d->chart, d->w, &m, t);
    uint32_t page = pages_add(d->pages, t->page_w, t->page_h, "1");
    uint32_t figure = pages_element(d->pages, TAG_FIGURE, 1);
    struct chart_canvas at = {d->pages, page, figure, &m, t, d->arena, X, Y, d->w, d->h,
                              NULL, NULL};
    chart_draw(&d->chart, &at);
    d->page = d->pages->page[page];
}

static const struct page_text *text_at(const struct drawing *d, size_t i)
{
    return d->page->ops[i].kind == OP_TEXT ? &d->page->ops[i].u.text : NULL;
}

/* Letters with dots on capitals and with descenders, in every usual face. */
static struct box ink(const struct page_text *t)
{
    return (struct box){t->x, t->y - t->size * 86 / 100, t->x + t->width,
                        t->y + t->size * 14 / 100};
}

static bool meet(struct box a, struct box b)
{
    return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;
}

static bool names(const struct page_text *t, const char *label)
{
    size_t n = strlen(t->text);
    const char *dots = strstr(t->text, "…");
    return dots == NULL ? strcmp(t->text, label) == 0
                        : dots > t->text && strncmp(t->text, label, n - strlen(dots)) == 0;
}

static const struct page_text *name_of(const struct drawing *d, const struct chart_point *p)
{
    const struct page_text *found = NULL;
    for (size_t i = 0; i < d->page->n_ops; i++) {
        const struct page_text *t = text_at(d, i);
        if (t == NULL || !names(t, p->label))
            continue;
        assert_null(found); /* each name once */
        found = t;
    }
    return found;
}

static size_t larger_than(const struct drawing *d, const struct chart_point *p)
{
    size_t n = 0;
    for (size_t i = 0; i < d->series.n_points; i++)
        n += d->point[i].value > p->value;
    return n;
}

/* The line from the own place to its name is a path of two points without a fill. */
static bool is_leader(const struct page_op *op)
{
    return op->kind == OP_PATH && op->u.path.n_verbs == 2 && op->u.path.fill == NO_COLOUR;
}

static void check_leaders(const struct drawing *d)
{
    for (size_t i = 0; i < d->page->n_ops; i++) {
        if (!is_leader(&d->page->ops[i]))
            continue;
        const mpt *p = d->page->ops[i].u.path.points;
        struct box line = {p[0] < p[2] ? p[0] : p[2], p[1] < p[3] ? p[1] : p[3],
                           (p[0] > p[2] ? p[0] : p[2]) + 1, (p[1] > p[3] ? p[1] : p[3]) + 1};
        for (size_t k = 0; k < d->page->n_ops; k++)
            if (text_at(d, k) != NULL && meet(line, ink(text_at(d, k))))
                fail_msg("a line runs through „%s“", text_at(d, k)->text);
    }
}

/* What holds for every map; returns how many names it has. */
static size_t check_names(const struct drawing *d)
{
    const struct box frame = {X, Y, X + d->w, Y + d->h};
    size_t n = 0;
    size_t of_places = 0;
    for (size_t i = 0; i < d->page->n_ops; i++) {
        const struct page_text *t = text_at(d, i);
        if (t == NULL)
            continue;
        struct box b = ink(t);
        n++;
        if (b.x0 < frame.x0 || b.x1 > frame.x1 || b.y0 < frame.y0 || b.y1 > frame.y1)
            fail_msg("„%s“ leaves the frame", t->text);
        for (size_t k = 0; k < i; k++)
            if (text_at(d, k) != NULL && meet(b, ink(text_at(d, k))))
                fail_msg("„%s“ over „%s“", t->text, text_at(d, k)->text);
    }
    for (size_t i = 0; i < d->series.n_points; i++) {
        const struct chart_point *p = &d->point[i];
        bool named = name_of(d, p) != NULL;
        of_places += named;
        if (p->emphasis && !named)
            fail_msg("„%s“ is not named", p->label);
        if (!p->emphasis && named && larger_than(d, p) >= NAMED)
            fail_msg("„%s“ is named before larger ones", p->label);
    }
    assert_int_equal(of_places, n); /* nothing else is written */
    check_leaders(d);
    return n;
}

static const char *const letters[] = {"Aheim", "Bheim", "Cheim", "Dheim", "Eheim", "Fheim",
                                      "Gheim", "Hheim", "Iheim"};

/* Nine squares with room for their names: the seven largest, and the own one of any size. */
static void the_largest_are_named(void **state)
{
    (void)state;
    for (int own = -1; own < 9; own++) {
        struct drawing d;
        open_drawing(&d);
        for (int i = 0; i < 9; i++)
            add_place(&d, letters[i], 1000 + i * 37 % 9, i % 3 * 4000, i / 3 * 4000,
                      i % 3 * 4000 + 4000, i / 3 * 4000 + 4000);
        if (own >= 0)
            d.point[own].emphasis = true;
        draw(&d, 480, 300);
        size_t n = check_names(&d);
        assert_int_equal(n, own >= 0 && larger_than(&d, &d.point[own]) >= NAMED ? 8 : 7);
        for (int i = 0; i < 9; i++)
            assert_true(larger_than(&d, &d.point[i]) >= NAMED || name_of(&d, &d.point[i]) != NULL);
        close_drawing(&d);
    }
}

/* Strips so close that few names fit: of two that meet the larger one stays. */
static void the_larger_one_stays(void **state)
{
    (void)state;
    for (int largest = 0; largest < 6; largest++) {
        struct drawing d;
        open_drawing(&d);
        for (int i = 0; i < 6; i++)
            add_place(&d, letters[i], i == largest ? 9000 : 100 + i, i * 500, 0, i * 500 + 500,
                      100);
        draw(&d, 50, 50);
        size_t n = check_names(&d);
        assert_true(n >= 1 && n < 6);
        assert_non_null(name_of(&d, &d.point[largest]));
        close_drawing(&d);
    }
}

/* Towns without a figure, or with a hidden one, are no larger than others. */
static void hidden_sizes_do_not_count(void **state)
{
    (void)state;
    struct drawing d;
    open_drawing(&d);
    for (int i = 0; i < 9; i++)
        add_place(&d, letters[i], 1000 + i, i % 3 * 4000, i / 3 * 4000, i % 3 * 4000 + 4000,
                  i / 3 * 4000 + 4000);
    d.point[7].sign = SIGN_HIDDEN;
    d.point[8].sign = SIGN_HIDDEN;
    draw(&d, 480, 300);
    assert_null(name_of(&d, &d.point[7]));
    assert_null(name_of(&d, &d.point[8]));
    for (int i = 0; i < 7; i++)
        assert_non_null(name_of(&d, &d.point[i]));
    close_drawing(&d);
}

static const double canvases[][2] = {{482, 300}, {482, 500}, {230, 120}, {100, 300}, {60, 40},
                                     {200, 12}};
enum { CANVASES = sizeof canvases / sizeof *canvases };

/* The whole district is one place: square, wide, tall, as narrow as a line, or a point. */
static void a_single_place(void **state)
{
    static const int32_t size[][2] = {{9000, 9000}, {90000, 300}, {300, 90000}, {9000, 0},
                                      {0, 0}};
    (void)state;
    for (size_t i = 0; i < sizeof size / sizeof *size; i++)
        for (size_t k = 0; k < CANVASES; k++) {
            struct drawing d;
            open_drawing(&d);
            add_place(&d, "Ort", 5, 500000, 5400000, 500000 + size[i][0],
                      5400000 + size[i][1])->emphasis = true;
            draw(&d, canvases[k][0], canvases[k][1]);
            assert_int_equal(check_names(&d), 1);
            assert_string_equal(name_of(&d, d.point)->text, "Ort");
            close_drawing(&d);
        }
}

/* A compact map has no names. */
static void a_map_without_names(void **state)
{
    (void)state;
    for (int map = 0; map < 2; map++) {
        struct drawing d;
        open_drawing(&d);
        add_place(&d, "Ort", 5, 500000, 5400000, 540000, 5440000)->emphasis = true;
        d.chart.compact = true;
        if (map == 0)
            d.chart.map = NULL; /* circles */
        draw(&d, 482, 300);
        for (size_t i = 0; i < d.page->n_ops; i++)
            assert_null(text_at(&d, i));
        assert_true(d.page->n_ops > 0);
        close_drawing(&d);
    }
}

static void all_at_one_point(void **state)
{
    (void)state;
    for (int32_t side = 0; side < 2000; side += 500)
        for (size_t k = 0; k < CANVASES; k++) {
            struct drawing d;
            open_drawing(&d);
            for (int i = 0; i < 9; i++)
                add_place(&d, letters[i], 10 - i, 0, 0, side, side)->emphasis = i == 8;
            draw(&d, canvases[k][0], canvases[k][1]);
            assert_true(check_names(&d) >= 1);
            close_drawing(&d);
        }
}

/* Names that are wider than their place, than the map, than the page, and of one word. */
static void long_names(void **state)
{
    static const char *const name[] = {
        "Leinfelden-Echterdingen", "Verwaltungsgemeinschaft am Oberen Neckar und an der Fils",
        "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"};
    (void)state;
    for (size_t own = 0; own < 9; own++)
        for (size_t k = 0; k < CANVASES; k++) {
            struct drawing d;
            open_drawing(&d);
            for (size_t i = 0; i < 9; i++) {
                char *label = arena_printf(d.arena, "%c%s%s", (int)('A' + i), name[i % 3],
                                           i / 3 == 2 ? name[(i + 1) % 3] : "");
                int32_t x = (int32_t)(i % 3) * 4000;
                int32_t y = (int32_t)(i / 3) * 3000;
                add_place(&d, label, 100 + (double)i, x, y, x + 4000, y + 3000)->emphasis =
                    i == own;
            }
            draw(&d, canvases[k][0], canvases[k][1]);
            check_names(&d);
            close_drawing(&d);
        }
}

/* The shipped boundaries: every municipality on its own map, as on the covers. */
static void maps_of_the_district(void **state)
{
    (void)state;
    struct diag *diag = diag_new();
    struct geo_map *map = geo_load("inputs", diag);
    struct areas *areas = areas_load("inputs", diag);
    assert_non_null(map);
    assert_non_null(areas);
    const struct area *kreis = areas_at(areas, areas_district(areas));
    for (size_t own = 0; own < kreis->n_members; own++)
        for (size_t k = 0; k < 3; k++) {
            struct drawing d;
            open_drawing(&d);
            d.chart.map = map;
            for (size_t i = 0; i < kreis->n_members; i++) {
                const struct area *a = areas_at(areas, kreis->members[i]);
                d.point[d.series.n_points++] = (struct chart_point){
                    .label = a->name, .text = "", .value = a->ha, .emphasis = i == own,
                    .shape = geo_find(map, a->key)};
                assert_non_null(d.point[i].shape);
            }
            draw(&d, canvases[k][0], canvases[k][1]);
            size_t n = check_names(&d);
            assert_true(k == 2 || n >= 5);
            assert_string_equal(name_of(&d, &d.point[own])->text, d.point[own].label);
            close_drawing(&d);
        }
    assert_int_equal(diag_count(diag), 0);
    areas_free(areas);
    geo_free(map);
    diag_free(diag);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_largest_are_named), cmocka_unit_test(the_larger_one_stays),
        cmocka_unit_test(hidden_sizes_do_not_count), cmocka_unit_test(a_single_place),
        cmocka_unit_test(a_map_without_names),
        cmocka_unit_test(all_at_one_point), cmocka_unit_test(long_names),
        cmocka_unit_test(maps_of_the_district),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
