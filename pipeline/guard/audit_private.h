/* The audit of a finished table of what is hidden, in the arena. See audit.h. */
#ifndef GUARD_AUDIT_PRIVATE_H
#define GUARD_AUDIT_PRIVATE_H

#include "guard/audit.h"
#include "guard/model_private.h"

/* c and m are of that table. */
struct audit *audit_make(struct arena *a, const struct counts *c, const struct model *m,
                         const struct areas *areas);

/* How many statistics a naive method would hide beside those of the primary rule. */
size_t audit_naive(const struct counts *c, const struct model *m, const struct areas *areas);

#endif
