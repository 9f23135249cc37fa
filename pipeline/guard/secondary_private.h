/* Secondary rule of disclosure control: what must be hidden so that nothing shown gives a
 * small count back.
 *
 * Rule: whatever the attacker knows (model_private.h), a count of the primary rule may for
 * him still be 1 as well as the least count - 1, so that the figures add nothing to the mark
 * that stands in its place; a complement keeps at least as many values. An amount that is
 * hidden for its own sake may for him be less and more by the p of its p% rule (15 % where
 * there is none), but not below zero: A. Hundepool et al., Statistical Disclosure Control,
 * Wiley 2012, ch. 4 (sliding protection of magnitude tables). Each of these is vouched for by
 * a table that fits all he knows (a witness).
 *
 * Method: for each count and each of the two ends a linear program seeks the table nearest
 * to the truth in which the count has that value; nearest by the weighted sum of absolute
 * changes of the figures shown, the weights being what is lost. The figures that changed are
 * hidden. One witness often serves several counts. At the end complements are shown again
 * one by one, the dearest first, where all witnesses can be found anew without them.
 *
 * Sources: J. P. Kelly, B. L. Golden, A. A. Assad, Cell suppression: disclosure protection
 * for sensitive tabular data, Networks 22 (1992) 397-417; M. Fischetti, J. J.
 * Salazar-Gonzalez, Solving the cell suppression problem on tabular data with linear
 * constraints, Management Science 47 (2001) 1008-1027 (section 5, the heuristic).
 *
 * Weights: number of statistics made of the count, times 1 + log(1 + count); groups 4 times,
 * parts of a Kreis or above 64 times dearer. Totals of a Kreis, zeros and what an
 * earlier edition showed are never hidden. Where nothing suffices the count stays
 * exposed: the audit says which. */
#ifndef GUARD_SECONDARY_PRIVATE_H
#define GUARD_SECONDARY_PRIVATE_H

#include "guard/model_private.h"

/* After suppression_primary(); marks what else is hidden in the table of the counts. */
void suppression_secondary(struct counts *c, const struct model *m, const struct areas *areas);

#endif
