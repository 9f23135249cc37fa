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
 * Secondary rule (secondary_private.h): so many counts more are hidden, in all that is made of
 * them, that nothing shown narrows a small one beyond its sign: over areas, sexes,
 * nationalities, ages, years, related measures, both sides of a rate, earlier editions. The
 * audit (audit.h) computes what is left to an attacker; published_exposed() is the number of
 * counts for which that is too little. Not covered: small differences of two counts that no
 * indicator shows.
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

/* Figures that another edition shows; those of them that are hidden now, and the first. */
struct shown_before {
    size_t known, n;
    uint32_t indicator, area;
    int year;
    const char *edition;
};
struct shown_before guard_shown_before(const struct published *p);

/* How many figures are hidden because a companion measure of a rule has no figure. */
size_t guard_unchecked(const struct published *p);
void published_free(struct published *p);

#endif
