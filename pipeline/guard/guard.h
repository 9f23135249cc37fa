/* Guard: from statistics to what may be published. The only maker of published.
 *
 * Primary rule: a count of a raw source that is above zero and below the
 * indicator's min_count is hidden, and with it every rate, part, interval, rank and
 * comparison made from it; a measure is hidden by the strictest indicator that uses
 * it. Marks of the publishers are passed through. Ranks are made again among the
 * values that are shown. A rate on fewer than min_denominator persons gets the sign
 * "/"; one on fewer than ten cases (but not none) the mark "( )".
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
#include "guard/published.h"
#include "stats/stats.h"

struct published *guard_publish(const struct areas *areas, const struct catalogue *catalogue,
                                const struct facts *facts, const struct stats *stats);
void published_free(struct published *p);

#endif
