/* How values spread: quantiles, classes of equal size, and which values lie far out.
 *
 * Quantiles: definition 7 of Hyndman & Fan, The American Statistician 50 (1996) 361: of n
 * sorted values the quantile p lies at place (n - 1) p + 1, between two places in a straight
 * line. It is the default of R and the "QUANTIL.INKL" of spreadsheets.
 *
 * Classes: q classes of as equal a size as possible, as in the method library of the
 * Fingertips profiles (phe_quantile): class of the value with rank r among n is
 * floor((q + 1) - ceil((n + 1 - r) / (n / q))), computed in whole numbers. Equal values share
 * the smallest rank and so one class; classes may then stay empty. None with n < q.
 *
 * Far out: the modified z of Iglewicz & Hoaglin, How to Detect and Handle Outliers (ASQC
 * 1993): (x - median) / (1.4826 MAD), where MAD is the median of the distances from the median;
 * the authors print 0.6745 for 1 / 1.4826. They call a value far out above 3.5. Where more
 * than half of the values are equal, MAD is zero; then the mean of the distances stands in for
 * it, as (x - median) / (1.253314 mean distance), 1.253314 = sqrt(pi / 2). Both factors make
 * the divisor the standard deviation of a normal distribution. All values equal: every z is 0.
 *
 * Values are usable (methods/series.h). All functions are pure but spread_sort(). */
#ifndef METHODS_SPREAD_H
#define METHODS_SPREAD_H

#include <stdbool.h>
#include <stddef.h>

#define SPREAD_FAR 3.5 /* modified z beyond which a value is far out */

void spread_sort(double *values, size_t n); /* ascending */

/* n >= 1 ascending values, 0 <= p <= 1. */
double spread_quantile(const double *sorted, size_t n, double p);

struct quartiles {
    double lower, median, upper; /* in the unit of the values */
};

struct quartiles spread_quartiles(const double *sorted, size_t n); /* n >= 1 */

/* Classes 1 (lowest values) .. q into classes[n], in the order of the values. False, and all
 * classes 0, where n < q. q >= 1. */
bool spread_classes(const double *values, size_t n, int q, int *classes);

struct centre {
    double median;
    double scale;   /* estimate of the standard deviation; 0 where all values are equal */
    bool by_mean;   /* the MAD is zero: scale comes from the mean distance */
};

/* Median absolute deviation times 1.4826; n >= 1. */
double spread_mad(const double *values, size_t n);

struct centre spread_centre(const double *values, size_t n); /* n >= 1, in any order */
double spread_modified_z(struct centre c, double value);

#endif
