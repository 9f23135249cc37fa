/* The formula of an indicator in German words, from its terms:
 * "Arbeitslose / Bevölkerung (15 bis unter 65 Jahre, Vorjahr) · 100". In the arena. */
#ifndef GUARD_FORMULA_PRIVATE_H
#define GUARD_FORMULA_PRIVATE_H

#include "base/arena.h"
#include "facts/catalogue.h"

const char *formula_text(struct arena *a, const struct catalogue *c,
                         const struct indicator *ind);

/* What a formula is, in 16 hexadecimal digits: equal for formulas of the same measures, ages,
 * weights and years, whatever their names and order of summands. For records of editions. */
const char *formula_id(struct arena *a, const struct catalogue *c, const struct indicator *ind);

/* What stands below the line, for indicators that have a denominator. */
const char *formula_base(struct arena *a, const struct catalogue *c, const struct indicator *ind);

#endif
