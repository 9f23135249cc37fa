/* Boundaries of areas: read from GeoJSON or Shapefile, projected, generalised with
 * shared borders kept shared, kept in a small file of the inputs, and lent as shapes.
 *
 * Coordinates: ETRS89 / UTM (EPSG:25832 for zone 32), whole metres; x easting, y northing.
 * Ownership: geo_load() / geo_import() give a map to free with geo_free(); everything in it
 * is lent. Bad input: messages with the place, NULL. */
#ifndef GEO_GEO_H
#define GEO_GEO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"

struct geo_point {
    int32_t x, y;
};

struct geo_ring { /* closed: the last point is joined to the first, which is not repeated */
    const struct geo_point *point;
    size_t n;
};

struct geo_shape {
    const char *key;             /* official key of the area, "08116049" */
    const struct geo_ring *ring; /* parts and holes alike: filled by the even-odd rule */
    size_t n_rings;
    struct geo_point label;      /* inside, farthest from the border (pole of inaccessibility) */
    double radius;               /* of the largest circle around label inside [m] */
    double km2;                  /* of the drawn shape, on the ellipsoid's scale of the grid */
};

struct geo_border { /* a line between two areas, or at the outer edge: drawn once */
    const struct geo_point *point;
    size_t n;
    bool closed;
    bool outer;                  /* belongs to one shape only */
};

struct geo_map {
    const struct geo_shape *shape; /* sorted by key */
    size_t n_shapes;
    const struct geo_border *border;
    size_t n_borders;
    size_t n_points;             /* of all borders */
    struct geo_point low, high;  /* corners of the frame */
    const char *source, *licence, *date; /* "" where unknown */
    int zone;                    /* of the projection, 31..33 */
};

/* boundaries.xml of the inputs. NULL with messages, or without any where there is none. */
struct geo_map *geo_load(const char *inputs, struct diag *d);

struct geo_import {
    const char *const *path; /* files, taken together; an area is that of the first that has it */
    size_t n_paths;
    const char *folder;      /* what messages on all of several files name */
    const char *const *keys; /* areas that are wanted, by their keys; others are passed over */
    size_t n_keys;
    size_t points;           /* to keep in all borders, about; 0: all */
    const char *source, *licence, *date; /* NULL: as the file says, or unknown */
};

/* Reads GeoJSON files and Shapefiles (.shp with .dbf) in geographic coordinates (WGS 84,
 * ETRS89) or in UTM, all of one zone. An area is found by a property that holds its key
 * (AGS) or its regional key of 12 digits (ARS). Areas that are missing or double are named. */
struct geo_map *geo_import(const struct geo_import *how, struct diag *d);

enum { GEO_POINTS = 800 }; /* kept in all borders where nobody says how many */

/* Boundaries of the user's own, in the folder boundaries/ of the inputs: its GeoJSON files
 * and Shapefiles, in order of their names, generalised in each run as the command does it;
 * publisher, licence and date from its source.xml. Where it has none, geo_load(). Takes
 * 1 to 10 ms for a district; some 400 ms where neighbours do not share their borders. */
struct geo_map *geo_open(const char *inputs, const char *const *keys, size_t n_keys,
                         struct diag *d);

/* The files geo_open() takes from the folder, source.xml and the companions of Shapefiles
 * too; relative to the inputs, sorted. */
const char *const *geo_files(const char *inputs, struct arena *a, size_t *n);

/* The map as a boundaries.xml. */
void geo_write(const struct geo_map *map, struct buf *out);

const struct geo_shape *geo_find(const struct geo_map *map, const char *key); /* or NULL */

void geo_free(struct geo_map *map);

/* A place and its square on a tile map (Kachelkarte): columns from the west, rows from the
 * north, no square twice. */
struct geo_tile {
    double x, y;     /* in: position [m], northing upwards */
    int column, row; /* out */
};

/* Squares so that the sum of squared distances between places and squares, on a grid laid
 * over them with as much room as they have, is least (assignment problem, shortest
 * augmenting paths: Jonker and Volgenant 1987). At most 2,000 places; of the same places in
 * the same order always the same. columns, rows: extent of the result. */
void geo_tiles(struct geo_tile *tile, size_t n, int *columns, int *rows);

/* Geographic coordinates [degrees] on GRS80 to UTM [m] and the zone of a longitude.
 * Accurate to a millimetre within 10 degrees of the meridian (Karney 2011, series to n^6). */
void utm_project(double lon, double lat, int zone, double *x, double *y);
int utm_zone(double lon);

#endif
