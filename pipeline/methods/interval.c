#include "methods/interval.h"

#include <assert.h>
#include <math.h>

#include <gsl/gsl_cdf.h>

/* From here on Byar's approximation is good enough (Breslow & Day 1987). */
static const double byar_from = 10;

/* Below, the library's quantile does not converge; the lower bound is under one
 * millionth of a case at 95 %. */
static const double no_lower = 0.25;

struct interval_level interval_level(double level)
{
    assert(level > 0 && level < 1);
    return (struct interval_level){level, gsl_cdf_ugaussian_Pinv(0.5 + level / 2)};
}

struct bounds interval_wilson(double x, double n, struct interval_level l)
{
    assert(n > 0 && x >= 0 && x <= n);
    double z2 = l.z * l.z;
    double middle = 2 * x + z2;
    double half = l.z * sqrt(z2 + 4 * x * (1 - x / n));
    double scale = 2 * (n + z2);
    /* At the ends the formula gives 0 and 1 exactly, but not in binary arithmetic. */
    return (struct bounds){
        x <= 0 ? 0 : fmax(0, (middle - half) / scale),
        x >= n ? 1 : fmin(1, (middle + half) / scale),
    };
}

struct bounds interval_poisson(double x, struct interval_level l)
{
    assert(x >= 0);
    double tail = (1 - l.level) / 2;
    return (struct bounds){
        x < no_lower ? 0 : gsl_cdf_chisq_Pinv(tail, 2 * x) / 2,
        gsl_cdf_chisq_Qinv(tail, 2 * x + 2) / 2,
    };
}

struct bounds interval_byar(double x, struct interval_level l)
{
    assert(x > 0);
    double more = x + 1;
    double low = 1 - 1 / (9 * x) - l.z / (3 * sqrt(x));
    double high = 1 - 1 / (9 * more) + l.z / (3 * sqrt(more));
    return (struct bounds){fmax(0, x * low * low * low), more * high * high * high};
}

struct bounds interval_cases(double x, struct interval_level l)
{
    return x < byar_from ? interval_poisson(x, l) : interval_byar(x, l);
}
