#include "geo/import_private.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/str.h"
#include "geo/map_private.h"
#include "geo/repair_private.h"
#include "geo/topology_private.h"

static int find_key(const struct import *in, const char *key)
{
    for (size_t i = 0; i < in->how->n_keys; i++)
        if (strcmp(in->how->keys[i], key) == 0)
            return (int)i;
    return KEY_UNKNOWN;
}

int import_key(const struct import *in, const char *name, const char *value)
{
    static const char *const names[] = {"AGS", "AGS_0", "ARS", "RS", "ARS_0", "RS_0", "SCHLUESSEL",
                                        "GEMEINDESCHLUESSEL", "KEY", "ID", "LAU_ID"};
    char short_key[9];
    bool named = false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        named = named || strcasecmp(name, names[i]) == 0;
    if (!named)
        return KEY_UNKNOWN;
    if (strlen(value) == 12 && strspn(value, "0123456789") == 12) {
        memcpy(short_key, value, 5);
        memcpy(short_key + 5, value + 9, 4);
        value = short_key;
    }
    return find_key(in, value);
}

struct feature *import_feature(struct import *in, int key, size_t number)
{
    in->feature = in->n_features == in->cap_features
                      ? mem_grow(in->feature, in->cap_features = in->cap_features * 2 + 64,
                                 sizeof *in->feature)
                      : in->feature;
    struct feature *f = &in->feature[in->n_features++];
    *f = (struct feature){.key = (uint32_t)key, .file = in->file, .number = number};
    return f;
}

void import_bad(struct import *in, size_t number, const char *what)
{
    char text[32];
    snprintf(text, sizeof text, "%zu", number);
    DIAG_AT(in->d, GEO_BAD_SHAPE, ((struct place){in->path, 0, 0}), text, what);
    in->n_bad++;
}

struct world_ring *import_ring(struct import *in, struct feature *f, size_t n)
{
    if (f->n_rings == f->cap_rings) {
        size_t cap = f->cap_rings * 2 + 4;
        struct world_ring *ring = arena_array(in->arena, cap, sizeof *ring);
        if (f->n_rings > 0)
            memcpy(ring, f->ring, f->n_rings * sizeof *ring);
        f->ring = ring;
        f->cap_rings = cap;
    }
    struct world_ring *ring = &f->ring[f->n_rings++];
    ring->point = arena_array(in->arena, n, sizeof *ring->point);
    ring->n = n;
    return ring;
}

static void frame_of(const struct import *in, struct world_point *low, struct world_point *high)
{
    bool first = true;
    for (size_t i = in->n_before; i < in->n_features; i++) {
        for (size_t r = 0; r < in->feature[i].n_rings; r++) {
            const struct world_ring *ring = &in->feature[i].ring[r];
            for (size_t k = 0; k < ring->n; k++, first = false) {
                struct world_point p = ring->point[k];
                low->x = first ? p.x : fmin(low->x, p.x);
                low->y = first ? p.y : fmin(low->y, p.y);
                high->x = first ? p.x : fmax(high->x, p.x);
                high->y = first ? p.y : fmax(high->y, p.y);
            }
        }
    }
}

/* Zones of ETRS89/UTM, which boundaries.xml allows. */
static bool in_europe(int zone)
{
    return zone >= 28 && zone <= 38;
}

/* The grid of the file that was read. */
static int grid_find(const struct import *in, struct grid *g)
{
    struct world_point low = {0, 0};
    struct world_point high = {0, 0};
    char corner[80];
    frame_of(in, &low, &high);
    bool degrees = low.x >= -180 && high.x <= 180 && low.y >= -90 && high.y <= 90;
    int zone = utm_zone((low.x + high.x) / 2);
    if (degrees && in_europe(zone) && low.y >= 34 && high.y <= 72) {
        *g = (struct grid){true, zone, 0};
        return 0;
    }
    int named = in_europe(in->epsg - 25800)   ? in->epsg - 25800
                : in_europe(in->epsg - 32600) ? in->epsg - 32600 : 0;
    int front = (int)floor(low.x / 1e6);
    bool fronted = in_europe(front) && floor(high.x / 1e6) <= front;
    double shift = fronted ? front * 1e6 : 0;
    bool metres = !degrees && low.x >= 0 && high.x - shift < 1e6 && low.y >= 0 && high.y < 1e7;
    if (metres && (in->epsg == 0 || named != 0)) {
        *g = (struct grid){false, fronted ? front : named != 0 ? named : 32, shift};
        return 0;
    }
    snprintf(corner, sizeof corner, "%.1f/%.1f bis %.1f/%.1f", low.x, low.y, high.x, high.y);
    DIAG_AT(in->d, GEO_BAD_SYSTEM, ((struct place){in->path, 0, 0}), corner);
    return -1;
}

static struct geo_point to_grid(const struct grid *g, int zone, struct world_point p)
{
    double x = p.x - g->shift;
    double y = p.y;
    if (g->degrees)
        utm_project(p.x, p.y, zone, &x, &y);
    return (struct geo_point){(int32_t)lround(x), (int32_t)lround(y)};
}

/* All parts of one area together, in metres. */
static void area_gather(const struct import *in, int zone, uint32_t key,
                        struct raw_area *area)
{
    size_t n = 0;
    for (size_t i = 0; i < in->n_features; i++)
        n += in->feature[i].key == key ? in->feature[i].n_rings : 0;
    area->key = in->how->keys[key];
    area->ring = arena_array(in->arena, n, sizeof *area->ring);
    for (size_t i = 0; i < in->n_features; i++) {
        const struct feature *f = &in->feature[i];
        for (size_t r = 0; f->key == key && r < f->n_rings; r++) {
            struct raw_ring *ring = &area->ring[area->n_rings++];
            ring->n = f->ring[r].n;
            ring->point = arena_array(in->arena, ring->n, sizeof *ring->point);
            for (size_t k = 0; k < ring->n; k++)
                ring->point[k] = to_grid(&in->grid[f->file], zone, f->ring[r].point[k]);
        }
    }
}

static void say_missing(const struct import *in, const struct raw_area *areas, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (areas[i].n_rings == 0)
            DIAG_AT(in->d, GEO_AREA_MISSING, ((struct place){in->path, 0, 0}), areas[i].key);
}

/* Widest gap between neighbours that is taken for a fault of generalisation [m]. */
enum { GAP = 400 };

/* How far beside a line the next area is looked for [m], and at how many lines. */
enum { BESIDE = 100, SAMPLES = 200 };

static bool area_holds(const struct raw_area *area, struct geo_point p)
{
    bool inside = false;
    for (size_t r = 0; r < area->n_rings; r++)
        inside ^= ring_holds(&(struct geo_ring){area->ring[r].point, area->ring[r].n}, p);
    return inside;
}

/* Is there another area on either side of this line of an area? */
static bool another_beside(const struct raw_area *areas, size_t n, size_t own,
                           struct geo_point a, struct geo_point b)
{
    double scale = BESIDE / hypot(b.x - a.x, b.y - a.y);
    int32_t dx = (int32_t)((b.y - a.y) * scale);
    int32_t dy = (int32_t)((a.x - b.x) * scale);
    struct geo_point middle = {(a.x + b.x) / 2, (a.y + b.y) / 2};
    for (size_t i = 0; i < n; i++)
        if (i != own && (area_holds(&areas[i], (struct geo_point){middle.x + dx, middle.y + dy}) ||
                         area_holds(&areas[i], (struct geo_point){middle.x - dx, middle.y - dy})))
            return true;
    return false;
}

/* Where neighbours do not share their borders, lines that belong to one area only have
 * another one beside them; at the outer edge of a district there is nothing. */
static bool borders_shared(const struct topology *t, const struct raw_area *areas)
{
    size_t lines = 0;
    size_t seen = 0;
    size_t tried = 0;
    size_t beside = 0;
    for (size_t i = 0; i < t->n_arcs; i++)
        lines += t->arc[i].uses == 1 ? t->arc[i].n : 0;
    size_t step = lines / SAMPLES + 1;
    for (size_t i = 0; i < t->n_areas; i++) {
        for (size_t r = 0; r < t->area[i].n_rings; r++) {
            for (size_t k = 0; k < t->area[i].ring[r].n; k++) {
                const struct arc *arc = &t->arc[abs(t->area[i].ring[r].arc[k]) - 1];
                for (size_t l = 1; arc->uses == 1 && l < arc->n; l++) {
                    if (seen++ % step != 0)
                        continue;
                    tried++;
                    beside += another_beside(areas, t->n_areas, i, arc->point[l - 1],
                                             arc->point[l]);
                }
            }
        }
    }
    return beside * 10 <= tried;
}

/* Arcs, after a repair where it is needed. The steps of the grid go again, down to as many
 * points as the drawing had that came in; the two ends of each arc always stay. */
static void arcs_make(struct import *in, struct raw_area *areas, size_t n, struct topology *t)
{
    size_t read = 0;
    char cell[32];
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < areas[i].n_rings; k++)
            read += areas[i].ring[k].n;
    topology_build(t, areas, n, in->arena);
    if (borders_shared(t, areas))
        return;
    snprintf(cell, sizeof cell, "%d", (int)areas_repair(areas, n, GAP, in->arena));
    topology_build(t, areas, n, in->arena);
    topology_simplify(t, read + 2 * t->n_arcs);
    DIAG_AT(in->d, GEO_REPAIRED, ((struct place){in->path, 0, 0}), cell);
}

/* Every area that the file has is on the map. */
static bool all_kept(const struct import *in, const struct geo_map *map)
{
    bool kept = true;
    for (size_t i = 0; i < in->n_features; i++) {
        const char *key = in->how->keys[in->feature[i].key];
        if (geo_find(map, key) != NULL)
            continue;
        DIAG_AT(in->d, GEO_AREA_LOST, ((struct place){in->path, 0, 0}), key);
        kept = false;
    }
    return kept;
}

static const char *told(const char *text)
{
    return text != NULL ? text : "";
}

static struct geo_map *map_make(struct import *in, int zone)
{
    struct topology t;
    if (in->n_features == 0) {
        char text[32];
        snprintf(text, sizeof text, "%zu", in->n_read);
        DIAG_AT(in->d, GEO_NO_AREAS, ((struct place){in->path, 0, 0}), text);
        return NULL;
    }
    size_t n = in->how->n_keys;
    struct raw_area *areas = arena_array(in->arena, n, sizeof *areas);
    for (uint32_t i = 0; i < n; i++)
        area_gather(in, zone, i, &areas[i]);
    say_missing(in, areas, n);
    arcs_make(in, areas, n, &t);
    if (in->how->points > 0)
        topology_simplify(&t, in->how->points);
    struct geo_map *map = topology_map(&t, zone);
    if (!all_kept(in, map)) {
        geo_free(map);
        return NULL;
    }
    struct arena *a = map_arena(map);
    map->source = arena_strdup(a, told(in->how->source != NULL ? in->how->source : in->source));
    map->licence = arena_strdup(a, told(in->how->licence));
    map->date = arena_strdup(a, told(in->how->date));
    return map;
}

/* An area that an earlier file has is that one; each is named once. */
static void drop_doubles(struct import *in)
{
    size_t n = in->n_before;
    bool *named = arena_array(in->arena, in->how->n_keys, sizeof *named);
    for (size_t i = in->n_before; i < in->n_features; i++) {
        const struct feature *f = &in->feature[i];
        size_t *owner = &in->owner[f->key];
        *owner = *owner == 0 ? in->file + 1 : *owner;
        if (*owner == in->file + 1)
            in->feature[n++] = *f;
        else if (!named[f->key])
            DIAG_AT(in->d, GEO_AREA_AGAIN, ((struct place){in->path, 0, 0}),
                    in->how->keys[f->key], in->how->path[*owner - 1]);
        named[f->key] = true;
    }
    in->n_features = n;
}

/* The next file, with the grid it is in; *zone becomes that of the first one in metres, of
 * the first one at all where none is. */
static int file_take(struct import *in, int *zone, bool *metres)
{
    in->path = in->how->path[in->file];
    in->epsg = 0;
    in->n_before = in->n_features;
    bool shape = str_ends(in->path, ".shp") || str_ends(in->path, ".SHP");
    if ((shape ? shapefile_read(in) : geojson_read(in)) != 0)
        return -1;
    features_check(in);
    if (in->n_bad > 0 || in->n_features == in->n_before)
        return 0;
    struct grid *g = &in->grid[in->file];
    if (grid_find(in, g) != 0)
        return -1;
    if (!g->degrees && *metres && g->zone != *zone) {
        char text[2][16];
        snprintf(text[0], sizeof text[0], "%d", g->zone);
        snprintf(text[1], sizeof text[1], "%d", *zone);
        DIAG_AT(in->d, GEO_OTHER_ZONE, ((struct place){in->path, 0, 0}), text[0], text[1]);
        return -1;
    }
    *zone = *zone == 0 || (!g->degrees && !*metres) ? g->zone : *zone;
    *metres = *metres || !g->degrees;
    drop_doubles(in);
    return 0;
}

struct geo_map *geo_import(const struct geo_import *how, struct diag *d)
{
    struct import in = {.how = how, .arena = arena_new(), .d = d};
    bool readable = how->n_paths > 0;
    bool metres = false;
    int zone = 0;
    in.grid = arena_array(in.arena, how->n_paths, sizeof *in.grid);
    in.owner = arena_array(in.arena, how->n_keys, sizeof *in.owner);
    for (in.file = 0; in.file < how->n_paths; in.file++)
        readable = file_take(&in, &zone, &metres) == 0 && readable;
    in.path = how->n_paths == 1 ? how->path[0] : how->folder;
    struct geo_map *map = readable && in.n_bad == 0 ? map_make(&in, zone) : NULL;
    free(in.feature);
    arena_free(in.arena);
    return map;
}
