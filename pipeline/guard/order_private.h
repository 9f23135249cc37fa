/* The order in which the guard goes through areas, measures and relations: by official key and
 * by id, not as they stand in areas.xml and catalogue.xml. Of equally good choices of what else
 * to hide the first is taken; so the choice does not depend on how those files are sorted, and a
 * figure that one edition hides is not shown by the next because a line was moved.
 *
 * Ownership: everything lies in the arena. */
#ifndef GUARD_ORDER_PRIVATE_H
#define GUARD_ORDER_PRIVATE_H

#include "base/arena.h"
#include "facts/areas.h"
#include "facts/catalogue.h"

struct order {
    uint32_t *area_place, *area_at;       /* by area: its place; by place: the area */
    uint32_t *measure_place, *measure_at; /* the same of measures */
    const uint32_t **members;             /* by area: its members in this order */
    struct relation *relations;           /* copies in order, their parts too */
    size_t n_relations;
};

const struct order *order_new(struct arena *a, const struct areas *areas,
                              const struct catalogue *c);

#endif
