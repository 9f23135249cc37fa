/* A map and its memory: the arena is freed with it. */
#ifndef GEO_MAP_PRIVATE_H
#define GEO_MAP_PRIVATE_H

#include "base/arena.h"
#include "geo/geo.h"

struct owned_map {
    struct geo_map map; /* first: a pointer to it is one to the whole */
    struct arena *arena;
};

struct geo_map *map_new(void);
struct arena *map_arena(struct geo_map *map);

#endif
