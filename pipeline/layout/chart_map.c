#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "geo/geo.h"
#include "layout/chart_kinds_private.h"
#include "layout/chart_tools_private.h"

/* Places by their boundaries: north is up, one scale both ways, in the middle of the canvas.
 * Lines that two places share are drawn once. Names: the highlighted place, and the largest
 * ones where there is room. */

#define BORDER PT(0.6)
#define EDGE   PT(0.5)
#define RIM    PT(1) /* of the canvas: half of the widest line and a little */
#define GAP    PT(2)
#define NEAR   PT(7) /* from the middle of a small place to its name */
#define STEP   PT(9)

enum { FRAME_POINTS = 15 };
enum { NAMED = 7, SIDES = 4, STEPS = 12 };

struct frame {
    mpt x0, y0, x1, y1;
};

struct drawing {
    const struct chart *chart;
    const struct chart_canvas *at;
    double scale;        /* [mpt/m] */
    double left, bottom; /* of the map's frame on the page [mpt] */
    struct frame names[NAMED + 2]; /* taken: by names, and by the line to the own one */
    size_t n_names;
    const struct geo_shape *own;
};

static void fit(struct drawing *m)
{
    const struct geo_map *map = m->chart->map;
    double wide = fmax((double)map->high.x - map->low.x, 1);
    double tall = fmax((double)map->high.y - map->low.y, 1);
    double w = (double)(m->at->w - 2 * RIM);
    double h = (double)(m->at->h - 2 * RIM);
    m->scale = fmin(w / wide, h / tall);
    m->left = (double)m->at->x + (double)RIM + (w - wide * m->scale) / 2;
    m->bottom = (double)m->at->y + (double)RIM + (h + tall * m->scale) / 2;
}

/* Tenths of a point are finer than any printer and a third shorter to write. */
static mpt tenth(double v)
{
    return (mpt)lround(v / 100) * 100;
}

static mpt x_of(const struct drawing *m, int32_t x)
{
    return tenth(m->left + ((double)x - m->chart->map->low.x) * m->scale);
}

static mpt y_of(const struct drawing *m, int32_t y)
{
    return tenth(m->bottom - ((double)y - m->chart->map->low.y) * m->scale);
}

/* A path of several lines or rings. */
struct tracer {
    const struct drawing *m;
    unsigned char *verbs;
    mpt *points;
    size_t n_verbs, n_points;
};

static struct tracer tracer_new(const struct drawing *m, size_t points, size_t rings)
{
    return (struct tracer){m, arena_alloc(m->at->scratch, points + rings + 1),
                           arena_array(m->at->scratch, 2 * points + 1, sizeof(mpt)), 0, 0};
}

static void trace(struct tracer *t, const struct geo_point *p, size_t n, bool closed)
{
    for (size_t i = 0; i < n; i++) {
        t->verbs[t->n_verbs++] = i == 0 ? PATH_MOVE : PATH_LINE;
        t->points[2 * t->n_points] = x_of(t->m, p[i].x);
        t->points[2 * t->n_points++ + 1] = y_of(t->m, p[i].y);
    }
    if (closed)
        t->verbs[t->n_verbs++] = PATH_CLOSE;
}

static void put_path(const struct tracer *t, uint32_t fill, uint32_t stroke, mpt width)
{
    const struct chart_canvas *at = t->m->at;
    if (t->n_verbs > 0)
        page_path(at->pages, at->page, at->element,
                  (struct page_path){.verbs = t->verbs, .n_verbs = t->n_verbs,
                                     .points = t->points, .n_points = t->n_points,
                                     .fill = fill, .stroke = stroke, .line_width = width,
                                     .round = true});
}

static void put_shape(const struct drawing *m, const struct geo_shape *s, uint32_t fill)
{
    size_t n = 0;
    for (size_t i = 0; i < s->n_rings; i++)
        n += s->ring[i].n;
    struct tracer t = tracer_new(m, n, s->n_rings);
    for (size_t i = 0; i < s->n_rings; i++)
        trace(&t, s->ring[i].point, s->ring[i].n, true);
    put_path(&t, fill, NO_COLOUR, 0);
}

static void put_borders(const struct drawing *m, bool outer, uint32_t rgb, mpt width)
{
    const struct geo_map *map = m->chart->map;
    struct tracer t = tracer_new(m, map->n_points, map->n_borders);
    for (size_t i = 0; i < map->n_borders; i++) {
        const struct geo_border *b = &map->border[i];
        if (b->outer == outer)
            trace(&t, b->point, b->n, b->closed);
    }
    put_path(&t, NO_COLOUR, rgb, width);
}

static bool holds(const struct drawing *m, const struct geo_shape *s, mpt x, mpt y)
{
    bool in = false;
    double east = ((double)x - m->left) / m->scale + m->chart->map->low.x;
    double north = (m->bottom - (double)y) / m->scale + m->chart->map->low.y;
    for (size_t r = 0; r < s->n_rings; r++) {
        const struct geo_ring *ring = &s->ring[r];
        for (size_t i = 0, j = ring->n - 1; i < ring->n; j = i++) {
            struct geo_point a = ring->point[i];
            struct geo_point b = ring->point[j];
            if ((a.y > north) != (b.y > north) &&
                east < (north - a.y) * ((double)b.x - a.x) / ((double)b.y - a.y) + a.x)
                in = !in;
        }
    }
    return in;
}

/* How many of 5 by 3 points of the frame lie in the shape. */
static int held(const struct drawing *m, const struct geo_shape *s, const struct frame *f)
{
    int n = 0;
    for (int i = 0; i < FRAME_POINTS; i++)
        n += holds(m, s, f->x0 + (f->x1 - f->x0) * (i % 5) / 4,
                   f->y0 + (f->y1 - f->y0) * (i / 5) / 2);
    return n;
}

static bool is_free(const struct drawing *m, const struct frame *f)
{
    const struct chart_canvas *at = m->at;
    if (f->x0 < at->x || f->x1 > at->x + at->w || f->y0 < at->y || f->y1 > at->y + at->h)
        return false;
    for (size_t i = 0; i < m->n_names; i++) {
        const struct frame *o = &m->names[i];
        if (f->x0 < o->x1 + GAP && o->x0 < f->x1 + GAP && f->y0 < o->y1 + GAP &&
            o->y0 < f->y1 + GAP)
            return false;
    }
    return true;
}

static void take(struct drawing *m, struct frame f)
{
    if (m->n_names < sizeof m->names / sizeof *m->names)
        m->names[m->n_names++] = f;
}

static void put_text(struct drawing *m, const struct frame *f, struct text_look look,
                     const char *name)
{
    text_put(m->at, f->x0, f->y0 + look.size * 86 / 100, look, TEXT_LEFT, name);
    take(m, *f);
}

static struct frame frame_at(mpt x, mpt y, mpt w, mpt h)
{
    return (struct frame){x - w / 2, y - h / 2, x - w / 2 + w, y - h / 2 + h};
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

/* The frame's place beside a point: right, left, above, below. */
static struct frame beside(mpt x, mpt y, mpt w, mpt h, mpt off, int side)
{
    static const int across[SIDES] = {1, -1, 0, 0};
    static const int down[SIDES] = {0, 0, -1, 1};
    return frame_at(x + across[side] * (off + w / 2), y + down[side] * (off + h / 2), w, h);
}

static size_t shapes_under(const struct drawing *m, const struct frame *f)
{
    size_t n = 0;
    for (size_t i = 0; i < m->chart->map->n_shapes; i++)
        n += (size_t)held(m, &m->chart->map->shape[i], f);
    return n;
}

/* Where there is room neither in the place nor beside it: over it, on white. */
static void put_over(struct drawing *m, mpt x, mpt y, struct text_look look, const char *name)
{
    const char *shown = text_fit(m->at, look, name, m->at->w);
    mpt w = chart_text_width(m->at->metrics, look, shown);
    struct frame f = moved_inside(m, frame_at(x, y, w, look.size));
    draw_rect(m->at, f.x0, f.y0, w, look.size, 0xFFFFFF);
    put_text(m, &f, look, shown);
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
        if (is_free(m, &f) && held(m, m->own, &f) == 0) {
            size_t under = shapes_under(m, &f);
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
    take(m, (struct frame){least(x, to_x), least(y, to_y), -least(-x, -to_x), -least(-y, -to_y)});
    put_text(m, &best, look, name);
}

static void put_own(struct drawing *m, const struct chart_point *p)
{
    const struct theme *t = m->at->theme;
    mpt x = x_of(m, p->shape->label.x);
    mpt y = y_of(m, p->shape->label.y);
    struct text_look look = {FACE_BOLD, PT(10), 0xFFFFFF};
    mpt w = chart_text_width(m->at->metrics, look, p->label) + 2 * GAP;
    struct frame f = frame_at(x, y, w, look.size + GAP);
    m->own = p->shape;
    if (held(m, p->shape, &f) == FRAME_POINTS && is_free(m, &f)) {
        f = frame_at(x, y, w - 2 * GAP, look.size);
        put_text(m, &f, look, p->label);
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
    mpt x = x_of(m, p->shape->label.x);
    mpt y = y_of(m, p->shape->label.y);
    static const int shift[] = {0, -1, 1, -2, 2};
    for (size_t i = 0; i < sizeof shift / sizeof *shift; i++) {
        struct frame f = moved_inside(m, frame_at(x, y + shift[i] * look.size / 2, w, look.size));
        bool over_own = m->own != NULL && held(m, m->own, &f) > 0;
        if (!over_own && is_free(m, &f)) {
            put_text(m, &f, look, p->label);
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

void chart_map_draw(const struct chart *c, const struct chart_canvas *at)
{
    const struct theme *t = at->theme;
    const struct chart_series *s = &c->series[0];
    struct drawing m = {.chart = c, .at = at};
    fit(&m);
    for (size_t i = 0; i < s->n_points; i++)
        put_shape(&m, s->points[i].shape,
                  s->points[i].emphasis ? role_colour(t, ROLE_PLACE, c->field) : t->sand2);
    put_borders(&m, false, 0xFFFFFF, BORDER);
    put_borders(&m, true, t->grey, EDGE);
    put_names(&m, s);
}
