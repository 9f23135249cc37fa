/* Topology: rings of areas cut into arcs at the points where more than two borders or a
 * border and the outer edge meet, so that a border between two areas exists once.
 *
 * A ring is a row of arc references: i + 1 forwards, -(i + 1) backwards.
 * Ownership: everything lies in the arena of the topology. */
#ifndef GEO_TOPOLOGY_PRIVATE_H
#define GEO_TOPOLOGY_PRIVATE_H

#include "base/arena.h"
#include "geo/geo.h"

struct arc {
    struct geo_point *point;
    size_t n;
    bool closed;   /* a ring of its own; the first point is not repeated */
    unsigned uses; /* 1: outer edge or an unmatched border */
};

struct arc_ring {
    int32_t *arc;
    size_t n;
};

struct topology_area {
    const char *key;
    struct arc_ring *ring;
    size_t n_rings;
};

struct topology {
    struct arena *arena;
    struct arc *arc;
    size_t n_arcs;
    struct topology_area *area;
    size_t n_areas;
};

/* A polygon as it was read: rings of points, not closed by repetition. */
struct raw_ring {
    struct geo_point *point;
    size_t n;
};

struct raw_area {
    const char *key;
    struct raw_ring *ring;
    size_t n_rings;
};

/* Points must be equal where borders are shared; equal neighbours in a ring are joined and
 * rings of less than three points left out. Linear but for the sorting of the points. */
void topology_build(struct topology *t, const struct raw_area *areas, size_t n,
                    struct arena *arena);

/* Removes points of least effect until about `keep` are left (Visvalingam and Whyatt 1993:
 * the triangle of a point with its neighbours), over all arcs together. Ends of arcs stay;
 * no ring falls below four points, no border crosses another one that it did not before. */
void topology_simplify(struct topology *t, size_t keep);

size_t topology_points(const struct topology *t); /* of all arcs */

/* The map with shapes, borders, labels; source texts are left "". */
struct geo_map *topology_map(const struct topology *t, int zone);

/* Twice the area, negative of a ring that runs clockwise. Exact: coordinates fit 24 bits,
 * sums of products the rest. */
int64_t ring_area(const struct geo_point *p, size_t n);

bool ring_holds(const struct geo_ring *ring, struct geo_point p); /* even-odd */

/* The point inside the rings that is farthest from them, to within a hundredth of the
 * extent (pole of inaccessibility, by halving of cells). */
void label_place(const struct geo_ring *ring, size_t n_rings, struct geo_point *at,
                 double *radius);

#endif
