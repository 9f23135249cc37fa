/* Between which ranks of an index chance alone moves a place.
 *
 * Goldstein & Spiegelhalter, J. R. Stat. Soc. A 159 (1996) 385: the numbers of cases behind
 * the index are drawn again many times, and the ranks of each draw noted. Here each number is
 * drawn from the binomial (proportions) or Poisson distribution (rates) around the value that
 * the index used; mean and deviation of the components stay as they were. A value that was
 * shrunk by the factor C (methods/shrink.h) is known better than its own cases tell: it moves
 * by the root of C of what was drawn, which gives it the variance that empirical Bayes leaves
 * (C times that of chance). What is unknown of mean and variance of all places is left out.
 *
 * The same on every machine: Tausworthe generator taus2 (GSL, integers only), a seed of the
 * caller, and numbers found in summed distributions (no library function in between).
 *
 * Ownership: nothing is kept. */
#ifndef METHODS_RANK_INTERVAL_H
#define METHODS_RANK_INTERVAL_H

#include <stddef.h>
#include <stdint.h>

#include "methods/index.h"

enum chance { CHANCE_NONE, CHANCE_BINOMIAL, CHANCE_POISSON };

struct chance_value {
    double value;     /* as the index used it; NAN where there is none */
    enum chance kind; /* CHANCE_NONE: the value stands */
    double persons;   /* > 0, the base; rounded to whole ones for the binomial */
    double factor;    /* > 0: value = factor * cases / persons */
    double reach;     /* root of C, 0..1; 1: not shrunk */
};

struct rank_interval {
    int lower, upper; /* 1 = highest index; both 0 where the place has none */
};

struct rank_simulation {
    const struct index_component *components;
    size_t n_components;
    const struct chance_value *values; /* row by row: the components of a place */
    size_t n;                          /* places */
    double most;      /* share of the weight that may be missing */
    uint32_t seed;
    unsigned draws;   /* >= 40, else an interval of 95 % has no sense */
};

/* Ranks that 2.5 % and 97.5 % of the draws do not exceed, one pair for each place: of the
 * sorted ranks the first at or above the share (no interpolation). */
void rank_intervals(const struct rank_simulation *s, struct rank_interval *out);

#endif
