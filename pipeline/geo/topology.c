#include "geo/topology_private.h"

#include <stdlib.h>
#include <string.h>

/* A point of a ring with its two neighbours in it. */
struct visit {
    struct geo_point at, low, high; /* neighbours in order, whichever way the ring runs */
};

struct cutter {
    struct topology *t;
    struct visit *visit; /* sorted by at */
    size_t n_visits;
    uint32_t *slot;      /* of arcs by their canonical ends; 0 free */
    size_t n_slots;
};

static int point_compare(struct geo_point a, struct geo_point b)
{
    if (a.x != b.x)
        return a.x < b.x ? -1 : 1;
    return a.y < b.y ? -1 : a.y > b.y;
}

static bool point_equal(struct geo_point a, struct geo_point b)
{
    return a.x == b.x && a.y == b.y;
}

static int visit_compare(const void *a, const void *b)
{
    const struct visit *u = a;
    const struct visit *v = b;
    int order = point_compare(u->at, v->at);
    if (order == 0)
        order = point_compare(u->low, v->low);
    return order != 0 ? order : point_compare(u->high, v->high);
}

static void points_reverse(struct geo_point *p, size_t n)
{
    for (size_t i = 0; i < n / 2; i++) {
        struct geo_point kept = p[i];
        p[i] = p[n - 1 - i];
        p[n - 1 - i] = kept;
    }
}

int64_t ring_area(const struct geo_point *p, size_t n)
{
    int64_t twice = 0;
    for (size_t i = 0; i < n; i++) {
        struct geo_point a = p[i];
        struct geo_point b = p[(i + 1) % n];
        twice += (int64_t)(a.x - p[0].x) * (b.y - p[0].y) -
                 (int64_t)(b.x - p[0].x) * (a.y - p[0].y);
    }
    return twice;
}

/* Equal points in a row, and the repeated first one, become one. Formats differ in the
 * direction of rings; here all run counter-clockwise. */
static size_t ring_tidy(struct raw_ring *ring)
{
    size_t n = 0;
    for (size_t i = 0; i < ring->n; i++)
        if (n == 0 || !point_equal(ring->point[n - 1], ring->point[i]))
            ring->point[n++] = ring->point[i];
    while (n > 1 && point_equal(ring->point[n - 1], ring->point[0]))
        n--;
    ring->n = n;
    if (n >= 3 && ring_area(ring->point, n) < 0)
        points_reverse(ring->point + 1, n - 1);
    return n;
}

static void visits_add(struct cutter *c, const struct raw_ring *ring)
{
    for (size_t i = 0; i < ring->n; i++) {
        struct geo_point before = ring->point[(i + ring->n - 1) % ring->n];
        struct geo_point after = ring->point[(i + 1) % ring->n];
        bool forward = point_compare(before, after) <= 0;
        c->visit[c->n_visits++] = (struct visit){ring->point[i], forward ? before : after,
                                                 forward ? after : before};
    }
}

/* The visits of a point, as a range. */
static const struct visit *visits_of(const struct cutter *c, struct geo_point p, size_t *n)
{
    size_t lo = 0;
    size_t hi = c->n_visits;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (point_compare(c->visit[mid].at, p) < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    *n = 0;
    while (lo + *n < c->n_visits && point_equal(c->visit[lo + *n].at, p))
        ++*n;
    return &c->visit[lo];
}

/* Arcs end where rings through a point go on to different neighbours. */
static bool is_junction(const struct cutter *c, struct geo_point p)
{
    size_t n;
    const struct visit *v = visits_of(c, p, &n);
    for (size_t i = 1; i < n; i++)
        if (!point_equal(v[i].low, v[0].low) || !point_equal(v[i].high, v[0].high))
            return true;
    return false;
}

/* The same arc in both directions has the same canonical form. */
static bool runs_backwards(const struct geo_point *p, size_t n)
{
    for (size_t i = 0; i < n / 2; i++) {
        int order = point_compare(p[i], p[n - 1 - i]);
        if (order != 0)
            return order > 0;
    }
    return false;
}

static size_t arc_hash(const struct geo_point *p, size_t n, bool closed)
{
    uint64_t h = 1469598103934665603U + n * 2 + closed; /* FNV-1a by words */
    for (size_t i = 0; i < n; i++) {
        h = (h ^ (uint32_t)p[i].x) * 1099511628211U;
        h = (h ^ (uint32_t)p[i].y) * 1099511628211U;
    }
    return (size_t)(h ^ (h >> 32));
}

/* Finds the arc of these points, or adds it with a copy of them. */
static int32_t arc_find(struct cutter *c, const struct geo_point *p, size_t n, bool closed)
{
    size_t i = arc_hash(p, n, closed) & (c->n_slots - 1);
    for (; c->slot[i] != 0; i = (i + 1) & (c->n_slots - 1)) {
        const struct arc *a = &c->t->arc[c->slot[i] - 1];
        if (a->n == n && a->closed == closed && memcmp(a->point, p, n * sizeof *p) == 0)
            break;
    }
    if (c->slot[i] == 0) {
        struct arc *a = &c->t->arc[c->t->n_arcs++];
        *a = (struct arc){arena_array(c->t->arena, n, sizeof *p), n, closed, 0};
        memcpy(a->point, p, n * sizeof *p);
        c->slot[i] = (uint32_t)c->t->n_arcs;
    }
    c->t->arc[c->slot[i] - 1].uses++;
    return (int32_t)c->slot[i];
}

/* An arc between two junctions; the points are the caller's and may be turned round. */
static int32_t arc_of(struct cutter *c, struct geo_point *p, size_t n)
{
    if (!runs_backwards(p, n))
        return arc_find(c, p, n, false);
    points_reverse(p, n);
    return -arc_find(c, p, n, false);
}

/* A ring without junctions begins at its lowest point and runs towards the lower one of
 * the neighbours, so that it is the same arc for whoever shares it. */
static void ring_closed(struct cutter *c, const struct raw_ring *raw, struct arc_ring *ring)
{
    struct geo_point *p = mem_alloc(raw->n * sizeof *p);
    size_t least = 0;
    for (size_t i = 1; i < raw->n; i++)
        if (point_compare(raw->point[i], raw->point[least]) < 0)
            least = i;
    for (size_t i = 0; i < raw->n; i++)
        p[i] = raw->point[(least + i) % raw->n];
    if (point_compare(p[1], p[raw->n - 1]) > 0)
        points_reverse(p + 1, raw->n - 1);
    ring->arc = arena_alloc(c->t->arena, sizeof *ring->arc);
    ring->n = 1;
    ring->arc[0] = arc_find(c, p, raw->n, true);
    free(p);
}

static void ring_cut(struct cutter *c, const struct raw_ring *raw, struct arc_ring *ring)
{
    size_t *at = mem_alloc(raw->n * sizeof *at);
    size_t n = 0;
    for (size_t i = 0; i < raw->n; i++)
        if (is_junction(c, raw->point[i]))
            at[n++] = i;
    if (n == 0) {
        ring_closed(c, raw, ring);
        free(at);
        return;
    }
    struct geo_point *p = mem_alloc((raw->n + 1) * sizeof *p);
    ring->arc = arena_array(c->t->arena, n, sizeof *ring->arc);
    for (size_t k = 0; k < n; k++) {
        size_t end = k + 1 < n ? at[k + 1] : at[0] + raw->n;
        size_t length = 0;
        for (size_t i = at[k]; i <= end; i++)
            p[length++] = raw->point[i % raw->n];
        ring->arc[ring->n++] = arc_of(c, p, length);
    }
    free(p);
    free(at);
}

static void areas_cut(struct cutter *c, const struct raw_area *areas, size_t n)
{
    struct topology *t = c->t;
    t->area = arena_array(t->arena, n, sizeof *t->area);
    t->n_areas = n;
    for (size_t i = 0; i < n; i++) {
        struct topology_area *area = &t->area[i];
        area->key = arena_strdup(t->arena, areas[i].key);
        area->ring = arena_array(t->arena, areas[i].n_rings, sizeof *area->ring);
        for (size_t k = 0; k < areas[i].n_rings; k++)
            if (areas[i].ring[k].n >= 3)
                ring_cut(c, &areas[i].ring[k], &area->ring[area->n_rings++]);
    }
}

void topology_build(struct topology *t, const struct raw_area *areas, size_t n,
                    struct arena *arena)
{
    struct cutter c = {.t = t, .n_slots = 64};
    size_t n_points = 0;
    *t = (struct topology){.arena = arena};
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < areas[i].n_rings; k++)
            n_points += ring_tidy(&areas[i].ring[k]) >= 3 ? areas[i].ring[k].n : 0;
    c.visit = mem_alloc((n_points + 1) * sizeof *c.visit);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < areas[i].n_rings; k++)
            if (areas[i].ring[k].n >= 3)
                visits_add(&c, &areas[i].ring[k]);
    qsort(c.visit, c.n_visits, sizeof *c.visit, visit_compare);
    while (c.n_slots < 2 * n_points)
        c.n_slots *= 2;
    c.slot = mem_alloc(c.n_slots * sizeof *c.slot);
    t->arc = arena_array(arena, n_points + 1, sizeof *t->arc);
    areas_cut(&c, areas, n);
    free(c.visit);
    free(c.slot);
}

size_t topology_points(const struct topology *t)
{
    size_t n = 0;
    for (size_t i = 0; i < t->n_arcs; i++)
        n += t->arc[i].n;
    return n;
}
