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

enum { CLASS_LIMITS = 4 };

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
    const struct basis *bases; /* ascending; years before the first have basis 0 */
    size_t n_bases;
};

struct term { /* one summand of a numerator or denominator */
    uint32_t measure;
    enum sex sex;
    enum nationality nationality;
    int age_from, age_to; /* [full years], half open: 15..65 is "15 bis unter 65" */
    double weight;        /* usually 1, -1 for balances */
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

struct indicator_part { /* one class of a breakdown: restricts the numerator */
    enum sex sex;
    int age_from, age_to; /* half open */
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
    double min_count;          /* raw counts below are hidden, 0 < x < min_count */
    double min_denominator;    /* below: sign "/" */
    const struct indicator_part *parts; /* breakdown, may be empty */
    size_t n_parts;
    bool together;             /* one of them hidden: all of that area and year are */
    double limits[CLASS_LIMITS]; /* of fixed classes, ascending: where the next one begins */
    size_t n_limits;             /* 0: none are fixed */
};

enum source_status { SOURCE_OFFICIAL, SOURCE_OWN, SOURCE_MODEL, SOURCE_DEMONSTRATION };

struct source {
    const char *id, *publisher, *publisher_short, *table, *title, *licence, *licence_id, *note;
    const char *retrieved; /* ISO date */
    enum source_status status;
    bool raw;              /* counts are not yet protected: the guard must do it */
    const char **files;    /* relative to the inputs folder */
    size_t n_files;
};

struct handlungsfeld {
    int id; /* 1..5 */
    const char *name, *short_name;
    const char **leitziele;
    size_t n_leitziele;
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

/* Number of the basis a measure is counted on in a year: 0 for before the first
 * declared basis. Values of different bases are not comparable (series break). */
int measure_basis(const struct measure *m, int year);
const char *measure_basis_name(const struct measure *m, int year); /* "" for basis 0 */

#define CATALOGUE_NONE UINT32_MAX

#endif
