/* Counts: what the raw cells behind published figures come to. They are the unit of hiding.
 *
 * Each side of a formula (numerator, denominator) is one count: its raw cells with their
 * weights, divided by the first weight. Statistics whose sides are the same cells share the
 * count, whatever their indicator, part, year (pooled years) or area (a group of one) is. What
 * comes from other sources is known to everyone and left out. Where a side mixes measures or
 * signs, what is too small by the primary rule is a count beside it. A standardised figure
 * has both sides of each stratum for sides, too: from the sum and all strata but one the last
 * would follow. There a difference of measures can be small like a count.
 *
 * A statistic that is shown makes its sides known exactly (also where it shows only their
 * ratio, and however it is rounded in print: charts are drawn from the unrounded value, and
 * can be measured), and so does one that an earlier edition showed. A count is hidden by
 * hiding all statistics in which it is a side or part of one.
 *
 * Counts are sorted by their cells, cells by their keys, these by keys and ids
 * (order_private.h): nothing depends on the order of delivered rows, of areas or of the
 * catalogue. Ownership: counts_collect() / counts_free(); the suppression is lent and must
 * outlive it. */
#ifndef GUARD_COUNTS_PRIVATE_H
#define GUARD_COUNTS_PRIVATE_H

#include "base/arena.h"
#include "facts/areas.h"
#include "guard/order_private.h"
#include "guard/primary_private.h"

struct count_cell {
    uint64_t key;  /* counts_key(): sorts by measure, year, area and so on */
    double weight; /* 1 for the first */
    double value;
};

struct statistic_ref { /* a statistic with a number and a raw count in it */
    uint32_t indicator, part, area;
    int year;
    unsigned char *hidden; /* in the suppression */
    bool before;           /* an earlier edition showed it */
    size_t first_use, n_uses; /* in uses */
};

struct use {
    size_t statistic, count;
    bool side;        /* the count is a whole side: if the statistic is shown it is known */
    bool denominator;
    unsigned stratum; /* 1..n: it is a side of that one, and nobody is told why it is hidden;
                       * 0: of the whole */
};

struct count {
    const struct count_cell *cells;
    size_t n_cells;
    uint32_t measure; /* CATALOGUE_NONE: of several, or a balance */
    double value;     /* sum of weight times value */
    double least;     /* least count of the measure; 0 of several */
    double margin;    /* of an amount: so far from the truth must both ends be if it is hidden
                       * for its own sake; 0 of persons and cases */
    bool small;       /* above 0 and below least */
    bool total;       /* of a Kreis or above: never hidden unless it is small */
    bool complement;  /* chosen to be hidden */
    bool named;       /* the count of a figure, not only of strata within some */
    size_t first_use, n_uses; /* in by_count */
};

/* What the attacker has been told of a count. */
enum knowledge {
    KNOWN,      /* shown, or zero: what does not exist is often known from elsewhere */
    SMALL,      /* 1 .. least - 1 */
    COMPLEMENT, /* least or more */
    PRIMARY,    /* hidden by the primary rule, not for its size: 0 or more */
    OPEN        /* not shown; nothing is said of it */
};

struct counts {
    struct arena *arena;
    const struct catalogue *catalogue;
    const struct order *order;
    struct suppression *table;
    struct statistic_ref *statistics;
    size_t n_statistics, cap_statistics;
    struct use *uses; /* by statistic */
    size_t n_uses, cap_uses;
    size_t *by_count; /* indices of uses */
    struct count *list;
    size_t n;
};

/* An amount hidden for its own sake: has a margin. */
bool counts_amount(const struct counts *c, size_t i);

struct counts *counts_collect(struct suppression *t, const struct catalogue *c,
                              const struct areas *areas, const struct facts *f,
                              const struct stats *s);
void counts_free(struct counts *c);

/* Beyond a million millions nothing is a count of persons, and sums are no longer exact:
 * such cells are left out, as if they were not there. */
bool counts_usable(double value);

uint64_t counts_key(const struct order *o, struct fact_key k);
struct fact_key counts_unpack(const struct order *o, uint64_t key);

enum knowledge counts_knowledge(const struct counts *c, size_t i);
/* Whether some statistic shows it, earlier or now. */
bool counts_shown(const struct counts *c, size_t i);
/* What a count may be by that, as a difference from its true value. */
struct span {
    double low, high;
};
struct span counts_span(const struct counts *c, size_t i, enum knowledge k);
/* It may be hidden: no total, not zero, not shown before. */
bool counts_may_hide(const struct counts *c, size_t i);
/* Hides all that is made of the count. */
void counts_hide(struct counts *c, size_t i);
/* Where parts go together and one is hidden hides the others; true where that was more. */
bool counts_keep_together(struct counts *c);
/* Takes that back, but for what other counts hide; false where parts go together. */
bool counts_show(struct counts *c, size_t i);

#endif
