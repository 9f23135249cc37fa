/* The true values of atoms: those whose sums are the delivered cells, or nearest to them.
 *
 * What follows from one cell after the other is taken first, cells of few atoms before those of
 * many. For the rest a linear program: least sum of absolute deviations of the cells, those
 * of large sums at less cost, so that a contradiction ends up in the sum and not in its
 * members (least absolute values: Charnes, Cooper, Ferguson, Management Science 1 (1955)
 * 138-151). No atom becomes negative but by a cell of its own. */
#ifndef GUARD_TRUTH_PRIVATE_H
#define GUARD_TRUTH_PRIVATE_H

#include "guard/model_private.h"

struct known_cell {
    uint64_t key;
    double value;
    bool elsewhere; /* not raw: known to everyone */
};

/* cells: low is the value; the rows of m from first_relation on are relations. Fills
 * m->truth. */
void truth_find(struct model *m, const struct row *cells, size_t n_cells, size_t first_relation);

#endif
