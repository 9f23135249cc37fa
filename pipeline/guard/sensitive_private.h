/* Primary rules beyond the least count: figures that must not be shown whatever their size.
 *
 * Dominance, for amounts and counts of raw sources with companions that give the largest
 * (and second largest) contribution of each cell (Hundepool, Domingo-Ferrer, Franconi,
 * Giessing, Schulte Nordholt, Spicer, de Wolf: Statistical Disclosure Control, Wiley 2012,
 * ch. 4): the (1,k) rule hides where the largest is more than k % of the total; the p% rule
 * where the total without the two largest is less than p % of the largest, so that the
 * second could estimate the first to within p %. Contributions of different cells count as
 * those of different contributors: a total of several cells has the largest of all.
 *
 * Units behind: hidden where fewer than n of a companion stand behind (households behind
 * persons). In one area units may have cases in several cells, so that only the largest
 * number of any cell is certain; units of different areas are different.
 *
 * None or all of a group (group disclosure, ibid.): nobody is a zero; all is a numerator
 * that reaches its denominator. What is all in one indicator is hidden wherever another
 * is made of just the same cells, on either side of its formula.
 *
 * A rule of an indicator is one of the additive measures of its numerator: it holds in all
 * indicators made of them. Where a companion has no figure, the rule cannot be looked at and
 * the figure is hidden (sensitive_unchecked()). Companions come from facts of the same area,
 * year, month, ages, sex and nationality.
 *
 * Ownership: sensitive_new() / sensitive_free(); catalogue and facts must outlive it. */
#ifndef GUARD_SENSITIVE_PRIVATE_H
#define GUARD_SENSITIVE_PRIVATE_H

#include <stdbool.h>
#include <stddef.h>

#include "guard/primary_private.h"

struct sensitive;

struct sensitive *sensitive_new(const struct catalogue *c, const struct facts *f, size_t n_areas);
void sensitive_free(struct sensitive *s);

/* Whether some rule hides a statistic with a number, of an indicator, made of these cells. */
bool sensitive_hides(struct sensitive *s, const struct indicator *ind,
                     const struct statistic *statistic, const struct cell_list *cells);

/* After all statistics have been looked at: whether one side of the cells is one that was
 * hidden as all of a group; and whether there is any such side. */
bool sensitive_told(const struct sensitive *s, const struct cell_list *cells);
bool sensitive_tells(struct sensitive *s);

/* Statistics hidden because a companion has no figure. */
size_t sensitive_unchecked(const struct sensitive *s);

#endif
