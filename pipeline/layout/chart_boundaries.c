#include <limits.h>
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
#define AIR    PT(1.5) /* between a name and the highlighted place */

enum { NAMED = 7, SIDES = 4, STEPS = 12, ACROSS = 5, DOWN = 4, OUTSIDE = 3, OVER_EDGE = 30 };

struct drawing {
    const struct chart *chart;
    const struct chart_canvas *at;
    struct ground ground;
    struct frames names;
    struct page_path own; /* outline of the highlighted place */
    bool has_own;
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

/* A name that lies on the highlighted place or touches it cannot be read. */
static bool is_apart(const struct drawing *m, const struct frame *f)
{
    struct frame wide = {f->x0 - AIR, f->y0 - AIR, f->x1 + AIR, f->y1 + AIR};
    return !m->has_own || path_apart(&m->own, &wide);
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
        if (frame_free(&m->names, m->at, &f) && is_apart(m, &f)) {
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

/* Places around (0, 0), in steps across and down, by number; *far: steps from there. */
static struct frame shifted(struct frame f, int number, mpt step, int *far)
{
    int across = number % (2 * ACROSS + 1) - ACROSS, down = number / (2 * ACROSS + 1) - DOWN;
    *far = abs(across) + abs(down);
    return (struct frame){f.x0 + across * step, f.y0 + down * step, f.x1 + across * step,
                          f.y1 + down * step};
}

enum { SHIFTS = (2 * ACROSS + 1) * (2 * DOWN + 1) };

/* The frame in the highlighted place, as near to its middle as it has room. */
static bool inside_own(const struct drawing *m, struct frame *f)
{
    struct frame middle = *f;
    int nearest = INT_MAX;
    for (int i = 0; i < SHIFTS; i++) {
        int far = 0;
        struct frame k = shifted(middle, i, (middle.y1 - middle.y0) / 2, &far);
        if (far < nearest && path_holds(&m->own, &k) && frame_free(&m->names, m->at, &k)) {
            nearest = far;
            *f = k;
        }
    }
    return nearest < INT_MAX;
}

static void put_own(struct drawing *m, const struct chart_point *p)
{
    const struct theme *t = m->at->theme;
    mpt x = ground_x(&m->ground, p->shape->label.x);
    mpt y = ground_y(&m->ground, p->shape->label.y);
    struct text_look look = {FACE_BOLD, PT(10), 0xFFFFFF};
    mpt w = chart_text_width(m->at->metrics, look, p->label) + 2 * GAP;
    struct frame f = frame_at(x, y, w, look.size + GAP);
    m->own = ground_path(&m->ground, p->shape);
    m->has_own = true;
    if (inside_own(m, &f)) {
        f = frame_at((f.x0 + f.x1) / 2, (f.y0 + f.y1) / 2, w - 2 * GAP, look.size);
        frame_text(&m->names, m->at, &f, look, p->label);
        return;
    }
    look.rgb = role_colour(t, ROLE_PLACE, m->chart->field);
    put_led(m, x, y, look, p->label);
}

/* Near the middle of the place, as much of it inside as may be and clear of the outer edge,
 * never over the highlighted place; at the edge of the canvas moved inwards. */
static void put_other(struct drawing *m, const struct chart_point *p)
{
    struct text_look look = look_axis(m->at->theme);
    look.size = m->at->theme->label.size;
    mpt w = chart_text_width(m->at->metrics, look, p->label);
    struct frame middle = frame_at(ground_x(&m->ground, p->shape->label.x),
                                   ground_y(&m->ground, p->shape->label.y), w, look.size);
    struct frame best = middle;
    int least_cost = INT_MAX;
    for (int i = 0; i < SHIFTS; i++) {
        int cost = 0;
        struct frame f = moved_inside(m, shifted(middle, i, look.size / 2, &cost));
        if (cost >= least_cost)
            continue;
        cost += OUTSIDE * (FRAME_POINTS - ground_held(&m->ground, p->shape, &f));
        cost += ground_edge(&m->ground, &f) ? OVER_EDGE : 0;
        if (cost < least_cost && is_apart(m, &f) && frame_free(&m->names, m->at, &f)) {
            least_cost = cost;
            best = f;
        }
    }
    if (least_cost < INT_MAX)
        frame_text(&m->names, m->at, &best, look, p->label);
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
        if (s->points[i].emphasis && !m->has_own) /* chooses first */
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
