/* How a figure stands in a table: number, sign and marks, by the Zeichenerklärung of the
 * statistical offices of Germany (DIN 55301). Ownership: in the arena. */
#ifndef COMPOSE_VALUE_TEXT_H
#define COMPOSE_VALUE_TEXT_H

#include "base/arena.h"
#include "guard/published.h"

/* "3,7", "(6,3)", ".", "12 345 s", "(8) s", "– s". v may be NULL: no figure. */
const char *value_text(struct arena *a, const struct published_value *v, int decimals);

#endif
