/* Quantities: each different term of all formulas once, resolved for all areas and
 * years of its measure, so that indicators which share a denominator share the work.
 *
 * Ownership: embedded; quantities_init() / quantities_release(). Ids are stable. */
#ifndef STATS_QUANTITY_PRIVATE_H
#define STATS_QUANTITY_PRIVATE_H

#include "stats/resolve_private.h"

struct quantity {
    struct target target;
    bool below_kreis; /* wanted below the Kreis, too; there all is absent otherwise */
    const int *years; /* of the measure, ascending */
    size_t n_years;
    const struct amount **rows; /* by year: amounts by area, NULL where all are absent */
};

struct quantities {
    struct quantity *list;
    size_t n, cap;
    struct arena *arena; /* of the targets */
    struct arena *rows;
};

void quantities_init(struct quantities *q);
void quantities_release(struct quantities *q);
uint32_t quantities_intern(struct quantities *q, const struct term *t, bool below_kreis);
void quantities_resolve(struct quantities *q, const struct resolver *r, size_t n_areas);

/* Gives the memory of the rows back; targets and years stay. */
void quantities_forget_rows(struct quantities *q);

/* True where the measure has any cell in that year. */
bool quantity_has_year(const struct quantity *q, int year);

/* Amounts of a year by area, or NULL where no area has one. */
const struct amount *quantity_row(const struct quantity *q, int year);

#endif
