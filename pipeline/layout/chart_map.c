#include "layout/chart_map_private.h"

#include <math.h>

#define RIM PT(1) /* half of the widest line and a little */
#define GAP PT(2) /* between names */

#define BESIDE     PT(340) /* width of a chart from which the legend stands beside the map */
#define LEGEND     PT(172)
#define LEGEND_GAP PT(20)
#define BELOW_GAP  PT(12)
#define LEAST      PT(40) /* height of a map */

struct frame frame_at(mpt x, mpt y, mpt w, mpt h)
{
    return (struct frame){x - w / 2, y - h / 2, x - w / 2 + w, y - h / 2 + h};
}

struct ground ground_fit(const struct chart_canvas *at, const struct geo_map *map,
                         struct frame in)
{
    double wide = fmax((double)map->high.x - map->low.x, 1);
    double tall = fmax((double)map->high.y - map->low.y, 1);
    double w = (double)(in.x1 - in.x0 - 2 * RIM);
    double h = (double)(in.y1 - in.y0 - 2 * RIM);
    double scale = fmax(fmin(w / wide, h / tall), 0);
    return (struct ground){at, map, scale,
                           (double)in.x0 + (double)RIM + (w - wide * scale) / 2,
                           (double)in.y0 + (double)RIM + (h + tall * scale) / 2};
}

/* Tenths of a point are finer than any printer and a third shorter to write. */
static mpt tenth(double v)
{
    return (mpt)lround(v / 100) * 100;
}

mpt ground_x(const struct ground *g, int32_t x)
{
    return tenth(g->left + ((double)x - g->map->low.x) * g->scale);
}

mpt ground_y(const struct ground *g, int32_t y)
{
    return tenth(g->bottom - ((double)y - g->map->low.y) * g->scale);
}

/* A path of several lines or rings. */
struct tracer {
    const struct ground *g;
    unsigned char *verbs;
    mpt *points;
    size_t n_verbs, n_points;
};

static struct tracer tracer_new(const struct ground *g, size_t points, size_t rings)
{
    return (struct tracer){g, arena_alloc(g->at->scratch, points + rings + 1),
                           arena_array(g->at->scratch, 2 * points + 1, sizeof(mpt)), 0, 0};
}

static void trace(struct tracer *t, const struct geo_point *p, size_t n, bool closed)
{
    for (size_t i = 0; i < n; i++) {
        t->verbs[t->n_verbs++] = i == 0 ? PATH_MOVE : PATH_LINE;
        t->points[2 * t->n_points] = ground_x(t->g, p[i].x);
        t->points[2 * t->n_points++ + 1] = ground_y(t->g, p[i].y);
    }
    if (closed)
        t->verbs[t->n_verbs++] = PATH_CLOSE;
}

static void put_path(const struct tracer *t, uint32_t fill, uint32_t stroke, mpt width)
{
    const struct chart_canvas *at = t->g->at;
    if (t->n_verbs > 0)
        page_path(at->pages, at->page, at->element,
                  (struct page_path){.verbs = t->verbs, .n_verbs = t->n_verbs,
                                     .points = t->points, .n_points = t->n_points,
                                     .fill = fill, .stroke = stroke, .line_width = width,
                                     .round = true});
}

static struct tracer trace_shape(const struct ground *g, const struct geo_shape *s)
{
    size_t n = 0;
    for (size_t i = 0; i < s->n_rings; i++)
        n += s->ring[i].n;
    struct tracer t = tracer_new(g, n, s->n_rings);
    for (size_t i = 0; i < s->n_rings; i++)
        trace(&t, s->ring[i].point, s->ring[i].n, true);
    return t;
}

void ground_fill(const struct ground *g, const struct geo_shape *s, uint32_t fill)
{
    struct tracer t = trace_shape(g, s);
    put_path(&t, fill, NO_COLOUR, 0);
}

void ground_outline(const struct ground *g, const struct geo_shape *s, uint32_t rgb, mpt width)
{
    struct tracer t = trace_shape(g, s);
    put_path(&t, NO_COLOUR, rgb, width);
}

void ground_mark(const struct ground *g, const struct geo_shape *s)
{
    ground_outline(g, s, 0xFFFFFF, PT(3.4));
    ground_outline(g, s, g->at->theme->ink, PT(1.6));
}

void ground_borders(const struct ground *g, bool outer, uint32_t rgb, mpt width)
{
    struct tracer t = tracer_new(g, g->map->n_points, g->map->n_borders);
    for (size_t i = 0; i < g->map->n_borders; i++) {
        const struct geo_border *b = &g->map->border[i];
        if (b->outer == outer)
            trace(&t, b->point, b->n, b->closed);
    }
    put_path(&t, NO_COLOUR, rgb, width);
}

static bool holds(const struct ground *g, const struct geo_shape *s, mpt x, mpt y)
{
    bool in = false;
    double east = ((double)x - g->left) / g->scale + g->map->low.x;
    double north = (g->bottom - (double)y) / g->scale + g->map->low.y;
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

/* 5 by 3 points. */
int ground_held(const struct ground *g, const struct geo_shape *s, const struct frame *f)
{
    int n = 0;
    for (int i = 0; i < FRAME_POINTS; i++)
        n += holds(g, s, f->x0 + (f->x1 - f->x0) * (i % 5) / 4,
                   f->y0 + (f->y1 - f->y0) * (i / 5) / 2);
    return n;
}

size_t ground_under(const struct ground *g, const struct frame *f)
{
    size_t n = 0;
    for (size_t i = 0; i < g->map->n_shapes; i++)
        n += (size_t)ground_held(g, &g->map->shape[i], f);
    return n;
}

/* Whether the line between two points meets the rectangle (Liang and Barsky 1984). */
bool line_meets(double x0, double y0, double x1, double y1, const struct frame *f)
{
    const double step[] = {x0 - x1, x1 - x0, y0 - y1, y1 - y0};
    const double room[] = {x0 - (double)f->x0, (double)f->x1 - x0, y0 - (double)f->y0,
                           (double)f->y1 - y0};
    double from = 0;
    double to = 1;
    for (int i = 0; i < 4; i++) {
        bool along = !(step[i] < 0) && !(step[i] > 0);
        if (along && room[i] < 0)
            return false;
        if (step[i] < 0)
            from = fmax(from, room[i] / step[i]);
        else if (!along)
            to = fmin(to, room[i] / step[i]);
    }
    return from <= to;
}

bool ground_inside(const struct ground *g, const struct geo_shape *s, const struct frame *f)
{
    if (!holds(g, s, (f->x0 + f->x1) / 2, (f->y0 + f->y1) / 2))
        return false;
    for (size_t r = 0; r < s->n_rings; r++) {
        const struct geo_ring *ring = &s->ring[r];
        for (size_t i = 0, j = ring->n - 1; i < ring->n; j = i++) {
            struct geo_point a = ring->point[i];
            struct geo_point b = ring->point[j];
            if (line_meets((double)ground_x(g, a.x), (double)ground_y(g, a.y),
                           (double)ground_x(g, b.x), (double)ground_y(g, b.y), f))
                return false;
        }
    }
    return true;
}

bool ground_edge(const struct ground *g, const struct frame *f)
{
    for (size_t i = 0; i < g->map->n_borders; i++) {
        const struct geo_border *b = &g->map->border[i];
        for (size_t k = b->closed ? 0 : 1; b->outer && k < b->n; k++) {
            struct geo_point from = b->point[k > 0 ? k - 1 : b->n - 1];
            if (line_meets((double)ground_x(g, from.x), (double)ground_y(g, from.y),
                           (double)ground_x(g, b->point[k].x),
                           (double)ground_y(g, b->point[k].y), f))
                return true;
        }
    }
    return false;
}

bool frame_free(const struct frames *t, const struct chart_canvas *at, const struct frame *f)
{
    if (f->x0 < at->x || f->x1 > at->x + at->w || f->y0 < at->y || f->y1 > at->y + at->h)
        return false;
    for (size_t i = 0; i < t->n; i++) {
        const struct frame *o = &t->taken[i];
        if (f->x0 < o->x1 + GAP && o->x0 < f->x1 + GAP && f->y0 < o->y1 + GAP &&
            o->y0 < f->y1 + GAP)
            return false;
    }
    return true;
}

void frame_take(struct frames *t, struct frame f)
{
    if (t->n < FRAMES_MOST)
        t->taken[t->n++] = f;
}

void frame_text(struct frames *t, const struct chart_canvas *at, const struct frame *f,
                struct text_look look, const char *text)
{
    text_put(at, f->x0, f->y0 + look.size * 86 / 100, look, TEXT_LEFT, text);
    frame_take(t, *f);
}

mpt map_width(const struct chart_canvas *at)
{
    return at->w >= BESIDE ? at->w - LEGEND - LEGEND_GAP : at->w;
}

struct map_plan map_plan(const struct chart *c, const struct chart_canvas *at, double aspect,
                         mpt most, legend_measure *legend)
{
    bool beside = at->w >= BESIDE;
    struct map_plan p = {.legend_w = beside ? LEGEND : at->w};
    mpt w = map_width(at);
    mpt h = (mpt)fmin((double)w * aspect, 1e9);
    mpt limit = c->height > 0 ? PT(c->height) : most;
    mpt below = legend(c, at, p.legend_w);
    h = h > limit ? limit : h;
    if (at->h > 0 && h + (beside ? 0 : below + BELOW_GAP) > at->h)
        h = beside ? at->h : at->h - below - BELOW_GAP;
    h = h < LEAST ? LEAST : h;
    p.map = (struct frame){at->x, at->y, at->x + w, at->y + h};
    p.legend_x = at->x + (beside ? w + LEGEND_GAP : 0);
    p.legend_y = at->y + (beside ? 0 : h + BELOW_GAP);
    p.height = beside ? (h > below ? h : below) : h + BELOW_GAP + below;
    return p;
}
