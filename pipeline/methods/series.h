/* What every method asks of its numbers before it begins.
 *
 * Numbers must be finite and not beyond METHODS_LARGEST in size: then no square, product or
 * sum inside a method can overflow, and no result is infinite or not a number. Series must
 * ascend strictly in time; years may be missing in between. A series has enough points from
 * SERIES_POINTS on: with four even a perfect order of values comes about by chance in 8 of
 * 100 cases (2 of 4! orders), so nothing is said of a trend. All functions are pure. */
#ifndef METHODS_SERIES_H
#define METHODS_SERIES_H

#include <stdbool.h>
#include <stddef.h>

#define METHODS_LARGEST 1e18

enum { SERIES_POINTS = 5, SERIES_LONGEST = 1000 };

bool series_usable(const double *values, size_t n); /* finite, not too large */
bool series_counts(const double *values, size_t n); /* usable and none negative */
bool series_ascends(const double *years, size_t n); /* usable and strictly ascending */

#endif
