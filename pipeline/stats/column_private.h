/* Columns: the cells that differ in nothing but their area, found together. A row of
 * amounts (one term and year, all areas) needs a few columns; walking them is a good deal
 * quicker than a look-up in the facts for each area and age class, most of which find
 * nothing.
 *
 * Ownership: columns_new() / columns_free(), 4 bytes a cell; facts must not grow
 * meanwhile. Lanes are embedded: lanes_init() / lanes_release(). */
#ifndef STATS_COLUMN_PRIVATE_H
#define STATS_COLUMN_PRIVATE_H

#include "stats/resolve_private.h"

struct columns;

struct columns *columns_new(const struct facts *facts);
void columns_free(struct columns *c);

/* The cells with this key in any area, in order of their numbers; lent. key.area is
 * ignored. Figures of months are in no column. */
const uint32_t *columns_find(const struct columns *c, struct fact_key key, size_t *n);

enum { MAX_LANES = 64 };

struct lanes { /* cells of one target and year by area, CELL_NONE where there is none */
    uint32_t *own;                   /* of the whole term */
    uint32_t *classes[MAX_LANES];    /* by age class of the target */
    struct age_class ages[MAX_LANES];
    size_t n_areas;
};

enum lanes_found { LANES_NONE, LANES_FOUND, LANES_MANY };

void lanes_init(struct lanes *l, size_t n_areas);
void lanes_release(struct lanes *l);

/* Lanes for a target in a year; of its age classes *narrow keeps those that occur in that
 * year (they lie in l). LANES_NONE: no area has any of the cells. LANES_MANY: too many age
 * classes, the lanes are not made; look the cells up. */
enum lanes_found lanes_fill(struct lanes *l, const struct columns *c, const struct facts *facts,
                            const struct target *t, int year, struct target *narrow);

#endif
