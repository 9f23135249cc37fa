/* Statistics: every indicator for every area and year, from facts alone.
 *
 * An indicator of a larger area is the ratio of summed numerators and summed
 * denominators, never a mean of ratios. Intervals: Wilson (1927) for proportions,
 * Byar's approximation (Breslow & Day 1987), exact Poisson below ten cases, for
 * rates; Dobson et al. (1991) for sums by strata. Comparisons and changes never cross a
 * series break.
 *
 * Pooled years: cases and persons of the years t-k+1..t; all are needed, none beyond a
 * series break. The value is that of year t; two values less than k years apart share years.
 *
 * Strata: standardised rates, ratios and status-quo estimates (methods/standardise.h). The
 * standard of a ratio, and the rates of an estimate, are those of the Kreis in which the
 * place lies; a group over several Kreise, the Land and the Bund have none. The interval of an
 * estimate covers the chance in the cases of the Kreis alone, not how far the place differs
 * from it.
 *
 * Of terms without a cell of their own: the fewest age classes that cover the ages;
 * for a Kreis or a group the sum of its members, if all have a figure. Bund and Land
 * are never summed. A sum takes the strongest sign of its components, weak to strong:
 * nothing, small, value; later, unsure, crossed, unknown, hidden upstream, hidden,
 * absent. A denominator of zero, or an overflow, crosses the value out.
 *
 * Ownership: stats_compute() / stats_free(). Facts, areas and catalogue must
 * outlive it. Look-ups are direct. */
#ifndef STATS_STATS_H
#define STATS_STATS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/sign.h"
#include "facts/areas.h"
#include "facts/catalogue.h"
#include "facts/facts.h"

enum comparison { COMPARE_NONE, COMPARE_LOWER, COMPARE_SIMILAR, COMPARE_HIGHER };

struct statistic {
    double value;        /* in the indicator's unit; valid with SIGN_VALUE/NOTHING/SMALL */
    double numerator;    /* summed [measure's unit]; of an estimate the value itself */
    double denominator;  /* summed, 0 for plain values; of an indirectly standardised ratio the
                            expected cases */
    enum sign sign;
    unsigned marks;      /* SIGN_PROVISIONAL ... of any cell used */
    bool raw;            /* a cell of a raw source is in it: the guard's primary rule applies */
    int basis;           /* equal for years that may be compared */
    bool has_interval;   /* not where the numerator is negative or above its whole */
    double lower, upper;         /* 95 % */
    double lower998, upper998;   /* 99.8 % */
    enum comparison district, district998; /* is the Kreis outside the interval? HIGHER: the
                                              area lies above the Kreis */
    int rank, rank_of;   /* 1 = highest, among the Gemeinden of the Kreis with a value; 0 none */
};

struct stats;

struct stats *stats_compute(const struct areas *areas, const struct catalogue *catalogue,
                            const struct facts *facts);
void stats_free(struct stats *s);

/* Years in which the indicator has any cell, ascending; lent. */
const int *stats_years(const struct stats *s, uint32_t indicator, size_t *n);

/* part 0 is the whole; 1..n_parts the classes of the breakdown. NULL where the year
 * is not among stats_years(). The statistics of one part and year lie side by side in
 * the order of the areas: from area 0 they can be walked as an array. */
const struct statistic *stats_at(const struct stats *s, uint32_t indicator, uint32_t area,
                                 int year, uint32_t part);

/* The cells behind a statistic, of all pooled years, in order of the formula. denominator
 * tells which side a cell belongs to. Returns the number found; at most max are written.
 * Where a sum lacks a member (SIGN_ABSENT), the cells of the others are still listed. */
struct stat_cell {
    uint32_t cell;
    double weight;
    bool denominator;
    bool standard;    /* of the standard, not of the place itself */
    unsigned stratum; /* 1..n; 0: there are none */
};
size_t stats_cells(const struct stats *s, uint32_t indicator, uint32_t area, int year,
                   uint32_t part, struct stat_cell *out, size_t max);

/* Narrows a term to a class of a breakdown (NULL: the whole); false where they have
 * nothing in common. */
bool stats_narrow(struct term *t, const struct indicator_part *part);

/* Name of the series break between two years of an indicator ("Zensus 2011"), or
 * NULL where they may be compared. */
const char *stats_break(const struct stats *s, uint32_t indicator, int earlier, int later);

#endif
