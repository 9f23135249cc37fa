#include "geo/topology_private.h"

#include <stdlib.h>

/* A point that may go, in the heap of all of them. */
struct corner {
    int64_t area;    /* twice that of the triangle with its neighbours [m2] */
    uint32_t arc;
    uint32_t at;     /* index in the arc as it was read */
    uint32_t before, after; /* neighbours that are left, by index */
    uint32_t place;  /* in the heap */
    bool gone;
};

struct simplifier {
    struct topology *t;
    struct corner **first; /* corners of each arc, one per point */
    struct corner **heap;
    size_t n_heap;
    size_t *left;          /* points left of each arc */
    size_t *least;         /* that must stay */
    size_t n_points;
};

static int64_t triangle(struct geo_point a, struct geo_point b, struct geo_point c)
{
    int64_t twice = (int64_t)(b.x - a.x) * (c.y - a.y) - (int64_t)(c.x - a.x) * (b.y - a.y);
    return twice < 0 ? -twice : twice;
}

/* Ties by place in the file: the same input gives the same map. */
static bool before(const struct corner *a, const struct corner *b)
{
    if (a->area != b->area)
        return a->area < b->area;
    return a->arc != b->arc ? a->arc < b->arc : a->at < b->at;
}

static void heap_set(struct simplifier *s, size_t i, struct corner *c)
{
    s->heap[i] = c;
    c->place = (uint32_t)i;
}

static void heap_up(struct simplifier *s, size_t i)
{
    struct corner *c = s->heap[i];
    while (i > 0 && before(c, s->heap[(i - 1) / 2])) {
        heap_set(s, i, s->heap[(i - 1) / 2]);
        i = (i - 1) / 2;
    }
    heap_set(s, i, c);
}

static void heap_down(struct simplifier *s, size_t i)
{
    struct corner *c = s->heap[i];
    for (size_t child; (child = 2 * i + 1) < s->n_heap; i = child) {
        if (child + 1 < s->n_heap && before(s->heap[child + 1], s->heap[child]))
            child++;
        if (!before(s->heap[child], c))
            break;
        heap_set(s, i, s->heap[child]);
    }
    heap_set(s, i, c);
}

static struct corner *heap_pop(struct simplifier *s)
{
    struct corner *top = s->heap[0];
    s->n_heap--;
    if (s->n_heap > 0) {
        heap_set(s, 0, s->heap[s->n_heap]);
        heap_down(s, 0);
    }
    return top;
}

static struct geo_point point_of(const struct simplifier *s, const struct corner *c, uint32_t at)
{
    return s->t->arc[c->arc].point[at];
}

static int64_t corner_area(const struct simplifier *s, const struct corner *c)
{
    return triangle(point_of(s, c, c->before), point_of(s, c, c->at), point_of(s, c, c->after));
}

static int turn(struct geo_point a, struct geo_point b, struct geo_point c)
{
    int64_t twice = (int64_t)(b.x - a.x) * (c.y - a.y) - (int64_t)(c.x - a.x) * (b.y - a.y);
    return (twice > 0) - (twice < 0);
}

static bool same(struct geo_point a, struct geo_point b)
{
    return a.x == b.x && a.y == b.y;
}

/* Whether the point lies in the triangle or on its new side. */
static bool swept(struct geo_point p, struct geo_point a, struct geo_point b, struct geo_point c)
{
    int ab = turn(a, b, p);
    int bc = turn(b, c, p);
    int ca = turn(c, a, p);
    return (ab >= 0 && bc >= 0 && ca >= 0) || (ab <= 0 && bc <= 0 && ca <= 0);
}

/* A border crosses another one only if some point that is left lies in the triangle that
 * the removal cuts off: every crossing line ends in it or crosses its old sides already. */
static bool safe(const struct simplifier *s, const struct corner *c)
{
    struct geo_point a = point_of(s, c, c->before);
    struct geo_point b = point_of(s, c, c->at);
    struct geo_point e = point_of(s, c, c->after);
    int32_t x0 = a.x < b.x ? a.x : b.x, x1 = a.x > b.x ? a.x : b.x;
    int32_t y0 = a.y < b.y ? a.y : b.y, y1 = a.y > b.y ? a.y : b.y;
    x0 = e.x < x0 ? e.x : x0;
    x1 = e.x > x1 ? e.x : x1;
    y0 = e.y < y0 ? e.y : y0;
    y1 = e.y > y1 ? e.y : y1;
    for (size_t i = 0; i < s->t->n_arcs; i++) {
        const struct arc *arc = &s->t->arc[i];
        for (size_t k = 0; k < arc->n; k++) {
            struct geo_point p = arc->point[k];
            if (p.x < x0 || p.x > x1 || p.y < y0 || p.y > y1 || s->first[i][k].gone)
                continue;
            if (!same(p, a) && !same(p, b) && !same(p, e) && swept(p, a, b, e))
                return false;
        }
    }
    return true;
}

/* Open arcs whose two ends another arc joins as well keep a point between them; closed
 * ones stay polygons. */
static size_t least_points(const struct topology *t, size_t i)
{
    const struct arc *a = &t->arc[i];
    struct geo_point from = a->point[0];
    struct geo_point to = a->point[a->n - 1];
    if (a->closed || same(from, to))
        return 4;
    for (size_t k = 0; k < t->n_arcs; k++) {
        const struct arc *b = &t->arc[k];
        bool equal = same(b->point[0], from) && same(b->point[b->n - 1], to);
        bool turned = same(b->point[0], to) && same(b->point[b->n - 1], from);
        if (k != i && !b->closed && (equal || turned))
            return 3;
    }
    return 2;
}

static void corners_make(struct simplifier *s, uint32_t i)
{
    const struct arc *a = &s->t->arc[i];
    uint32_t n = (uint32_t)a->n;
    s->first[i] = mem_alloc(n * sizeof **s->first);
    s->left[i] = n;
    s->least[i] = least_points(s->t, i);
    for (uint32_t k = 0; k < n; k++) {
        struct corner *c = &s->first[i][k];
        *c = (struct corner){.arc = i, .at = k, .before = (k + n - 1) % n, .after = (k + 1) % n};
        if (!a->closed && (k == 0 || k + 1 == n))
            continue;
        c->area = corner_area(s, c);
        heap_set(s, s->n_heap++, c);
        heap_up(s, s->n_heap - 1);
    }
}

/* A neighbour's triangle has changed; it is never less than what has gone already, so that
 * points go in the order of their effect. */
static void neighbour_update(struct simplifier *s, struct corner *c, int64_t least)
{
    const struct arc *a = &s->t->arc[c->arc];
    bool fixed = !a->closed && (c->at == 0 || c->at + 1 == a->n);
    if (fixed || c->place >= s->n_heap || s->heap[c->place] != c)
        return;
    int64_t area = corner_area(s, c);
    c->area = area > least ? area : least;
    heap_up(s, c->place);
    heap_down(s, c->place);
}

static void arcs_pack(struct simplifier *s)
{
    for (size_t i = 0; i < s->t->n_arcs; i++) {
        struct arc *a = &s->t->arc[i];
        size_t n = 0;
        for (size_t k = 0; k < a->n; k++)
            if (!s->first[i][k].gone)
                a->point[n++] = a->point[k];
        a->n = n;
        free(s->first[i]);
    }
}

void topology_simplify(struct topology *t, size_t keep)
{
    size_t n_points = topology_points(t);
    struct simplifier s = {.t = t, .n_points = n_points};
    s.first = mem_alloc((t->n_arcs + 1) * sizeof(struct corner *));
    s.heap = mem_alloc((n_points + 1) * sizeof(struct corner *));
    s.left = mem_alloc((t->n_arcs + 1) * sizeof *s.left);
    s.least = mem_alloc((t->n_arcs + 1) * sizeof *s.least);
    for (uint32_t i = 0; i < t->n_arcs; i++)
        corners_make(&s, i);
    while (s.n_heap > 0 && s.n_points > keep) {
        struct corner *c = heap_pop(&s);
        if (s.left[c->arc] <= s.least[c->arc] || !safe(&s, c))
            continue;
        struct corner *row = s.first[c->arc];
        c->gone = true;
        s.left[c->arc]--;
        s.n_points--;
        row[c->before].after = c->after;
        row[c->after].before = c->before;
        neighbour_update(&s, &row[c->before], c->area);
        neighbour_update(&s, &row[c->after], c->area);
    }
    arcs_pack(&s);
    free(s.first);
    free(s.heap);
    free(s.left);
    free(s.least);
}
