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

static struct page_path path_of(const struct tracer *t)
{
    return (struct page_path){.verbs = t->verbs, .n_verbs = t->n_verbs, .points = t->points,
                              .n_points = t->n_points, .round = true};
}

struct page_path ground_path(const struct ground *g, const struct geo_shape *s)
{
    size_t n = 0;
    for (size_t i = 0; i < s->n_rings; i++)
        n += s->ring[i].n;
    struct tracer t = tracer_new(g, n, s->n_rings);
    for (size_t i = 0; i < s->n_rings; i++)
        trace(&t, s->ring[i].point, s->ring[i].n, true);
    return path_of(&t);
}

void ground_put(const struct ground *g, struct page_path path, uint32_t fill, uint32_t stroke,
                mpt width)
{
    path.fill = fill;
    path.stroke = stroke;
    path.line_width = width;
    if (path.n_verbs > 0)
        page_path(g->at->pages, g->at->page, g->at->element, path);
}

void ground_mark(const struct ground *g, struct page_path path)
{
    ground_put(g, path, NO_COLOUR, 0xFFFFFF, PT(3.4));
    ground_put(g, path, NO_COLOUR, g->at->theme->ink, PT(1.6));
}

/* The next piece of the outer edge from a point on, or NULL; *turned: from its end. */
static const struct geo_border *next_edge(const struct geo_map *map, bool *used,
                                          struct geo_point from, bool *turned)
{
    for (size_t i = 0; i < map->n_borders; i++) {
        const struct geo_border *b = &map->border[i];
        struct geo_point ends[] = {b->point[0], b->point[b->n - 1]};
        for (int k = 0; k < 2; k++) {
            if (used[i] || ends[k].x != from.x || ends[k].y != from.y)
                continue;
            used[i] = true;
            *turned = k == 1;
            return b;
        }
    }
    return NULL;
}

/* One ring of the outer edge, put together from its pieces. */
static void trace_edge(struct tracer *t, const struct geo_border *b, bool *used)
{
    const struct geo_map *map = t->g->map;
    bool turned = false;
    trace(t, b->point, b->n, false);
    struct geo_point end = b->point[b->n - 1];
    while (!b->closed && (b = next_edge(map, used, end, &turned)) != NULL) {
        for (size_t i = 1; i < b->n; i++) {
            struct geo_point p = b->point[turned ? b->n - 1 - i : i];
            t->verbs[t->n_verbs++] = PATH_LINE;
            t->points[2 * t->n_points] = ground_x(t->g, p.x);
            t->points[2 * t->n_points++ + 1] = ground_y(t->g, p.y);
        }
        end = b->point[turned ? 0 : b->n - 1];
    }
    t->verbs[t->n_verbs++] = PATH_CLOSE;
}

void ground_land(const struct ground *g, uint32_t fill)
{
    const struct geo_map *map = g->map;
    struct tracer t = tracer_new(g, map->n_points, map->n_borders);
    bool *used = arena_array(g->at->scratch, map->n_borders + 1, sizeof *used);
    for (size_t i = 0; i < map->n_borders; i++)
        used[i] = !map->border[i].outer;
    for (size_t i = 0; i < map->n_borders; i++) {
        if (used[i])
            continue;
        used[i] = true;
        trace_edge(&t, &map->border[i], used);
    }
    ground_put(g, path_of(&t), fill, NO_COLOUR, 0);
}

void ground_borders(const struct ground *g, bool outer, uint32_t rgb, mpt width)
{
    struct tracer t = tracer_new(g, g->map->n_points, g->map->n_borders);
    for (size_t i = 0; i < g->map->n_borders; i++) {
        const struct geo_border *b = &g->map->border[i];
        if (b->outer == outer)
            trace(&t, b->point, b->n, b->closed);
    }
    ground_put(g, path_of(&t), NO_COLOUR, rgb, width);
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

struct frame path_frame(const struct page_path *path)
{
    struct frame f = {INT32_MAX, INT32_MAX, INT32_MIN, INT32_MIN};
    for (size_t i = 0; i < path->n_points; i++) {
        mpt x = path->points[2 * i];
        mpt y = path->points[2 * i + 1];
        f.x0 = x < f.x0 ? x : f.x0;
        f.y0 = y < f.y0 ? y : f.y0;
        f.x1 = x > f.x1 ? x : f.x1;
        f.y1 = y > f.y1 ? y : f.y1;
    }
    return f;
}

/* Whether an edge lets the frame be inside; it counts for the middle's being in the ring. */
static bool edge_clear(const mpt *a, const mpt *b, const struct frame *f, bool *in)
{
    mpt x = (f->x0 + f->x1) / 2;
    mpt y = (f->y0 + f->y1) / 2;
    if ((a[1] > y) != (b[1] > y) &&
        (double)x < (double)(y - b[1]) * (double)(a[0] - b[0]) / (double)(a[1] - b[1]) +
                        (double)b[0])
        *in = !*in;
    bool off = (a[0] < f->x0 && b[0] < f->x0) || (a[0] > f->x1 && b[0] > f->x1) ||
               (a[1] < f->y0 && b[1] < f->y0) || (a[1] > f->y1 && b[1] > f->y1);
    return off || !line_meets(a[0], a[1], b[0], b[1], *f);
}

/* Whether no edge of the rings runs through the frame; *in: it lies in them. */
static bool edges_clear(const struct page_path *path, const struct frame *f, bool *in)
{
    size_t first = 0;
    size_t at = 0;
    *in = false;
    for (size_t i = 0; i < path->n_verbs; i++) {
        const mpt *p = path->points + 2 * at;
        if (path->verbs[i] == PATH_MOVE)
            first = at++;
        else if (path->verbs[i] == PATH_LINE && at++ > 0 && !edge_clear(p - 2, p, f, in))
            return false;
        else if (path->verbs[i] == PATH_CLOSE &&
                 !edge_clear(p - 2, path->points + 2 * first, f, in))
            return false;
    }
    return true;
}

bool path_holds(const struct page_path *path, const struct frame *f)
{
    bool in;
    return edges_clear(path, f, &in) && in;
}

bool path_apart(const struct page_path *path, const struct frame *f)
{
    bool in;
    return edges_clear(path, f, &in) && !in;
}

bool ground_edge(const struct ground *g, const struct frame *f)
{
    for (size_t i = 0; i < g->map->n_borders; i++) {
        const struct geo_border *b = &g->map->border[i];
        for (size_t k = b->closed ? 0 : 1; b->outer && k < b->n; k++) {
            struct geo_point from = b->point[k > 0 ? k - 1 : b->n - 1];
            if (line_meets(ground_x(g, from.x), ground_y(g, from.y), ground_x(g, b->point[k].x),
                           ground_y(g, b->point[k].y), *f))
                return true;
        }
    }
    return false;
}

bool frame_free(const struct frames *t, const struct chart_canvas *at, const struct frame *f)
{
    bool off = f->x0 < at->x || f->x1 > at->x + at->w || f->y0 < at->y || f->y1 > at->y + at->h;
    if (off || t->n == FRAMES_MOST)
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

const char *place_name(const struct chart_point *p)
{
    return p->sublabel != NULL ? p->sublabel : p->label;
}

const char *place_text(const struct chart_canvas *at, const struct chart_point *p)
{
    return point_counts(p) && p->text != NULL
               ? arena_printf(at->scratch, "%s %s", place_name(p), p->text) : place_name(p);
}
