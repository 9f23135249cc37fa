/* Plausibility of the finished facts: a table of small rules, each with a name, a severity and
 * limits that the catalogue may change (<checks>), everywhere or for one measure, indicator or
 * source. What a rule finds is a finding: it names every cell involved; nothing is changed.
 *
 * Staff accept a finding with a reason (accepted.xml); it is then no longer counted.
 *
 * The same facts give the same findings in the same order. The id of a finding depends on what
 * it is about (rule, measure, area, year ...), not on values, lines or the order of files.
 *
 * Methods: jumps lie beyond limits of robust deviations (Rousseeuw & Croux, J. Am. Stat. Assoc.
 * 88 (1993) 1273) and of chance (methods/jump.h); the noise of cell keys and the error of
 * rounding add up as independent errors do. Limits of single rules stand at their functions.
 *
 * Ownership: check_new() / check_free(); findings lend from areas, catalogue and facts, which
 * must live as long. Errors: files of staff that are faulty are
 * reported to d, the rest goes on. */
#ifndef CHECK_CHECK_H
#define CHECK_CHECK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/diag.h"

struct areas;
struct catalogue;
struct facts;

enum check_level { CHECK_OFF, CHECK_NOTE, CHECK_WARNING, CHECK_ERROR };

enum { CHECK_LIMITS = 3 }; /* limit, chance, least */

struct checker;

struct check_rule {
    const char *id, *name; /* "sum-areas", "Summe der Gemeinden" */
    const char *tells;     /* German: what is wrong */
    const char *advice;    /* German sentence: what was done, what to do */
    enum check_level level;
    bool together;         /* told for all sources at once */
    struct {
        double value;      /* where nothing is set */
        const char *means; /* German, with its unit; NULL: the rule has no such limit */
    } limits[CHECK_LIMITS];
    void (*find)(struct checker *c);
};

#define CHECK_NONE SIZE_MAX

struct check_finding {
    char id[40];            /* "sum-areas-1f0c22a4b7d9" */
    const struct check_rule *rule;
    enum check_level level; /* never CHECK_OFF */
    uint32_t source, measure, indicator; /* CATALOGUE_NONE: none */
    uint32_t area;          /* AREA_NONE: none */
    int year, month;        /* 0: none */
    const char *part;       /* "Frauen, 3 bis unter 6 Jahre", or "" */
    const char *text;       /* German: "30 statt 40" */
    double value, expected; /* NAN: none */
    const uint32_t *cells;  /* of the facts; the one in doubt first */
    size_t n_cells;
    struct place at;        /* where there is no cell: as told by the reader, or no file */
    size_t accepted;        /* index of the acceptance, or CHECK_NONE */
};

struct acceptance { /* an entry of accepted.xml */
    const char *rule;       /* id */
    uint32_t source, measure, indicator, area; /* ..._NONE: any */
    int year;               /* 0: any */
    const char *reason, *by, *date; /* ISO date */
    struct place at;
    size_t matches;         /* findings it is for */
};

struct checked;

struct checked *check_new(const struct areas *areas, const struct catalogue *catalogue,
                          const struct facts *facts);
void check_free(struct checked *f); /* NULL is allowed */

/* Reads inputs/accepted.xml, where there is one; before check_facts(). 0, or -1 where it is
 * faulty (reported). */
int check_accept(struct checked *f, const char *inputs, struct diag *d);

/* Once: all rules, and entries of accepted.xml that fit nothing are reported; or only the rules
 * that accepted.xml names, for a report that prints what was accepted. year: of the edition, for
 * stale figures. */
enum check_extent { CHECK_ALL, CHECK_ACCEPTED };
void check_facts(struct checked *f, enum check_extent extent, int year, struct diag *d);

size_t check_count(const struct checked *f);
/* Grouped by source: the source with the worst first, and in it the worst first. */
const struct check_finding *check_at(const struct checked *f, size_t i);
size_t check_acceptances(const struct checked *f);
const struct acceptance *check_acceptance(const struct checked *f, size_t i);
size_t check_of_level(const struct checked *f, enum check_level level); /* not accepted */
/* What an acceptance is of, in German: measure, indicator or source. */
const char *check_subject(const struct checked *f, const struct acceptance *a);

const struct check_rule *check_rule_at(size_t i); /* NULL behind the last */
const struct check_rule *check_rule_find(const char *id); /* NULL: none */

/* For people; for machines: JSON with all messages of d beside the findings, and CSV (UTF-8,
 * semicolons, a line for each cell involved; no text begins with = + - @). */
void check_text(const struct checked *f, struct buf *out);
void check_json(const struct checked *f, const struct diag *d, struct buf *out);
void check_csv(const struct checked *f, struct buf *out);
/* The table of rules, for people. */
void check_rules_text(struct buf *out);

#endif
