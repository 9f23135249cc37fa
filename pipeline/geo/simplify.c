#include "geo/topology_private.h"

#include <math.h>
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

/* All points by squares of the frame, so that a triangle is compared with those near it. */
struct squares {
    struct geo_point low;
    int64_t side;
    size_t columns, rows;
    uint32_t *start;         /* of each square in `corner`, and the end of the last */
    const struct corner **corner;
};

struct simplifier {
    struct topology *t;
    struct squares near;
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

static size_t column_of(const struct squares *q, int32_t x)
{
    return (size_t)(((int64_t)x - q->low.x) / q->side);
}

static size_t row_of(const struct squares *q, int32_t y)
{
    return (size_t)(((int64_t)y - q->low.y) / q->side);
}

static size_t square_of(const struct simplifier *s, const struct corner *c)
{
    struct geo_point p = point_of(s, c, c->at);
    return row_of(&s->near, p.y) * s->near.columns + column_of(&s->near, p.x);
}

/* Squares so large that each holds a point in the mean. */
static void squares_size(struct squares *q, const struct topology *t, size_t n_points)
{
    struct geo_point low = {INT32_MAX, INT32_MAX};
    struct geo_point high = {0, 0};
    for (size_t i = 0; i < t->n_arcs; i++) {
        for (size_t k = 0; k < t->arc[i].n; k++) {
            struct geo_point p = t->arc[i].point[k];
            low = (struct geo_point){p.x < low.x ? p.x : low.x, p.y < low.y ? p.y : low.y};
            high = (struct geo_point){p.x > high.x ? p.x : high.x, p.y > high.y ? p.y : high.y};
        }
    }
    double wide = (double)high.x - low.x + 1;
    double tall = (double)high.y - low.y + 1;
    q->low = low;
    q->side = (int64_t)ceil(sqrt(wide * tall / (double)n_points)) + 1;
    q->columns = column_of(q, high.x) + 1;
    q->rows = row_of(q, high.y) + 1;
}

/* Counting sort; `start` runs one square ahead while they are filled. */
static void squares_fill(struct simplifier *s)
{
    struct squares *q = &s->near;
    size_t n_squares = q->columns * q->rows;
    q->start = mem_alloc((n_squares + 2) * sizeof *q->start);
    q->corner = mem_alloc((s->n_points + 1) * sizeof(struct corner *));
    for (size_t i = 0; i < s->t->n_arcs; i++)
        for (size_t k = 0; k < s->t->arc[i].n; k++)
            q->start[square_of(s, &s->first[i][k]) + 2]++;
    for (size_t i = 2; i <= n_squares + 1; i++)
        q->start[i] += q->start[i - 1];
    for (size_t i = 0; i < s->t->n_arcs; i++)
        for (size_t k = 0; k < s->t->arc[i].n; k++)
            q->corner[q->start[square_of(s, &s->first[i][k]) + 1]++] = &s->first[i][k];
}

struct cut { /* a triangle that would go, and its frame */
    struct geo_point t[3], low, high;
};

/* Without the frame all points in line with a flat triangle would count. */
static bool hit(const struct simplifier *s, const struct corner *other, const struct cut *cut)
{
    const struct geo_point *t = cut->t;
    struct geo_point p = point_of(s, other, other->at);
    if (other->gone || p.x < cut->low.x || p.x > cut->high.x || p.y < cut->low.y ||
        p.y > cut->high.y)
        return false;
    return !same(p, t[0]) && !same(p, t[1]) && !same(p, t[2]) && swept(p, t[0], t[1], t[2]);
}

/* A border crosses another one only if some point that is left lies in the triangle that
 * the removal cuts off: every crossing line ends in it or crosses its old sides already. */
static bool safe(const struct simplifier *s, const struct corner *c)
{
    const struct squares *q = &s->near;
    struct cut cut = {.t = {point_of(s, c, c->before), point_of(s, c, c->at),
                            point_of(s, c, c->after)}};
    struct geo_point low = cut.t[0];
    struct geo_point high = low;
    for (int i = 1; i < 3; i++) {
        struct geo_point p = cut.t[i];
        low = (struct geo_point){p.x < low.x ? p.x : low.x, p.y < low.y ? p.y : low.y};
        high = (struct geo_point){p.x > high.x ? p.x : high.x, p.y > high.y ? p.y : high.y};
    }
    cut.low = low;
    cut.high = high;
    for (size_t row = row_of(q, low.y); row <= row_of(q, high.y); row++) {
        size_t from = row * q->columns + column_of(q, low.x);
        size_t to = row * q->columns + column_of(q, high.x);
        for (size_t i = q->start[from]; i < q->start[to + 1]; i++)
            if (hit(s, q->corner[i], &cut))
                return false;
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
    if (n_points > 0) {
        squares_size(&s.near, t, n_points);
        squares_fill(&s);
    }
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
    free(s.near.start);
    free(s.near.corner);
}
