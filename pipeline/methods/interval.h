/* Intervals for proportions and rates, at any level.
 *
 * Proportions: Wilson, J. Am. Stat. Assoc. 22 (1927). Counts: Byar's approximation
 * from ten cases on, exact Poisson below, both in Breslow & Day, Statistical
 * Methods in Cancer Research II (IARC 1987), section 2.3.
 *
 * Two levels are in use. 95 % stands beside each single figure. Whatever a reader does not
 * look for but is told - headlines, core statements, a place named as apart from its Kreis -
 * needs 99.8 %, the customary second limit of funnel plots (Spiegelhalter, Statistics in
 * Medicine 24 (2005) 1185): of 44 places that do not differ 95 % names two by mere chance in
 * every indicator, 99.8 % one in eleven indicators. A correction over all comparisons of a run
 * (Benjamini & Hochberg, J. R. Stat. Soc. B 57 (1995) 289) was decided against: whether a place
 * is named would depend on what else is printed, so a report of one place and the full
 * edition could contradict each other, and next year's a figure that has not changed.
 *
 * For full counts the interval describes the chance in the number of cases, not an
 * error of sampling. Counts need not be whole. All functions are pure. */
#ifndef METHODS_INTERVAL_H
#define METHODS_INTERVAL_H

/* Level of an interval with its two-sided normal quantile. */
struct interval_level {
    double level; /* 0.95: between 0 and 1, exclusive */
    double z;     /* 1.95996... */
};

struct bounds {
    double lower, upper;
};

struct interval_level interval_level(double level);

/* Bounds of the proportion x / n; 0 <= x <= n, n > 0. Within 0..1. */
struct bounds interval_wilson(double x, double n, struct interval_level l);

/* Bounds of the expected number of cases where x >= 0 were counted. */
struct bounds interval_poisson(double x, struct interval_level l); /* exact */
struct bounds interval_byar(double x, struct interval_level l);    /* x > 0 */
struct bounds interval_cases(double x, struct interval_level l);   /* exact below 10, else Byar */

#endif
