/* Primary rules of disclosure control: which statistics must not be shown for their own sake.
 *
 * Least count (Hundepool et al., Statistical Disclosure Control, Wiley 2012, ch. 4): a count
 * is what one measure of raw sources contributes to one side of a formula. One that is above
 * zero and below the least count hides the statistic. The least count of a measure is the
 * largest that any indicator made of it asks for, or any raw source that delivers it, so
 * that no indicator gives away what another one hides. Amounts (km², Euro) are no counts.
 * The other rules are in sensitive_private.h.
 *
 * A standardised figure is taken to make both sides of each of its strata known: one that is
 * small there hides it, a difference of measures ("25 bis unter 55 Jahre" as all less the
 * young and the old) like a count.
 *
 * Counts of sources that are rounded or changed by cell keys (perturb.h) are protected
 * already: no rule hides them.
 *
 * What must be hidden in addition is found by secondary_private.h, in the same table. */
#ifndef GUARD_PRIMARY_PRIVATE_H
#define GUARD_PRIMARY_PRIVATE_H

#include <stdbool.h>

#include "facts/catalogue.h"
#include "facts/facts.h"
#include "stats/stats.h"

enum hiding {
    HIDE_NOT,
    HIDE_SMALL,      /* a count above zero and below the least */
    HIDE_FOR_OTHERS, /* not for its own sake (secondary rule) */
    HIDE_SENSITIVE   /* for its own sake, of any size: dominance, units behind, none or all */
};

/* Which statistics of the run are not to be shown. One table for all reports. */
struct suppression {
    unsigned char **hidden; /* enum hiding, by indicator: [year of stats_years()][part][area] */
    unsigned char **before; /* not 0: an earlier edition showed it; the same order; NULL: none */
    size_t n_indicators;
    size_t n_areas;
    size_t unchecked; /* hidden because a companion measure lacks its figure */
};

struct suppression *suppression_new(const struct catalogue *c, const struct stats *s,
                                    size_t n_areas);
void suppression_free(struct suppression *s);

/* Marks what the primary rules hide. */
void suppression_primary(struct suppression *t, const struct catalogue *c,
                         const struct facts *f, const struct stats *s);

/* By measure: counts below are hidden [persons...]. Freed with free(). */
double *primary_least(const struct catalogue *c, const struct facts *f);
/* Of a source whose counts nobody has protected yet, neither publisher nor perturb.h. */
bool primary_raw(const struct catalogue *c, const struct fact *f);
/* Rates, means and amounts of a deliverer are no counts. */
bool primary_few(const struct catalogue *c, const double *least, uint32_t measure, double count);

/* What is shown only together with its weights: one side of a stratum, a difference of measures
 * perhaps. In units of the smallest weight it is a count of persons. */
struct together {
    double sum, unit, least; /* the strictest least count of its measures */
};
void together_add(struct together *t, const struct catalogue *c, const double *least,
                  uint32_t measure, double weight, double value);
/* Not zero and below the least count. */
bool together_few(const struct together *t);

/* Cells behind a statistic, in a list that grows and is used again. */
struct cell_list {
    struct stat_cell *cells;
    size_t n, cap;
};
void cell_list_fill(struct cell_list *l, const struct stats *s, uint32_t indicator,
                    uint32_t area, int year, uint32_t part);
void cell_list_release(struct cell_list *l);

#endif
