#include "geo/topology_private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "geo/map_private.h"

struct owned_map {
    struct geo_map map; /* first: a pointer to it is one to the whole */
    struct arena *arena;
};

static struct geo_map *map_new(void)
{
    struct arena *arena = arena_new();
    struct geo_map *map = arena_alloc(arena, sizeof(struct owned_map));
    ((struct owned_map *)map)->arena = arena;
    map->source = map->licence = map->date = "";
    return map;
}

struct arena *map_arena(struct geo_map *map)
{
    return ((struct owned_map *)map)->arena;
}

void geo_free(struct geo_map *map)
{
    if (map != NULL)
        arena_free(map_arena(map));
}

/* Points of a ring put together from its arcs; where two arcs meet the point counts once. */
static struct geo_ring ring_points(struct arena *a, const struct topology *t,
                                   const struct arc_ring *ring)
{
    size_t n = 0;
    for (size_t i = 0; i < ring->n; i++)
        n += t->arc[abs(ring->arc[i]) - 1].n;
    struct geo_point *point = arena_array(a, n, sizeof *point);
    n = 0;
    for (size_t i = 0; i < ring->n; i++) {
        const struct arc *arc = &t->arc[abs(ring->arc[i]) - 1];
        size_t used = arc->closed ? arc->n : arc->n - 1;
        for (size_t k = 0; k < used; k++)
            point[n++] = arc->point[ring->arc[i] > 0 ? k : arc->n - 1 - k];
    }
    return (struct geo_ring){point, n};
}

bool ring_holds(const struct geo_ring *ring, struct geo_point p)
{
    bool inside = false;
    for (size_t i = 0, j = ring->n - 1; i < ring->n; j = i++) {
        struct geo_point a = ring->point[i];
        struct geo_point b = ring->point[j];
        if ((a.y > p.y) != (b.y > p.y) &&
            p.x < (double)(b.x - a.x) * (p.y - a.y) / (double)(b.y - a.y) + a.x)
            inside = !inside;
    }
    return inside;
}

/* A ring inside an odd number of others is a hole, whichever way it runs. The grid's
 * scale at the middle of the shape brings plane areas to those on the ellipsoid (the
 * point scale of transverse Mercator, to second order: Snyder 1987, equation 8-11). */
static double shape_km2(const struct geo_shape *s)
{
    double sum = 0;
    for (size_t i = 0; i < s->n_rings; i++) {
        unsigned depth = 0;
        for (size_t k = 0; k < s->n_rings; k++)
            if (k != i)
                depth += ring_holds(&s->ring[k], s->ring[i].point[0]);
        double area = fabs((double)ring_area(s->ring[i].point, s->ring[i].n)) / 2;
        sum += depth % 2 == 0 ? area : -area;
    }
    double east = (s->label.x - 500000.0) / 0.9996 / 6383000.0;
    double scale = 0.9996 * (1 + east * east / 2);
    return sum / (scale * scale) / 1e6;
}

static void shapes_make(struct geo_map *map, const struct topology *t)
{
    struct arena *a = map_arena(map);
    struct geo_shape *shape = arena_array(a, t->n_areas, sizeof *shape);
    for (size_t i = 0; i < t->n_areas; i++) {
        const struct topology_area *area = &t->area[i];
        struct geo_shape *s = &shape[map->n_shapes];
        if (area->n_rings == 0)
            continue;
        struct geo_ring *ring = arena_array(a, area->n_rings, sizeof *ring);
        for (size_t k = 0; k < area->n_rings; k++)
            ring[k] = ring_points(a, t, &area->ring[k]);
        s->key = arena_strdup(a, area->key);
        s->ring = ring;
        s->n_rings = area->n_rings;
        label_place(s->ring, s->n_rings, &s->label, &s->radius);
        s->km2 = shape_km2(s);
        map->n_shapes++;
    }
    map->shape = shape;
}

static void borders_make(struct geo_map *map, const struct topology *t)
{
    struct arena *a = map_arena(map);
    struct geo_border *border = arena_array(a, t->n_arcs, sizeof *border);
    for (size_t i = 0; i < t->n_arcs; i++) {
        const struct arc *arc = &t->arc[i];
        struct geo_point *point = arena_array(a, arc->n, sizeof *point);
        memcpy(point, arc->point, arc->n * sizeof *point);
        border[i] = (struct geo_border){point, arc->n, arc->closed, arc->uses < 2};
        map->n_points += arc->n;
        for (size_t k = 0; k < arc->n; k++) {
            struct geo_point p = point[k];
            bool first = i == 0 && k == 0;
            map->low.x = first || p.x < map->low.x ? p.x : map->low.x;
            map->low.y = first || p.y < map->low.y ? p.y : map->low.y;
            map->high.x = first || p.x > map->high.x ? p.x : map->high.x;
            map->high.y = first || p.y > map->high.y ? p.y : map->high.y;
        }
    }
    map->border = border;
    map->n_borders = t->n_arcs;
}

static int shape_compare(const void *a, const void *b)
{
    return strcmp(((const struct geo_shape *)a)->key, ((const struct geo_shape *)b)->key);
}

struct geo_map *topology_map(const struct topology *t, int zone)
{
    struct geo_map *map = map_new();
    map->zone = zone;
    shapes_make(map, t);
    borders_make(map, t);
    qsort((void *)(uintptr_t)map->shape, map->n_shapes, sizeof *map->shape, shape_compare);
    return map;
}

const struct geo_shape *geo_find(const struct geo_map *map, const char *key)
{
    struct geo_shape wanted = {.key = key};
    return map->n_shapes > 0
               ? bsearch(&wanted, map->shape, map->n_shapes, sizeof wanted, shape_compare)
               : NULL;
}
