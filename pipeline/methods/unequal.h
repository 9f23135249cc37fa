/* How unequally people, or means, are spread over places.
 *
 * Dissimilarity (Duncan & Duncan, American Sociological Review 20 (1955) 210):
 *   D = half the sum of |g_i / G - r_i / R|,
 * g_i the group and r_i the rest of the persons of place i, G and R their sums. D is the share
 * of the group that would have to move for it to be spread like the rest; 0..1.
 *
 * Where the group is small, D lies above 0 even if it is spread by mere chance. The corrected
 * index (Carrington & Troske, Journal of Business & Economic Statistics 15 (1997) 402) sets D
 * against its expected value D* under chance:
 *   (D - D*) / (1 - D*) where D >= D*, else (D - D*) / D*.
 * 1: wholly apart; 0: as by chance; below 0: more even than by chance, -1: perfectly even.
 * The authors find D* by simulation; here it is exact. With the sizes of places and group
 * fixed, the group's number in a place is hypergeometric (as in Cortese, Falk & Cohen, American
 * Sociological Review 41 (1976) 630), and its mean absolute deviation has a closed form
 * (Diaconis & Zabell, Statistical Science 6 (1991) 284, give it for the binomial): with
 * v = floor(mean) + 1, 2 v (R - t + v) P(v) / T. So no random number is needed. The binomial
 * of the authors ignores that a large place leaves less for the others. For the expectation,
 * numbers that are not whole (yearly means) are rounded.
 *
 * Gini (Gini 1912; weighted as in Lerman & Yitzhaki, Journal of Econometrics 42 (1989) 43): sum
 * over all pairs of w_i w_j |x_i - x_j| / (2 mean), weights w scaled to sum 1. With persons as
 * weights everyone is given the value of his place: inequality within places is not seen.
 * 0: all places equal; towards 1: all in one small place.
 *
 * Both are for the district, not for single places. Persons may not exceed 1e15. All functions
 * are pure. */
#ifndef METHODS_UNEQUAL_H
#define METHODS_UNEQUAL_H

#include <stdbool.h>
#include <stddef.h>

struct dissimilarity {
    double index;     /* D: 0..1 */
    double expected;  /* D*: 0..1, if chance alone spread the group */
    double corrected; /* -1..1 */
};

/* False, nothing written: fewer than two places with persons, group or rest empty, a group
 * larger than its place, numbers negative or not usable (methods/series.h). */
bool unequal_dissimilarity(const double *group, const double *persons, size_t n,
                           struct dissimilarity *out);

/* values, weights >= 0. False, nothing written: no weight at all, numbers negative or not
 * usable. All values 0: 0. */
bool unequal_gini(const double *values, const double *weights, size_t n, double *out);

#endif
