/* Limits of a funnel: between which numbers of cases chance alone leaves a place that has
 * the rate of all.
 *
 * Exact quantiles of the binomial (proportions) or Poisson distribution (rates), made
 * continuous as in Spiegelhalter, Statistics in Medicine 24 (2005) 1185, appendix A: with r
 * the smallest number with P(R <= r) >= p the limit is r - (P(R <= r) - p) / P(R = r), here
 * never below 0.
 *
 * All functions are pure. The distribution is summed by its own recursion, outwards from
 * its mode: without approximation, for any number of persons, and to the same bits
 * everywhere. */
#ifndef METHODS_FUNNEL_H
#define METHODS_FUNNEL_H

struct funnel { /* [cases] */
    double low998, low95, high95, high998;
};

/* Of n persons (>= 0, whole), each with probability 0..1. */
struct funnel funnel_binomial(double probability, double n);

/* Where expected cases (>= 0) are expected. */
struct funnel funnel_poisson(double expected);

#endif
