/* What other editions showed, in the table of suppression: filled before the secondary rule,
 * which then knows that these figures are out; and looked at after it. */
#ifndef GUARD_BEFORE_PRIVATE_H
#define GUARD_BEFORE_PRIVATE_H

#include "facts/areas.h"
#include "guard/guard.h"
#include "guard/primary_private.h"

/* Fills before for the figures that a record shows with the same formula; it stays NULL
 * where there is no record. */
void before_fill(struct suppression *t, const struct earlier *earlier, const struct areas *areas,
                 const struct catalogue *c, const struct stats *s);

/* Those that are hidden now, in order of indicators, years, parts and areas. */
struct shown_before before_hidden(struct suppression *t, const struct earlier *earlier,
                                  const struct areas *areas, const struct catalogue *c,
                                  const struct stats *s);

#endif
