/* Chart: what a figure shows, as published values; no coordinates, no colours.
 *
 * Ownership: everything lies in the arena of its document. A point whose sign does
 * not count carries no number: it is drawn as hidden or missing, never as 0.
 *
 * What compose puts where:
 *   line, columns  one series per quantity and area; points by year; a year without any
 *                  figure has no point; breaks[] for the first series; point.basis changes
 *                  at a break
 *   ranking        one series; points sorted, highest value first, hidden ones last, rank 0;
 *                  emphasis = highlighted; references[] district, Land
 *   pyramid        per area two series (sex 1, 2), points x0..x1 ascending; open class
 *                  drawn to x0 + 20; value = persons per year of age per 1,000 inhabitants
 *   bars           one or two series, points with label
 *   tile           series[0] ROLE_PLACE: sparkline by year; series[1] ROLE_OTHERS: strip, one
 *                  shown point per place, emphasis = the place; references[0] the district
 *   strip          series[0] ROLE_OTHERS as in a tile; references[0] the district
 *   spark          series[0] by year
 *   spine          one series per group (name = its heading, "" for none; field), points = rows:
 *                  label, sublabel, value, text, reference, reference_text, spread */
#ifndef DOCUMENT_CHART_H
#define DOCUMENT_CHART_H

#include <stdbool.h>
#include <stddef.h>

#include "base/sign.h"

enum chart_kind {
    CHART_LINE,    /* years on x; series broken where the basis changes */
    CHART_COLUMNS, /* years on x, one bar a year; two series stand side by side */
    CHART_RANKING, /* one horizontal bar per place, sorted by the template */
    CHART_PYRAMID, /* males left, females right, ages upwards, reference as outline */
    CHART_BARS,    /* horizontal bars per category (label), one or two series */
    CHART_TILE,    /* key figure with sparkline and place among all */
    CHART_STRIP,   /* position of one place among all, own scale */
    CHART_SPARK,   /* sparkline in a table cell */
    CHART_SPINE,   /* one row per indicator, reference in the middle */
    CHART_LOCATOR, /* places where they lie: circles by value (x0 longitude, x1 latitude), or
                    * with a map their boundaries, which show no values */
    CHART_KIND_COUNT
};

enum chart_role { /* who is who: decides colour, weight and line the same everywhere */
    ROLE_PLACE,    /* the municipality (or what the report is about) */
    ROLE_DISTRICT,
    ROLE_LAND,
    ROLE_OTHERS,
    ROLE_SECOND    /* a second quantity of the same place */
};

struct geo_map;
struct geo_shape;

struct chart_point {
    double x0, x1;      /* year (both equal), or bounds of an age class [years] */
    double value;       /* [chart unit]; valid where sign_counts(sign) */
    enum sign sign;
    unsigned marks;     /* SIGN_LIMITED ... */
    int basis;          /* equal where values may be joined */
    bool emphasis;      /* the place the report is about */
    int rank;           /* printed in front in rankings, 0 none */
    const char *label;  /* category or place; may be NULL */
    const char *text;   /* the value as German text, with its sign or brackets */
    /* spine rows only: the spread of all places and the reference */
    double low, q1, q3, high, reference;
    bool has_spread, outside; /* outside: beyond chance at 99.8 % */
    const char *reference_text, *sublabel;
    const struct geo_shape *shape; /* locators with a map */
    const char *low_text, *q1_text, *q3_text, *high_text; /* with has_spread */
};

struct chart_series {
    const char *name;
    enum chart_role role;
    int sex;                 /* pyramids: 1 male, 2 female; otherwise 0 */
    struct chart_point *points;
    size_t n_points;
    int field;               /* spine: Handlungsfeld 0..5 of the group of rows */
    /* What the points are values of, for the tables that list them; NULL and 0 where they
     * differ in it or no figure of the catalogue stands behind them. */
    const char *indicator;   /* its id */
    const char *area;        /* key */
    unsigned part;           /* class of a breakdown, 0 the whole */
    int year;
};

struct chart_break { /* a series break */
    double x;           /* between two years, e.g. 2010.5 */
    const char *name;   /* "Zensus 2011" */
};

struct chart_reference { /* a line across bars: district, Land */
    const char *name;
    enum chart_role role;
    double value;
    const char *text;
};

struct chart {
    enum chart_kind kind;
    int field;               /* Handlungsfeld 0..5: the page colour */
    int decimals;            /* of axis labels */
    const char *unit;        /* at the axis, may be "" */
    struct chart_series *series;
    size_t n_series;
    struct chart_break *breaks;
    size_t n_breaks;
    struct chart_reference *references;
    size_t n_references;
    const struct geo_map *map; /* locators: boundaries of all places, lent; or NULL */
    double height;           /* wished height of the plot [pt], 0 = the kind's default */
    bool zero_based;         /* lines too begin at 0 */
    bool log_scale;          /* strips and tiles of sizes */
    const char *place;       /* name of what it is about, NULL if nothing is named */
    const char *value_text;  /* tiles, strips: the figure of the place */
    const char *value_words; /* its sign as it is read, NULL where a number is shown */
    const char *caption_left, *caption_right; /* tiles: "Rang 5 von 44", "Kreis 9,4" */
    const char *span_text;   /* tiles: "2008–2015", "nur ein Jahr" */
};

#endif
