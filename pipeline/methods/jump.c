#include "methods/jump.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sf_bessel.h>
#include <limits.h>
#include <math.h>

/* Beyond it the normal distribution is as good, and the numbers of GSL are too small. */
static const double most_exact = 1e9;

double jump_chance(double before, double after)
{
    double a = round(before), b = round(after), n = a + b;
    if (!(a >= 0 && b >= 0) || !isfinite(n) || n < 1)
        return 1;
    if (n > most_exact)
        return erfc(fabs(a - b) / sqrt(2 * n));
    double tail = gsl_cdf_binomial_P((unsigned)fmin(a, b), 0.5, (unsigned)n);
    return fmin(1, 2 * tail);
}

double jump_equal(double mean)
{
    return gsl_sf_bessel_I0_scaled(2 * mean);
}

double jump_many(size_t k, size_t n, double p)
{
    if (k == 0 || n > UINT_MAX)
        return 1;
    return gsl_cdf_binomial_Q((unsigned)k - 1, p, (unsigned)n);
}
