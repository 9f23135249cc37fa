/* Whole numbers in given proportions that add up to a given total: the method of largest
 * remainders (Hamilton 1792, Hare & Niemeyer; Balinski & Young, Fair Representation, 2nd ed.
 * 2001). Each gets the whole part of its exact share; what is left goes, one each, to the
 * largest remainders, among equal ones to the first in the list. So no number differs from its
 * exact share by one or more.
 *
 * Borders: all weights 0 but a total > 0: refused, nothing says where it belongs. All functions
 * are pure. */
#ifndef METHODS_APPORTION_H
#define METHODS_APPORTION_H

#include <stdbool.h>
#include <stddef.h>

#define APPORTION_MOST 1e15 /* largest total: whole numbers stay exact */

/* weights >= 0; total whole, 0..APPORTION_MOST. whole may be the same array as weights. False:
 * refused (also where a number is not usable, methods/series.h), nothing is written. */
bool apportion(const double *weights, size_t n, double total, double *whole);

#endif
