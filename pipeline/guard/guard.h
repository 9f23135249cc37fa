/* Guard: from statistics to what may be published. The only maker of published.
 *
 * Primary rules: a count of a raw source that is above zero and below the least count of
 * the indicator or the source is hidden, and with it every rate, part, interval, rank and
 * comparison made from it; a measure is hidden by the strictest indicator that uses it. So
 * are figures that one contributor dominates, that too few units stand behind or that are
 * none or all of a group, where the catalogue says so (sensitive_private.h). Counts of
 * sources that are rounded or have cell keys come changed already (perturb.h). Marks of the
 * publishers are passed through. Ranks are made again among the values that are shown. A
 * rate on fewer than min_denominator persons or cases gets the sign "/"; one on fewer than
 * ten cases (but not none) the mark "( )".
 *
 * Secondary rule, for the sums over the municipalities of a Kreis, of one measure and
 * year: where the total less the shown members would narrow a hidden one, more members
 * are hidden, in all that is made of the same count, until each hidden one keeps
 * min_count - 1 possible values. A group with a hidden member is hidden, too, the total
 * of the Kreis never. published_exposed() counts the sums for which that is not enough.
 * Not done yet: sums over ages and sexes, totals and "darunter", differences of years and
 * of earlier editions.
 *
 * Ownership: guard_publish() / published_free(). The result keeps nothing of its
 * arguments. */
#ifndef GUARD_GUARD_H
#define GUARD_GUARD_H

#include "facts/areas.h"
#include "facts/catalogue.h"
#include "guard/earlier.h"
#include "guard/published.h"
#include "stats/stats.h"

struct published *guard_publish(const struct areas *areas, const struct catalogue *catalogue,
                                const struct facts *facts, const struct stats *stats);
/* The same, knowing what other editions show (NULL: there are none). Neither the areas nor
 * the records are needed afterwards, but for the edition's name in shown_before. */
struct published *guard_publish_after(const struct areas *areas,
                                      const struct catalogue *catalogue,
                                      const struct facts *facts, const struct stats *stats,
                                      const struct earlier *earlier);

/* Figures hidden now that another edition shows: how many, and the first. */
struct shown_before {
    size_t n;
    uint32_t indicator, area;
    int year;
    const char *edition;
};
struct shown_before guard_shown_before(const struct published *p);

/* How many figures are hidden because a companion measure of a rule has no figure. */
size_t guard_unchecked(const struct published *p);
void published_free(struct published *p);

#endif
