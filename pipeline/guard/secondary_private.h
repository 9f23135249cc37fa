/* Secondary rule of disclosure control: no sum over municipalities gives a small count back.
 *
 * A count here is what the terms of one measure on one side of a formula come to, narrowed
 * to the part; all statistics made of the same terms share it. For each count and year the
 * municipalities of a Kreis and its total are one sum (complement_private.h); the total
 * is taken as known wherever it exists and is not small itself. A complement is hidden in
 * all statistics that share the count, and so is a group with a hidden member: from the
 * group's figure it would follow. The total of a Kreis is never hidden.
 *
 * Not covered: sums over ages and sexes, a total and what is "darunter", differences of
 * years and of editions; two counts of different terms that overlap. */
#ifndef GUARD_SECONDARY_PRIVATE_H
#define GUARD_SECONDARY_PRIVATE_H

#include "facts/areas.h"
#include "guard/primary_private.h"

/* After suppression_primary(). Returns the number of sums that still tell too much because
 * nothing more can be hidden. */
size_t suppression_secondary(struct suppression *t, const struct areas *areas,
                             const struct catalogue *c, const struct facts *f,
                             const struct stats *s);

#endif
