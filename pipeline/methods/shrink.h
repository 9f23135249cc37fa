/* Shrinkage: rates of small places drawn towards the rate of all, the more the fewer persons
 * stand behind them. Removes chance before places are ranked or put into an index; the
 * unshrunk value belongs into the table.
 *
 * Global empirical Bayes of Marshall, Applied Statistics 40 (1991) 283. m is the rate of all
 * places together, s^2 = sum of n_i (p_i - m)^2 / sum of n_i the spread of the rates weighted
 * by persons, n the mean number of persons. What of it is no chance is the prior variance
 *   rates (Poisson):           A = s^2 - m / n
 *   proportions (binomial):    A = (s^2 - m (1 - m) / n) / (1 - 1 / n)
 * The second is the same comparison of moments with the binomial's own chance, as Martuzzi &
 * Elliott, Statistics in Medicine 15 (1996) 1867, do it: s^2 is expected to be
 * A + (m (1 - m) - A) / n. Negative A counts as 0: the places do not differ beyond chance.
 * The estimate of a place is m + C (p - m), with C = A / (A + chance of the place),
 *   chance: m / n_i for rates, (m (1 - m) - A) / n_i for proportions.
 *
 * It lies between the place's own rate and m. Borders: places without persons get m and have
 * no share in m and A; one place alone, or none, leaves A = 0. All functions are pure. */
#ifndef METHODS_SHRINK_H
#define METHODS_SHRINK_H

#include <stdbool.h>
#include <stddef.h>

struct prior {
    double mean;     /* m [cases per person] */
    double variance; /* A >= 0 */
};

/* False: nothing is written, because no place has persons, a number is negative or not allowed
 * by methods/series.h, or (proportions) there are more cases than persons. */
bool shrink_prior_rates(const double *cases, const double *persons, size_t n,
                        struct prior *out);
bool shrink_prior_proportions(const double *cases, const double *persons, size_t n,
                              struct prior *out);

/* Estimate for a place [cases per person]; cases, persons >= 0. */
double shrink_rate(struct prior prior, double cases, double persons);
double shrink_proportion(struct prior prior, double cases, double persons);

#endif
