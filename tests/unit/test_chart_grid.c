/* Spines, ranges, heat tables and classes, read back from the display list: marks lie where
 * the data say, shapes and colours mean what the key says, names stand in their cells. The
 * font of the test is half an em wide everywhere. */
#include <setjmp.h>
#include <math.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "layout/chart_tools_private.h"
#include "unit/drawing.h"

static mpt middle_x(struct box b)
{
    return (b.x0 + b.x1) / 2;
}

static mpt middle_y(struct box b)
{
    return (b.y0 + b.y1) / 2;
}

static bool near(double a, double b, double slack)
{
    return fabs(a - b) <= slack;
}

/* Paths of n points with that fill, in the order drawn. */
static size_t shapes(const struct drawing *d, size_t n_points, uint32_t fill,
                     const struct page_path **out, size_t max)
{
    size_t n = 0;
    for (size_t i = 0; i < d->page->n_ops; i++) {
        const struct page_path *p = path_at(d, i);
        if (p == NULL || p->n_points != n_points || p->fill != fill)
            continue;
        assert_true(n < max);
        out[n++] = p;
    }
    return n;
}

enum { DOT_POINTS = 13, TRIANGLE_POINTS = 3 };

/* --- spine --- */

/* Triangles point up where the value is higher than chance explains, down where it is lower;
 * rings are hollow, squares untested. Their middles lie on their values. */
static void test_spine_symbols(void **state)
{
    struct drawing d = draw("spine_many", 317.3);
    const struct theme *t = shipped_theme();
    const struct page_path *p[64];
    size_t up = 0, down = 0, rings = 0;
    (void)state;
    for (int field = 0; field < 4; field += 3) {
        size_t n = shapes(&d, TRIANGLE_POINTS, t->field[field], p, 64);
        for (size_t i = 0; i < n; i++) {
            bool is_up = p[i]->points[1] < p[i]->points[3];
            up += is_up;
            down += !is_up;
            assert_int_equal(p[i]->points[3], p[i]->points[5]);
        }
    }
    size_t n = shapes(&d, DOT_POINTS, 0xFFFFFF, p, 64);
    for (size_t i = 0; i < n; i++)
        rings += p[i]->stroke != NO_COLOUR;
    /* i % 3: 4 rows lower, 3 within, 3 higher of ten; the last lower one is untested */
    assert_int_equal(up, 6 + 1);
    assert_int_equal(down, 8 - 1 + 1);
    assert_int_equal(rings, 6 + 1);
    assert_non_null(find_text(&d, "höher"));
    assert_non_null(find_text(&d, "ohne Zufallsbereich"));
    release(&d);
    d = draw("spine_plain", 317.3);
    assert_null(find_text(&d, "ohne Zufallsbereich"));
    release(&d);
}

/* The middle of mass of a triangle is the value: a third of its height above its base. */
static void test_spine_triangle_lies_on_value(void **state)
{
    struct drawing d = draw("spine_many", 317.3);
    const struct theme *t = shipped_theme();
    const struct page_path *p[64];
    struct box bars[32];
    (void)state;
    assert_int_equal(rects(&d, t->range, NO_COLOUR - 1, bars, 32), 21);
    /* Row 1: 18 against 20, of 30 % and 40 % around it: 2 of 8 to the left. */
    mpt middle = 0, left = INT32_MAX;
    for (size_t i = 0; i < d.page->n_ops; i++) {
        const struct page_path *line = path_at(&d, i);
        if (line != NULL && line->stroke == t->ink && line->line_width == PT(1.1))
            middle = line->points[0];
        if (line != NULL && line->stroke == t->mark && line->n_points == 2 &&
            near(path_box(line).y0, middle_y(bars[0]), 1))
            left = path_box(line).x0;
    }
    double unit = (double)(middle - left) / 6; /* the range begins at 70 % of 20 */
    size_t n = shapes(&d, TRIANGLE_POINTS, t->field[0], p, 64);
    bool found = false;
    for (size_t i = 0; i < n && !found; i++) {
        double x = (p[i]->points[0] + p[i]->points[2] + p[i]->points[4]) / 3.0;
        double y = (p[i]->points[1] + p[i]->points[3] + p[i]->points[5]) / 3.0;
        found = near(y, middle_y(bars[0]), 3) && near(x, middle - 2 * unit, 6);
    }
    assert_true(found);
    release(&d);
}

/* --- range --- */

/* What lies at the height of the n-th bar of the middle half. */
struct range_row {
    struct box bar, line;
    mpt tick, dot, median;
};

static struct range_row range_row(const struct drawing *d, struct box bar)
{
    const struct theme *t = shipped_theme();
    struct range_row r = {.bar = bar, .tick = -1, .dot = -1, .median = -1};
    for (size_t i = 0; i < d->page->n_ops; i++) {
        const struct page_path *p = path_at(d, i);
        if (p == NULL || !near(middle_y(path_box(p)), middle_y(bar), 2))
            continue;
        struct box b = path_box(p);
        if (p->n_points == 2 && p->stroke == t->mark)
            r.line = b;
        else if (p->n_points == 2 && p->stroke == t->ink)
            r.tick = b.x0;
        else if (p->n_points == DOT_POINTS && p->fill != 0xFFFFFF)
            r.dot = middle_x(b);
        else if (is_rect(p, 0xFFFFFF))
            r.median = middle_x(b);
    }
    return r;
}

static double place_in(const struct range_row *r, mpt x)
{
    return (double)(x - r->line.x0) / (r->line.x1 - r->line.x0);
}

static void test_range_measures(void **state)
{
    static const double widths[] = {193.8, 350, 481.9};
    (void)state;
    for (size_t w = 0; w < 3; w++) {
        struct drawing d = draw("range_plain", widths[w]);
        struct box bars[16];
        size_t n = rects(&d, shipped_theme()->range, NO_COLOUR - 1, bars, 16), k = 0;
        assert_int_equal(n, 6 + 1); /* one in the key */
        for (size_t s = 0; s < d.chart->n_series; s++) {
            for (size_t i = 0; i < d.chart->series[s].n_points; i++) {
                const struct chart_point *p = &d.chart->series[s].points[i];
                struct range_row r = range_row(&d, bars[k++]);
                double span = p->high - p->low, slack = 3.0 / (r.line.x1 - r.line.x0);
                assert_true(near(place_in(&r, r.bar.x0), (p->q1 - p->low) / span, slack));
                assert_true(near(place_in(&r, r.bar.x1), (p->q3 - p->low) / span, slack));
                assert_true(near(place_in(&r, r.median), (p->median - p->low) / span, slack));
                assert_true(near(place_in(&r, r.dot), (p->value - p->low) / span, slack));
                assert_true(near(place_in(&r, r.tick), (p->reference - p->low) / span, slack));
                assert_non_null(find_text(&d, p->rank_text));
            }
        }
        release(&d);
    }
}

/* All rows by the same axis, from 0 on. */
static void test_range_common(void **state)
{
    struct drawing d = draw("range_common", 481.9);
    struct box bars[16];
    (void)state;
    size_t n = rects(&d, shipped_theme()->range, NO_COLOUR - 1, bars, 16);
    assert_int_equal(n, 4 + 1);
    const struct page_text *zero = find_text(&d, "0"), *end = find_text(&d, "120");
    assert_non_null(zero);
    assert_non_null(end);
    double from = zero->x + zero->width / 2.0, to = end->x + end->width / 2.0;
    for (size_t i = 0; i < 4; i++) {
        const struct chart_point *p = &d.chart->series[0].points[i];
        struct range_row r = range_row(&d, bars[i]);
        assert_true(near(r.line.x0, from + (to - from) * p->low / 120, 3));
        assert_true(near(r.line.x1, from + (to - from) * p->high / 120, 3));
        assert_true(near(r.dot, from + (to - from) * p->value / 120, 3));
    }
    assert_non_null(find_text(&d, "je 1\u202f000 Einwohner"));
    release(&d);
}

/* A hidden value has no dot; too few values have no range; no reference, no tick. */
static void test_range_missing(void **state)
{
    struct drawing d = draw("range_hidden", 481.9);
    struct box bars[16];
    (void)state;
    assert_int_equal(rects(&d, shipped_theme()->range, NO_COLOUR - 1, bars, 16), 3 + 1);
    assert_int_equal(range_row(&d, bars[0]).dot, -1);
    assert_true(range_row(&d, bars[0]).tick > 0);
    assert_int_equal(range_row(&d, bars[1]).tick, -1);
    assert_true(range_row(&d, bars[1]).dot > 0);
    assert_non_null(find_text(&d, "zu wenige Werte für eine Spanne"));
    release(&d);
}

/* The numbers at the ends: lowest left of the range, highest right of it, whose they are
 * below; both names or none. */
static void test_range_ends(void **state)
{
    struct drawing d = draw("range_plain", 481.9);
    struct box bars[16];
    (void)state;
    rects(&d, shipped_theme()->range, NO_COLOUR - 1, bars, 16);
    struct range_row r = range_row(&d, bars[3]);
    const struct page_text *low = find_text(&d, "48,8"), *high = find_text(&d, "103,4");
    assert_true(low->x + low->width < r.line.x0 && low->x + low->width > r.line.x0 - PT(10));
    assert_true(high->x > r.line.x1 && high->x < r.line.x1 + PT(10));
    const struct page_text *name = find_text(&d, "Leinfelden-Echterdingen");
    assert_non_null(name);
    assert_true(name->y > high->y && name->y < high->y + PT(14));
    assert_true(near(name->x + name->width, high->x + high->width, PT(1)));
    release(&d);
    d = draw("range_negative", 317.3); /* no room for both */
    size_t long_names = 0;
    for (size_t i = 0; i < d.page->n_ops; i++)
        if (text_at(&d, i) != NULL && strcmp(text_at(&d, i)->text, "Reichenbach an der Fils") == 0)
            long_names++;
    assert_int_equal(long_names, 0);
    release(&d);
}

static size_t count_texts(const struct drawing *d, const char *part)
{
    size_t n = 0;
    for (size_t i = 0; i < d->page->n_ops; i++)
        n += text_at(d, i) != NULL && strstr(text_at(d, i)->text, part) != NULL;
    return n;
}

/* Where all have the same value, it and they are named once, besides the own value. */
static void test_range_of_one_value(void **state)
{
    static const double widths[] = {193.8, 481.9};
    (void)state;
    for (size_t w = 0; w < 2; w++) {
        struct drawing d = draw("range_equal", widths[w]);
        assert_int_equal(count_texts(&d, "12,0"), 2);
        assert_int_equal(count_texts(&d, "44 Gemeinden"), 1);
        release(&d);
    }
}

/* A dot has the colour of the value that it shows. */
static void test_range_colours(void **state)
{
    struct drawing d = draw("range_plain", 481.9);
    const struct theme *t = shipped_theme();
    const struct page_path *dots[8];
    (void)state;
    assert_int_equal(find_text(&d, "17,0")->rgb, t->field[0]);
    assert_int_equal(find_text(&d, "28,4")->rgb, t->field[3]);
    assert_int_equal(shapes(&d, DOT_POINTS, t->field[0], dots, 8), 4 + 1); /* one in the key */
    assert_int_equal(shapes(&d, DOT_POINTS, t->field[3], dots, 8), 2);
    release(&d);
}

/* In a narrow chart names and units have more lines, long words are parted. */
static void test_row_labels_are_whole(void **state)
{
    struct drawing d = draw("spine_plain", 193.8);
    (void)state;
    assert_int_equal(count_texts(&d, "…"), 0);
    assert_int_equal(count_texts(&d, "2016"), 1);
    release(&d);
}

/* --- heat tables --- */

/* The fill of the cell around a text: the last rectangle before it that holds its middle. */
static uint32_t fill_below(const struct drawing *d, size_t text)
{
    const struct page_text *t = text_at(d, text);
    mpt x = t->x + t->width / 2, y = t->y - t->size / 4;
    uint32_t fill = NO_COLOUR;
    for (size_t i = 0; i < text; i++) {
        const struct page_path *p = path_at(d, i);
        if (p == NULL || p->fill == NO_COLOUR)
            continue;
        struct box b = path_box(p);
        if (b.x0 <= x && x <= b.x1 && b.y0 <= y && y <= b.y1)
            fill = p->fill;
    }
    return fill;
}

/* The texts of the cells follow each other row by row behind the name of the row. */
static size_t text_of_row(const struct drawing *d, const char *label)
{
    for (size_t i = 0; i < d->page->n_ops; i++)
        if (text_at(d, i) != NULL && strcmp(text_at(d, i)->text, label) == 0)
            return i;
    fail_msg("no row %s", label);
    return 0;
}

static void test_heat_cells(void **state)
{
    struct drawing d = draw("heat_all", 481.9);
    const struct chart *c = d.chart;
    uint32_t fill_of[6] = {0xFFFFFF};
    (void)state;
    for (size_t row = 0; row < 44; row++) {
        size_t at = text_of_row(&d, c->series[0].points[row].label);
        const struct page_text *name = text_at(&d, at);
        mpt last = name->x;
        for (size_t k = 0; k < c->n_series; k++) {
            const struct chart_point *p = &c->series[k].points[row];
            do
                at++;
            while (text_at(&d, at) == NULL);
            const struct page_text *t = text_at(&d, at);
            assert_string_equal(t->text, p->text);
            assert_true(t->x > last && near(t->y, name->y, 1));
            last = t->x;
            uint32_t fill = fill_below(&d, at);
            assert_true(theme_contrast(t->rgb, fill) >= 4.5);
            if (p->klass > 0 && fill_of[p->klass] == 0)
                fill_of[p->klass] = fill;
            assert_int_equal(fill, fill_of[p->klass]);
            assert_int_equal(t->face, row == 31 ? FACE_BOLD : FACE_REGULAR);
        }
    }
    for (int k = 1; k < 5; k++) /* darker is higher, also in grey */
        assert_true(theme_contrast(0xFFFFFF, fill_of[k + 1]) >
                    theme_contrast(0xFFFFFF, fill_of[k]) * 1.15);
    assert_true(d.h < PT(625)); /* with its heading on one page */
    release(&d);
}

/* As many hatched fields as hidden cells and one in the key. */
static void test_heat_hidden(void **state)
{
    struct drawing d = draw("heat_signs", 481.9);
    const struct theme *t = shipped_theme();
    size_t hatched = 0, hidden = 0;
    (void)state;
    for (size_t k = 0; k < d.chart->n_series; k++)
        for (size_t i = 0; i < d.chart->series[k].n_points; i++)
            hidden += point_hidden(&d.chart->series[k].points[i]);
    for (size_t i = 0; i + 1 < d.page->n_ops; i++) {
        const struct page_path *p = path_at(&d, i), *next = path_at(&d, i + 1);
        hatched += is_rect(p, 0xFFFFFF) && next != NULL && next->stroke == t->mark &&
                   next->n_points == 2;
    }
    assert_true(hidden > 1);
    assert_int_equal(hatched, hidden + 1);
    assert_int_equal(fill_below(&d, text_of_row(&d, "–")) != 0xFFFFFF, 1); /* none is a value */
    release(&d);
}

static void test_heat_own_row(void **state)
{
    struct drawing d = draw("heat_all", 481.9);
    const struct theme *t = shipped_theme();
    const struct page_text *own = find_text(&d, "Nürtingen");
    (void)state;
    size_t outlines = 0;
    for (size_t i = 0; i < d.page->n_ops; i++) {
        const struct page_path *p = path_at(&d, i);
        if (p == NULL || p->fill != NO_COLOUR || p->stroke != t->field[0])
            continue;
        struct box b = path_box(p);
        assert_true(b.y0 < own->y && own->y < b.y1);
        assert_true(near(b.x1, X + d.w, PT(1)));
        outlines++;
    }
    assert_int_equal(outlines, 1);
    assert_int_equal(own->face, FACE_BOLD);
    release(&d);
}

/* Seven columns have no room on a narrow page: a hatched field, and the layout is told. */
static void test_heat_too_wide(void **state)
{
    struct drawing d = draw("heat_all", 193.8);
    (void)state;
    assert_false(chart_fits(d.chart, PT(193.8), &metrics, shipped_theme()));
    assert_null(find_text(&d, "Nürtingen"));
    release(&d);
    d = draw("heat_all", 481.9);
    assert_true(chart_fits(d.chart, PT(481.9), &metrics, shipped_theme()));
    release(&d);
}

/* --- classes --- */

/* The last text of those above (and in a grid left of) the name. */
static const struct page_text *heading(const struct drawing *d, const struct page_text *name,
                                       const char *const *texts, size_t n, bool across)
{
    const struct page_text *best = NULL;
    for (size_t i = 0; i < d->page->n_ops; i++) {
        const struct page_text *t = text_at(d, i);
        bool one = false;
        for (size_t k = 0; t != NULL && k < n; k++)
            one = one || strcmp(t->text, texts[k]) == 0;
        if (!one)
            continue;
        if (across ? t->x <= name->x && (best == NULL || t->x > best->x)
                   : t->y <= name->y && (best == NULL || t->y > best->y))
            best = t;
    }
    return best;
}

static void check_classes(const char *sample, double width, bool stacked)
{
    static const char *const status[] = {"niedrig", "eher niedrig", "eher hoch", "hoch"};
    static const char *const change[] = {"sinkend", "gleichbleibend", "steigend"};
    struct drawing d = draw(sample, width);
    const struct page_text *rest = find_text(&d, "Nicht eingeordnet:");
    for (size_t i = 0; i < d.chart->series[0].n_points; i++) {
        const struct chart_point *p = &d.chart->series[0].points[i];
        const struct chart_point *q = &d.chart->series[1].points[i];
        const char *shown = q->marks != 0 ? arena_printf(d.arena, "(%s)", p->label) : p->label;
        const struct page_text *name = find_text(&d, shown);
        assert_non_null(name);
        assert_int_equal(name->face, p->emphasis ? FACE_BOLD : FACE_REGULAR);
        if (p->klass == 0 || q->klass == 0) {
            assert_non_null(rest);
            assert_true(name->y > rest->y);
            continue;
        }
        assert_true(rest == NULL || name->y < rest->y);
        assert_string_equal(heading(&d, name, status, 4, false)->text, status[p->klass - 1]);
        assert_string_equal(heading(&d, name, change, 3, !stacked)->text, change[q->klass - 1]);
    }
    release(&d);
}

static void test_classes(void **state)
{
    (void)state;
    check_classes("classes_all", 481.9, false);
    check_classes("classes_hidden", 481.9, false);
    check_classes("classes_all", 193.8, true);
    check_classes("classes_hidden", 234.9, true);
}

/* The limits of a class stand beside it; a sole value is not written twice. */
static void test_classes_limits(void **state)
{
    struct drawing d = draw("classes_all", 481.9);
    (void)state;
    assert_non_null(find_text(&d, "5,9 bis 7,7"));
    assert_non_null(find_text(&d, "9,9 bis 12,8"));
    assert_non_null(find_text(&d, "Veränderung 2012–2015"));
    release(&d);
    d = draw("classes_few", 481.9);
    assert_non_null(find_text(&d, "12,0"));
    release(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_spine_symbols),
        cmocka_unit_test(test_spine_triangle_lies_on_value),
        cmocka_unit_test(test_range_measures),
        cmocka_unit_test(test_range_common),
        cmocka_unit_test(test_range_missing),
        cmocka_unit_test(test_range_ends),
        cmocka_unit_test(test_range_of_one_value),
        cmocka_unit_test(test_range_colours),
        cmocka_unit_test(test_row_labels_are_whole),
        cmocka_unit_test(test_heat_cells),
        cmocka_unit_test(test_heat_hidden),
        cmocka_unit_test(test_heat_own_row),
        cmocka_unit_test(test_heat_too_wide),
        cmocka_unit_test(test_classes),
        cmocka_unit_test(test_classes_limits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
