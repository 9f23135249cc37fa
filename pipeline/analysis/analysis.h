/* Analysis: what is made of published figures. Composite index with status and dynamics,
 * similar municipalities, portfolio of priorities, trends, forecasts, projected population,
 * spread over the municipalities; declared in inputs/analysis.xml (analysis.rng).
 *
 * The room sees nothing but struct published (guard/published.h), so nothing it computes can
 * tell more than the published figures do. A hidden or missing figure is never replaced: what
 * cannot be computed without it is not there (`has`, NULL, NAN).
 *
 * "Places" are the municipalities of the district of the reports, in order of their keys, so
 * that the order of areas.xml does not matter. The methods and their sources are named in the
 * headers of methods/: index.h, rank_interval.h, shrink.h, neighbours.h, trend.h,
 * trend_cases.h, forecast.h, projection.h, apportion.h, spread.h, unequal.h. Where one year is
 * to hold for all places it is the newest in which at least half of them have a number.
 *
 * Ownership: analysis_compute() / analysis_free(); everything it lends lives as long as the
 * analysis, names of areas and indicators as long as the published figures. Constant once made,
 * but for ranks by chance: they are drawn when an index is first asked for, and belong to one
 * thread. What is drawn does not depend on when. */
#ifndef ANALYSIS_ANALYSIS_H
#define ANALYSIS_ANALYSIS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"
#include "guard/published.h"

enum { ANALYSIS_STATUS = 4, ANALYSIS_DYNAMICS = 3 };

struct analysis;

/* Reads inputs/analysis.xml and computes. A folder without that file has an empty analysis;
 * a faulty file is reported and gives NULL. What only a part of the file is wrong with is
 * reported, and that part left out. */
struct analysis *analysis_compute(const char *inputs, const struct published *published,
                                  struct diag *d);
void analysis_free(struct analysis *a); /* NULL is allowed */

/* -- Index */
struct analysis_component {
    uint32_t indicator;
    int year;
    double weight;
    int direction;           /* 1: more is a burden, -1: a relief */
    double mean, deviation;  /* of the values used [unit of the indicator] */
    size_t n;                /* places with a value */
    bool shrunk;             /* rates of small places were drawn towards the mean of all */
    int before;              /* year of comparison; 0: there is none, dynamics leave it out */
    const char *why_not;     /* German: why there is none; "" where there is one */
    double change_mean, change_deviation;
};

struct analysis_part { /* of a place and component */
    bool has;
    double value;     /* as published */
    double used;      /* after shrinking */
    double z;
    bool has_change;
    double change, change_z;
};

struct analysis_place {
    uint32_t area;
    bool has;                 /* there is an index */
    double value;             /* mean of the z [standard deviations]; high: burden */
    double score;             /* standardised again: what is classed */
    double missing;           /* share of the weight, 0..1 */
    int rank, rank_of;        /* 1 = highest burden */
    int rank_low, rank_high;  /* 95 % of the draws: low <= high */
    int status;               /* 1..ANALYSIS_STATUS */
    bool has_change;
    double change, change_score;
    int dynamics;             /* 1..ANALYSIS_DYNAMICS; 0 there is none */
    const struct analysis_part *parts; /* like the components */
};

struct analysis_index {
    const char *id, *name;
    uint32_t population;      /* indicator of the weights */
    int population_year;      /* 0 where all count alike */
    bool weighted, shrink;
    double shrink_below;      /* [persons]; 0: all are shrunk */
    double most_missing;
    unsigned seed, draws;
    const struct analysis_component *components;
    size_t n_components;      /* 0: it could not be computed and has no places */
    double status_limits[ANALYSIS_STATUS - 1];
    const char *status_names[ANALYSIS_STATUS];
    int years;                /* of the change; 0: no dynamics declared */
    double dynamics_limits[ANALYSIS_DYNAMICS - 1];
    const char *dynamics_names[ANALYSIS_DYNAMICS];
    bool has_dynamics;        /* for any place */
    const struct analysis_place *places;
    size_t n_places;
    const struct analysis_place *const *by_rank; /* those that have it; ties by name's key */
    size_t n_ranked;
    const char *rule;         /* German: weights, limits and what else was decided */
};

size_t analysis_indices(const struct analysis *a);
const struct analysis_index *analysis_index_at(const struct analysis *a, size_t i);
const struct analysis_index *analysis_find_index(const struct analysis *a, const char *id);
/* NULL for areas that are no municipality of the district. */
const struct analysis_place *analysis_place(const struct analysis_index *i, uint32_t area);

/* -- Similar municipalities */
struct analysis_neighbour {
    uint32_t area;
    double distance;             /* 0..1; 1 is the farthest pair of the district */
    const uint32_t *because;     /* indicators, the most alike first: all variables */
    size_t n_because;
};

struct analysis_variable {
    uint32_t indicator;
    int year;
    bool logarithm;
    double weight;
};

const struct analysis_variable *analysis_variables(const struct analysis *a, size_t *n);
/* Nearest first; 0 of them where the area lacks a variable. */
const struct analysis_neighbour *analysis_similar(const struct analysis *a, uint32_t area,
                                                  size_t *n);

/* -- Portfolio */
enum { ANALYSIS_CRITERIA = 4, ANALYSIS_POINTS = 3 }; /* level, change, people, expenditure */

struct analysis_criterion {
    bool has;
    int points;       /* 0..ANALYSIS_POINTS */
    double value;     /* level, change [%, > 0: less favourable]; people [per 1,000
                       * inhabitants]; expenditure [Euro per inhabitant] */
    int year, before; /* before: of the change */
    bool chance;      /* the level has no points because chance alone explains it */
};

struct analysis_priority {
    uint32_t indicator;
    struct analysis_criterion criteria[ANALYSIS_CRITERIA];
    int points, of;   /* sum, and the most that its known criteria can give */
    int known;        /* criteria */
    double share;     /* points / of, 0..1; NAN without a place */
    int rank;         /* 1 = most urgent, ties share it; 0: too few criteria are known */
};

struct analysis_field { /* Handlungsfeld */
    int field;        /* its id */
    double share;     /* mean of its indicators with a place; NAN without one */
    size_t n;         /* of them */
    int rank;         /* 0: none */
};

/* The indicators in their order, those without a place last, ties by id. Areas: the district
 * and its municipalities; 0 for others. */
const struct analysis_priority *analysis_portfolio(const struct analysis *a, uint32_t area,
                                                   size_t *n);
const struct analysis_field *analysis_portfolio_fields(const struct analysis *a, uint32_t area,
                                                       size_t *n);
/* The rule in German, made from its declaration; "" where none is declared. */
const char *analysis_portfolio_rule(const struct analysis *a);

/* -- Trends of the years since the last series break */
enum analysis_direction { ANALYSIS_NONE, ANALYSIS_RISING, ANALYSIS_FALLING };

struct analysis_trend {
    int from, to;          /* years */
    size_t n;              /* points, at least 5 */
    enum analysis_direction direction; /* ANALYSIS_NONE: tested, and none found */
    bool headline;         /* also at the stricter level */
    double p;              /* two-sided; the larger one where two tests were made */
    double slope;          /* Sen [unit per year] */
    double p_kendall;
    bool has_cases;
    double p_cases, z_cases; /* Cochran-Armitage */
};

/* NULL where nothing was tested: too few comparable years. */
const struct analysis_trend *analysis_trend(const struct analysis *a, uint32_t indicator,
                                            uint32_t area);
/* Points that a test needs, levels; 0 where trends are not declared. */
size_t analysis_trend_points(const struct analysis *a);
double analysis_trend_level(const struct analysis *a);
const char *analysis_trend_rule(const struct analysis *a); /* German; "" where not declared */

/* -- Extrapolation of case numbers (methods/forecast.h), from the years since the last series
 *    break; each is an estimate and to be marked "s" */
struct analysis_forecast_year {
    int year;
    double value;          /* [unit of the indicator] */
    double lower, upper;   /* between which a new figure will lie, at the declared level */
};

struct analysis_forecast {
    uint32_t indicator, area;
    int from, to;          /* years that it rests on */
    size_t n;              /* of them with a number */
    double growth;         /* from year to year, as a factor */
    double dispersion;     /* 1: the numbers vary as by chance alone */
    const struct analysis_forecast_year *years; /* to + 1 ..., without gaps */
    size_t n_years;        /* as declared, and at most half of the years it rests on; 0: none */
    const char *why_not;   /* German: why there are none; "" where there are some */
};

/* NULL where none is declared for the indicator. */
const struct analysis_forecast *analysis_forecast(const struct analysis *a, uint32_t indicator,
                                                  uint32_t area);
double analysis_forecast_level(const struct analysis *a); /* 0 where none is declared */
const char *analysis_forecast_rule(const struct analysis *a); /* German; "" where none is */

/* -- Projected population (methods/projection.h) of the district and its municipalities, from
 *    tables by sex and age of two years, five years apart. In every group of five years and sex
 *    the municipalities, with what of the district is in none that has tables, add up to the
 *    district. Estimates, to be rounded and marked "s". */
struct analysis_projection_year {
    int year;
    double total;              /* whole numbers [persons] */
    double young, middle, old; /* under 20, 20 to 64, from 65 on */
    bool has_interval;         /* enough earlier projections can be checked; municipalities only */
    double lower, upper;       /* of the total, by past errors, at the declared level */
};

struct analysis_projection {
    uint32_t area;
    int from, to;          /* years of the tables; 0 where there are none */
    struct analysis_projection_year *years; /* to + 5, to + 10 ... */
    size_t n_years;
    const char *why_not;   /* German: why there are none; "" where there are some */
};

/* NULL where none is declared, and for other areas. */
const struct analysis_projection *analysis_projection(const struct analysis *a, uint32_t area);
/* The indicator of the tables; it is declared. */
uint32_t analysis_projection_ages(const struct analysis *a);
/* The indicator of official projections, which go before; PUBLISHED_NONE without one. */
uint32_t analysis_projection_official(const struct analysis *a);
double analysis_projection_level(const struct analysis *a);
const char *analysis_projection_rule(const struct analysis *a); /* German; "" where none is */

/* An estimate as it is printed: three digits count, numbers below 1,000 stay whole. */
enum analysis_towards { ANALYSIS_DOWN, ANALYSIS_NEAREST, ANALYSIS_UP };
double analysis_rounded(double estimate, enum analysis_towards towards);

/* -- Spread of an indicator over the municipalities */
struct analysis_spread {
    int year;
    size_t n;               /* places with a number */
    double p10, lower, median, upper, p90;
    double ratio;           /* P90 / P10; NAN where P10 is not above 0 */
    bool has_gini;          /* by persons of the base, else every place alike */
    bool by_persons;
    double gini;
    bool has_dissimilarity; /* Duncan: cases against the rest of the base */
    double dissimilarity, expected, corrected;
    const uint32_t *far;    /* areas whose value lies far out, in order of keys */
    size_t n_far;
};

/* NULL: fewer places with a number than declared. */
const struct analysis_spread *analysis_spread(const struct analysis *a, uint32_t indicator);

/* All of it as text, one fact a line, numbers in full precision, for comparing two runs and
 * for computing it again elsewhere. free() it. */
char *analysis_dump(const struct analysis *a);

#endif
