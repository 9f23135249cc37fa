/* Charts, read back from the display list: bars measure what they say, lines are not
 * joined where the counting changed, hidden values leave no trace, no text leaves its
 * frame or meets another. The font of the test is half an em wide everywhere. */
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

/* --- bars measure what they say --- */

static void test_columns_measure(void **state)
{
    struct drawing d = draw("columns_negative", 317.3);
    const struct theme *t = shipped_theme();
    struct box b[16];
    (void)state;
    size_t n = rects(&d, t->field[3], t->field_mid[3], b, 16);
    assert_int_equal(n, 7); /* the value 0 has none */
    const struct chart_series *s = &d.chart->series[0];
    mpt zero = b[0].y0; /* first value negative: it hangs from the zero line */
    double unit = (double)(b[0].y1 - zero) / -s->points[0].value;
    for (size_t i = 0, k = 0; i < s->n_points; i++) {
        double v = s->points[i].value;
        if (v == 0)
            continue;
        mpt length = b[k].y1 - b[k].y0;
        assert_true(fabs(length - fabs(v) * unit) <= ROUNDING + fabs(v) * ROUNDING / 27.0);
        assert_int_equal(v < 0 ? b[k].y0 : b[k].y1, zero);
        k++;
    }
    struct box across = {b[0].x0, zero, b[6].x1, zero};
    assert_true(has_line(&d, t->ink, PT(0.75), across));
    release(&d);
}

static void test_columns_hidden(void **state)
{
    struct drawing d = draw("columns_hidden", 481.9);
    const struct theme *t = shipped_theme();
    struct box b[16];
    (void)state;
    assert_int_equal(rects(&d, t->field[3], t->field_mid[3], b, 16), 7);
    double unit = (double)(b[0].y1 - b[0].y0) / 12000;
    assert_true(fabs((b[6].y1 - b[6].y0) - 100000 * unit) <= 10);
    size_t outlined = 0;
    for (size_t i = 0; i < d.page->n_ops; i++) {
        const struct page_path *p = path_at(&d, i);
        if (is_rect(p, 0xFFFFFF) && p->stroke == t->field[3]) {
            struct box o = path_box(p);
            assert_true(fabs((o.y1 - o.y0) - 90000 * unit) <= 10); /* limited: outlined */
            outlined++;
        }
    }
    assert_int_equal(outlined, 1);
    release(&d);
}

static void test_bars_measure(void **state)
{
    struct drawing d = draw("bars_plain", 276.1);
    const struct theme *t = shipped_theme();
    static const double v[] = {1024, 1010, 1402, 1933};
    struct box b[8];
    (void)state;
    assert_int_equal(rects(&d, t->field[3], NO_COLOUR - 1, b, 8), 4);
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(b[i].x0, b[3].x0);
        double expected = (double)(b[3].x1 - b[3].x0) * v[i] / 1933;
        assert_true(fabs(b[i].x1 - b[i].x0 - expected) <= ROUNDING);
    }
    struct box axis = {b[0].x0, b[0].y0, b[0].x0, b[3].y1};
    assert_true(has_line(&d, t->ink, PT(0.75), axis));
    release(&d);
}

/* --- hidden values --- */

/* Whatever stands in the value of a hidden point, the drawing is the same. */
static void test_hidden_leave_no_trace(void **state)
{
    (void)state;
    for (size_t i = 0; i < gallery_samples(); i++) {
        const struct theme *t = shipped_theme();
        char *dump[2];
        for (int k = 0; k < 2; k++) {
            struct drawing d = draw(gallery_sample(i)->name, gallery_sample(i)->least + 0.8);
            for (size_t s = 0; s < d.chart->n_series; s++) {
                for (size_t p = 0; p < d.chart->series[s].n_points; p++) {
                    struct chart_point *q = &d.chart->series[s].points[p];
                    if (!sign_counts(q->sign))
                        q->value = k == 0 ? 3 : 1e9;
                }
            }
            struct pages *pages = pages_new();
            uint32_t page = pages_add(pages, t->page_w, t->page_h, "1");
            uint32_t figure = pages_element(pages, TAG_FIGURE, 1);
            struct chart_canvas at = {pages, page, figure, &metrics, t, d.arena, X, Y, d.w, d.h,
                                      NULL, NULL};
            chart_draw(d.chart, &at);
            dump[k] = pages_dump(pages);
            pages_free(pages);
            release(&d);
        }
        assert_string_equal(dump[0], dump[1]);
        free(dump[0]);
        free(dump[1]);
    }
}

/* --- lines --- */

struct stretches {
    const struct page_path *solid[8], *gap[8];
    mpt breaks[8];
    size_t n_solid, n_gap, n_breaks;
};

static struct stretches stretches_of(const struct drawing *d, uint32_t rgb)
{
    struct stretches s = {0};
    const struct theme *t = shipped_theme();
    for (size_t i = 0; i < d->page->n_ops; i++) {
        const struct page_path *p = path_at(d, i);
        if (p == NULL || p->fill != NO_COLOUR)
            continue;
        if (p->stroke == rgb && p->line_width == PT(1.6) && p->dash_on == 0)
            s.solid[s.n_solid++] = p;
        else if (p->stroke == rgb && p->dash_on == PT(3) && p->dash_off == PT(3))
            s.gap[s.n_gap++] = p;
        else if (p->stroke == t->mark && p->dash_on == PT(2))
            s.breaks[s.n_breaks++] = p->points[0];
    }
    return s;
}

static bool same_point(const mpt *a, const mpt *b)
{
    return a[0] == b[0] && a[1] == b[1];
}

/* 2008-2010 | 2011-2015, then 2020 and 2022 after years without figures | 2024. */
static void test_line_stops_at_breaks(void **state)
{
    struct drawing d = draw("line_census", 317.3);
    struct stretches s = stretches_of(&d, shipped_theme()->brand);
    (void)state;
    assert_int_equal(s.n_solid, 2);
    assert_int_equal(s.n_gap, 2);
    assert_int_equal(s.n_breaks, 2);
    assert_int_equal(s.solid[0]->n_points, 3);
    assert_int_equal(s.solid[1]->n_points, 5);
    assert_true(s.solid[0]->points[4] < s.breaks[0] && s.breaks[0] < s.solid[1]->points[0]);
    assert_true(same_point(&s.solid[1]->points[8], &s.gap[0]->points[0]));
    assert_true(same_point(&s.gap[0]->points[2], &s.gap[1]->points[0]));
    assert_true(s.gap[1]->points[2] < s.breaks[1]); /* nothing leads to 2024 */
    const mpt *first = s.solid[0]->points, *second = s.solid[1]->points;
    double year = (second[8] - second[0]) / 4.0; /* positions by the year, breaks between */
    assert_true(fabs(second[0] - first[0] - 3 * year) <= 2);
    assert_true(fabs(s.breaks[0] - first[0] - 2.5 * year) <= 2);
    assert_true(fabs(s.gap[1]->points[2] - second[0] - 11 * year) <= 4);
    double unit = (second[1] - second[9]) / (40535.0 - 39295.0);
    assert_true(fabs(second[1] - s.gap[1]->points[3] - unit * (41403 - 39295)) <= 4);
    assert_non_null(find_text(&d, "Zensus 2011"));
    assert_non_null(find_text(&d, "Zensus 2022"));
    release(&d);
}

/* Every second year is no gap; a hidden year is one. */
static void test_line_biennial(void **state)
{
    struct drawing d = draw("line_biennial", 481.9);
    const struct theme *t = shipped_theme();
    struct stretches s = stretches_of(&d, t->field[3]);
    (void)state;
    assert_int_equal(s.n_solid, 2);
    assert_int_equal(s.n_gap, 0);
    assert_int_equal(s.solid[0]->n_points, 9);
    assert_int_equal(s.solid[1]->n_points, 3);
    s = stretches_of(&d, t->ink); /* the district's line has a hidden year */
    assert_int_equal(s.n_gap, 1);
    release(&d);
}

static void test_line_single(void **state)
{
    struct drawing d = draw("line_single", 234.9);
    struct stretches s = stretches_of(&d, shipped_theme()->field[3]);
    (void)state;
    assert_int_equal(s.n_solid + s.n_gap, 0);
    assert_non_null(find_text(&d, "nur ein Jahr"));
    assert_non_null(find_text(&d, "17,0"));
    assert_non_null(find_text(&d, "%"));
    release(&d);
}

/* A compact tile: no years, its strip as much higher up as it is lower; no line of one year. */
static void test_tile_compact(void **state)
{
    const struct theme *t = shipped_theme();
    (void)state;
    for (int years = 1; years <= 2; years++) {
        size_t lines[2] = {0, 0};
        mpt caption[2], height[2];
        for (int compact = 0; compact < 2; compact++) {
            struct arena *a = arena_new();
            struct chart *c = gallery_find("tile_plain")->make(a);
            c->compact = compact == 1;
            c->series[0].n_points = (size_t)years;
            height[compact] = chart_height(c, PT(111), &metrics, t);
            struct drawing d = draw_chart(c, a, 111);
            assert_int_equal(find_text(&d, "2008–2015") != NULL, !compact);
            caption[compact] = find_text(&d, "Rang 21 von 44")->y;
            for (size_t i = 0; i < d.page->n_ops; i++)
                lines[compact] += path_at(&d, i) != NULL;
            release(&d);
        }
        assert_int_equal(height[0] - height[1], PT(14));
        assert_int_equal(caption[0] - caption[1], PT(14));
        assert_int_equal(lines[0] - lines[1], years == 1); /* its dot */
    }
}

static void test_axis_start_is_named(void **state)
{
    struct drawing d = draw("line_census", 481.9);
    (void)state;
    assert_non_null(find_text(&d, "Personen (Achse ab 39\u202f000)"));
    release(&d);
    d = draw("line_two", 481.9);
    assert_non_null(find_text(&d, "0"));
    release(&d);
}

static void test_far_breaks(void **state)
{
    struct drawing d = draw("line_far_breaks", 317.3);
    struct stretches s = stretches_of(&d, shipped_theme()->field[3]);
    (void)state;
    assert_int_equal(s.n_breaks, 0);
    assert_null(find_text(&d, "Zensus 2022"));
    release(&d);
}

/* --- ranking --- */

static void test_ranking_order(void **state)
{
    struct drawing d = draw("ranking_all", 234.9);
    const struct chart_series *s = &d.chart->series[0];
    mpt last = 0;
    size_t row = 0, ranks = 0;
    (void)state;
    for (size_t i = 0; i < d.page->n_ops; i++) {
        const struct page_text *t = text_at(&d, i);
        if (t == NULL || t->size != PT(8.5))
            continue;
        if (t->x + t->width < X + d.w) { /* a name */
            assert_true(t->y > last);
            last = t->y;
            assert_int_equal(strncmp(t->text, s->points[row].label, 5), 0);
        } else {
            assert_int_equal(t->y, last);
            assert_string_equal(t->text, s->points[row++].text);
        }
    }
    assert_int_equal(row, 44);
    for (int i = 1; i <= 44; i++) {
        char rank[16];
        snprintf(rank, sizeof rank, "%d", i);
        ranks += find_text(&d, rank) != NULL;
    }
    assert_int_equal(ranks, 41); /* hidden ones have none */
    release(&d);
}

static void test_ranking_measures(void **state)
{
    struct drawing d = draw("ranking_all", 317.3);
    const struct theme *t = shipped_theme();
    struct box b[44];
    (void)state;
    size_t n = rects(&d, t->field[3], t->field_mid[3], b, 44);
    const struct chart_series *s = &d.chart->series[0];
    size_t k = 0;
    for (size_t i = 0; i < 41; i++) {
        if (s->points[i].marks & SIGN_LIMITED)
            continue;
        double expected = (double)(b[0].x1 - b[0].x0) * s->points[i].value / 14.8;
        assert_true(fabs(b[k].x1 - b[k].x0 - expected) <= ROUNDING);
        k++;
    }
    assert_int_equal(n, k);
    mpt district = b[0].x0 + (mpt)lround((b[0].x1 - b[0].x0) * 8.9 / 14.8);
    struct box line = {district + 1, b[0].y0, district - 1, b[k - 1].y1};
    assert_true(has_line(&d, t->ink, PT(1.1), line));
    release(&d);
}

/* --- pyramid --- */

/* Area of a bar by persons per 1,000 inhabitants in the class (value times years). */
static void test_pyramid_areas(void **state)
{
    struct drawing d = draw("pyramid_plain", 276.1);
    struct box b[40];
    double least = 1e300, most = 0;
    (void)state;
    assert_int_equal(rects(&d, shipped_theme()->field_mid[0], NO_COLOUR - 1, b, 40), 34);
    for (size_t i = 0; i < 34; i++) {
        const struct chart_point *p = &d.chart->series[i / 17].points[i % 17];
        double area = (double)(b[i].x1 - b[i].x0) * (b[i].y1 - b[i].y0);
        double unit = area / (p->value * (p->x1 - p->x0));
        least = unit < least ? unit : least;
        most = unit > most ? unit : most;
        assert_true(i < 17 ? b[i].x1 == b[0].x1 : b[i].x0 == b[17].x0);
    }
    assert_true(most / least < 1.0005); /* 1 mpt at the smallest side */
    assert_true(b[0].x1 < b[17].x0);
    release(&d);
}

/* --- strips, sparklines, spine --- */

static void test_strip_log(void **state)
{
    struct drawing d = draw("tile_log", 111.5);
    const struct theme *t = shipped_theme();
    struct box b[44];
    (void)state;
    assert_int_equal(rects(&d, t->mark, NO_COLOUR - 1, b, 44), 43);
    mpt step = b[1].x0 - b[0].x0; /* equal ratios, equal steps */
    for (size_t i = 1; i < 30; i++)
        assert_true(abs(b[i].x0 - b[i - 1].x0 - step) <= 2);
    release(&d);
}

static void test_spark_gaps(void **state)
{
    struct drawing d = draw("spark_plain", 50);
    size_t lines = 0, points = 0;
    (void)state;
    for (size_t i = 0; i < d.page->n_ops; i++) {
        const struct page_path *p = path_at(&d, i);
        if (p != NULL && p->fill == NO_COLOUR) {
            lines++;
            points += p->n_points;
        }
    }
    assert_int_equal(lines, 2); /* 5 6 4 | hidden | 8 alone | absent | 9 7 */
    assert_int_equal(points, 5);
    release(&d);
}

static void test_spine_middle(void **state)
{
    struct drawing d = draw("spine_plain", 317.3);
    const struct theme *t = shipped_theme();
    (void)state;
    mpt middle = 0;
    for (size_t i = 0; i < d.page->n_ops; i++) {
        const struct page_path *p = path_at(&d, i);
        if (p != NULL && p->stroke == t->ink && p->line_width == PT(1.1))
            middle = p->points[0];
    }
    assert_true(middle > 0);
    struct box b[16];
    size_t n = rects(&d, t->range, NO_COLOUR - 1, b, 16);
    assert_int_equal(n, 6);          /* 5 rows with a spread, 1 in the key */
    for (size_t i = 0; i < 5; i++) { /* quartiles 7 % below, 10 % above the district */
        double ratio = (double)(middle - b[i].x0) / (b[i].x1 - middle);
        assert_true(fabs(ratio - 0.7) < 0.01);
    }
    release(&d);
}

/* --- all kinds: texts --- */

static void test_texts_keep_apart(void **state)
{
    static const double widths[] = {50, 64.2, 111.5, 193.8, 234.9, 276.1, 317.3, 481.9};
    (void)state;
    for (size_t i = 0; i < gallery_samples(); i++) {
        for (size_t k = 0; k < sizeof widths / sizeof *widths; k++) {
            bool small = gallery_sample(i)->least < 100 && widths[k] > 100;
            if (widths[k] < gallery_sample(i)->least || small)
                continue;
            struct drawing d = draw(gallery_sample(i)->name, widths[k]);
            assert_true(d.page->n_ops > 0);
            check_texts(&d, gallery_sample(i)->name);
            check_paths(&d, gallery_sample(i)->name);
            release(&d);
        }
    }
}

static void test_44_rows_fit_a_page(void **state)
{
    struct drawing d = draw("ranking_all", 234.9);
    (void)state;
    assert_true(d.h < PT(640));
    release(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_columns_measure),
        cmocka_unit_test(test_columns_hidden),
        cmocka_unit_test(test_bars_measure),
        cmocka_unit_test(test_hidden_leave_no_trace),
        cmocka_unit_test(test_line_stops_at_breaks),
        cmocka_unit_test(test_line_biennial),
        cmocka_unit_test(test_line_single),
        cmocka_unit_test(test_tile_compact),
        cmocka_unit_test(test_axis_start_is_named),
        cmocka_unit_test(test_far_breaks),
        cmocka_unit_test(test_ranking_order),
        cmocka_unit_test(test_ranking_measures),
        cmocka_unit_test(test_pyramid_areas),
        cmocka_unit_test(test_strip_log),
        cmocka_unit_test(test_spark_gaps),
        cmocka_unit_test(test_spine_middle),
        cmocka_unit_test(test_texts_keep_apart),
        cmocka_unit_test(test_44_rows_fit_a_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
