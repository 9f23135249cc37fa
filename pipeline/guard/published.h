/* What may be published: the only form in which figures reach the reports.
 *
 * Only guard/ makes a struct published (guard_publish()). A hidden value carries no
 * number anywhere: not in value, interval, rank, comparison or count. This header
 * includes nothing of facts/ or stats/, so that compose/ cannot see more.
 *
 * Ownership: everything is lent by the struct published, which is constant once
 * made and shared by all reports of a run. */
#ifndef GUARD_PUBLISHED_H
#define GUARD_PUBLISHED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/sign.h"

#define PUBLISHED_NONE UINT32_MAX

enum published_area_kind {
    PUBLISHED_BUND, PUBLISHED_LAND, PUBLISHED_KREIS, PUBLISHED_GEMEINDE, PUBLISHED_GROUP
};

struct published_area {
    const char *key, *name, *short_name, *designation;
    enum published_area_kind kind;
    uint32_t parent;    /* index or PUBLISHED_NONE */
    double ha;          /* [ha] */
    double lon, lat;    /* [degrees] */
};

enum published_comparison {
    PUBLISHED_NOT_COMPARED, PUBLISHED_LOWER, PUBLISHED_SIMILAR, PUBLISHED_HIGHER
};

enum published_polarity { PUBLISHED_NEUTRAL, PUBLISHED_BURDEN, PUBLISHED_RELIEF };

struct published_part { /* class of a breakdown */
    int sex;              /* 0 all, 1 male, 2 female */
    int age_from, age_to; /* half open; to 127 = open */
};

struct published_indicator {
    const char *id, *name, *short_name, *per, *unit, *definition, *caveat;
    const char *formula;   /* "Arbeitslose / Bevölkerung (15 bis unter 65 Jahre, Vorjahr) · 100" */
    const char *formula_id; /* what the formula is, in 16 digits; for records of editions */
    const char *interval;  /* "Wilson", "Byar", "" */
    const char *base;      /* "Bevölkerung (15 bis unter 65 Jahre, Vorjahr)": whom rates with an
                            * interval are made of; "" without one */
    int handlungsfeld;     /* 0..5 */
    double min_count;       /* raw counts above 0 and below are hidden; 0: none for its sake */
    double min_denominator; /* rates of fewer persons or cases are hidden; 0: none */
    bool district_only;
    int pooled;            /* [years] that a value sums up, to its own year; 1 or less: that one */
    int decimals;
    enum published_polarity polarity;
    const uint32_t *sources; /* indices of the sources its figures come from */
    size_t n_sources;
    const struct published_part *parts;
    size_t n_parts;
    const double *limits;  /* where the second, third ... of its fixed classes begins */
    size_t n_limits;       /* 0: none are fixed */
    const int *years;      /* ascending: years with a number for any area or part */
    size_t n_years;
};

struct published_value {
    double value;          /* valid only where sign_counts(sign) */
    enum sign sign;
    unsigned marks;        /* SIGN_LIMITED ...; only beside a number */
    int year;
    int basis;             /* equal for years that may be compared */
    bool has_interval;
    double lower, upper;         /* 95 % */
    double lower998, upper998;   /* 99.8 % */
    enum published_comparison district, district998;
    int rank, rank_of;     /* 1 = highest; 0 where there is none */
    double count;          /* numerator [persons...]; valid with has_count */
    bool has_count;
    double base;           /* denominator [persons, expected cases]; valid with has_base */
    bool has_base;         /* beside a number of an indicator with an interval */
    bool for_others;       /* with SIGN_HIDDEN: not small itself; others could be computed */
    bool sensitive;        /* with SIGN_HIDDEN: not small; a rule for figures of any size */
};

/* Between these values chance alone leaves a place [unit of the indicator]. */
struct published_limits {
    double low998, low95, high95, high998;
};

struct published_source {
    const char *id, *publisher, *publisher_short, *table, *title, *licence, *licence_id;
    const char *retrieved; /* ISO date */
    const char *status;    /* "amtlich", "eigene Aufzeichnungen", "Modell", "Demonstrationsdaten" */
};

struct published_field { /* Handlungsfeld */
    int id;
    const char *name, *short_name;
    const char *const *leitziele;
    size_t n_leitziele;
};

struct published;

size_t published_areas(const struct published *p);
const struct published_area *published_area(const struct published *p, uint32_t i);
uint32_t published_find_area(const struct published *p, const char *key);
uint32_t published_district(const struct published *p);

size_t published_indicators(const struct published *p);
const struct published_indicator *published_indicator(const struct published *p, uint32_t i);
uint32_t published_find_indicator(const struct published *p, const char *id);

/* part 0 is the whole. NULL where the indicator has no figures for that year. */
const struct published_value *published_at(const struct published *p, uint32_t indicator,
                                           uint32_t area, int year, uint32_t part);
/* Latest year in which the area has a number that may be shown; NULL where none. */
const struct published_value *published_latest(const struct published *p, uint32_t indicator,
                                               uint32_t area);
/* Name of the series break between two years, NULL where they may be compared. */
const char *published_break(const struct published *p, uint32_t indicator, int earlier,
                            int later);

/* Limits around a rate [unit of the indicator] for so many persons, by the indicator's own
 * distribution (methods/funnel.h); false where it has no interval, cannot have that rate, or
 * is a sum by strata (of which only ratios to expected cases have such limits). */
bool published_limits(const struct published *p, uint32_t indicator, double rate, double persons,
                      struct published_limits *out);

/* The sources of one year's figures of an indicator; 0 of them where it has none. */
const uint32_t *published_year_sources(const struct published *p, uint32_t indicator, int year,
                                       size_t *n);

size_t published_sources(const struct published *p);
const struct published_source *published_source(const struct published *p, uint32_t i);

size_t published_fields(const struct published *p);
const struct published_field *published_field(const struct published *p, uint32_t i);

/* How many figures are hidden by the program in all of the run. */
size_t published_hidden(const struct published *p);
/* How many hidden counts can still be narrowed beyond what their sign says: there was nothing
 * left to hide beside them. */
size_t published_exposed(const struct published *p);

/* All figures as text, one a line, numbers in full precision, for comparing two runs;
 * figures that are absent have no line. free() it. */
char *published_dump(const struct published *p);

#endif
