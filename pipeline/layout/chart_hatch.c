#include <math.h>
#include <stdlib.h>

#include "layout/chart_map_private.h"

/* Hatching of any polygon: where lines of a family enter and leave it. Lines lie on places of
 * the page, so that they go on from one area to the next. */

#define STEP     PT(3.6)
#define LINE     PT(0.6)
#define DOT      PT(1)
#define OUTLINE  PT(0.5)

struct crossing {
    int line;   /* of the family */
    mpt along;  /* where on it */
};

struct hatcher {
    const struct chart_canvas *at;
    bool slanted;         /* lines at 45 degrees upwards; else horizontal */
    struct crossing *crossing;
    size_t n, most;
};

/* A point by its distance across the lines and along them. */
static mpt across(const struct hatcher *h, mpt x, mpt y)
{
    return h->slanted ? x + y : y;
}

static mpt along(const struct hatcher *h, mpt x, mpt y)
{
    return h->slanted ? x - y : x;
}

static mpt pitch(const struct hatcher *h)
{
    return h->slanted ? STEP * 1414 / 1000 : STEP;
}

static void add_crossing(struct hatcher *h, int line, mpt at)
{
    if (h->n == h->most)
        h->crossing = mem_grow(h->crossing, h->most = 2 * h->most + 64, sizeof *h->crossing);
    h->crossing[h->n++] = (struct crossing){line, at};
}

/* Lines that an edge crosses: those from its lower end (counted) up to its upper one (not). */
static void add_edge(struct hatcher *h, mpt x0, mpt y0, mpt x1, mpt y1)
{
    mpt from = across(h, x0, y0);
    mpt to = across(h, x1, y1);
    if (from == to)
        return;
    double slope = (double)(along(h, x1, y1) - along(h, x0, y0)) / (double)(to - from);
    mpt low = from < to ? from : to;
    mpt high = from < to ? to : from;
    mpt step = pitch(h);
    for (int i = (int)ceil((double)low / step); (mpt)i * step < high; i++)
        add_crossing(h, i, along(h, x0, y0) + (mpt)lround(slope * (double)(i * step - from)));
}

static int compare(const void *x, const void *y)
{
    const struct crossing *a = x;
    const struct crossing *b = y;
    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    return a->along < b->along ? -1 : a->along > b->along;
}

/* Dots lie in every second row between those of the row before. */
static mpt dot_start(int line, mpt from)
{
    mpt shift = line % 2 != 0 ? STEP / 2 : 0;
    return (mpt)ceil((double)(from - shift) / STEP) * STEP + shift;
}

static void put_point(const struct hatcher *h, mpt *to, int line, mpt at)
{
    mpt step = (mpt)line * pitch(h);
    to[0] = h->slanted ? (step + at) / 2 : at;
    to[1] = h->slanted ? (step - at) / 2 : step;
}

static void put_lines(struct hatcher *h)
{
    struct arena *a = h->at->scratch;
    unsigned char *verbs = arena_alloc(a, h->n + 1);
    mpt *points = arena_array(a, 2 * h->n + 2, sizeof *points);
    size_t n = 0;
    qsort(h->crossing, h->n, sizeof *h->crossing, compare);
    for (size_t i = 0; i + 1 < h->n; i += 2) {
        const struct crossing *c = &h->crossing[i];
        mpt from = h->slanted ? c->along : dot_start(c->line, c->along);
        if (c[1].along - from < (h->slanted ? LINE : DOT))
            continue;
        put_point(h, points + 2 * n, c->line, from);
        verbs[n++] = PATH_MOVE;
        put_point(h, points + 2 * n, c->line, c[1].along);
        verbs[n++] = PATH_LINE;
    }
    struct page_path path = {.verbs = verbs, .n_verbs = n, .points = points, .n_points = n,
                             .fill = NO_COLOUR, .stroke = h->at->theme->mark,
                             .line_width = h->slanted ? LINE : DOT};
    if (!h->slanted) {
        path.dash_on = DOT;
        path.dash_off = STEP - DOT;
    }
    if (n > 0)
        page_path(h->at->pages, h->at->page, h->at->element, path);
}

void ground_hatch(const struct ground *g, struct page_path path, bool hidden)
{
    struct hatcher h = {.at = g->at, .slanted = hidden};
    size_t first = 0;
    size_t at = 0;
    for (size_t i = 0; i < path.n_verbs; i++) {
        const mpt *p = path.points + 2 * at;
        const mpt *to = path.verbs[i] == PATH_CLOSE ? path.points + 2 * first : p;
        if (path.verbs[i] == PATH_MOVE)
            first = at;
        else
            add_edge(&h, p[-2], p[-1], to[0], to[1]);
        at += path.verbs[i] != PATH_CLOSE;
    }
    ground_put(g, path, 0xFFFFFF, g->at->theme->mark, OUTLINE);
    put_lines(&h);
    free(h.crossing);
}

void draw_hatch(const struct chart_canvas *at, struct frame f, bool hidden)
{
    struct hatcher h = {.at = at, .slanted = hidden};
    add_edge(&h, f.x0, f.y0, f.x1, f.y0);
    add_edge(&h, f.x1, f.y0, f.x1, f.y1);
    add_edge(&h, f.x1, f.y1, f.x0, f.y1);
    add_edge(&h, f.x0, f.y1, f.x0, f.y0);
    draw_rect(at, f.x0, f.y0, f.x1 - f.x0, f.y1 - f.y0, 0xFFFFFF);
    put_lines(&h);
    draw_outline(at, f.x0, f.y0, f.x1 - f.x0, f.y1 - f.y0,
                 (struct stroke){at->theme->mark, OUTLINE, 0, 0});
    free(h.crossing);
}
