/* The memory of a map: what is put into its arena goes with the map. */
#ifndef GEO_MAP_PRIVATE_H
#define GEO_MAP_PRIVATE_H

#include "base/arena.h"
#include "geo/geo.h"

struct arena *map_arena(struct geo_map *map);

#endif
