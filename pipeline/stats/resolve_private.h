/* Resolver: from one term of a formula to the cells behind it and their sum.
 *
 * In order: the cell itself; the fewest age classes that cover the ages without gap
 * or overlap; for a Kreis or a group the sum of its members, all of which must have
 * a figure. Bund and Land are never summed: their configured members are not all
 * of them. Sums only of additive measures. Nothing is guessed by subtraction.
 *
 * Sign of a sum: the strongest of its components. From weak to strong: nothing,
 * less than half a unit, value; then the reasons for having no number: later,
 * unsure, crossed, unknown, hidden upstream, hidden, absent. So secrecy outranks
 * every weaker reason, and a sum that lacks a component does not exist at all. */
#ifndef STATS_RESOLVE_PRIVATE_H
#define STATS_RESOLVE_PRIVATE_H

#include <stdbool.h>
#include <stddef.h>

#include "stats/stats.h"

struct arena;
struct lanes;

/* Gemeinden and groups of them. */
bool area_below_kreis(const struct areas *areas, uint32_t area);

struct target { /* a term made ready to be looked up many times; its weight is ignored */
    struct term term;
    bool additive;
    const struct age_class *ages; /* those that lie on some way through the term's ages */
    size_t n_ages;
};

struct amount {
    double sum;     /* valid where sign_counts(sign) */
    enum sign sign;
    unsigned marks; /* of all cells used */
    bool raw;       /* a cell of a raw source is among them */
};

struct resolver {
    const struct areas *areas;
    const struct catalogue *catalogue;
    const struct facts *facts;
    const bool *raw_source; /* by source */
    size_t n_sources;
    const struct lanes *lanes; /* cells of the target and year at hand; NULL: look them up */
};

struct recorder { /* list of the cells used; the same code finds and sums them */
    struct stat_cell *out;
    size_t max, n;   /* n counts on beyond max */
    double weight;   /* of the term being resolved */
    bool denominator, standard;
    unsigned stratum;
};

/* The classes go to the arena. Afterwards the facts must not grow. */
struct target target_make(const struct resolver *r, const struct term *t, struct arena *a);

/* rec may be NULL. */
struct amount resolve_target(const struct resolver *r, const struct target *t, uint32_t area,
                             int year, struct recorder *rec);

/* sum += weight * b, with sign, marks and origin. Start with amount_nothing(). */
struct amount amount_nothing(void);
void amount_add(struct amount *a, struct amount b, double weight);

#endif
