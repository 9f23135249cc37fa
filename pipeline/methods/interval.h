/* Intervals for proportions and rates, at any level.
 *
 * Proportions: Wilson, J. Am. Stat. Assoc. 22 (1927). Counts: Byar's approximation
 * from ten cases on, exact Poisson below, both in Breslow & Day, Statistical
 * Methods in Cancer Research II (IARC 1987), section 2.3.
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
