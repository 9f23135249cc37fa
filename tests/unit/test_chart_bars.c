/* Bars, rankings and pyramids, read back from the display list: every length against the
 * value it stands for, to 1/1000 pt, in all samples; areas of pyramids. */
#include <setjmp.h>
#include <math.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "unit/bars_bench.h"

/* --- bars and rankings --- */

/* Stubs of what is hidden are all alike, so that none tells of its value. */
static void expect_bar(struct filled *f, const char *name, const struct chart_point *p, mpt zero,
                       double unit)
{
    if (is_known(p)) {
        expect_part(f, name, zero, unit, 0, p->value, p->marks & SIGN_LIMITED);
        return;
    }
    assert_true(f->at < f->n);
    assert_int_equal(f->box[f->at].x1 - f->box[f->at].x0, PT(22));
    assert_true(f->box[f->at].x0 == zero || f->box[f->at].x1 == zero);
    expect_hatched(f);
}

static double unit_of(const struct chart *c, const struct filled *f, mpt zero)
{
    double most = 0;
    mpt longest = 0;
    for (size_t i = 0; i < c->n_series; i++)
        for (size_t k = 0; k < c->series[i].n_points; k++)
            if (is_known(&c->series[i].points[k]))
                most = fmax(most, fabs(c->series[i].points[k].value));
    for (size_t i = 0; i < f->n; i++) {
        mpt far = f->box[i].x0 < zero ? zero - f->box[i].x0 : f->box[i].x1 - zero;
        longest = !f->hatched[i] && far > longest ? far : longest;
    }
    return most > 0 ? longest / most : 0;
}

static const struct chart_point *labelled(const struct chart_series *s, size_t row,
                                          const char *label)
{
    if (row < s->n_points && strcmp(s->points[row].label, label) == 0)
        return &s->points[row];
    for (size_t k = 0; k < s->n_points; k++)
        if (strcmp(s->points[k].label, label) == 0)
            return &s->points[k];
    return NULL;
}

/* The first series of each sample has all labels. */
static void check_bars(struct drawing *d, const char *name)
{
    const struct chart *c = d->chart;
    struct box zero = zero_line(d);
    static struct filled f;
    read_filled(d, zero.y0, &f);
    double unit = unit_of(c, &f, zero.x0);
    for (size_t k = 0; k < c->series[0].n_points; k++) {
        for (size_t i = 0; i < c->n_series; i++) {
            const struct chart_point *p =
                labelled(&c->series[i], k, c->series[0].points[k].label);
            if (p != NULL)
                expect_bar(&f, name, p, zero.x0, unit);
        }
    }
    assert_int_equal(f.at, f.n);
}

static void test_bars_measure(void **state)
{
    (void)state;
    each_sample(CHART_BARS, check_bars);
}

static void check_ranking(struct drawing *d, const char *name)
{
    const struct chart_series *s = &d->chart->series[0];
    static struct filled f;
    read_filled(d, Y, &f);
    mpt zero = f.box[0].x0;
    for (size_t k = 0; k < s->n_points; k++) /* all bars begin there or end */
        zero = is_known(&s->points[k]) && s->points[k].value < 0 ? zero_line(d).x0 : zero;
    double unit = unit_of(d->chart, &f, zero);
    for (size_t k = 0; k < s->n_points; k++)
        expect_bar(&f, name, &s->points[k], zero, unit);
    assert_int_equal(f.at, f.n);
}

static void test_rankings_measure(void **state)
{
    (void)state;
    each_sample(CHART_RANKING, check_ranking);
}

static void test_several_highlighted(void **state)
{
    struct drawing d = draw("ranking_ties", 276.1);
    const struct theme *t = shipped_theme();
    struct box b[8];
    (void)state;
    assert_int_equal(rects(&d, t->field[3], NO_COLOUR - 1, b, 8), 2); /* the third is hidden */
    assert_int_equal(rects(&d, t->field_mid[3], NO_COLOUR - 1, b, 8), 4);
    for (size_t i = 0; i < 7; i++) {
        const struct chart_point *p = &d.chart->series[0].points[i];
        enum face face = find_text(&d, p->label)->face;
        assert_int_equal(face, p->emphasis ? FACE_BOLD : FACE_REGULAR);
    }
    release(&d);
}

/* No two series of a chart look the same. */
static void test_series_differ(void **state)
{
    static const char *const samples[] = {"bars_sexes", "bars_three", "bars_four"};
    (void)state;
    for (size_t s = 0; s < 3; s++) {
        struct drawing d = draw(samples[s], 276.1);
        static struct filled f;
        read_filled(&d, Y, &f);
        for (size_t i = 0; i < d.chart->n_series; i++) /* marks of the key come first */
            for (size_t k = 0; k < i; k++)
                assert_true(f.fill[i] != f.fill[k]);
        release(&d);
    }
}

/* Nor in grey print: of two colours one has half as much light again at least. Contrast by
 * WCAG 2.1, which weighs the colours as the eye does. */
static void test_series_differ_in_grey(void **state)
{
    static const char *const samples[] = {"bars_sexes", "bars_three", "bars_four"};
    static const double least[] = {1.5, 1.5, 1.2}; /* four between white and black */
    (void)state;
    for (size_t s = 0; s < 3; s++) {
        for (int field = 0; field < 6; field++) {
            struct drawing d = draw(samples[s], 276.1);
            static struct filled f;
            d.chart->field = field;
            draw_again(&d, 0);
            read_filled(&d, Y, &f);
            for (size_t i = 0; i < d.chart->n_series; i++)
                for (size_t k = 0; k < i; k++)
                    if (theme_contrast(f.fill[i], f.fill[k]) < least[s])
                        fail_msg("%s, field %d: series %zu and %zu, %.2f", samples[s], field, k, i,
                                 theme_contrast(f.fill[i], f.fill[k]));
            release(&d);
        }
    }
}

/* A district and what it is compared with, whatever that is called. */
static void test_others_differ_in_grey(void **state)
{
    (void)state;
    for (int field = 0; field < 6; field++) {
        struct drawing d = draw("bars_sexes", 276.1);
        static struct filled f;
        d.chart->field = field;
        d.chart->series[0].role = ROLE_PLACE;
        d.chart->series[1].role = ROLE_OTHERS;
        draw_again(&d, 0);
        read_filled(&d, Y, &f);
        assert_true(theme_contrast(f.fill[0], f.fill[1]) >= 2);
        release(&d);
    }
}

/* --- pyramids --- */

/* Areas are persons: one unit of area per person in the whole pyramid. */
static void check_areas(struct drawing *d, const char *name)
{
    const struct chart *c = d->chart;
    static struct filled f;
    double persons = 0, area = 0;
    read_filled(d, Y + PT(16), &f);
    for (size_t i = 0; i < f.n; i++)
        area += f.hatched[i] ? 0
                             : (double)(f.box[i].x1 - f.box[i].x0) * (f.box[i].y1 - f.box[i].y0);
    for (size_t i = 0; i < c->n_series; i++)
        for (size_t k = 0; c->series[i].role == ROLE_PLACE && k < c->series[i].n_points; k++) {
            const struct chart_point *p = &c->series[i].points[k];
            persons += is_known(p) ? p->value * (p->x1 - p->x0) : 0;
        }
    for (size_t i = 0; i < c->n_series; i++) {
        for (size_t k = 0; c->series[i].role == ROLE_PLACE && k < c->series[i].n_points; k++) {
            const struct chart_point *p = &c->series[i].points[k];
            assert_true(f.at < f.n);
            struct box b = f.box[f.at];
            assert_int_equal(f.hatched[f.at++], !is_known(p));
            if (!is_known(p))
                continue;
            double w = b.x1 - b.x0, h = b.y1 - b.y0; /* each side is rounded */
            double expected = p->value * (p->x1 - p->x0) * area / persons;
            if (fabs(w * h - expected) > 2 * (w + h) + 1e-4 * expected)
                fail_msg("%s: area %.0f where %.0f stands for the persons", name, w * h, expected);
        }
    }
    assert_int_equal(f.at, f.n);
}

static void test_pyramids_areas(void **state)
{
    (void)state;
    each_sample(CHART_PYRAMID, check_areas);
}

/* Outlines have the same scale as the filled bars, so that both can be compared. */
static void test_outline_of_year(void **state)
{
    static const char *const samples[] = {"pyramid_years", "pyramid_single_years"};
    (void)state;
    for (size_t s = 0; s < 2; s++) {
        struct drawing d = draw(samples[s], 481.9);
        const struct theme *t = shipped_theme();
        static struct filled f;
        read_filled(&d, Y + PT(16), &f);
        const struct chart_point *own = &d.chart->series[0].points[5];
        double unit = (f.box[5].x1 - f.box[5].x0) / own->value;
        mpt zero[2] = {f.box[5].x1, f.box[f.n - 1].x0};
        size_t side = 0;
        for (size_t i = 0; i < d.page->n_ops; i++) {
            const struct page_path *p = path_at(&d, i);
            if (p == NULL || p->stroke != t->field[d.chart->field] || p->dash_on == 0 ||
                p->n_points < 10)
                continue;
            const struct chart_series *year = &d.chart->series[2 + side];
            assert_int_equal(p->n_points, 2 * year->n_points);
            for (size_t k = 0; k < year->n_points; k++) {
                mpt length = abs(p->points[4 * k] - zero[side]);
                double slack = 1 + year->points[k].value / own->value; /* unit is read back */
                assert_true(fabs(length - year->points[k].value * unit) <= slack);
                assert_int_equal(p->points[4 * k], p->points[4 * k + 2]);
            }
            side++;
        }
        assert_int_equal(side, 2);
        assert_non_null(find_text(&d, d.chart->series[2].name));
        release(&d);
    }
}

/* No age stands where the open class is, which has none. */
static void test_open_class(void **state)
{
    struct drawing d = draw("pyramid_plain", 276.1);
    (void)state;
    assert_non_null(find_text(&d, "75+"));
    assert_non_null(find_text(&d, "70"));
    assert_null(find_text(&d, "80"));
    assert_null(find_text(&d, "90"));
    release(&d);
    d = draw("pyramid_single_years", 276.1);
    assert_non_null(find_text(&d, "100+"));
    assert_null(find_text(&d, "100"));
    release(&d);
}

/* --- pages without room, what cannot be drawn --- */

static void test_44_share_a_low_page(void **state)
{
    static const char *const samples[] = {"stack_places", "diverging_places", "ranking_all"};
    (void)state;
    for (size_t s = 0; s < 3; s++) {
        for (size_t k = 0; k < WIDTHS; k++) {
            struct drawing d = draw(samples[s], widths[k]);
            assert_true(d.h < PT(660));
            draw_again(&d, PT(480));
            check_texts(&d, samples[s]);
            check_paths(&d, samples[s]);
            release(&d);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bars_measure),
        cmocka_unit_test(test_rankings_measure),
        cmocka_unit_test(test_several_highlighted),
        cmocka_unit_test(test_series_differ),
        cmocka_unit_test(test_series_differ_in_grey),
        cmocka_unit_test(test_others_differ_in_grey),
        cmocka_unit_test(test_pyramids_areas),
        cmocka_unit_test(test_outline_of_year),
        cmocka_unit_test(test_open_class),
        cmocka_unit_test(test_44_share_a_low_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
