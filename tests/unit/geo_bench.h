/* Boundaries of a few invented areas as GeoJSON, imported from a folder of their own. Included
 * once by a test program, after cmocka. */
#ifndef TESTS_GEO_BENCH_H
#define TESTS_GEO_BENCH_H

#include <math.h>
#include <stdint.h>

#include "folder.h"
#include "geo/geo.h"

static const char *const keys[] = {"08116001", "08116002", "08116003", "08116004"};

#define AREA(key, coordinates)                                                       \
    "{\"type\":\"Feature\",\"properties\":{\"GEN\":\"x\",\"AGS\":\"" key              \
    "\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[" coordinates "]}}"
#define PARTS(key, coordinates)                                                      \
    "{\"type\":\"Feature\",\"properties\":{\"AGS\":\"" key                           \
    "\"},\"geometry\":{\"type\":\"MultiPolygon\",\"coordinates\":[" coordinates "]}}"
#define COLLECTION(features) "{\"type\":\"FeatureCollection\",\"features\":[" features "]}"
/* A rectangle in kilometres east of the central meridian and north of the equator. */
#define BOX(x0, y0, x1, y1)                                                          \
    "[[50" #x0 "000," #y0 "000],[50" #x1 "000," #y0 "000],[50" #x1 "000," #y1       \
    "000],[50" #x0 "000," #y1 "000],[50" #x0 "000," #y0 "000]]"

static inline struct geo_map *import_some(struct folder *f, const char *json, size_t points,
                                          size_t n)
{
    char path[700];
    const char *const paths[] = {path};
    struct geo_import how = {.path = paths, .n_paths = 1, .keys = keys, .n_keys = n,
                             .points = points, .source = "Amt", .licence = "dl-de/by-2-0",
                             .date = "2013"};
    folder_open(f);
    folder_write(f, "grenzen.geojson", json);
    snprintf(path, sizeof path, "%s/grenzen.geojson", f->path);
    return geo_import(&how, f->d);
}

static inline struct geo_map *import_good(struct folder *f, const char *json, size_t points,
                                          size_t n)
{
    struct geo_map *map = import_some(f, json, points, n);
    folder_expect_clean(f);
    assert_non_null(map);
    assert_int_equal(map->n_shapes, n);
    return map;
}

static inline void close_map(struct folder *f, struct geo_map *map)
{
    geo_free(map);
    folder_close(f);
}

/* cmocka compares as float, which has no millimetres left. */
static inline void expect_near(double got, double wanted, double tolerance)
{
    if (!(fabs(got - wanted) <= tolerance))
        fail_msg("%.6f instead of %.6f", got, wanted);
}

static inline size_t count_borders(const struct geo_map *map, bool outer, bool closed)
{
    size_t n = 0;
    for (size_t i = 0; i < map->n_borders; i++)
        n += map->border[i].outer == outer && map->border[i].closed == closed;
    return n;
}

static inline bool inside(const struct geo_shape *s, double x, double y)
{
    bool in = false;
    for (size_t r = 0; r < s->n_rings; r++) {
        for (size_t i = 0; i < s->ring[r].n; i++) {
            struct geo_point a = s->ring[r].point[i];
            struct geo_point b = s->ring[r].point[(i + 1) % s->ring[r].n];
            if ((a.y > y) != (b.y > y) && x < a.x + (y - a.y) * (b.x - a.x) / (b.y - a.y))
                in = !in;
        }
    }
    return in;
}

/* One message of this code, with this text. */
static inline void expect_text(struct folder *f, enum diag_code code, const char *text)
{
    folder_expect(f, code, 0, 0);
    assert_string_equal(folder_message(f, code, 0)->text, text);
}

static inline bool ring_same(const struct geo_ring *a, const struct geo_ring *b)
{
    for (size_t shift = 0; a->n == b->n && shift < a->n; shift++) {
        bool forward = true;
        bool backward = true;
        for (size_t i = 0; i < a->n; i++) {
            struct geo_point p = a->point[i];
            struct geo_point q = b->point[(shift + i) % a->n];
            struct geo_point r = b->point[(shift + a->n - i) % a->n];
            forward = forward && p.x == q.x && p.y == q.y;
            backward = backward && p.x == r.x && p.y == r.y;
        }
        if (forward || backward)
            return true;
    }
    return false;
}

static inline void expect_same(const struct geo_map *a, const struct geo_map *b)
{
    assert_int_equal(a->n_shapes, b->n_shapes);
    assert_int_equal(a->n_borders, b->n_borders);
    assert_int_equal(a->n_points, b->n_points);
    assert_int_equal(a->zone, b->zone);
    assert_string_equal(a->source, b->source);
    assert_string_equal(a->licence, b->licence);
    assert_string_equal(a->date, b->date);
    for (size_t i = 0; i < a->n_shapes; i++) {
        assert_string_equal(a->shape[i].key, b->shape[i].key);
        assert_int_equal(a->shape[i].n_rings, b->shape[i].n_rings);
        for (size_t k = 0; k < a->shape[i].n_rings; k++)
            assert_true(ring_same(&a->shape[i].ring[k], &b->shape[i].ring[k]));
    }
}

static inline void expect_round_trip(struct folder *f, const struct geo_map *map)
{
    struct buf b = BUF_INIT;
    struct buf again = BUF_INIT;
    geo_write(map, &b);
    folder_write(f, "boundaries.xml", buf_str(&b));
    struct geo_map *read = geo_load(f->path, f->d);
    folder_expect_clean(f);
    assert_non_null(read);
    expect_same(map, read);
    geo_write(read, &again);
    assert_string_equal(buf_str(&b), buf_str(&again));
    geo_free(read);
    buf_release(&b);
    buf_release(&again);
}

#endif
