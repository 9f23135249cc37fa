/* Stacked and diverging bars, read back from the display list: every part against its value,
 * to 1/1000 pt, in all samples; what is hidden, named, too pale or negative. */
#include <setjmp.h>
#include <math.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "unit/bars_bench.h"

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

/* Whatever the room: each part is named, if need be by the beginning of its name. */
static void check_named(struct drawing *d, const char *name)
{
    for (size_t i = 0; i < d->chart->n_series; i++) {
        bool found = false;
        for (size_t k = 0; k < d->page->n_ops && !found; k++)
            found = text_at(d, k) != NULL &&
                    strncmp(text_at(d, k)->text, d->chart->series[i].name, 5) == 0;
        if (!found)
            fail_msg("%s: '%s' is not named", name, d->chart->series[i].name);
    }
}

static void test_all_parts_are_named(void **state)
{
    (void)state;
    each_sample(CHART_DIVERGING, check_named);
    for (double width = 193; width < 482; width += 3.7) {
        for (size_t i = 0; i < gallery_samples(); i++) {
            if (gallery_sample(i)->kind != CHART_STACK)
                continue;
            struct drawing d = draw(gallery_sample(i)->name, width);
            check_named(&d, gallery_sample(i)->name);
            release(&d);
        }
    }
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

/* --- what cannot be drawn --- */

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
        cmocka_unit_test(test_all_parts_are_named),
        cmocka_unit_test(test_diverging_measures),
        cmocka_unit_test(test_numbers_can_be_read),
        cmocka_unit_test(test_pale_parts_are_outlined),
        cmocka_unit_test(test_tones_in_order),
        cmocka_unit_test(test_negative_parts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
