/* Repair: areas whose borders do not meet are made to share them.
 *
 * Neighbours that were generalised each for itself overlap and leave gaps. All areas are
 * drawn into a grid of cells; what several cover, and gaps between them, goes to the
 * nearest area; the borders between cells are the new rings, which are equal for
 * neighbours by construction. What is lost is half a cell; topology_simplify() takes the
 * steps away afterwards. */
#ifndef GEO_REPAIR_PRIVATE_H
#define GEO_REPAIR_PRIVATE_H

#include "geo/topology_private.h"

/* Replaces the rings of all areas. gap: widest gap that is closed [m]. Returns the side of
 * a cell [m]. Linear in cells (at most 16 million) and points. */
int32_t areas_repair(struct raw_area *areas, size_t n, int32_t gap, struct arena *arena);

#endif
