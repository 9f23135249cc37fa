/* The inside of the room check: what rules work with, and small questions to the facts that
 * several of them ask.
 *
 * Ownership: struct checked owns all; texts and cells lie in its arena. */
#ifndef CHECK_CHECK_PRIVATE_H
#define CHECK_CHECK_PRIVATE_H

#include "base/arena.h"
#include "check/check.h"
#include "facts/areas.h"
#include "facts/catalogue.h"
#include "facts/facts.h"

enum { YEARS = 256 };

struct checked {
    struct arena *arena;
    const struct areas *areas;
    const struct catalogue *catalogue;
    const struct facts *facts;
    struct check_finding *list;
    size_t n;
    struct acceptance *acceptances;
    size_t n_acceptances;
};

struct cells { /* those that a finding is about */
    uint32_t *list;
    size_t n, cap;
};

struct checker {
    struct checked *out;
    const struct areas *areas;
    const struct catalogue *catalogue;
    const struct facts *facts;
    struct diag *d;
    struct arena *arena;
    int year;                      /* of the edition */
    const struct check_rule *rule; /* the one at work */
    struct cells scratch;          /* of the comparison at work */
    const bool *below; /* by measure and year: whether there is any cell below the Kreise */
};

struct setting { /* of the rule at work, for one measure, indicator and source */
    enum check_level level;
    double limit, chance, least;
};

/* What holds; CATALOGUE_NONE where the rule is about none. */
struct setting check_setting(const struct checker *c, uint32_t measure, uint32_t indicator,
                             uint32_t source);
/* The same for another rule. */
struct setting check_setting_of(const struct checker *c, const struct check_rule *rule,
                                uint32_t measure, uint32_t indicator, uint32_t source);

/* CELL_NONE is left out. */
void cells_add(struct checker *c, struct cells *cells, uint32_t cell);

/* Adds a finding of the rule at work; nothing where the level is CHECK_OFF. Cells are
 * copied; the source is that of the first where there is one. */
void check_add(struct checker *c, enum check_level level, const struct cells *cells,
               struct check_finding f);

/* The district, what lies in it, and groups; the figures of others are not ours to judge. */
bool check_ours(const struct checker *c, uint32_t area);
/* Whether a measure has any cell below the Kreise in a year; without it no look-up is worth it. */
bool check_below(const struct checker *c, uint32_t measure, int year);
/* All of a measure in an area and year. */
struct fact_key check_whole_key(uint32_t measure, uint32_t area, int year);
struct fact_key check_term_key(const struct term *t, uint32_t area, int year);
/* The number of a key's cell; false where there is no cell or no number. *cell may be
 * CELL_NONE. */
bool check_number(const struct checker *c, struct fact_key k, double *value, uint32_t *cell);
uint32_t check_source(const struct checker *c, uint32_t cell); /* CATALOGUE_NONE: no cell */
/* Years between two figures, as most often, and how often: care statistics come every second
 * year. 0 where there are not two. */
int check_interval(const int *years, size_t n, int *times);
/* "Frauen, 3 bis unter 6 Jahre" */
const char *check_part_text(struct checker *c, struct fact_key k);
const char *check_figure(struct checker *c, double v);

struct slack { /* how far a sum may be from another, from what was done to its cells */
    double most, variance;
    bool said;  /* the sources say what they do */
};
void slack_add(const struct checker *c, struct slack *s, uint32_t cell);
/* chance: standard deviations that independent errors may reach together */
double slack_limit(const struct slack *s, double chance);

void find_numerators(struct checker *c);
void find_parts(struct checker *c);
void find_relations(struct checker *c);
void find_wholes(struct checker *c);
void find_sum_areas(struct checker *c);
void find_sum_sex(struct checker *c);
void find_sum_nationality(struct checker *c);
void find_sum_ages(struct checker *c);
void find_breaks(struct checker *c);
void find_jumps(struct checker *c);
void find_constants(struct checker *c);
void find_copied(struct checker *c);
void find_gaps(struct checker *c);
void find_missing(struct checker *c);
void find_stale(struct checker *c);
void find_anchors(struct checker *c);
void find_names(struct checker *c);
void find_days(struct checker *c);
void find_no_data(struct checker *c);

/* Whether an entry of accepted.xml is of the rule. */
bool accepted_names(const struct checked *f, const struct check_rule *rule);
/* Finds the findings that entries are for; d may be NULL. */
void accepted_match(struct checked *f, struct diag *d);

/* Words of the reports. */
const char *check_level_word(enum check_level level); /* "Warnung" */

#endif
