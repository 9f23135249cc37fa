#include <stdlib.h>
#include <string.h>

#include "layout/chart_kinds_private.h"
#include "layout/chart_map_private.h"

/* A locator with boundaries: the highlighted place in its colour. Names: the highlighted
 * place, and the largest ones where there is room. */

#define BORDER PT(0.6)
#define EDGE   PT(0.5)
#define GAP    PT(2)
#define NEAR   PT(7) /* from the middle of a small place to its name */
#define STEP   PT(9)

enum { NAMED = 7, SIDES = 4, STEPS = 12 };

struct drawing {
    const struct chart *chart;
    const struct chart_canvas *at;
    struct ground ground;
    struct frames names;
    const struct geo_shape *own;
};

/* The frame's place beside a point: right, left, above, below. */
static struct frame beside(mpt x, mpt y, mpt w, mpt h, mpt off, int side)
{
    static const int across[SIDES] = {1, -1, 0, 0};
    static const int down[SIDES] = {0, 0, -1, 1};
    return frame_at(x + across[side] * (off + w / 2), y + down[side] * (off + h / 2), w, h);
}

static mpt least(mpt a, mpt b)
{
    return a < b ? a : b;
}

/* The frame moved until it lies on the canvas. */
static struct frame moved_inside(const struct drawing *m, struct frame f)
{
    const struct chart_canvas *at = m->at;
    mpt dx = f.x0 < at->x ? at->x - f.x0 : least(0, at->x + at->w - f.x1);
    mpt dy = f.y0 < at->y ? at->y - f.y0 : least(0, at->y + at->h - f.y1);
    return (struct frame){f.x0 + dx, f.y0 + dy, f.x1 + dx, f.y1 + dy};
}

/* Where there is room neither in the place nor beside it: over it, on white. */
static void put_over(struct drawing *m, mpt x, mpt y, struct text_look look, const char *name)
{
    const char *shown = text_fit(m->at, look, name, m->at->w);
    mpt w = chart_text_width(m->at->metrics, look, shown);
    struct frame f = moved_inside(m, frame_at(x, y, w, look.size));
    draw_rect(m->at, f.x0, f.y0, w, look.size, 0xFFFFFF);
    frame_text(&m->names, m->at, &f, look, shown);
}

/* Beside the place, off the map where that is near; a line leads there. */
static void put_led(struct drawing *m, mpt x, mpt y, struct text_look look, const char *name)
{
    mpt w = chart_text_width(m->at->metrics, look, name);
    mpt h = look.size;
    struct frame best = {0, 0, 0, 0};
    size_t lowest = SIZE_MAX;
    int side = 0;
    for (int i = 0; i < SIDES * STEPS; i++) {
        struct frame f = beside(x, y, w, h, NEAR + STEP * (i / SIDES), i % SIDES);
        size_t cost = SIZE_MAX;
        if (frame_free(&m->names, m->at, &f) && ground_held(&m->ground, m->own, &f) == 0) {
            size_t under = ground_under(&m->ground, &f);
            bool over_edge = under > 0 && under < FRAME_POINTS;
            cost = under + (over_edge ? 20 : 0) + 5 * (size_t)(i / SIDES);
        }
        if (cost < lowest) {
            lowest = cost;
            best = f;
            side = i % SIDES;
        }
    }
    if (lowest == SIZE_MAX) {
        put_over(m, x, y, look, name);
        return;
    }
    mpt to_x = side == 0 ? best.x0 - GAP : side == 1 ? best.x1 + GAP : x;
    mpt to_y = side == 2 ? best.y1 + GAP : side == 3 ? best.y0 - GAP : y;
    draw_line(m->at, x, y, to_x, to_y, (struct stroke){look.rgb, PT(0.6), 0, 0});
    frame_take(&m->names, (struct frame){least(x, to_x), least(y, to_y), -least(-x, -to_x),
                                         -least(-y, -to_y)});
    frame_text(&m->names, m->at, &best, look, name);
}

static void put_own(struct drawing *m, const struct chart_point *p)
{
    const struct theme *t = m->at->theme;
    mpt x = ground_x(&m->ground, p->shape->label.x);
    mpt y = ground_y(&m->ground, p->shape->label.y);
    struct text_look look = {FACE_BOLD, PT(10), 0xFFFFFF};
    mpt w = chart_text_width(m->at->metrics, look, p->label) + 2 * GAP;
    struct frame f = frame_at(x, y, w, look.size + GAP);
    m->own = p->shape;
    if (ground_held(&m->ground, p->shape, &f) == FRAME_POINTS && frame_free(&m->names, m->at, &f)) {
        f = frame_at(x, y, w - 2 * GAP, look.size);
        frame_text(&m->names, m->at, &f, look, p->label);
        return;
    }
    look.rgb = role_colour(t, ROLE_PLACE, m->chart->field);
    put_led(m, x, y, look, p->label);
}

/* In the middle of the place, over its borders where it is narrow, never over the own one; at
 * the edge of the map moved inwards. */
static void put_other(struct drawing *m, const struct chart_point *p)
{
    struct text_look look = look_axis(m->at->theme);
    look.size = m->at->theme->label.size;
    mpt w = chart_text_width(m->at->metrics, look, p->label);
    mpt x = ground_x(&m->ground, p->shape->label.x);
    mpt y = ground_y(&m->ground, p->shape->label.y);
    static const int shift[] = {0, -1, 1, -2, 2};
    for (size_t i = 0; i < sizeof shift / sizeof *shift; i++) {
        struct frame f = moved_inside(m, frame_at(x, y + shift[i] * look.size / 2, w, look.size));
        bool over_own = m->own != NULL && ground_held(&m->ground, m->own, &f) > 0;
        if (!over_own && frame_free(&m->names, m->at, &f)) {
            frame_text(&m->names, m->at, &f, look, p->label);
            return;
        }
    }
}

static double size_of(const struct chart_point *p)
{
    return point_counts(p) && p->value > 0 ? p->value : 0;
}

static int by_size(const void *a, const void *b)
{
    const struct chart_point *x = *(const struct chart_point *const *)a;
    const struct chart_point *y = *(const struct chart_point *const *)b;
    double d = size_of(y) - size_of(x);
    return d < 0 ? -1 : d > 0 ? 1 : x < y ? -1 : x > y;
}

static void put_names(struct drawing *m, const struct chart_series *s)
{
    const struct chart_point **order =
        arena_array(m->at->scratch, s->n_points, sizeof(struct chart_point *));
    for (size_t i = 0; i < s->n_points; i++) {
        order[i] = &s->points[i];
        if (s->points[i].emphasis && m->own == NULL) /* chooses first */
            put_own(m, &s->points[i]);
    }
    qsort(order, s->n_points, sizeof *order, by_size);
    for (size_t i = 0; i < s->n_points && i < NAMED; i++)
        if (!order[i]->emphasis)
            put_other(m, order[i]);
}

void chart_boundaries_draw(const struct chart *c, const struct chart_canvas *at)
{
    const struct theme *t = at->theme;
    const struct chart_series *s = &c->series[0];
    struct drawing m = {.chart = c, .at = at};
    m.ground = ground_fit(at, c->map,
                          (struct frame){at->x, at->y, at->x + at->w, at->y + at->h});
    for (size_t i = 0; i < s->n_points; i++)
        ground_put(&m.ground, ground_path(&m.ground, s->points[i].shape),
                   s->points[i].emphasis ? role_colour(t, ROLE_PLACE, c->field) : t->sand2,
                   NO_COLOUR, 0);
    ground_borders(&m.ground, false, 0xFFFFFF, BORDER);
    ground_borders(&m.ground, true, t->grey, EDGE);
    if (!c->compact)
        put_names(&m, s);
}
