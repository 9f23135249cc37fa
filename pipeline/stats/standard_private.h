/* Statistics by strata: standardised rates and ratios, status-quo estimates
 * (methods/standardise.h). */
#ifndef STATS_STANDARD_PRIVATE_H
#define STATS_STANDARD_PRIVATE_H

#include "methods/standardise.h"
#include "stats/statistic_private.h"

enum standard_place {
    PLACE_NONE,    /* lies in no Kreis that could be its standard */
    PLACE_MEMBER,  /* set against its Kreis */
    PLACE_STANDARD /* a Kreis, or larger: no estimate is made for it */
};

struct strata { /* sides of one statistic, by stratum */
    struct amount cases[MAX_STRATA], persons[MAX_STRATA];             /* of the place */
    struct amount kreis_cases[MAX_STRATA], kreis_persons[MAX_STRATA]; /* of its Kreis */
    const double *weights; /* FORM_DIRECT: persons of the standard population */
    size_t n;
};

void strata_clear(struct strata *x, size_t n);

/* ind has a standard. */
struct statistic standard_make(const struct indicator *ind, const struct strata *x,
                               enum standard_place place, const struct yardstick *y);

#endif
