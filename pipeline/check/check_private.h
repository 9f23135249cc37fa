/* The inside of the room check: findings grouped by measure, and small questions to
 * the facts that several rules ask.
 *
 * Ownership: struct checker lives for check_facts(); its arena holds all texts. */
#ifndef CHECK_CHECK_PRIVATE_H
#define CHECK_CHECK_PRIVATE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "facts/areas.h"
#include "facts/catalogue.h"
#include "facts/facts.h"

enum {
    SMALL = 5, /* differences up to here come from the publishers' own protection or rounding */
    EXAMPLES = 3 /* named in a message; the others are counted */
};

struct group { /* what one rule found for one measure */
    struct buf examples;
    size_t n;
    uint32_t first; /* cell of the first finding */
};

struct checker {
    const struct areas *areas;
    const struct catalogue *catalogue;
    const struct facts *facts;
    struct diag *d;
    struct arena *arena;
    struct group *groups; /* by measure */
    struct group *small;  /* by measure: differences that need no action */
};

/* Adds a finding; text is the example, in the arena or constant. */
void check_found(struct checker *c, uint32_t measure, uint32_t cell, const char *text);
/* The same for a difference of up to SMALL. */
void check_found_small(struct checker *c, uint32_t measure, uint32_t cell, const char *text);
/* One message for each measure with findings, then forgets them. */
void check_flush(struct checker *c, enum diag_code code);
void check_flush_small(struct checker *c, enum diag_code code);

/* The district and what lies in it; the figures of larger areas are not ours to judge. */
bool check_ours(const struct checker *c, uint32_t area);
/* The number of a cell; false where there is no cell or no number. */
bool check_number(const struct checker *c, struct fact_key k, double *value);
/* "Nürtingen 2015 (Frauen, 3 bis unter 6 Jahre)" */
const char *check_describe(struct checker *c, struct fact_key k);
const char *check_figure(struct checker *c, double v);
/* How far a sum of n rounded numbers may be from the rounded sum; 0 for counts. */
double check_tolerance(const struct checker *c, uint32_t measure, double value, size_t n);

void check_sum_sex(struct checker *c);
void check_sum_nationality(struct checker *c);
void check_sum_ages(struct checker *c);
void check_sum_areas(struct checker *c);
void check_parts(struct checker *c);
void check_ratios(struct checker *c);
void check_missing(struct checker *c);
void check_jumps(struct checker *c);
void check_no_data(struct checker *c);

#endif
