/* Bars of sample charts read back from the display list, in the order drawn. To be included
 * after cmocka.h. */
#ifndef UNIT_BARS_BENCH_H
#define UNIT_BARS_BENCH_H

#include <math.h>
#include <stdlib.h>

#include "layout/chart_tools_private.h"
#include "unit/drawing.h"

static const double widths[] = {193.8, 276.1, 481.9};
enum { WIDTHS = sizeof widths / sizeof *widths, MOST = 2000, WHITE = 0xFFFFFF };

/* Each sample of the kind at each width. */
static inline void each_sample(enum chart_kind kind,
                               void (*check)(struct drawing *d, const char *name))
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
static inline void draw_again(struct drawing *d, mpt h)
{
    const struct theme *t = shipped_theme();
    pages_free(d->pages);
    d->pages = pages_new();
    d->h = h > 0 ? h : chart_height(d->chart, d->w, &metrics, t);
    uint32_t page = pages_add(d->pages, t->page_w, t->page_h, "1");
    uint32_t figure = pages_element(d->pages, TAG_FIGURE, 1);
    struct chart_canvas at = {d->pages, page, figure, &metrics, t, d->arena, X, Y, d->w, d->h,
                              NULL, NULL};
    chart_draw(d->chart, &at);
    d->page = d->pages->page[page];
}

/* The one zero line: 0.75 ink, upright. */
static inline struct box zero_line(const struct drawing *d)
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

static inline bool outlines(const struct page_path *p, struct box b)
{
    if (p == NULL || p->fill != NO_COLOUR || p->n_verbs != 5)
        return false;
    struct box o = path_box(p);
    return o.x0 >= b.x0 && o.x1 <= b.x1 && o.y0 >= b.y0 && o.y1 <= b.y1;
}

/* Filled rectangles below the head (from), without those of keys. A white one is hatched if
 * lines follow it at once, else it is outlined. */
static inline void read_filled(const struct drawing *d, mpt from, struct filled *f)
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

static inline void check_length(const char *name, double length, double expected)
{
    if (fabs(length - expected) > ROUNDING)
        fail_msg("%s: %.2f where %.2f stands for the value", name, length, expected);
}

/* The next rectangle reaches from value a to value b; a part of no length has none. */
static inline void expect_part(struct filled *f, const char *name, double zero, double unit,
                               double a, double b, bool limited)
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

static inline void expect_hatched(struct filled *f)
{
    assert_true(f->at < f->n);
    assert_true(f->hatched[f->at]);
    f->at++;
}

static inline bool is_known(const struct chart_point *p)
{
    return p->sign == SIGN_VALUE || p->sign == SIGN_NOTHING || p->sign == SIGN_SMALL;
}

#endif
