/* Trend of a short series of yearly values of any kind, without a distribution assumed.
 *
 * Mann-Kendall (Mann, Econometrica 13 (1945) 245; Kendall, Rank Correlation Methods, 4th ed.
 * 1970): S is the number of pairs of years whose value rises minus that of pairs whose value
 * falls. Without trend its variance is (n (n-1) (2n+5) - sum of t (t-1) (2t+5)) / 18, t the
 * sizes of groups of equal values. p is two-sided: the share of all orders of the values whose
 * S is at least as far from zero. Up to TREND_EXACT points it is exact, by counting orders by
 * their number of falling pairs; equal values are counted exactly, too (the orders of a
 * multiset). Beyond, the normal approximation of (|S| - 1) / sqrt(variance). R's cor.test()
 * counts up to 49 points, but only without equal values.
 *
 * Sen's slope (Theil, Proc. Kon. Ned. Akad. Wetensch. A 53 (1950) 386; Sen, J. Am. Stat.
 * Assoc. 63 (1968) 1379): the median of the slopes of all pairs of years, per year. Years may
 * be missing. Its interval (Hollander & Wolfe, Nonparametric Statistical Methods, 2nd ed. 1999,
 * section 9.3; Gilbert, Statistical Methods for Environmental Pollution Monitoring, 1987,
 * section 16.5) reaches from the M-th smallest to the M-th largest slope; M is the largest rank
 * that keeps the level by the exact distribution of S, beyond TREND_EXACT points by its normal
 * approximation, rounded outwards. Both without regard to equal values, which makes it wide
 * rather than narrow. Where the series is too short for the level (99.8 % below seven points)
 * there is no interval.
 *
 * Both assume that the years are independent of each other. Stocks that change slowly (people
 * in benefits, for instance) are not quite: p is then too small. That is one reason for naming a
 * trend in a headline only at the stricter level (methods/interval.h).
 *
 * Borders: fewer than SERIES_POINTS points are refused, likewise more than SERIES_LONGEST and
 * what methods/series.h does not allow; all values equal: S = 0, p = 1, slope 0. The caller
 * passes one segment between breaks. All functions are pure. */
#ifndef METHODS_TREND_H
#define METHODS_TREND_H

#include <stdbool.h>
#include <stddef.h>

#include "methods/interval.h"

enum { TREND_EXACT = 20 };

struct kendall {
    double s;        /* rising minus falling pairs: -n(n-1)/2 .. n(n-1)/2 */
    double variance; /* of S without trend */
    double z;        /* with continuity correction; 0 for |S| <= 1 */
    double p;        /* two-sided, 0..1 */
    bool exact;      /* p is */
};

/* Values in the order of their years. False: refused, nothing is written. */
bool trend_kendall(const double *values, size_t n, struct kendall *out);

struct sen {
    double slope;        /* [unit of the values per year] */
    bool bounded;        /* there is an interval */
    double lower, upper; /* of the slope */
};

/* False: refused, nothing is written. */
bool trend_sen(const double *years, const double *values, size_t n, struct interval_level l,
               struct sen *out);

#endif
