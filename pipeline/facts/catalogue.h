/* Catalogue: measures (what is counted), indicators (what is reported), sources,
 * Handlungsfelder; read from catalogue.xml, sources.xml, agenda.xml.
 *
 * Ownership: catalogue_load() / catalogue_free(); everything it lends lives as
 * long as the catalogue. Indices are stable, in document order. */
#ifndef FACTS_CATALOGUE_H
#define FACTS_CATALOGUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"

enum { CLASS_LIMITS = 4, MAX_POOL = 10, MAX_STRATA = 64 };

#define AGE_OPEN 127 /* upper end of an open age class; [0, AGE_OPEN) is "all ages" */

enum sex { SEX_ALL, SEX_MALE, SEX_FEMALE };
enum nationality { NAT_ALL, NAT_GERMAN, NAT_FOREIGN };

struct basis {
    int from;         /* first year counted on this basis */
    const char *name; /* "Zensus 2022" */
};

struct measure {
    const char *id, *name, *unit;
    const char *reference; /* "31.12.", "Jahr", "30.06.", "Jahresdurchschnitt" */
    bool additive;         /* may be summed over areas, ages, sexes */
    bool amount;           /* km², Euro: numbers no persons or cases; small ones are not secret */
    const struct basis *bases; /* ascending; years before the first have basis 0 */
    size_t n_bases;
};

struct term { /* one summand of a numerator or denominator */
    uint32_t measure;
    enum sex sex;
    enum nationality nationality;
    int age_from, age_to; /* [full years], half open: 15..65 is "15 bis unter 65" */
    double weight;        /* usually 1, -1 for balances */
    unsigned stratum;     /* 1..n: counts in that stratum only; 0: in each, narrowed to it */
};

/* How measures hang together, for every area, year, sex, nationality and age alike. The parts
 * do not overlap: complete ("davon") they add up to the whole, otherwise ("darunter") they
 * stay below it. No measure is a part of itself, on whatever way. */
struct relation {
    uint32_t whole;        /* measure */
    const uint32_t *parts; /* measures, each once */
    size_t n_parts;
    bool complete;
};

enum polarity { POLARITY_NEUTRAL, POLARITY_BURDEN, POLARITY_RELIEF };
enum interval { INTERVAL_NONE, INTERVAL_WILSON, INTERVAL_BYAR };

/* Primary rules beyond the least count (guard/primary_private.h). Other measures are given
 * by companions: measures with a figure for the same area, year, ages and sex. */
struct protection {
    uint32_t largest, second; /* greatest contributions to the measure; CATALOGUE_NONE: no rule */
    double share;             /* [%] the largest may have of the total; 0: no such rule */
    double p;                 /* [%] the p% rule; 0: no such rule */
    uint32_t behind;          /* what stands behind the cases; CATALOGUE_NONE: no rule */
    double min_behind;        /* hidden below that many of them */
    bool hide_zero, hide_full; /* nobody, or all of a group */
};

struct indicator_part { /* one class of a breakdown: restricts the numerator */
    enum sex sex;
    int age_from, age_to; /* half open */
};

enum form {
    FORM_PLAIN,    /* numerator / denominator, or the numerator */
    FORM_DIRECT,   /* rate that the standard population would have at the place's own rates */
    FORM_INDIRECT, /* cases by those expected at the rates of the Kreis; factor 100: Kreis = 100 */
    FORM_ESTIMATE  /* cases expected at the rates of the Kreis; the Kreis shows its own figure */
};

struct stratum_class { /* of age and sex */
    struct indicator_part part;
    double weight; /* FORM_DIRECT: persons of the standard population */
};

struct standard { /* strata of an indicator, and what is made of them */
    enum form form;
    const char *population; /* FORM_DIRECT: its name, "Europäische Standardbevölkerung 2013" */
    int year;               /* FORM_DIRECT: weights are the district's own persons at the end
                             * of that year; 0: those of the classes */
    double round;           /* FORM_ESTIMATE: figures are multiples of it */
    const struct stratum_class *strata;
    size_t n_strata;        /* > 0 */
};

struct indicator {
    const char *id, *name, *short_name, *per, *unit, *definition, *caveat; /* caveat may be "" */
    int handlungsfeld;         /* 0 Bevölkerung, 1..5 */
    bool district_only;        /* level="kreis": nothing below the Kreis exists */
    double factor;             /* 100 for %, 1000 for per mille, 1 */
    int decimals;
    enum polarity polarity;
    enum interval interval;
    const struct term *numerator;
    size_t n_numerator;
    const struct term *denominator; /* NULL: a plain value */
    size_t n_denominator;
    int denominator_offset;    /* [years], 0 or -1 */
    int pool;                  /* [years] whose cases and persons are summed, to the year named;
                                * usually 1, at most MAX_POOL */
    const struct standard *standard; /* NULL: FORM_PLAIN */
    double min_count;          /* raw counts below are hidden, 0 < x < min_count */
    double min_denominator;    /* persons or cases; below: sign "/" */
    struct protection protection;
    const struct indicator_part *parts; /* breakdown, may be empty */
    size_t n_parts;
    bool together;             /* one of them hidden: all of that area and year are */
    double limits[CLASS_LIMITS]; /* of fixed classes, ascending: where the next one begins */
    size_t n_limits;             /* 0: none are fixed */
};

enum source_status { SOURCE_OFFICIAL, SOURCE_OWN, SOURCE_MODEL, SOURCE_DEMONSTRATION };

/* How the counts of a raw source are protected: small ones are hidden; or all are changed
 * a little before anything is computed (guard/perturb.h) and none is hidden. */
enum method { METHOD_HIDE, METHOD_ROUND, METHOD_CELL_KEY };

/* How far sums of a source's counts may be from each other: what the publisher does to them
 * for protection or brevity. */
enum deviation {
    DEVIATION_UNSAID,  /* small differences are likely his, but nobody knows */
    DEVIATION_EXACT,
    DEVIATION_ROUNDED, /* each count is rounded to a multiple of step */
    DEVIATION_NOISE    /* each count is changed by step at most (cell key method, SAFE) */
};

struct source {
    const char *id, *publisher, *publisher_short, *table, *title, *licence, *licence_id, *note;
    const char *retrieved; /* ISO date */
    enum source_status status;
    bool raw;              /* counts are not yet protected: the guard must do it */
    double min_count;      /* of raw counts, beside the indicators' own; 0: only theirs */
    enum method method;
    int max_change;        /* cell keys: greatest change, 1..9 */
    double variance;       /* cell keys: of the change */
    enum deviation deviation;
    double step;           /* of the deviation, in the unit of the counts */
    const char **files;    /* relative to the inputs folder */
    const char **tables;   /* by file: its descriptor, "" where the file says itself */
    size_t n_files;
};

struct handlungsfeld {
    int id; /* 1..5 */
    const char *name, *short_name;
    const char **leitziele;
    size_t n_leitziele;
};

/* What the catalogue tells the checks (check/check.h); NULL, NAN, CATALOGUE_NONE: not said. */
struct check_setting {
    const char *rule;     /* "jump"; grammar and check/rules.c have the same list */
    const char *severity; /* "off", "note", "warning", "error" */
    double limit, chance, least; /* of the rule */
    uint32_t measure, indicator, source; /* only of these */
};

struct check_anchor { /* plausible size of a total */
    uint32_t measure;
    const char *area;    /* key; "": the district */
    double least, most;
    int from, to;        /* years */
    struct place at;
};

struct check_whole { /* shares that add up */
    double total;
    bool measures;         /* delivered shares, else indicators with the same denominator */
    const uint32_t *parts; /* at least two, each once */
    size_t n_parts;
};

struct check_config {
    struct check_setting *settings; /* later ones go before earlier ones */
    size_t n_settings;
    struct check_anchor *anchors;
    size_t n_anchors;
    struct check_whole *wholes;
    size_t n_wholes;
};

struct catalogue;

struct catalogue *catalogue_load(const char *inputs, struct diag *d); /* NULL after errors */
void catalogue_free(struct catalogue *c);

const char *catalogue_version(const struct catalogue *c);
size_t catalogue_measures(const struct catalogue *c);
const struct measure *catalogue_measure(const struct catalogue *c, uint32_t i);
uint32_t catalogue_find_measure(const struct catalogue *c, const char *id, size_t len);
size_t catalogue_relations(const struct catalogue *c);
const struct relation *catalogue_relation(const struct catalogue *c, size_t i);
size_t catalogue_indicators(const struct catalogue *c);
const struct indicator *catalogue_indicator(const struct catalogue *c, uint32_t i);
uint32_t catalogue_find_indicator(const struct catalogue *c, const char *id); /* case tolerant */
size_t catalogue_sources(const struct catalogue *c);
const struct source *catalogue_source(const struct catalogue *c, uint32_t i);
size_t catalogue_handlungsfelder(const struct catalogue *c);
const struct handlungsfeld *catalogue_handlungsfeld(const struct catalogue *c, uint32_t i);
const struct check_config *catalogue_checks(const struct catalogue *c);

/* Number of the basis a measure is counted on in a year: 0 for before the first
 * declared basis. Values of different bases are not comparable (series break). */
int measure_basis(const struct measure *m, int year);
const char *measure_basis_name(const struct measure *m, int year); /* "" for basis 0 */

enum form indicator_form(const struct indicator *i);

#define CATALOGUE_NONE UINT32_MAX

#endif
