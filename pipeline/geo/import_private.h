/* Import: what the readers of file formats hand over to the maker of maps.
 *
 * Coordinates as they stand in the file; import.c decides what they are.
 * Ownership: in the arena of the import. */
#ifndef GEO_IMPORT_PRIVATE_H
#define GEO_IMPORT_PRIVATE_H

#include "base/arena.h"
#include "geo/geo.h"

struct world_point {
    double x, y;
};

struct world_ring {
    struct world_point *point;
    size_t n;
};

struct feature { /* rings of one wanted area; several features may be parts of one */
    uint32_t key;  /* index of the wanted key */
    size_t file;   /* it stands in */
    size_t number; /* of the object in the file, from 1 */
    struct world_ring *ring;
    size_t n_rings, cap_rings;
};

/* What the numbers are: degrees, or metres of a UTM zone (with or without its number in
 * front of the easting, as German authorities write it). */
struct grid {
    bool degrees;
    int zone;
    double shift; /* of the easting [m] */
};

struct import {
    const struct geo_import *how;
    const char *path;     /* of the file that is read; then of all: what messages name */
    struct arena *arena;
    struct diag *d;
    struct grid *grid;    /* of each file */
    size_t file;          /* that is read */
    size_t *owner;        /* of each wanted key: the file it is taken from, from 1; 0 none */
    struct feature *feature;
    size_t n_features, cap_features;
    size_t n_before;      /* features of earlier files */
    size_t n_read;        /* features of the files, wanted or not */
    size_t n_bad;         /* wanted features that are unusable, all named */
    int epsg;             /* named by the file, 0 unknown */
    const char *source;   /* named by a file, or NULL */
};

enum { KEY_UNKNOWN = -1 };
enum { POINTS_MAX = 20 * 1000 * 1000, FILE_MAX = 512 << 20 };

/* The wanted area that a property names by its key of 8 digits or by its regional key of
 * 12 (digits 1 to 5 and 10 to 12 are the key); KEY_UNKNOWN where it names none. */
int import_key(const struct import *in, const char *name, const char *value);

struct feature *import_feature(struct import *in, int key, size_t number);
struct world_ring *import_ring(struct import *in, struct feature *f, size_t n);

/* Says what is wrong with an object; nothing is imported then. */
void import_bad(struct import *in, size_t number, const char *what);

/* Names the objects of the file whose border crosses itself, that are empty, absurdly large
 * or there twice. Sorting and a sweep: linear in practice. */
void features_check(struct import *in);

/* 0 or -1 with messages. */
int geojson_read(struct import *in);
int shapefile_read(struct import *in);

#endif
