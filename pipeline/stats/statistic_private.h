/* One statistic from its two sides, and a plane of them (all areas of one indicator,
 * part and year) set against each other. */
#ifndef STATS_STATISTIC_PRIVATE_H
#define STATS_STATISTIC_PRIVATE_H

#include "methods/interval.h"
#include "methods/rank.h"
#include "stats/resolve_private.h"

struct yardstick { /* what is the same for all statistics of a run */
    struct interval_level l95, l998;
    size_t n_areas;
    const uint32_t *kreis;  /* by area: the Kreis it is compared with, or AREA_NONE */
    struct ranked *scratch; /* room for n_areas */
};

/* denominator is ignored where the indicator has none. */
struct statistic statistic_make(const struct indicator *ind, struct amount numerator,
                                struct amount denominator, const struct yardstick *y);

/* Comparisons with the Kreis, and ranks among its Gemeinden. */
void plane_compare(struct statistic *plane, const struct yardstick *y);
void plane_rank(const struct areas *areas, struct statistic *plane, const struct yardstick *y);

#endif
