/* Audit of disclosure control: what an attacker can work out of every hidden count.
 *
 * He has all figures of the run at once and everything that primary_private.h and
 * model_private.h say of his knowledge: which figures are shown, how counts add up, why
 * something is hidden, that counts are whole. The interval is the best he can get: its ends
 * are attained by tables that fit all he knows. It is found from the finished table of what
 * is hidden; of how the complements were chosen the audit knows nothing.
 *
 * Source of the method: the disclosure auditing problem, by linear programming, whole
 * numbers by branch and bound: M. Fischetti, J. J. Salazar-Gonzalez, Solving the cell
 * suppression problem on tabular data with linear constraints, Management Science 47
 * (2001) 1008-1027; A. Hundepool et al., Statistical Disclosure Control, Wiley 2012, ch. 4.
 *
 * The true values stand here: nothing of this header may reach a report (compose/ cannot
 * include it). Ownership: lent by the struct published. */
#ifndef GUARD_AUDIT_H
#define GUARD_AUDIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "facts/catalogue.h"
#include "guard/published.h"

enum audit_reason {
    AUDIT_SMALL,      /* the primary rule: above zero and below the least count */
    AUDIT_PRIMARY,    /* the primary rule for another reason than its size */
    AUDIT_COMPLEMENT  /* hidden so that others cannot be computed */
};

struct audit_use {
    uint32_t indicator;
    bool part; /* only in its breakdown */
};

struct audit_count {
    uint32_t measure;         /* index in the catalogue; CATALOGUE_NONE: a difference */
    const struct term *terms; /* what it is made of: measure, sex, nationality, ages, weight */
    size_t n_terms;
    const struct audit_use *uses; /* indicators that show it or something made of it */
    size_t n_uses;
    uint32_t area;            /* index in the areas */
    int year_from, year_to;   /* of its cells; several where years are pooled */
    double value;             /* the true one [unit of the measure] */
    double least;             /* the measure's least count: 1 .. least - 1 is small */
    enum audit_reason why;
    double lowest, highest;   /* what the attacker is left with; highest may be INFINITY */
    bool decided;             /* false: branch and bound gave up; lowest and highest then
                               * are those of fractions, too wide rather than too narrow */
    bool enough;              /* small: 1 .. least - 1 all lie in the interval; an amount hidden
                               * for its own sake: the value less and more its margin
                               * (secondary_private.h) do; otherwise the interval holds
                               * least - 1 values; never where it is not decided */
    size_t statistics;        /* values of indicators that are hidden together with it */
};

struct audit_losses { /* statistics: one indicator, part, area and year each */
    size_t statistics;        /* with a number and a raw count in them */
    size_t primary;           /* hidden by the primary rule */
    size_t complements;       /* hidden beside them */
    size_t naive;             /* what a naive method would hide beside them: every group with a
                               * hidden member; in every sum with one hidden place the smallest
                               * other one, again and again until none is left with one */
};

struct audit {
    const struct audit_count *counts; /* by measure, year, area, terms */
    size_t n_counts;
    size_t exposed;           /* counts that are not protected enough */
    struct audit_losses losses;
};

const struct audit *published_audit(const struct published *p);

#endif
