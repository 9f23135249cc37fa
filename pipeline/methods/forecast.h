/* Extrapolation of a series by a few years, with a prediction interval: between which bounds the
 * next figure will lie if all goes on as it did.
 *
 * forecast_linear: straight line by least squares; the figures may be of any kind and negative.
 * Interval of a new observation by Student's t with n - 2 degrees of freedom, as in R's
 * predict.lm(interval = "prediction") (Draper & Smith, Applied Regression Analysis, 3rd ed.
 * 1998, section 3.1). It may reach below zero.
 *
 * forecast_cases: case numbers >= 0 that grow or shrink by the same share each year, log-linear
 * Poisson regression (McCullagh & Nelder, Generalized Linear Models, 2nd ed. 1989, chapter
 * 6). Overdispersion phi is Pearson's chi-squared / (n - 2), at least 1: case numbers never vary
 * less than chance. Of the intervals in use that of Farrington et al., J. R. Stat. Soc. A
 * 159 (1996) 547, is chosen, because small case numbers vary unevenly upwards and downwards: on
 * the scale of power 2/3, where Poisson's distribution is nearly symmetric,
 *   expected (1 +- 2/3 q sqrt(phi expected + variance of expected) / expected)^(3/2),
 * never below 0. They take the normal quantile for q; here Student's t with n - 2 degrees
 * of freedom stands, because phi comes from few points: the interval is the wider.
 *
 * For case numbers take forecast_cases; forecast_linear for balances, means and shares.
 *
 * Both take the deviations of different years as independent and the model as true: further
 * ahead than half the length of the series they say little. Not a forecast of what policy or
 * the economy will do.
 *
 * Borders: refused are fewer than SERIES_POINTS points, what methods/series.h does not allow,
 * a year that is not usable; cases besides: no case at all, all cases in the first or all in the
 * last year (no finite growth fits best), a result beyond METHODS_LARGEST. The caller passes
 * one segment between breaks. Points on a line: the interval has width 0. Functions are pure. */
#ifndef METHODS_FORECAST_H
#define METHODS_FORECAST_H

#include <stdbool.h>
#include <stddef.h>

#include "methods/interval.h"

struct forecast {
    double expected;     /* [unit of the values] */
    double lower, upper; /* of a new observation */
    double growth;       /* per year: linear [unit of the values], cases as a factor, 1 = none */
    double dispersion;   /* cases: phi >= 1; linear: variance about the line */
};

/* For a year inside or outside of the series. False: refused, nothing is written. */
bool forecast_linear(const double *years, const double *values, size_t n, double year,
                     struct interval_level l, struct forecast *out);
bool forecast_cases(const double *years, const double *cases, size_t n, double year,
                    struct interval_level l, struct forecast *out);

#endif
