#include "methods/series.h"

#include <math.h>

bool series_usable(const double *values, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (!(fabs(values[i]) <= METHODS_LARGEST)) /* true of NaN, too */
            return false;
    }
    return true;
}

bool series_counts(const double *values, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (values[i] < 0)
            return false;
    }
    return series_usable(values, n);
}

bool series_ascends(const double *years, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        if (!(years[i] > years[i - 1]))
            return false;
    }
    return series_usable(years, n);
}
