/* Origins: which sources have any cell of a measure in a year. What a series may come from
 * is known before its figures are looked at one by one, so that looking ends as soon as all
 * of these sources are found.
 *
 * Ownership: origins_new() / origins_free(); keeps nothing of its arguments. */
#ifndef GUARD_ORIGIN_PRIVATE_H
#define GUARD_ORIGIN_PRIVATE_H

#include <stdbool.h>

#include "facts/facts.h"

struct origins;

struct origins *origins_new(const struct catalogue *c, const struct facts *f);
void origins_free(struct origins *o);

/* Sources that may stand behind an indicator's figures of a year and are not yet in found:
 * that many; with 0 nothing is left to be found. found: by source. */
size_t origins_missing(const struct origins *o, const struct indicator *ind, int year,
                       const bool *found);

#endif
