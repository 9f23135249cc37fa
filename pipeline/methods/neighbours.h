/* Nearest neighbours: which places are alike in several respects.
 *
 * Euclidean distance of standardised variables, each with a weight, rebased so that the
 * farthest pair of all has 1: the Nearest Neighbours Model of the Chartered Institute of
 * Public Finance and Accountancy (CIPFA, methodology of 2014 and later editions). Variables
 * are standardised over the places (plain mean; the deviation divides by n), with one in
 * which all are alike giving 0 everywhere.
 *
 * All functions are pure. */
#ifndef METHODS_NEIGHBOURS_H
#define METHODS_NEIGHBOURS_H

#include <stddef.h>

/* x: n places by n_variables, row by row, all finite; it is standardised in place. */
void neighbours_standardise(double *x, size_t n, size_t n_variables);

/* Distances of all pairs, n by n, 0..1, from standardised variables; weight[] > 0. Where all
 * places are alike every distance is 0. */
void neighbours_distances(const double *z, const double *weight, size_t n, size_t n_variables,
                          double *distances);

/* The k places nearest to one (itself left out), nearest first, ties by number; gives how
 * many there are: k or n - 1. */
size_t neighbours_nearest(const double *distances, size_t n, size_t place, size_t k,
                          size_t *out);

#endif
