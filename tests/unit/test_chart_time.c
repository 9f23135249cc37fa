/* Charts over time, read back from the display list: bands and columns measure what the
 * data say, nothing is joined across a series break, what is hidden has no place on a scale. */
#include <setjmp.h>
#include <math.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "layout/chart_private.h"
#include "layout/chart_tools_private.h"
#include "page/page.h"
#include "unit/drawing.h"

enum { MANY = 400 };

/* Paths with a stroke of that colour and width, dashed or not. */
static size_t strokes(const struct drawing *d, uint32_t rgb, mpt width, mpt dash,
                      const struct page_path **out)
{
    size_t n = 0;
    for (size_t i = 0; i < d->page->n_ops; i++) {
        const struct page_path *p = path_at(d, i);
        if (p != NULL && p->fill == NO_COLOUR && p->stroke == rgb && p->line_width == width &&
            p->dash_on == dash && p->verbs[p->n_verbs - 1] == PATH_LINE) {
            assert_true(n < MANY);
            out[n++] = p;
        }
    }
    return n;
}

/* Fields between two lines: filled, with straight sides, no rectangle of four. */
static size_t bands(const struct drawing *d, const struct page_path **out)
{
    size_t n = 0;
    for (size_t i = 0; i < d->page->n_ops; i++) {
        const struct page_path *p = path_at(d, i);
        bool field = p != NULL && p->fill != NO_COLOUR && p->fill != 0xFFFFFF &&
                     p->stroke == NO_COLOUR && p->n_verbs == p->n_points + 1 &&
                     p->verbs[1] == PATH_LINE && p->fill != shipped_theme()->brand;
        if (field && path_box(p).y0 > Y + PT(20)) /* below the key */
            out[n++] = p;
    }
    return n;
}

static size_t hatched(const struct drawing *d, struct box *out)
{
    size_t n = 0;
    for (size_t i = 0; i + 1 < d->page->n_ops; i++) {
        const struct page_path *p = path_at(d, i), *next = path_at(d, i + 1);
        bool line = next != NULL && next->stroke == shipped_theme()->mark && next->n_points == 2 &&
                    next->line_width == PT(0.6) && next->dash_on == 0;
        if (is_rect(p, 0xFFFFFF) && line)
            out[n++] = path_box(p);
    }
    return n;
}

/* --- bands --- */

/* The line of the series gives the scale: its own values lie between those of the band. */
static void test_band_measures(void **state)
{
    struct drawing d = draw("line_band", 317.3);
    const struct theme *t = shipped_theme();
    const struct page_path *line[MANY], *band[MANY];
    const struct chart_point *p = d.chart->series[0].points;
    (void)state;
    size_t n = strokes(&d, t->field[3], PT(1.6), 0, line);
    assert_true(n > 0);
    const mpt *at = line[n - 1]->points; /* one before it may be the key's */
    assert_int_equal(line[n - 1]->n_points, 8);
    assert_int_equal(bands(&d, band), 1);
    assert_int_equal(band[0]->n_points, 16);
    double unit = (at[2 * 4 + 1] - at[1]) / (p[0].value - p[4].value); /* 8.9 and 7.4 */
    for (size_t i = 0; i < 8; i++) {
        const mpt *upper = &band[0]->points[2 * i], *lower = &band[0]->points[2 * (15 - i)];
        assert_int_equal(upper[0], at[2 * i]);
        assert_int_equal(lower[0], at[2 * i]);
        assert_true(fabs(at[2 * i + 1] - upper[1] - unit * (p[i].upper - p[i].value)) <= 3);
        assert_true(fabs(lower[1] - at[2 * i + 1] - unit * (p[i].value - p[i].lower)) <= 3);
    }
    assert_non_null(find_text(&d, "95-%-Bereich"));
    release(&d);
}

/* 2006 2007 | hidden | 2009 2010 | census | 2011 | 2013 | without interval | 2015 */
static void test_band_stops(void **state)
{
    struct drawing d = draw("line_band_gaps", 481.9);
    const struct page_path *band[MANY], *breaks[MANY];
    (void)state;
    assert_int_equal(bands(&d, band), 5);
    assert_int_equal(strokes(&d, shipped_theme()->mark, PT(0.75), PT(2), breaks), 1);
    for (size_t i = 0; i < 5; i++) {
        struct box b = path_box(band[i]);
        assert_true(b.x1 < breaks[0]->points[0] || b.x0 > breaks[0]->points[0]);
        assert_true(i == 0 || b.x0 > path_box(band[i - 1]).x1);
        assert_true((b.x1 - b.x0 == PT(5)) == (i >= 2)); /* a value alone */
    }
    release(&d);
}

/* A series without any number is named beside its hatched field, with its sign. */
static void test_hidden_series_named(void **state)
{
    struct arena *a = arena_new();
    struct chart *c = gallery_find("line_two")->make(a);
    struct chart_series *s = &c->series[0];
    (void)state;
    s->name = "Altdorf";
    for (size_t i = 0; i < s->n_points; i++) {
        s->points[i].sign = SIGN_UNSURE;
        s->points[i].text = "/";
    }
    s->points = &s->points[s->n_points - 1]; /* the last year alone */
    s->n_points = 1;
    struct drawing d = draw_chart(c, a, 276.1);
    const struct page_text *t = find_text(&d, "Altdorf /");
    assert_non_null(t);
    assert_true(t->y < Y + d.h && t->x >= X && t->x + t->width <= X + d.w);
    release(&d);
}

/* A colour-blind or grey reader sees its edges: 3 : 1; and reads labels on it: 4.5 : 1. */
static void test_band_contrast(void **state)
{
    const struct theme *t = shipped_theme();
    (void)state;
    for (int field = 0; field < 6; field++) {
        struct drawing d = draw("line_band_gaps", 317.3);
        d.chart->field = field;
        struct pages *pages = pages_new();
        uint32_t page = pages_add(pages, t->page_w, t->page_h, "1");
        uint32_t figure = pages_element(pages, TAG_FIGURE, 1);
        struct chart_canvas at = {pages, page, figure, &metrics, t, d.arena, X, Y, d.w, d.h,
                                  NULL, NULL};
        chart_draw(d.chart, &at);
        struct drawing again = d;
        again.page = pages->page[page];
        const struct page_path *band[MANY], *edge[MANY];
        assert_int_equal(bands(&again, band), 5);
        assert_true(theme_contrast(t->field[field], band[0]->fill) > 4.45);
        assert_true(strokes(&again, t->field_mid[field], PT(0.5), 0, edge) >= 10);
        assert_true(theme_contrast(t->field_mid[field], 0xFFFFFF) >= 3);
        pages_free(pages);
        release(&d);
    }
}

/* --- projections --- */

static void test_projection_is_dashed(void **state)
{
    struct drawing d = draw("line_projected", 481.9);
    const struct theme *t = shipped_theme();
    const struct page_path *solid[MANY], *dashed[MANY], *line[MANY];
    (void)state;
    assert_int_equal(strokes(&d, t->mark, PT(0.5), 0, line), 1);
    mpt begins = line[0]->points[0];
    size_t n = strokes(&d, t->brand, PT(1.6), 0, solid);
    for (size_t i = 0; i < n; i++)
        assert_true(path_box(solid[i]).x1 < begins);
    n = strokes(&d, t->brand, PT(1.6), PT(5), dashed);
    assert_int_equal(n, 2); /* from 2024 to 2025, and on to 2032 */
    assert_int_equal(dashed[0]->n_points, 2);
    assert_int_equal(dashed[1]->n_points, 8);
    assert_true(dashed[0]->points[0] < begins && dashed[0]->points[2] > begins);
    assert_int_equal(dashed[0]->points[2], dashed[1]->points[0]);
    double year = (dashed[1]->points[14] - dashed[1]->points[0]) / 7.0;
    assert_true(fabs(dashed[1]->points[0] - begins - year / 2) <= 2);
    const struct page_text *name = find_text(&d, "Vorausberechnung");
    assert_non_null(name);
    assert_true(name->x >= begins);
    size_t hollow = 0;
    for (size_t i = 0; i < d.page->n_ops; i++) {
        const struct page_path *p = path_at(&d, i);
        if (p != NULL && p->fill == 0xFFFFFF && p->stroke == t->brand && path_box(p).x0 > begins) {
            struct box b = path_box(p);
            assert_true(abs((b.x0 + b.x1) / 2 - dashed[1]->points[14]) <= 1);
            hollow++;
        }
    }
    assert_int_equal(hollow, 1);
    release(&d);
}

/* Also where it begins after years without figures; the others stay as they are. */
static void test_projection_joint(void **state)
{
    struct drawing d = draw("line_projected_three", 481.9);
    const struct theme *t = shipped_theme();
    const struct page_path *dashed[MANY];
    (void)state;
    assert_int_equal(strokes(&d, t->field[4], PT(1.6), PT(5), dashed), 3); /* 2019 23 29 35 */
    assert_int_equal(strokes(&d, t->field[4], PT(1.6), PT(3), dashed), 0);
    assert_int_equal(strokes(&d, t->ink, PT(1.6), PT(5), dashed), 0);
    release(&d);
}

/* Its name stands above the projected part, also where that is short. */
static void test_projection_name(void **state)
{
    static const double widths[] = {193.8, 234.9, 317.3, 481.9};
    (void)state;
    for (size_t k = 0; k < 8; k++) {
        struct drawing d = draw(k < 4 ? "line_projected_late" : "line_projected", widths[k % 4]);
        const struct page_path *line[MANY];
        const struct page_text *name = find_text(&d, "Vorausberechnung");
        assert_int_equal(strokes(&d, shipped_theme()->mark, PT(0.5), 0, line), 1);
        mpt begins = line[0]->points[0], end = name->x + name->width;
        assert_true(name->x >= begins || end >= X + d.w - 1); /* or as far right as possible */
        release(&d);
    }
}

/* --- multiples --- */

/* One scale: a value has the same height in all panels, a year the same place. */
static void test_multiples_scale(void **state)
{
    static const double widths[] = {193.8, 234.9, 317.3, 481.9};
    const struct theme *t = shipped_theme();
    (void)state;
    for (size_t k = 0; k < 4; k++) {
        struct drawing d = draw("multiples_negative", widths[k]);
        const struct page_path *line[MANY], *zero[MANY];
        size_t n = strokes(&d, t->field_mid[3], PT(1.4), 0, line);
        assert_int_equal(n, 3);
        assert_int_equal(strokes(&d, t->field[3], PT(2), 0, line + 3), 1); /* the place */
        assert_int_equal(strokes(&d, t->ink, PT(0.75), 0, zero), 4);
        double unit = 0;
        for (size_t i = 0; i < 4; i++) {
            const struct chart_point *p = d.chart->series[i].points;
            const mpt *at = line[i]->points;
            assert_int_equal(line[i]->n_points, 8);
            for (size_t y = 0; y < 8; y++) {
                if (unit == 0 && y == 0)
                    unit = (zero[0]->points[1] - at[1]) / p[0].value;
                double expected = zero[i]->points[1] - unit * p[y].value;
                assert_true(fabs(at[2 * y + 1] - expected) <= 4);
                mpt across = line[0]->points[2 * y] - line[0]->points[0];
                assert_true(abs(at[2 * y] - at[0] - across) <= 1);
            }
            assert_true(at[0] >= zero[i]->points[0] && at[14] <= zero[i]->points[2]);
        }
        release(&d);
    }
}

/* 44 panels on a page, six side by side, years below the last of each column. */
static void test_multiples_grid(void **state)
{
    struct drawing d = draw("multiples_all", 481.9);
    const struct theme *t = shipped_theme();
    const struct page_path *line[MANY];
    size_t years = 0, names = 0;
    (void)state;
    assert_true(d.h < PT(640));
    for (size_t i = 0; i < d.page->n_ops; i++) {
        const struct page_text *s = text_at(&d, i);
        years += s != NULL && strcmp(s->text, "2016") == 0;
        names += s != NULL && strncmp(s->text, "Plochingen", 10) == 0;
    }
    assert_int_equal(years, 6);
    assert_int_equal(names, 4); /* 2, 14, 26 and 38 */
    /* the district in each panel, and in the key */
    assert_int_equal(strokes(&d, t->grey, PT(0.5), 0, line), 45);
    assert_int_equal(strokes(&d, t->field[3], PT(2), 0, line), 1);
    assert_non_null(find_text(&d, "Landkreis Esslingen"));
    release(&d);
}

/* What is hidden is hatched at the axis and explained; each panel says what it lacks. */
static void test_multiples_hidden(void **state)
{
    struct drawing d = draw("multiples_hidden", 317.3);
    struct box b[MANY];
    (void)state;
    assert_int_equal(hatched(&d, b), 1 + 4 + 3 + 1);
    assert_non_null(find_text(&d, "Wert nicht gezeigt"));
    assert_non_null(find_text(&d, "keine Angaben"));
    release(&d);
}

/* --- parts of a whole --- */

/* The tones of all parts of a column: one box for each year. */
static size_t part_boxes(const struct drawing *d, size_t part, struct box *out)
{
    const struct chart *c = d->chart;
    uint32_t fill = part_tone(shipped_theme(), c->field, part, c->n_series);
    struct box b[MANY];
    size_t n = 0, all = rects(d, fill, fill, b, MANY);
    for (size_t i = 0; i < all; i++) {
        if (b[i].x1 - b[i].x0 != PT(6)) /* not in the key */
            out[n++] = b[i];
    }
    return n;
}

/* Heights as the values, one on the other, the whole as high as the plot. */
static void test_ages_measure(void **state)
{
    struct drawing d = draw("ages_three", 481.9);
    struct box b[3][MANY];
    (void)state;
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(part_boxes(&d, i, b[i]), 12);
    for (size_t k = 0; k < 12; k++) {
        double unit = (b[0][k].y1 - b[2][k].y0) / 100.0;
        for (size_t i = 0; i < 3; i++) {
            assert_true(fabs(b[i][k].y1 - b[i][k].y0 - unit * d.chart->series[i].points[k].value) <=
                        2);
            assert_int_equal(b[i][k].x0, b[0][k].x0);
            assert_true(i == 0 || b[i][k].y1 == b[i - 1][k].y0);
        }
        assert_int_equal(b[0][k].y1, b[0][0].y1);
        assert_true(abs(b[2][k].y0 - b[2][0].y0) <= 1);
    }
    release(&d);
}

/* Persons: columns as high as their sums; a part of the new counting only after the break. */
static void test_ages_sums(void **state)
{
    struct drawing d = draw("ages_care", 317.3);
    struct box b[4][MANY];
    const struct page_path *line[MANY];
    (void)state;
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(part_boxes(&d, i, b[i]), i < 3 ? 8 : 2);
    double unit = (b[0][0].y1 - b[0][0].y0) / 3050.0;
    assert_true(fabs(b[0][0].y1 - b[2][5].y0 - unit * (3700 + 2800 + 4900)) <= 8);
    assert_true(fabs(b[0][0].y1 - b[3][1].y0 - unit * (3650 + 4010 + 9010 + 1200)) <= 8);
    assert_int_equal(strokes(&d, shipped_theme()->mark, PT(0.75), PT(2), line), 1);
    assert_true(b[0][5].x1 < line[0]->points[0] && line[0]->points[0] < b[0][6].x0);
    assert_int_equal(b[3][0].x0, b[0][6].x0);
    release(&d);
}

/* Without one part there is no sum: nothing of that year is drawn to scale. */
static void test_ages_hidden(void **state)
{
    struct drawing d = draw("ages_many", 481.9);
    struct box b[8][MANY], h[MANY];
    (void)state;
    for (size_t i = 0; i < 8; i++)
        assert_int_equal(part_boxes(&d, i, b[i]), 6); /* 2011 hidden, 2013 without figures */
    assert_int_equal(hatched(&d, h), 2); /* the first one in the key */
    assert_true(h[1].x0 > b[0][2].x1 && h[1].x1 < b[0][3].x0);
    assert_int_equal(h[1].y1, b[0][0].y1);
    assert_true(abs(h[1].y0 - b[7][0].y0) <= PT(0.3)); /* as high as the whole */
    assert_non_null(find_text(&d, "ein Teil wird nicht gezeigt"));
    release(&d);
}

/* What is missing to 100 % stays open and is outlined. */
static void test_ages_open(void **state)
{
    struct drawing d = draw("ages_rest", 317.3);
    struct box b[MANY], rest[MANY];
    size_t n = 0;
    (void)state;
    assert_int_equal(part_boxes(&d, 0, b), 4);
    for (size_t i = 0; i < d.page->n_ops; i++) {
        const struct page_path *p = path_at(&d, i);
        if (is_rect(p, NO_COLOUR) && p->stroke == shipped_theme()->mark)
            rest[n++] = path_box(p);
    }
    assert_int_equal(n, 5); /* and in the key */
    double unit = (b[0].y1 - b[0].y0) / 33.1;
    for (size_t k = 0; k < 4; k++) {
        double open = 100 - d.chart->series[0].points[k].value - d.chart->series[1].points[k].value;
        assert_true(fabs(rest[k + 1].y1 - rest[k + 1].y0 - unit * open) <= 20);
    }
    assert_non_null(find_text(&d, "nicht aufgeteilt"));
    release(&d);
}

/* The last year's values stand beside their parts, in the order of these. */
static void test_ages_labels(void **state)
{
    static const double widths[] = {193.8, 234.9, 317.3, 481.9};
    (void)state;
    for (size_t k = 0; k < 4; k++) {
        struct drawing d = draw("ages_many", widths[k]);
        mpt below = INT32_MAX;
        for (size_t i = 0; i < 8; i++) {
            const struct chart_series *s = &d.chart->series[i];
            const struct page_text *value = NULL;
            for (size_t j = 0; j < d.page->n_ops; j++) {
                const struct page_text *t = text_at(&d, j);
                if (t != NULL && t->face == FACE_BOLD &&
                    strcmp(t->text, s->points[s->n_points - 1].text) == 0)
                    value = t;
            }
            assert_non_null(value);
            assert_true(value->y < below);
            below = value->y;
        }
        release(&d);
    }
    struct drawing d = draw("ages_nothing", 317.3); /* no column: no values */
    assert_null(find_text(&d, "3"));
    release(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_band_measures),
        cmocka_unit_test(test_band_stops),
        cmocka_unit_test(test_band_contrast),
        cmocka_unit_test(test_projection_is_dashed),
        cmocka_unit_test(test_projection_joint),
        cmocka_unit_test(test_projection_name),
        cmocka_unit_test(test_multiples_scale),
        cmocka_unit_test(test_multiples_grid),
        cmocka_unit_test(test_multiples_hidden),
        cmocka_unit_test(test_hidden_series_named),
        cmocka_unit_test(test_ages_measure),
        cmocka_unit_test(test_ages_sums),
        cmocka_unit_test(test_ages_hidden),
        cmocka_unit_test(test_ages_open),
        cmocka_unit_test(test_ages_labels),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
