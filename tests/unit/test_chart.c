/* Charts, read back from the display list: bars measure what they say, lines are not
 * joined where the counting changed, hidden values leave no trace, no text leaves its
 * frame or meets another. The font of the test is half an em wide everywhere. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "charts.h"
#include "layout/chart_private.h"
#include "layout/chart_tools_private.h"
#include "page/page.h"
#include "unit/shipped_theme.h"

enum { X = 62360, Y = 100000, ROUNDING = 1 };

struct drawing {
    struct arena *arena;
    struct chart *chart;
    struct pages *pages;
    const struct page *page;
    mpt w, h;
};

struct box {
    mpt x0, y0, x1, y1;
};

static mpt half_em(void *ctx, enum face face, mpt size, const char *text, size_t len,
                   unsigned flags)
{
    mpt n = 0;
    (void)ctx;
    (void)face;
    (void)flags;
    for (size_t i = 0; i < len; i++)
        n += ((unsigned char)text[i] & 0xC0) != 0x80;
    return n * size / 2;
}

static bool has_all(void *ctx, enum face face, uint32_t cp)
{
    (void)ctx;
    (void)face;
    (void)cp;
    return true;
}

static const struct metrics metrics = {.width = half_em, .has = has_all, .cap_height = 717,
                                       .x_height = 507, .ascent = 987, .descent = 213};

static struct drawing draw(struct chart *(*make)(struct arena *), double width)
{
    struct drawing d = {.arena = arena_new(), .pages = pages_new(), .w = PT(width)};
    const struct theme *t = shipped_theme();
    d.chart = make(d.arena);
    d.h = chart_height(d.chart, d.w, &metrics, t);
    uint32_t page = pages_add(d.pages, t->page_w, t->page_h, "1");
    uint32_t figure = pages_element(d.pages, TAG_FIGURE, 1);
    struct chart_canvas at = {d.pages, page, figure, &metrics, t, d.arena, X, Y, d.w, d.h, NULL,
                              NULL};
    chart_draw(d.chart, &at);
    d.page = d.pages->page[page];
    return d;
}

static void release(struct drawing *d)
{
    pages_free(d->pages);
    arena_free(d->arena);
}

static const struct page_text *text_at(const struct drawing *d, size_t i)
{
    return d->page->ops[i].kind == OP_TEXT ? &d->page->ops[i].u.text : NULL;
}

static const struct page_path *path_at(const struct drawing *d, size_t i)
{
    return d->page->ops[i].kind == OP_PATH ? &d->page->ops[i].u.path : NULL;
}

static struct box path_box(const struct page_path *p)
{
    struct box b = {INT32_MAX, INT32_MAX, INT32_MIN, INT32_MIN};
    for (size_t i = 0; i < p->n_points; i++) {
        mpt x = p->points[2 * i], y = p->points[2 * i + 1];
        b = (struct box){x < b.x0 ? x : b.x0, y < b.y0 ? y : b.y0, x > b.x1 ? x : b.x1,
                         y > b.y1 ? y : b.y1};
    }
    return b;
}

static bool is_rect(const struct page_path *p, uint32_t fill)
{
    return p != NULL && p->fill == fill && p->n_verbs == 5 && p->verbs[4] == PATH_CLOSE;
}

/* Rectangles with one of two fills, in the order drawn. */
static size_t rects(const struct drawing *d, uint32_t fill, uint32_t other, struct box *out,
                    size_t max)
{
    size_t n = 0;
    for (size_t i = 0; i < d->page->n_ops; i++) {
        const struct page_path *p = path_at(d, i);
        if (is_rect(p, fill) || is_rect(p, other)) {
            assert_true(n < max);
            out[n++] = path_box(p);
        }
    }
    return n;
}

static const struct page_text *find_text(const struct drawing *d, const char *text)
{
    for (size_t i = 0; i < d->page->n_ops; i++) {
        if (text_at(d, i) != NULL && strcmp(text_at(d, i)->text, text) == 0)
            return text_at(d, i);
    }
    return NULL;
}

static bool has_line(const struct drawing *d, uint32_t rgb, mpt width, struct box where)
{
    for (size_t i = 0; i < d->page->n_ops; i++) {
        const struct page_path *p = path_at(d, i);
        if (p == NULL || p->stroke != rgb || p->line_width != width)
            continue;
        struct box b = path_box(p);
        if (b.x0 <= where.x0 && b.x1 >= where.x1 && b.y0 <= where.y0 && b.y1 >= where.y1)
            return true;
    }
    return false;
}

/* --- ticks --- */

static void test_ticks_by_hand(void **state)
{
    static const struct {
        double lo, hi;
        int max_n, max_decimals;
        double first, step;
        int n, decimals;
    } cases[] = {
        {0, 1930, 6, 0, 0, 500, 5, 0},  {39295, 41403, 6, 0, 39000, 500, 6, 0},
        {7.4, 9.4, 6, 1, 7, 0.5, 6, 1}, {-90, 42, 6, 0, -100, 50, 4, 0},
        {0, 10, 6, 0, 0, 2, 6, 0},      {0, 10, 5, 1, 0, 2.5, 5, 1},
        {0, 10, 5, 0, 0, 5, 3, 0},      {0, 0.3, 6, 0, 0, 1, 2, 0},
        {0, 0.23, 6, 2, 0, 0.05, 6, 2}, {-1, 1, 3, 0, -1, 1, 3, 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct ticks t =
            ticks_cover(cases[i].lo, cases[i].hi, cases[i].max_n, cases[i].max_decimals);
        assert_float_equal(t.first, cases[i].first, 1e-9);
        assert_float_equal(t.step, cases[i].step, 1e-9);
        assert_int_equal(t.n, cases[i].n);
        assert_int_equal(t.decimals, cases[i].decimals);
    }
}

static bool is_nice(double step)
{
    double mantissa = step / pow(10, floor(log10(step) + 1e-9));
    static const double nice[] = {1, 2, 2.5, 5};
    for (size_t i = 0; i < 4; i++) {
        if (fabs(mantissa - nice[i]) < 1e-6)
            return true;
    }
    return false;
}

static void test_ticks_cover(void **state)
{
    static const double ends[] = {-1e12, -40773, -17.3, -1, -0.004, 0,   1e-7, 0.23,
                                  1,     3.7,    9.99,  44, 1999.5, 1e5, 3e9};
    enum { N = sizeof ends / sizeof *ends };
    (void)state;
    for (size_t i = 0; i < N; i++) {
        for (size_t k = i; k < N; k++) {
            for (int max_n = 3; max_n <= 8; max_n++) {
                struct ticks t = ticks_cover(ends[i], ends[k], max_n, 9);
                double slack = t.step * 1e-6;
                assert_in_range(t.n, 2, max_n);
                assert_true(is_nice(t.step));
                assert_true(t.first <= ends[i] + slack);
                assert_true(tick_value(&t, t.n - 1) >= ends[k] - slack);
            }
        }
    }
}

/* --- bars measure what they say --- */

static void test_columns_measure(void **state)
{
    struct drawing d = draw(columns_negative, 317.3);
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
    struct drawing d = draw(columns_hidden, 481.9);
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
    struct drawing d = draw(bars_plain, 276.1);
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
    for (size_t i = 0; i < N_SAMPLES; i++) {
        const struct theme *t = shipped_theme();
        char *dump[2];
        for (int k = 0; k < 2; k++) {
            struct drawing d = draw(samples[i].make, samples[i].least + 0.8);
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
    struct drawing d = draw(line_census, 317.3);
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
    struct drawing d = draw(line_biennial, 481.9);
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
    struct drawing d = draw(line_single, 234.9);
    struct stretches s = stretches_of(&d, shipped_theme()->field[3]);
    (void)state;
    assert_int_equal(s.n_solid + s.n_gap, 0);
    assert_non_null(find_text(&d, "nur ein Jahr"));
    assert_non_null(find_text(&d, "17,0"));
    assert_non_null(find_text(&d, "%"));
    release(&d);
}

static void test_axis_start_is_named(void **state)
{
    struct drawing d = draw(line_census, 481.9);
    (void)state;
    assert_non_null(find_text(&d, "Personen (Achse ab 39\u202f000)"));
    release(&d);
    d = draw(line_two, 481.9);
    assert_non_null(find_text(&d, "0"));
    release(&d);
}

static void test_far_breaks(void **state)
{
    struct drawing d = draw(line_far_breaks, 317.3);
    struct stretches s = stretches_of(&d, shipped_theme()->field[3]);
    (void)state;
    assert_int_equal(s.n_breaks, 0);
    assert_null(find_text(&d, "Zensus 2022"));
    release(&d);
}

/* --- ranking --- */

static void test_ranking_order(void **state)
{
    struct drawing d = draw(ranking_all, 234.9);
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
    struct drawing d = draw(ranking_all, 317.3);
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
    struct drawing d = draw(pyramid_plain, 276.1);
    struct box b[40];
    double least = 1e300, most = 0;
    (void)state;
    assert_int_equal(rects(&d, shipped_theme()->field_mid[0], NO_COLOUR - 1, b, 40), 34);
    for (size_t i = 0; i < 34; i++) {
        const struct chart_point *p = &d.chart->series[i / 17].points[i % 17];
        double years = p->x1 > 100 ? 20 : p->x1 - p->x0;
        double area = (double)(b[i].x1 - b[i].x0) * (b[i].y1 - b[i].y0);
        double unit = area / (p->value * years);
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
    struct drawing d = draw(tile_log, 111.5);
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
    struct drawing d = draw(spark_plain, 50);
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
    struct drawing d = draw(spine_plain, 317.3);
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

static struct box text_box(const struct page_text *t)
{
    return (struct box){t->x, t->y - t->size * 72 / 100, t->x + t->width,
                        t->y + t->size * 18 / 100};
}

static void check_frame(const struct drawing *d, const char *name, struct box b, const char *what)
{
    mpt slack = PT(1.5); /* strokes and dots at the edge */
    if (b.x0 < X || b.x1 > X + d->w || b.y0 < Y - slack || b.y1 > Y + d->h + slack)
        fail_msg("%s at %.1f pt: '%s' leaves the frame: %d..%d of %d, %d..%d of %d", name,
                 d->w / 1000.0, what, b.x0 - X, b.x1 - X, d->w, b.y0 - Y, b.y1 - Y, d->h);
}

static void check_texts(const struct drawing *d, const char *name)
{
    for (size_t i = 0; i < d->page->n_ops; i++) {
        const struct page_text *a = text_at(d, i);
        if (a == NULL)
            continue;
        struct box p = text_box(a);
        check_frame(d, name, p, a->text);
        for (size_t k = 0; k < i; k++) {
            const struct page_text *b = text_at(d, k);
            if (b == NULL)
                continue;
            struct box q = text_box(b);
            if (p.x0 < q.x1 && q.x0 < p.x1 && p.y0 < q.y1 && q.y0 < p.y1)
                fail_msg("%s at %.1f pt: '%s' covers '%s'", name, d->w / 1000.0, a->text, b->text);
        }
    }
}

static void check_paths(const struct drawing *d, const char *name)
{
    for (size_t i = 0; i < d->page->n_ops; i++) {
        if (path_at(d, i) != NULL)
            check_frame(d, name, path_box(path_at(d, i)), "path");
    }
}

static void test_texts_keep_apart(void **state)
{
    static const double widths[] = {50, 64.2, 111.5, 193.8, 234.9, 276.1, 317.3, 481.9};
    (void)state;
    for (size_t i = 0; i < N_SAMPLES; i++) {
        for (size_t k = 0; k < sizeof widths / sizeof *widths; k++) {
            bool small = samples[i].least < 100 && widths[k] > 100;
            if (widths[k] < samples[i].least || small)
                continue;
            struct drawing d = draw(samples[i].make, widths[k]);
            assert_true(d.page->n_ops > 0);
            check_texts(&d, samples[i].name);
            check_paths(&d, samples[i].name);
            release(&d);
        }
    }
}

static void test_44_rows_fit_a_page(void **state)
{
    struct drawing d = draw(ranking_all, 234.9);
    (void)state;
    assert_true(d.h < PT(640));
    release(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ticks_by_hand),
        cmocka_unit_test(test_ticks_cover),
        cmocka_unit_test(test_columns_measure),
        cmocka_unit_test(test_columns_hidden),
        cmocka_unit_test(test_bars_measure),
        cmocka_unit_test(test_hidden_leave_no_trace),
        cmocka_unit_test(test_line_stops_at_breaks),
        cmocka_unit_test(test_line_biennial),
        cmocka_unit_test(test_line_single),
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
