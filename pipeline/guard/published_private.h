/* What a struct published is made of. Only guard/ sees it. */
#ifndef GUARD_PUBLISHED_PRIVATE_H
#define GUARD_PUBLISHED_PRIVATE_H

#include "base/arena.h"
#include "base/names.h"
#include "facts/catalogue.h"
#include "guard/audit.h"
#include "guard/guard.h"

struct series_break {
    int year;         /* first year on the new basis */
    const char *name;
};

struct source_set {
    const uint32_t *sources;
    size_t n;
};

struct figures { /* one indicator */
    struct published_indicator head;
    enum interval method;
    double factor;    /* value = factor times cases by persons */
    const struct published_value **planes; /* [year of head.years][part]: values by area */
    const struct series_break *breaks; /* ascending */
    size_t n_breaks;
    struct source_set *year_sources;   /* by year of head.years */
};

struct lookup { /* from a name to an index */
    struct names names;
    uint32_t *index; /* by name: the first that has it */
};

struct published {
    struct arena *arena;
    struct published_area *areas;
    size_t n_areas;
    uint32_t district;
    struct lookup area_keys;
    struct figures *figures; /* by indicator */
    size_t n_indicators;
    struct lookup indicator_ids; /* lower case */
    struct published_source *sources;
    size_t n_sources;
    struct published_field *fields;
    size_t n_fields;
    size_t hidden, unchecked;
    struct shown_before before;
    const struct audit *audit;
};

/* Lower-case copy of an identifier, in the arena. */
char *published_fold_id(struct arena *a, const char *id);

#endif
