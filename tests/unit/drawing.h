/* Charts of the gallery drawn on a page, and what is read back from its display list. The
 * font is half an em wide everywhere. Include after cmocka.h. */
#ifndef UNIT_DRAWING_H
#define UNIT_DRAWING_H

#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "gallery/gallery.h"
#include "layout/chart_private.h"
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

static inline struct drawing draw_chart(struct chart *c, struct arena *a, double width)
{
    struct drawing d = {.arena = a, .chart = c, .pages = pages_new(), .w = PT(width)};
    const struct theme *t = shipped_theme();
    d.h = chart_height(c, d.w, &metrics, t);
    uint32_t page = pages_add(d.pages, t->page_w, t->page_h, "1");
    uint32_t figure = pages_element(d.pages, TAG_FIGURE, 1);
    struct chart_canvas at = {d.pages, page, figure, &metrics, t, a, X, Y, d.w, d.h, NULL, NULL};
    chart_draw(c, &at);
    d.page = d.pages->page[page];
    return d;
}

static inline struct drawing draw(const char *sample, double width)
{
    const struct gallery_sample *s = gallery_find(sample);
    struct arena *a = arena_new();
    assert_non_null(s);
    return draw_chart(s->make(a), a, width);
}

static inline void release(struct drawing *d)
{
    pages_free(d->pages);
    arena_free(d->arena);
}

static inline const struct page_text *text_at(const struct drawing *d, size_t i)
{
    return d->page->ops[i].kind == OP_TEXT ? &d->page->ops[i].u.text : NULL;
}

static inline const struct page_path *path_at(const struct drawing *d, size_t i)
{
    return d->page->ops[i].kind == OP_PATH ? &d->page->ops[i].u.path : NULL;
}

static inline struct box path_box(const struct page_path *p)
{
    struct box b = {INT32_MAX, INT32_MAX, INT32_MIN, INT32_MIN};
    for (size_t i = 0; i < p->n_points; i++) {
        mpt x = p->points[2 * i], y = p->points[2 * i + 1];
        b = (struct box){x < b.x0 ? x : b.x0, y < b.y0 ? y : b.y0, x > b.x1 ? x : b.x1,
                         y > b.y1 ? y : b.y1};
    }
    return b;
}

static inline bool is_rect(const struct page_path *p, uint32_t fill)
{
    return p != NULL && p->fill == fill && p->n_verbs == 5 && p->verbs[4] == PATH_CLOSE;
}

/* Rectangles with one of two fills, in the order drawn. */
static inline size_t rects(const struct drawing *d, uint32_t fill, uint32_t other, struct box *out,
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

static inline const struct page_text *find_text(const struct drawing *d, const char *text)
{
    for (size_t i = 0; i < d->page->n_ops; i++) {
        if (text_at(d, i) != NULL && strcmp(text_at(d, i)->text, text) == 0)
            return text_at(d, i);
    }
    return NULL;
}

static inline bool has_line(const struct drawing *d, uint32_t rgb, mpt width, struct box where)
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

/* No text leaves the frame or covers another. */
static inline struct box text_box(const struct page_text *t)
{
    return (struct box){t->x, t->y - t->size * 72 / 100, t->x + t->width,
                        t->y + t->size * 18 / 100};
}

static inline void check_frame(const struct drawing *d, const char *name, struct box b,
                               const char *what)
{
    mpt slack = PT(1.5); /* strokes and dots at the edge */
    if (b.x0 < X || b.x1 > X + d->w || b.y0 < Y - slack || b.y1 > Y + d->h + slack)
        fail_msg("%s at %.1f pt: '%s' leaves the frame: %d..%d of %d, %d..%d of %d", name,
                 d->w / 1000.0, what, b.x0 - X, b.x1 - X, d->w, b.y0 - Y, b.y1 - Y, d->h);
}

static inline void check_texts(const struct drawing *d, const char *name)
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

static inline void check_paths(const struct drawing *d, const char *name)
{
    for (size_t i = 0; i < d->page->n_ops; i++) {
        if (path_at(d, i) != NULL)
            check_frame(d, name, path_box(path_at(d, i)), "path");
    }
}

#endif
