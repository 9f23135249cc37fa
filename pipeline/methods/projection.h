/* Projection of a small place's population from two age tables alone, where there is no
 * official one.
 *
 * Cohorts: Hamilton & Perry, Social Forces 41 (1962) 163; Swanson, Schlottmann & Schmidt,
 * Population Research and Policy Review 29 (2010) 47. Age groups are as wide as the years
 * between the tables (five), the last is open. Who is in group a was in group a - 1 one step
 * before; what births, deaths and moves made of that group is taken to happen once more:
 *   ratio       next_a = now_(a-1) * now_a / then_(a-1)
 *   difference  next_a = now_(a-1) + (now_a - then_(a-1))
 * The open group comes from itself and the one before it, taken together. Ratios overshoot
 * where few people have become many, differences go below zero where a group shrinks. Wilson &
 * Grossman, Spatial Demography 10 (2022) 1, found a combination of both, smoothed over ages
 * and constrained, the most accurate. COHORT_MIXED takes the ratio where the cohort shrank and
 * the difference where it grew; it is not smoothed.
 * COHORT_RATIO is the method of 1962; where a cohort grew from less than one person it takes
 * the difference. Neither ever falls below zero.
 *
 * Children (group 0) of both sexes: the ratio of children to women of child-bearing age of now,
 * times those women of the next table. Without women now there are no children next.
 *
 * Constraint (the caller's): one age group and sex at a time, the next tables of all places are
 * multiplied by what brings their sum to the district's projection; where whole numbers are
 * told, apportion() (methods/apportion.h) makes them.
 *
 * Interval: from past errors (Smith, Tayman & Swanson, A Practitioner's Guide to State and Local
 * Population Projections, 2013). An error is (true - projected) / projected of an
 * earlier projection over as many years, with the size of its place. Of the errors of places of
 * the same size class the quantiles (methods/spread.h) at both ends of the level are put onto the
 * projection: so bias shows as well as spread. At least two errors must be expected beyond
 * either end (n (1 - level) >= 4), else there is no interval. 80 % is customary.
 *
 * The results are estimates and carry the mark "s". All functions are pure. */
#ifndef METHODS_PROJECTION_H
#define METHODS_PROJECTION_H

#include <stdbool.h>
#include <stddef.h>

#include "methods/interval.h"

enum cohort_change { COHORT_RATIO, COHORT_MIXED };

struct age_tables { /* one sex, n groups each, [persons], not negative */
    const double *then, *now;
};

struct mothers {     /* age groups of child-bearing, e.g. 3 and 9: 15 to under 45 years */
    size_t from, to; /* to is not among them */
};

/* One step ahead for both sexes into next_women[n] and next_men[n]. False, nothing written:
 * n < 3, mothers not within 1..n, numbers negative or beyond PROJECTION_MOST. */
#define PROJECTION_MOST 1e12

bool projection_step(struct age_tables women, struct age_tables men, size_t n,
                     struct mothers mothers, enum cohort_change change, double *next_women,
                     double *next_men);

struct past_error {
    double size;  /* of the place then [persons] */
    double error; /* (true - projected) / projected, >= -1 */
};

/* Bounds for a projection of a place of that size; limits[n_limits] ascend and part the size
 * classes (a size equal to a limit belongs above it). False, nothing written: too few errors in
 * the class, or numbers that are not usable (methods/series.h). */
bool projection_interval(double projected, double size, const struct past_error *errors, size_t n,
                         const double *limits, size_t n_limits, struct interval_level l,
                         struct bounds *out);

#endif
