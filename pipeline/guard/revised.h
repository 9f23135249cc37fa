/* Revised figures: the sign "r" (Zeichenerklärung of the statistical offices: "berichtigte Zahl")
 * beside what an earlier edition showed with another number, as it is printed. Figures that either
 * edition keeps secret have no number and no sign "r"; whether a secret number changed is told
 * nowhere.
 *
 * Only the guard can mark, because only it makes a struct published: nothing may have looked at
 * it before. Errors: -1 where the figures cannot be recorded (reported). */
#ifndef GUARD_REVISED_H
#define GUARD_REVISED_H

#include "guard/record_table.h"

/* *marked: how many. */
int guard_mark_revised(struct published *p, const struct record_table *then, size_t *marked,
                       struct diag *d);

#endif
