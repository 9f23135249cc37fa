/* Composite index of standardised components: a Sozialindex.
 *
 * Every component is standardised, z = direction * (x - mean) / deviation, and the index of a
 * place is the mean of its z with the components' weights: Nardo et al., Handbook on
 * Constructing Composite Indicators (OECD and JRC, 2008), steps 5 and 6. Places are classed
 * by the index standardised again, as in Berlin's Monitoring Soziale Stadtentwicklung
 * (Senatsverwaltung fuer Stadtentwicklung, since 1998): its status and its dynamics are
 * classes of so many standard deviations.
 *
 * Mean and deviation may be weighted by the size of the places, so that villages do not set
 * the scale. The places are all there are and no sample: deviations divide by n, not n - 1.
 *
 * A value that is missing is NAN. Nothing is put in its place: the index is the mean of the
 * components that are there, and there is none where too much weight is missing. All
 * functions are pure; sums run in the order of the places. */
#ifndef METHODS_INDEX_H
#define METHODS_INDEX_H

#include <stddef.h>

struct index_moments {
    double mean, deviation; /* NAN where there is no value; deviation 0: all alike */
    size_t n;               /* values with a weight above 0 */
};

/* weight: of the places, each finite and >= 0, or NULL for equal ones. */
struct index_moments index_moments(const double *x, const double *weight, size_t n);

struct index_component {
    struct index_moments moments;
    int direction; /* 1: more of it raises the index; -1: lowers it */
    double weight; /* > 0 */
};

/* The standardised value; NAN where x is, or no place has a value and a weight. A component in
 * which all are alike gives 0. */
double index_z(const struct index_component *c, double x);

/* Index of a place from its z, one for each component; NAN where more than the share most of
 * the weight is missing (0 <= most < 1), or all of it. */
double index_value(const struct index_component *c, const double *z, size_t n_components,
                   double most);

/* Share of the weight that is missing, 0..1. */
double index_missing(const struct index_component *c, const double *z, size_t n_components);

/* Standardises the values of all places; NAN stays, and 0 where all are alike. */
void index_standardise(double *values, const double *weight, size_t n);

/* 1 + the number of limits that score reaches; limits ascending, score finite. */
int index_class(double score, const double *limits, size_t n);

#endif
