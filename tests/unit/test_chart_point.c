/* Scatter plots, slopes and funnels read back from the display list: points lie where the
 * values say, hidden places leave no point, labels cover neither points nor each other. */
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

/* --- labels: the tools --- */

/* R 4.2.2: isoreg(y - 10 * 0:5)$yf + 10 * 0:5, with pmax and pmin for the ends. */
static void labels_are_spread_as_little_as_possible(void **state)
{
    static const mpt given[6] = {10, 11, 12, 40, 90, 91};
    static const mpt free_ends[6] = {1, 11, 21, 40, 86, 96}; /* z: 1 1 1 10 45.5 45.5 */
    static const mpt bounded[6] = {5, 15, 25, 40, 80, 90};
    struct arena *a = arena_new();
    struct chart_canvas c = {.scratch = a};
    mpt y[6];
    (void)state;
    memcpy(y, given, sizeof y);
    labels_spread(&c, y, 6, 10, -100, 200);
    for (int i = 0; i < 6; i++)
        assert_in_range(y[i], free_ends[i] - 1, free_ends[i] + 1);
    memcpy(y, given, sizeof y);
    labels_spread(&c, y, 6, 10, 5, 90);
    assert_memory_equal(y, bounded, sizeof y);
    arena_free(a);
}

static struct frame box_of(const struct chart_canvas *c, const struct point_label *l)
{
    return label_box_of(c, l->look, l->left, l->baseline, l->text);
}

/* Any points: what is placed covers nothing, and what may be led to is placed. */
static void labels_keep_clear(void **state)
{
    uint32_t seed = 7;
    (void)state;
    for (int round = 0; round < 40; round++) {
        struct arena *a = arena_new();
        struct chart_canvas c = {.metrics = &metrics, .theme = shipped_theme(), .scratch = a};
        struct point_label l[40];
        struct frame dots[40];
        size_t placed = 0;
        for (size_t i = 0; i < 40; i++) {
            seed = seed * 1664525u + 1013904223u;
            mpt x = (mpt)(seed >> 16) % 300000, y = (mpt)(seed >> 8 & 0xFFFF) * 3;
            l[i] = (struct point_label){.x = x, .y = y, .r = PT(2.4), .text = "Wernau (Neckar)",
                                        .look = look_axis(c.theme), .reach = i < 2 ? PT(60) : 0,
                                        .must = true};
            dots[i] = (struct frame){x - PT(2.4), y - PT(2.4), x + PT(2.4), y + PT(2.4)};
        }
        struct label_field f = {{0, -PT(20), PT(320), PT(220)}, dots, 40, NULL, 0};
        labels_place(&c, &f, l, 40);
        for (size_t i = 0; i < 40; i++) {
            placed += l[i].placed;
            assert_true(l[i].placed || i >= 2);
            for (size_t k = 0; l[i].placed && k < 40; k++) {
                assert_false(boxes_meet(box_of(&c, &l[i]), dots[k]));
                assert_false(k < i && l[k].placed &&
                             boxes_meet(box_of(&c, &l[i]), box_of(&c, &l[k])));
            }
        }
        assert_true(placed > 12);
        arena_free(a);
    }
}

/* Between walls the second label has only the right side of its point, where the first one
 * stands; that one can go to the left. */
static void a_label_may_be_pushed(void **state)
{
    struct arena *a = arena_new();
    struct chart_canvas c = {.metrics = &metrics, .theme = shipped_theme(), .scratch = a};
    struct text_look look = look_axis(c.theme);
    mpt w = chart_text_width(&metrics, look, "Owen");
    struct point_label l[2] = {{.x = PT(100), .y = PT(50), .r = PT(2), .text = "Owen",
                                .look = look},
                               {.x = PT(108) + w, .y = PT(50), .r = PT(2), .text = "Owen",
                                .look = look}};
    struct frame walls[] = {{PT(98), PT(48), PT(102), PT(52)},
                                {PT(106) + w, PT(48), PT(110) + w, PT(52)},
                                {PT(0), PT(30), PT(300), PT(45)}, {PT(0), PT(55), PT(300), PT(70)},
                                {PT(112) + w, PT(40), PT(300), PT(60)}};
    struct label_field f = {{0, 0, PT(300), PT(100)}, walls, 5, NULL, 0};
    (void)state;
    labels_place(&c, &f, l, 1);
    assert_true(l[0].left > l[0].x); /* alone it stands on its better side */
    labels_place(&c, &f, l, 2);
    assert_true(l[0].placed && l[1].placed);
    assert_true(l[0].left < l[0].x);
    assert_true(l[1].left < l[1].x && l[1].left > l[0].x);
    arena_free(a);
}

/* --- what is drawn --- */

static bool is_dot(const struct page_path *p)
{
    return p != NULL && p->n_verbs == 6 && p->verbs[1] == PATH_CURVE;
}

struct dots {
    struct {
        mpt x, y, r;
        uint32_t fill, stroke;
    } at[120];
    size_t n;
};

static struct dots dots_of(const struct drawing *d)
{
    struct dots s = {.n = 0};
    for (size_t i = 0; i < d->page->n_ops; i++) {
        const struct page_path *p = path_at(d, i);
        if (!is_dot(p))
            continue;
        struct box b = path_box(p);
        assert_true(s.n < 120);
        s.at[s.n].x = (b.x0 + b.x1) / 2;
        s.at[s.n].y = (b.y0 + b.y1) / 2;
        s.at[s.n].r = (b.x1 - b.x0) / 2;
        s.at[s.n].fill = p->fill;
        s.at[s.n++].stroke = p->stroke;
    }
    return s;
}

static bool has_dot(const struct dots *s, mpt x, mpt y)
{
    for (size_t i = 0; i < s->n; i++) {
        if (abs(s->at[i].x - x) <= 3 && abs(s->at[i].y - y) <= 3)
            return true;
    }
    return false;
}

static mpt middle(const struct page_text *t)
{
    return t->x + t->width / 2;
}

static mpt capitals(const struct page_text *t)
{
    return t->y - t->size * 36 / 100;
}

/* From two numbers of an axis. */
struct ruler {
    double v0, v1;
    mpt p0, p1;
};

static mpt ruled(struct ruler r, double v)
{
    return r.p0 + (mpt)lround((v - r.v0) / (r.v1 - r.v0) * (double)(r.p1 - r.p0));
}

static const struct page_text *text_of(const struct drawing *d, const char *text)
{
    const struct page_text *t = find_text(d, text);
    if (t == NULL)
        fail_msg("'%s' is not drawn", text);
    return t;
}

static struct ruler across(const struct drawing *d, const char *a, double va, const char *b,
                           double vb)
{
    return (struct ruler){va, vb, middle(text_of(d, a)), middle(text_of(d, b))};
}

static struct ruler upwards(const struct drawing *d, const char *a, double va, const char *b,
                            double vb)
{
    return (struct ruler){va, vb, capitals(text_of(d, a)), capitals(text_of(d, b))};
}

static bool both_shown(const struct chart *c, size_t i)
{
    return sign_counts(c->series[0].points[i].sign) && sign_counts(c->series[1].points[i].sign);
}

static void scatter_points_lie_at_their_values(void **state)
{
    struct drawing d = draw("scatter_against", 481.9);
    struct ruler x = across(&d, "15,0", 15, "25,0", 25);
    struct ruler y = upwards(&d, "2,0", 2, "4,0", 4);
    struct dots dots = dots_of(&d);
    const struct theme *t = shipped_theme();
    size_t shown = 0;
    (void)state;
    for (size_t i = 0; i < 44; i++) {
        if (!both_shown(d.chart, i))
            continue;
        shown++;
        assert_true(has_dot(&dots, ruled(x, d.chart->series[0].points[i].value),
                            ruled(y, d.chart->series[1].points[i].value)));
    }
    assert_int_equal(shown, 41);
    assert_int_equal(dots.n, 41); /* three places are not shown */
    assert_non_null(find_text(&d, "Nicht gezeigt: 3 Gemeinden (Altdorf, Ohmden, Owen)"));
    assert_null(find_text(&d, "Owen"));
    assert_int_equal(dots.at[40].fill, t->field[3]); /* the highlighted one on top */
    assert_int_equal(text_of(&d, "Nürtingen")->face, FACE_BOLD);
    mpt kx = ruled(x, 20.3), ky = ruled(y, 3.0);
    assert_true(has_line(&d, t->ink, PT(1.1), (struct box){kx + 2, ky + 2, kx - 2, ky - 2}));
    release(&d);
}

/* Each name of a quadrant lies in it, outside of all values. */
static void quadrants_are_named(void **state)
{
    struct drawing d = draw("scatter_change", 481.9);
    struct ruler x = across(&d, "−3", -3, "+6", 6);
    struct ruler y = upwards(&d, "6", 6, "12", 12);
    mpt kx = ruled(x, 0.9), ky = ruled(y, 9.5);
    (void)state;
    for (int i = 0; i < 4; i++) {
        const struct page_text *t = text_of(&d, d.chart->quadrants[i]);
        assert_true(i % 2 == 0 ? t->x + t->width < kx : t->x > kx);
        assert_true(i < 2 ? t->y < ruled(y, 12.8) : t->y - t->size > ruled(y, 5.9));
        assert_true(i < 2 ? t->y < ky : t->y > ky);
    }
    assert_non_null(find_text(&d, "Veränderung 2012–2015, je 1\xE2\x80\xAF" "000"));
    assert_non_null(find_text(&d, "Hohle Punkte: eingeschränkte Aussagekraft"));
    struct dots dots = dots_of(&d);
    size_t hollow = 0;
    for (size_t i = 0; i < dots.n; i++)
        hollow += dots.at[i].fill == 0xFFFFFF;
    assert_int_equal(hollow, 1);
    release(&d);
}

/* A quadrant that is too narrow has none: "gesunken" has as many bytes as "gesun…". */
static void quadrants_have_whole_names(void **state)
{
    struct drawing d = draw("scatter_cluster", 481.9);
    (void)state;
    assert_null(find_text(&d, "höher,"));
    assert_null(find_text(&d, "gesun…"));
    text_of(&d, "höher, gestiegen");
    release(&d);
}

/* 0.2 alone: half a unit to either side would reach below 0. */
static void axes_stop_at_zero(void **state)
{
    struct drawing d = draw("scatter_single", 481.9);
    (void)state;
    assert_null(find_text(&d, "−0,2"));
    text_of(&d, "0,0");
    text_of(&d, "0,6");
    release(&d);
}

/* Highlighted places and extremes are named even where all lie at one spot. */
static void the_important_are_named(void **state)
{
    static const double widths[] = {193.8, 276.1, 481.9};
    (void)state;
    for (size_t i = 0; i < 3; i++) {
        struct drawing d = draw("scatter_cluster", widths[i]);
        text_of(&d, "Nürtingen");
        text_of(&d, "Aichtal");
        text_of(&d, "Weilheim an der Teck");
        release(&d);
        d = draw("scatter_against", widths[i]);
        text_of(&d, "Nürtingen");
        text_of(&d, "Aichwald");
        text_of(&d, "Plochingen");
        release(&d);
    }
}

/* Neither labels nor any other text of the kinds covers a point or a part of one. */
static void texts_cover_no_point(void **state)
{
    static const double widths[] = {193.8, 234.9, 276.1, 317.3, 481.9};
    (void)state;
    for (size_t i = 0; i < gallery_samples(); i++) {
        const struct gallery_sample *s = gallery_sample(i);
        if (s->kind != CHART_SCATTER && s->kind != CHART_FUNNEL && s->kind != CHART_SLOPE)
            continue;
        for (size_t k = 0; k < 5; k++) {
            struct drawing d = draw(s->name, widths[k]);
            struct dots dots = dots_of(&d);
            for (size_t n = 0; n < d.page->n_ops; n++) {
                const struct page_text *t = text_at(&d, n);
                struct box b = t != NULL ? text_box(t) : (struct box){0, 0, 0, 0};
                for (size_t m = 0; t != NULL && m < dots.n; m++) {
                    mpt r = dots.at[m].r;
                    if (dots.at[m].x + r > b.x0 && dots.at[m].x - r < b.x1 &&
                        dots.at[m].y + r > b.y0 && dots.at[m].y - r < b.y1)
                        fail_msg("%s at %.1f pt: '%s' covers a point", s->name, widths[k],
                                 t->text);
                }
            }
            release(&d);
        }
    }
}

/* --- slopes --- */

static const struct page_path *step_of(const struct drawing *d, uint32_t rgb, mpt width)
{
    for (size_t i = 0; i < d->page->n_ops; i++) {
        const struct page_path *p = path_at(d, i);
        if (p != NULL && p->stroke == rgb && p->line_width == width && p->n_points == 2 &&
            p->points[0] < p->points[2])
            return p;
    }
    fail_msg("no such line");
    return NULL;
}

/* Births: 3.8 is the lowest, 12.8 the highest value of both years. */
static void slopes_join_their_values(void **state)
{
    struct drawing d = draw("slope_all", 481.9);
    const struct theme *t = shipped_theme();
    const struct page_path *own = step_of(&d, t->field[3], PT(1.6));
    const struct page_path *district = step_of(&d, t->ink, PT(1.1));
    const mpt *p = own->points, *q = district->points;
    size_t thin = 0;
    (void)state;
    double unit = (double)(p[1] - p[3]) / (9.4 - 7.4); /* Nürtingen */
    assert_true(unit > 1000);
    assert_true(fabs((double)(q[1] - q[3]) - unit * (9.5 - 8.6)) <= 3); /* the district */
    assert_true(fabs((double)(p[1] - q[1]) - unit * (8.6 - 7.4)) <= 3);
    mpt lowest = p[1], highest = p[1];
    for (size_t i = 0; i < d.page->n_ops; i++) {
        const struct page_path *line = path_at(&d, i);
        if (line == NULL || line->stroke != t->mark || line->line_width != PT(0.6))
            continue;
        thin++;
        assert_true(line->points[0] == p[0] && line->points[2] == p[2]);
        for (int k = 1; k < 4; k += 2) {
            lowest = line->points[k] > lowest ? line->points[k] : lowest;
            highest = line->points[k] < highest ? line->points[k] : highest;
        }
    }
    assert_int_equal(thin, 43);
    assert_true(fabs((double)(lowest - highest) - unit * (12.8 - 3.8)) <= 10);
    text_of(&d, "Nürtingen\xE2\x80\x82" "7,4");
    text_of(&d, "9,4\xE2\x80\x82Nürtingen");
    text_of(&d, "9,5\xE2\x80\x82Kreis");
    text_of(&d, "12,8\xE2\x80\x82" "Erkenbrechtsweiler"); /* the extremes of each year */
    text_of(&d, "Holzmaden\xE2\x80\x82" "3,8");
    assert_null(find_text(&d, "10,4\xE2\x80\x82" "Esslingen am Neckar"));
    release(&d);
}

/* One of seven has no second value; labels stand in the order of the values. */
static void slopes_of_few_name_all(void **state)
{
    static const char *const right[] = {"10,4\xE2\x80\x82" "Esslingen am Neckar",
                                        "9,7\xE2\x80\x82" "Beuren", "9,5\xE2\x80\x82Kreis",
                                        "9,4\xE2\x80\x82Nürtingen",
                                        "9,1\xE2\x80\x82Reichenbach an der Fils",
                                        "8,8\xE2\x80\x82Kirchheim unter Teck"};
    struct drawing d = draw("slope_few", 276.1);
    mpt last = 0;
    (void)state;
    for (size_t i = 0; i < sizeof right / sizeof *right; i++) {
        const struct page_text *t = text_of(&d, right[i]);
        assert_true(t->y > last);
        last = t->y;
    }
    text_of(&d, "Nicht gezeigt: 1 Gemeinde (Neckartailfingen)");
    for (size_t i = 0; i < d.page->n_ops; i++) {
        const struct page_text *t = text_at(&d, i);
        assert_true(t == NULL || strstr(t->text, "Neckartailfingen") == NULL || t->text[0] == 'N');
    }
    release(&d);
}

/* --- funnels --- */

static void funnel_points_lie_by_the_logarithm(void **state)
{
    struct drawing d = draw("funnel_all", 481.9);
    struct ruler x = across(&d, "2\xE2\x80\xAF" "000", log10(2000), "50\xE2\x80\xAF" "000",
                            log10(50000));
    struct ruler y = upwards(&d, "2", 2, "4", 4);
    struct dots dots = dots_of(&d);
    const struct theme *t = shipped_theme();
    size_t shown = 0;
    (void)state;
    for (size_t i = 0; i < 44; i++) {
        const struct chart_point *p = &d.chart->series[0].points[i];
        if (!both_shown(d.chart, i))
            continue;
        shown++;
        mpt px = ruled(x, log10(d.chart->series[1].points[i].value)), py = ruled(y, p->value);
        assert_true(has_dot(&dots, px, py));
        for (size_t k = 0; k < dots.n; k++) {
            bool same = abs(dots.at[k].x - px) <= 3 && abs(dots.at[k].y - py) <= 3;
            assert_true(!same || (dots.at[k].fill == 0xFFFFFF) == !p->outside);
        }
        if (p->outside)
            text_of(&d, p->label);
        else if (!p->emphasis)
            assert_null(find_text(&d, p->label));
    }
    assert_int_equal(shown, 42);
    assert_int_equal(dots.n, 42 + 2); /* and the key */
    struct box district = {ruled(x, log10(2000)), ruled(y, 3) + 2, ruled(x, log10(50000)),
                           ruled(y, 3) - 2};
    assert_true(has_line(&d, t->ink, PT(1.1), district));
    release(&d);
}

/* 95 % is dashed; each curve is at its limit wherever that lies within the plot. */
static void curves_follow_the_limits(void **state)
{
    struct drawing d = draw("funnel_all", 317.3);
    struct ruler x = across(&d, "2\xE2\x80\xAF" "000", log10(2000), "20\xE2\x80\xAF" "000",
                            log10(20000));
    struct ruler y = upwards(&d, "2", 2, "4", 4);
    size_t solid = 0, dashed = 0, met = 0;
    (void)state;
    for (size_t i = 0; i < d.page->n_ops; i++) {
        const struct page_path *p = path_at(&d, i);
        if (p == NULL || p->n_points < 10 || p->fill != NO_COLOUR)
            continue;
        solid += p->dash_on == 0;
        dashed += p->dash_on != 0;
        for (size_t k = 0; k < d.chart->n_limits; k++) {
            const struct chart_limit *l = &d.chart->limits[k];
            const double v[] = {l->low998, l->high998, l->low95, l->high95};
            for (size_t n = 0; n < p->n_points; n++) {
                for (int m = p->dash_on == 0 ? 0 : 2; m < (p->dash_on == 0 ? 2 : 4); m++)
                    met += abs(p->points[2 * n] - ruled(x, log10(l->persons))) <= 4 &&
                           abs(p->points[2 * n + 1] - ruled(y, v[m])) <= 4;
            }
        }
    }
    assert_int_equal(solid, 2);
    assert_int_equal(dashed, 2);
    assert_true(met >= 4 * d.chart->n_limits - 8); /* but where the plot ends */
    release(&d);
}

static void funnels_of_like_sizes_are_linear(void **state)
{
    struct drawing d = draw("funnel_linear", 481.9);
    struct ruler x = across(&d, "5\xE2\x80\xAF" "000", 5000, "12\xE2\x80\xAF" "500", 12500);
    struct ruler y = upwards(&d, "2,0", 2, "4,0", 4);
    struct dots dots = dots_of(&d);
    (void)state;
    for (size_t i = 0; i < 12; i++)
        assert_true(has_dot(&dots, ruled(x, 3000 + 900 * (double)i),
                            ruled(y, 2 + 0.2 * (double)i)));
    assert_int_equal(dots.n, 12 + 2);
    release(&d);
}

/* Figures of several years together name all of them, at the axes and over the columns. */
static void test_periods(void **state)
{
    struct arena *a = arena_new(), *b = arena_new();
    struct chart *c = gallery_find("scatter_change")->make(a);
    (void)state;
    c->series[0].period = "2013 bis 2015";
    c->series[0].before = "2010 bis 2012";
    c->series[1].period = "2013 bis 2015";
    struct drawing d = draw_chart(c, a, 481.9);
    assert_non_null(find_text(&d, "Veränderung 2013 bis 2015 gegenüber 2010 bis 2012, je 1\xE2\x80"
                                  "\xAF" "000"));
    assert_non_null(find_text(&d, "Geburten je 1\xE2\x80\xAF" "000, 2013 bis 2015"));
    release(&d);
    c = gallery_find("slope_few")->make(b);
    c->series[1].period = "2014 bis 2016";
    d = draw_chart(c, b, 481.9);
    assert_non_null(find_text(&d, "2011"));
    assert_non_null(find_text(&d, "2014 bis 2016"));
    release(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_periods),
        cmocka_unit_test(labels_are_spread_as_little_as_possible),
        cmocka_unit_test(labels_keep_clear),
        cmocka_unit_test(a_label_may_be_pushed),
        cmocka_unit_test(scatter_points_lie_at_their_values),
        cmocka_unit_test(quadrants_are_named),
        cmocka_unit_test(quadrants_have_whole_names),
        cmocka_unit_test(axes_stop_at_zero),
        cmocka_unit_test(the_important_are_named),
        cmocka_unit_test(texts_cover_no_point),
        cmocka_unit_test(slopes_join_their_values),
        cmocka_unit_test(slopes_of_few_name_all),
        cmocka_unit_test(funnel_points_lie_by_the_logarithm),
        cmocka_unit_test(curves_follow_the_limits),
        cmocka_unit_test(funnels_of_like_sizes_are_linear),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
