/* Standardised rates, and estimates carried from a larger place: sums of counts, each with
 * its own weight.
 *
 * Directly standardised rate: what the rate would be if the place had the standard
 * population. Indirectly standardised ratio: counted by expected cases, where the rates of
 * the standard place hold. Both, with the exact and Byar's limits of the count, in Breslow &
 * Day, Statistical Methods in Cancer Research II (IARC 1987), sections 2.2 and 2.3. Status-quo
 * estimate: the rates of the larger place times the persons of the smaller one.
 *
 * Interval of a weighted sum of Poisson counts: Dobson, Kuulasmaa, Eberle & Scherer,
 * Statistics in Medicine 10 (1991) 457. The limits of the unweighted sum are stretched by the
 * ratio of the standard errors. One count with weight w has exactly w times its limits.
 *
 * Counts and weights are >= 0 and need not be whole. All functions are pure. */
#ifndef METHODS_STANDARDISE_H
#define METHODS_STANDARDISE_H

#include <stdbool.h>
#include <stddef.h>

#include "methods/interval.h"

struct stratum { /* one class of age and sex */
    double cases;    /* counted in the place (for an estimate: in the larger place) */
    double persons;  /* of the place (for an estimate: of the larger place) */
    double standard; /* persons of the standard population (for an estimate: of the place) */
};

struct weighted_sum {
    double sum;      /* of weight times cases */
    double variance; /* of the sum */
    double cases;    /* their plain sum */
};

/* Cases per person of the standard population. False where a stratum has weight but no
 * persons, or all weights are 0: there is no such rate. */
bool standardise_direct(const struct stratum *s, size_t n, struct weighted_sum *out);

/* Cases that the standard persons would have at the rates of the strata: the expected cases
 * of an indirectly standardised ratio, and the status-quo estimate. A stratum without
 * persons gives nothing where it has no standard persons either; otherwise false. */
bool standardise_carry(const struct stratum *s, size_t n, struct weighted_sum *out);

/* Bounds of the sum, never below 0; cases > 0. */
struct bounds interval_weighted(struct weighted_sum w, struct interval_level l);

#endif
