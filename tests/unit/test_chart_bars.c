/* Bars of all kinds, read back from the display list: every length against the value it
 * stands for, to 1/1000 pt, in all samples; areas of pyramids; what is hidden or too pale. */
#include <setjmp.h>
#include <math.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "layout/chart_tools_private.h"
#include "unit/drawing.h"

static const double widths[] = {193.8, 276.1, 481.9};
enum { WIDTHS = sizeof widths / sizeof *widths, MOST = 2000, WHITE = 0xFFFFFF };

/* Each sample of the kind at each width. */
static void each_sample(enum chart_kind kind, void (*check)(struct drawing *d, const char *name))
{
    for (size_t i = 0; i < gallery_samples(); i++) {
        const struct gallery_sample *s = gallery_sample(i);
        for (size_t k = 0; s->kind == kind && k < WIDTHS; k++) {
            struct drawing d = draw(s->name, widths[k]);
            check(&d, s->name);
            release(&d);
        }
    }
}

/* After a change of the chart; h 0: as high as it wants to be. */
static void draw_again(struct drawing *d, mpt h)
{
    const struct theme *t = shipped_theme();
    pages_free(d->pages);
    d->pages = pages_new();
    d->h = h > 0 ? h : chart_height(d->chart, d->w, &metrics, t);
    uint32_t page = pages_add(d->pages, t->page_w, t->page_h, "1");
    uint32_t figure = pages_element(d->pages, TAG_FIGURE, 1);
    struct chart_canvas at = {d->pages, page, figure, &metrics, t, d->arena, X, Y, d->w, d->h};
    chart_draw(d->chart, &at);
    d->page = d->pages->page[page];
}

/* The one zero line: 0.75 ink, upright. */
static struct box zero_line(const struct drawing *d)
{
    for (size_t i = 0; i < d->page->n_ops; i++) {
        const struct page_path *p = path_at(d, i);
        if (p != NULL && p->stroke == shipped_theme()->ink && p->line_width == PT(0.75) &&
            p->n_points == 2 && p->points[0] == p->points[2])
            return path_box(p);
    }
    fail_msg("no zero line");
    return (struct box){0, 0, 0, 0};
}

struct filled { /* rectangles as they were drawn */
    struct box box[MOST];
    uint32_t fill[MOST];
    bool limited[MOST]; /* white inside */
    bool hatched[MOST];
    size_t n, at;
};

static bool outlines(const struct page_path *p, struct box b)
{
    if (p == NULL || p->fill != NO_COLOUR || p->n_verbs != 5)
        return false;
    struct box o = path_box(p);
    return o.x0 >= b.x0 && o.x1 <= b.x1 && o.y0 >= b.y0 && o.y1 <= b.y1;
}

/* Filled rectangles below the head (from), without those of keys. A white one is hatched if
 * lines follow it at once, else it is outlined. */
static void read_filled(const struct drawing *d, mpt from, struct filled *f)
{
    f->n = f->at = 0;
    for (size_t i = 0; i < d->page->n_ops; i++) {
        const struct page_path *p = path_at(d, i);
        if (p == NULL || p->fill == NO_COLOUR || p->n_verbs != 5 || path_box(p).y0 < from)
            continue;
        const struct page_path *next = i + 1 < d->page->n_ops ? path_at(d, i + 1) : NULL;
        assert_true(f->n < MOST);
        f->box[f->n] = path_box(p);
        f->fill[f->n] = p->fill;
        f->limited[f->n] =
            p->fill == WHITE && (p->stroke != NO_COLOUR || outlines(next, path_box(p)));
        f->hatched[f->n] = p->fill == WHITE && !f->limited[f->n];
        f->n++;
    }
}

static void check_length(const char *name, double length, double expected)
{
    if (fabs(length - expected) > ROUNDING)
        fail_msg("%s: %.2f where %.2f stands for the value", name, length, expected);
}

/* The next rectangle reaches from value a to value b; a part of no length has none. */
static void expect_part(struct filled *f, const char *name, double zero, double unit, double a,
                        double b, bool limited)
{
    double low = a < b ? a : b, high = a < b ? b : a;
    if (lround(high * unit) == lround(low * unit))
        return;
    assert_true(f->at < f->n);
    assert_false(f->hatched[f->at]);
    assert_int_equal(f->limited[f->at], limited);
    check_length(name, f->box[f->at].x0 - zero, low * unit);
    check_length(name, f->box[f->at].x1 - zero, high * unit);
    f->at++;
}

static void expect_hatched(struct filled *f)
{
    assert_true(f->at < f->n);
    assert_true(f->hatched[f->at]);
    f->at++;
}

/* --- ticks: what the axis says of the scale --- */

/* 1/1000 pt of a unit, from the grid line over the last number that stands below the bars. */
static double unit_of_axis(const struct drawing *d, struct box zero)
{
    double unit = 0;
    for (size_t i = 0; i < d->page->n_ops; i++) {
        const struct page_text *t = text_at(d, i);
        const struct page_path *p = i > 0 ? path_at(d, i - 1) : NULL;
        if (t == NULL || p == NULL || p->stroke != shipped_theme()->rule || t->y < zero.y1)
            continue;
        double v = 0;
        for (const char *c = t->text; *c != '\0'; c++)
            v = *c >= '0' && *c <= '9' ? v * 10 + (*c - '0') : v; /* whole numbers only */
        if (v > 0 && p->points[0] > zero.x0)
            unit = (p->points[0] - zero.x0) / v;
    }
    return unit;
}

/* --- stacks --- */

static bool is_known(const struct chart_point *p)
{
    return p->sign == SIGN_VALUE || p->sign == SIGN_NOTHING || p->sign == SIGN_SMALL;
}

static bool row_known(const struct chart *c, size_t row)
{
    for (size_t i = 0; i < c->n_series; i++)
        if (!is_known(&c->series[i].points[row]))
            return false;
    return true;
}

/* Sum of the parts before the first that is not shown. */
static double drawn_sum(const struct chart *c, size_t row)
{
    double sum = 0;
    for (size_t i = 0; i < c->n_series && is_known(&c->series[i].points[row]); i++)
        sum += c->series[i].points[row].value;
    return sum;
}

static void check_stack(struct drawing *d, const char *name)
{
    const struct chart *c = d->chart;
    struct box zero = zero_line(d);
    static struct filled f;
    double most = 0, unit = 0;
    read_filled(d, zero.y0, &f);
    for (size_t i = 0; i < f.n; i++) {
        mpt end = f.hatched[i] ? 0 : f.box[i].x1 - zero.x0;
        unit = end > unit ? end : unit;
    }
    for (size_t k = 0; k < c->series[0].n_points; k++)
        most = drawn_sum(c, k) > most ? drawn_sum(c, k) : most;
    unit = c->shares ? unit / 100 : most > 0 ? unit / most : 0;
    if (unit > 0) /* a grid line is rounded by half at most, as is its number */
        assert_true(fabs(unit_of_axis(d, zero) / unit - 1) < 1e-4);
    for (size_t k = 0; k < c->series[0].n_points; k++) {
        double sum = 0;
        bool whole = row_known(c, k);
        for (size_t i = 0; i < c->n_series && (whole || !c->shares); i++) {
            const struct chart_point *p = &c->series[i].points[k];
            if (!is_known(p))
                break;
            expect_part(&f, name, zero.x0, unit, sum, sum + p->value, p->marks & SIGN_LIMITED);
            sum += p->value;
        }
        if (!whole)
            expect_hatched(&f);
    }
    assert_int_equal(f.at, f.n);
}

static void test_stacks_measure(void **state)
{
    (void)state;
    each_sample(CHART_STACK, check_stack);
}

/* Of a bar in shares with something hidden nothing is drawn to scale, and no number stands
 * beside it: the rest to 100 would be the hidden share. */
static void test_shares_hidden(void **state)
{
    struct drawing d = draw("stack_places", 481.9);
    (void)state;
    const struct page_text *label = find_text(&d, "Holzmaden");
    assert_non_null(label);
    for (size_t i = 0; i < d.page->n_ops; i++) {
        const struct page_text *t = text_at(&d, i);
        if (t != NULL && t != label && abs(t->y - label->y) < PT(4))
            assert_string_equal(t->text, ".");
    }
    static struct filled f;
    d.chart->series[3].points[0].sign = SIGN_HIDDEN;
    draw_again(&d, 0);
    read_filled(&d, zero_line(&d).y0, &f);
    expect_hatched(&f); /* though the first parts are known */
    assert_true(f.box[1].y0 > f.box[0].y1 && !f.hatched[1]);
    release(&d);
}

/* Names stand over the parts of the first bar where they fit, else in a key. */
static void test_part_names(void **state)
{
    struct drawing d = draw("stack_equal", 276.1);
    struct box zero = zero_line(&d);
    (void)state;
    const struct page_text *first = find_text(&d, "Frauen"), *second = find_text(&d, "Männer");
    assert_int_equal(first->x, zero.x0);
    assert_true(second->x > first->x + first->width);
    assert_true(first->y < zero.y0 && second->y == first->y);
    release(&d);
    d = draw("stack_hidden", 193.8); /* too narrow for the names: a mark before each */
    for (size_t i = 0; i < d.chart->n_series; i++) {
        const struct page_text *t = find_text(&d, d.chart->series[i].name);
        size_t marks = 0;
        for (size_t k = 0; k < d.page->n_ops; k++) {
            const struct page_path *p = path_at(&d, k);
            struct box b = p != NULL && p->n_verbs == 5 ? path_box(p) : (struct box){0, 0, 0, 0};
            marks += b.x1 - b.x0 == PT(6) && b.x1 < t->x && t->x - b.x1 < PT(5) &&
                     abs(b.y1 - t->y) < PT(4) && p->fill != NO_COLOUR;
        }
        assert_int_equal(marks, 1);
    }
    release(&d);
}

/* --- diverging --- */

/* The sides outwards from the end of what lies over 0; a hidden part hatches the rest. */
static void expect_side(struct filled *f, const char *name, const struct chart *c, size_t row,
                        double zero, double unit, double from, int direction, size_t n)
{
    for (size_t k = 0; k < n / 2; k++) {
        size_t i = direction < 0 ? n / 2 - 1 - k : n - n / 2 + k;
        const struct chart_point *p = &c->series[i].points[row];
        if (!is_known(p)) {
            expect_hatched(f);
            return;
        }
        expect_part(f, name, zero, unit, direction * from, direction * (from + p->value), false);
        from += p->value;
    }
}

/* The longest side in that direction. */
static double greatest(const struct chart *c, size_t n, int direction)
{
    double most = 0;
    for (size_t k = 0; k < c->series[0].n_points; k++) {
        const struct chart_point *middle = n % 2 ? &c->series[n / 2].points[k] : NULL;
        double sum = middle != NULL && is_known(middle) ? middle->value / 2 : 0;
        for (size_t i = 0; i < n / 2 && (middle == NULL || is_known(middle)); i++) {
            size_t at = direction < 0 ? n / 2 - 1 - i : n - n / 2 + i;
            if (!is_known(&c->series[at].points[k]))
                break;
            sum += c->series[at].points[k].value;
        }
        most = sum > most ? sum : most;
    }
    return most;
}

static void check_dots(const struct drawing *d, const char *name, double zero, double unit)
{
    const struct chart_series *s = &d->chart->series[d->chart->n_series - 1];
    size_t at = 0;
    bool key = true;
    for (size_t i = 0; i < d->page->n_ops; i++) {
        const struct page_path *p = path_at(d, i);
        if (p == NULL || p->n_points != 13 || p->fill != WHITE)
            continue;
        if (key) { /* the first one stands in the head */
            key = false;
            continue;
        }
        while (at < s->n_points && !is_known(&s->points[at]))
            at++;
        assert_true(at < s->n_points);
        struct box b = path_box(p);
        check_length(name, (b.x0 + b.x1) / 2.0 - zero, s->points[at].value * unit);
        assert_non_null(find_text(d, s->points[at++].text));
    }
    while (at < s->n_points)
        assert_false(is_known(&s->points[at++])); /* each shown balance has a dot */
}

static void check_diverging(struct drawing *d, const char *name)
{
    const struct chart *c = d->chart;
    size_t n = c->n_series - c->balance;
    struct box zero = zero_line(d);
    static struct filled f;
    mpt left = zero.x0, right = zero.x0;
    read_filled(d, zero.y0, &f);
    for (size_t i = 0; i < f.n; i++) {
        left = !f.hatched[i] && f.box[i].x0 < left ? f.box[i].x0 : left;
        right = !f.hatched[i] && f.box[i].x1 > right ? f.box[i].x1 : right;
    }
    /* One scale for both sides; 0 itself is rounded. */
    double low = greatest(c, n, -1), high = greatest(c, n, 1);
    double unit = low + high > 0 ? (right - left) / (low + high) : 0, from = left + low * unit;
    check_length(name, zero.x0, from);
    for (size_t k = 0; k < c->series[0].n_points; k++) {
        const struct chart_point *middle = n % 2 ? &c->series[n / 2].points[k] : NULL;
        double half = 0;
        if (middle != NULL && !is_known(middle)) {
            expect_hatched(&f);
            expect_hatched(&f);
            continue;
        }
        if (middle != NULL) {
            half = middle->value / 2;
            expect_part(&f, name, from, unit, -half, half, false);
        }
        expect_side(&f, name, c, k, from, unit, half, -1, n);
        expect_side(&f, name, c, k, from, unit, half, 1, n);
    }
    assert_int_equal(f.at, f.n);
    if (c->balance)
        check_dots(d, name, from, unit);
}

static void test_diverging_measures(void **state)
{
    (void)state;
    each_sample(CHART_DIVERGING, check_diverging);
}

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

/* --- tones --- */

/* Numbers in parts can be read on them, in the colours of each field. */
static void check_readable(struct drawing *d, const char *name)
{
    for (int field = 0; field < 6; field++) {
        static struct filled f;
        d->chart->field = field;
        draw_again(d, 0);
        read_filled(d, Y, &f);
        for (size_t i = 0; i < d->page->n_ops; i++) {
            const struct page_text *t = text_at(d, i);
            uint32_t below = WHITE;
            for (size_t k = 0; t != NULL && k < f.n; k++) {
                mpt x = t->x + t->width / 2, y = t->y - t->size / 3;
                if (x > f.box[k].x0 && x < f.box[k].x1 && y > f.box[k].y0 && y < f.box[k].y1)
                    below = f.fill[k];
            }
            if (t != NULL && theme_contrast(t->rgb, below) < 4.5)
                fail_msg("%s: '%s' cannot be read", name, t->text);
        }
    }
}

static void test_numbers_can_be_read(void **state)
{
    (void)state;
    each_sample(CHART_STACK, check_readable);
    each_sample(CHART_DIVERGING, check_readable);
}

/* What is paler than 3 : 1 has an outline that is not. */
static void check_outlined(struct drawing *d, const char *name)
{
    for (size_t i = 0; i < d->page->n_ops; i++) {
        const struct page_path *p = path_at(d, i);
        if (p == NULL || p->fill == NO_COLOUR || p->fill == WHITE || p->n_verbs != 5)
            continue;
        struct box b = path_box(p);
        const struct page_path *next = i + 1 < d->page->n_ops ? path_at(d, i + 1) : NULL;
        bool small = b.x1 - b.x0 <= PT(1);
        if (theme_contrast(p->fill, WHITE) >= 3 || small)
            continue;
        if (!outlines(next, b) || theme_contrast(next->stroke, WHITE) < 3)
            fail_msg("%s: a pale part without outline", name);
    }
}

static void test_pale_parts_are_outlined(void **state)
{
    (void)state;
    each_sample(CHART_STACK, check_outlined);
    each_sample(CHART_DIVERGING, check_outlined);
    each_sample(CHART_BARS, check_outlined);
}

/* From dark to light, each told from its neighbour in grey as well. */
static void test_tones_in_order(void **state)
{
    const struct theme *t = shipped_theme();
    (void)state;
    for (int field = 0; field < 6; field++) {
        for (size_t n = 2; n <= 8; n++) {
            for (size_t i = 0; i < n; i++) {
                uint32_t tone = part_tone(t, field, i, n);
                assert_true(theme_contrast(tone_edge(t, tone), WHITE) >= 3);
                if (i == 0)
                    continue;
                double before = theme_contrast(part_tone(t, field, i - 1, n), WHITE);
                assert_true(before / theme_contrast(tone, WHITE) > (n <= 5 ? 1.2 : 1.08));
            }
        }
    }
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

static void test_negative_parts(void **state)
{
    static const char *const samples[] = {"stack_care", "diverging_moves"};
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct drawing d = draw(samples[i], 276.1);
        assert_null(chart_fault(d.chart)); /* a balance may be negative */
        d.chart->series[1].points[2].value = -1;
        assert_string_equal(chart_fault(d.chart), "ein Teil eines Balkens ist negativ");
        release(&d);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_stacks_measure),
        cmocka_unit_test(test_shares_hidden),
        cmocka_unit_test(test_part_names),
        cmocka_unit_test(test_diverging_measures),
        cmocka_unit_test(test_bars_measure),
        cmocka_unit_test(test_rankings_measure),
        cmocka_unit_test(test_several_highlighted),
        cmocka_unit_test(test_series_differ),
        cmocka_unit_test(test_pyramids_areas),
        cmocka_unit_test(test_outline_of_year),
        cmocka_unit_test(test_open_class),
        cmocka_unit_test(test_numbers_can_be_read),
        cmocka_unit_test(test_pale_parts_are_outlined),
        cmocka_unit_test(test_tones_in_order),
        cmocka_unit_test(test_44_share_a_low_page),
        cmocka_unit_test(test_negative_parts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
