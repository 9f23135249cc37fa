/* Inside of the analysis: the declaration as read, and what its files share.
 *
 * Ownership: everything lies in the arena of the analysis. */
#ifndef ANALYSIS_ANALYSIS_PRIVATE_H
#define ANALYSIS_ANALYSIS_PRIVATE_H

#include "analysis/analysis.h"
#include "base/arena.h"
#include "base/buf.h"
#include "methods/rank_interval.h"
#include "xml/xml.h"

struct similar {
    unsigned k;
    struct analysis_variable *variables; /* NULL: none declared, or left out */
    size_t n_variables;
    double *z;                           /* places by variables; NAN rows where one lacks */
    const struct analysis_neighbour **lists; /* by place */
    size_t *n_lists;
};

struct portfolio_item {
    uint32_t indicator;
    uint32_t expenditure; /* or PUBLISHED_NONE */
    int direction;
    bool people;          /* its cases are persons */
};

struct portfolio {
    bool declared, tested;
    uint32_t population;
    int min_criteria, years;
    double limits[ANALYSIS_CRITERIA][ANALYSIS_POINTS];
    struct portfolio_item *items;
    size_t n_items;
    struct analysis_priority **lists; /* [0] the district, then the places */
    struct analysis_field **fields;
    size_t n_fields;
    const char *rule;
};

struct trends {
    size_t min_points;     /* 0: none declared */
    double level, headline;
    const struct analysis_trend **found; /* by indicator and area; NULL entries */
};

struct forecasts {
    int horizon;           /* [years] */
    double level;
    uint32_t *indicators;
    size_t n_indicators;
    const struct analysis_forecast **found; /* by declared indicator and area */
};

struct projections {
    uint32_t ages, official; /* indicators; official may be PUBLISHED_NONE */
    size_t groups;           /* of five years, the last open; 0: none declared, or left out */
    size_t steps;            /* of five years */
    bool mixed;              /* COHORT_MIXED */
    double level;
    double *limits;          /* of size classes [persons] */
    size_t n_limits;
    struct analysis_projection *found; /* by place, the district last; NULL: none */
};

struct index_draws { /* of the ranks by chance; places: where they go */
    struct rank_simulation simulation;
    struct analysis_place *places;
};

struct analysis {
    struct arena *arena;
    const struct published *published;
    uint32_t district;
    uint32_t *places;      /* areas in order of their keys */
    size_t n_places;
    size_t *place_of;      /* by area: number of the place, or n_places */
    struct analysis_index *indices;
    size_t n_indices;
    struct index_draws **draws; /* like the indices; NULL: done, or none to do */
    struct similar similar;
    struct portfolio portfolio;
    struct trends trends;
    struct forecasts forecasts;
    struct projections projections;
    size_t spread_places;  /* 0: none declared */
    struct analysis_spread **spreads; /* by indicator; NULL entries */
};

/* -- read.c: what the parts of the file share */
size_t read_count(const struct xml_node *n, const char *name);
/* The indicator that an attribute names, PUBLISHED_NONE after a message; what: what becomes of
 * it ("Der Index wird nicht berechnet."). */
uint32_t read_indicator(struct analysis *a, const struct xml_node *n, const char *attr,
                        const char *what, struct diag *d);
/* 1 burden, -1 relief, 0 after a message: neutral ones have no direction. */
int read_direction(struct analysis *a, const struct xml_node *n, const char *attr,
                   uint32_t indicator, const char *what, struct diag *d);
/* Ascending limits out of "1 10 25"; false after a message. */
bool read_limits(struct analysis *a, const struct xml_node *n, double *out, size_t n_out,
                 const char *what, struct diag *d);

/* -- values.c: published figures */
/* The number that may be used in calculations, or NULL: hidden and missing ones, and those that
 * the publisher or the guard calls unsure. */
const struct published_value *shown_at(const struct analysis *a, uint32_t indicator,
                                       uint32_t area, int year);
/* The same for a part of it: 1 the first. */
const struct published_value *shown_part(const struct analysis *a, uint32_t indicator,
                                         uint32_t area, int year, uint32_t part);
/* The newest year up to `latest` in which at least `least` places have a number; 0 where none. */
int common_year(const struct analysis *a, uint32_t indicator, size_t least, int latest);
size_t half_of_places(const struct analysis *a);
/* Whether figures of two years may be compared: one basis and no break. */
bool comparable(const struct analysis *a, uint32_t indicator, const struct published_value *early,
                const struct published_value *late);
/* The area's newest number of that year or before; NULL where none. */
const struct published_value *shown_until(const struct analysis *a, uint32_t indicator,
                                          uint32_t area, int year);
/* The unit in which a rate is given: value = factor * count / base; 0 where unknown. */
double rate_factor(const struct published_value *v);

/* -- course.c: the years of a series since its last break, in order */
enum { COURSE_COLUMNS = 4 };

struct course {
    const double *years, *values, *cases, *persons;
    size_t n;
    bool has_cases; /* of every point: cases and persons of a proportion */
    double *all[COURSE_COLUMNS]; /* where they lie, filled from the end */
    size_t room;
};

/* Room for any area's series of an indicator. */
struct course course_new(struct analysis *a, uint32_t indicator);
/* From the newest point backwards; hidden and missing years are gaps. */
void course_follow(const struct analysis *a, uint32_t indicator, uint32_t area,
                   struct course *c);

/* -- one file each */
void index_read(struct analysis *a, struct analysis_index *out, const struct xml_node *n,
                struct diag *d); /* out->n_components 0: left out */
void index_work_out(struct analysis *a, struct analysis_index *x);
void index_dynamics(struct analysis *a, struct analysis_index *x,
                    struct analysis_component *components, struct analysis_place *places,
                    struct analysis_part *parts);
/* Size of the places for an index, NULL where all count alike. */
const double *index_sizes(struct analysis *a, const struct analysis_index *x);
void similar_work_out(struct analysis *a, const struct xml_node *n, struct diag *d);
void portfolio_work_out(struct analysis *a, const struct xml_node *n, struct diag *d);
const char *declared_number(struct arena *a, double v); /* rule.c: "1,5" */
const char *index_rule_text(const struct analysis *a, const struct analysis_index *x);
const char *portfolio_rule_text(const struct analysis *a);
void trends_work_out(struct analysis *a, const struct xml_node *n, struct diag *d);
void forecasts_work_out(struct analysis *a, const struct xml_node *n, struct diag *d);
void projections_work_out(struct analysis *a, const struct xml_node *n, struct diag *d);
void spread_work_out(struct analysis *a, const struct xml_node *n, struct diag *d);

#endif
