/* Plausibility of the finished facts: a table of small rules, each with a name.
 * Findings go to the diagnostics with the place of the cell; nothing is changed. */
#ifndef CHECK_CHECK_H
#define CHECK_CHECK_H

#include "base/diag.h"

struct areas;
struct catalogue;
struct facts;

void check_facts(const struct areas *areas, const struct catalogue *catalogue,
                 const struct facts *facts, struct diag *d);

#endif
