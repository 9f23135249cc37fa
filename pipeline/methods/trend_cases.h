/* Trend of case numbers with their denominators: does the share, or the rate, rise or fall?
 *
 * Proportions, where the cases are part of the persons: Cochran-Armitage (Cochran, Biometrics
 * 10 (1954) 417; Armitage, Biometrics 11 (1955) 375). With shares p_i of n_i persons in year
 * t_i, p of all, and t the mean year weighted by persons:
 *   z = sum of n_i (p_i - p) (t_i - t) / sqrt(p (1 - p) sum of n_i (t_i - t)^2)
 * chi-squared = z^2, one degree of freedom. The years are the scores, so years may be missing.
 *
 * Rates, where cases are not part of the persons (several by one person, or persons of
 * another register): the score test of a log-linear Poisson trend, the same without the
 * factor (1 - p) (Breslow & Day, Statistical Methods in Cancer Research II, IARC 1987,
 * section 3.6; Armitage 1955 gives both).
 *
 * p values are two-sided. Both take cases of different years as independent. Where the same
 * persons are counted again in the next year the test finds too much: take Mann-Kendall
 * (methods/trend.h) for stocks.
 *
 * Borders: a year without persons says nothing and is left out; fewer than SERIES_POINTS others
 * are refused, likewise more cases than persons (proportions), negative numbers and what
 * methods/series.h does not allow. No case at all, or all persons are cases: z = 0, p = 1.
 * All functions are pure. */
#ifndef METHODS_TREND_CASES_H
#define METHODS_TREND_CASES_H

#include <stdbool.h>
#include <stddef.h>

struct case_trend {
    double z;           /* > 0: rises */
    double chi_squared; /* z^2 */
    double p;           /* two-sided, 0..1 */
};

/* False: refused, nothing is written. */
bool trend_proportions(const double *years, const double *cases, const double *persons,
                       size_t n, struct case_trend *out);
bool trend_rates(const double *years, const double *cases, const double *persons, size_t n,
                 struct case_trend *out);

#endif
