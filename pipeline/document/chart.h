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
 *   pyramid        per area (and year) two series (sex 1, 2), points x0..x1 ascending; value =
 *                  persons per year of age per 1,000 inhabitants
 *   bars           one to four series, points with label
 *   tile           series[0] ROLE_PLACE: sparkline by year; series[1] ROLE_OTHERS: strip, one
 *                  shown point per place, emphasis = the place; references[0] the district
 *   strip          series[0] ROLE_OTHERS as in a tile; references[0] the district
 *   spark          series[0] by year
 *   spine          one series per group (name = its heading, "" for none; field), points = rows:
 *                  label, sublabel, value, text, reference, reference_text, spread
 *   range          as a spine, with median, names of the extreme places and rank; every row
 *                  has a scale of its own, or all one (common_scale)
 *   line           with band: lower, upper of the points of the first series; projected
 *                  points are dashed, behind a break that says so
 *   multiples      panels[] of series by year; one scale for all of them; series that no
 *                  panel has are drawn in each of them as references
 *   ages           one series per part of a whole, from below; points by year; with shares
 *                  their values are percent
 *   stack          one series per part, none below 0; all have the same points (label) in the
 *                  same order; with shares the values are per cent of their bar, and where
 *                  one of a bar is hidden all are
 *   diverging      series with the same points, none below 0: the first half grows to the
 *                  left, a middle one to both sides; with balance one more, right minus left
 *
 * Comparisons of places have one series per quantity, with the same places in the same
 * order in each (label, emphasis, role, shape), so that a table of them has one column
 * per series:
 *   map, tiles     series[0]: value, klass, shape or tile, sublabel = short name or
 *                  abbreviation; classes[] with the legend
 *   symbols        series[0]: value, shape (or x0 longitude, x1 latitude), sublabel
 *   scatter        series[0] across, series[1] upwards; references[0], [1]: the lines that
 *                  part the quadrants, across and upwards
 *   slope          series[0] the earlier, series[1] the later year
 *   funnel         series[0] rate, series[1] persons it is made of; limits[], references[0]
 *   heat           a series per column (name, below), klass of each cell; 0 beside a number:
 *                  too few or equal values for classes; classes[] with names only
 *   classes        series[0] status, series[1] dynamics: klass from 1; classes[] of the
 *                  first with names, columns[] names of the second */
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
    CHART_BARS,    /* horizontal bars per category (label), one to four series */
    CHART_TILE,    /* key figure with sparkline and place among all */
    CHART_STRIP,   /* position of one place among all, own scale */
    CHART_SPARK,   /* sparkline in a table cell */
    CHART_SPINE,   /* one row per indicator, reference in the middle */
    CHART_LOCATOR, /* places where they lie: circles by value (x0 longitude, x1 latitude), or
                    * with a map their boundaries, which show no values */
    CHART_RANGE,     /* position of a place among all: range, quartiles, dot */
    CHART_MULTIPLES, /* small line charts on one scale */
    CHART_AGES,      /* parts of a whole over time: stacked columns */
    CHART_STACK,     /* parts of a whole: stacked horizontal bars */
    CHART_DIVERGING, /* horizontal bars to both sides of 0 */
    CHART_SCATTER,   /* two quantities of each place, in quadrants */
    CHART_SLOPE,     /* two years of each place, joined */
    CHART_FUNNEL,    /* rates by the number of persons, with the limits of chance */
    CHART_HEAT,      /* table of places and quantities, cells coloured by class */
    CHART_CLASSES,   /* places in a grid of two classifications: status and dynamics */
    CHART_MAP,       /* choropleth: boundaries coloured by class */
    CHART_TILES,     /* tile map: a square for each place, coloured by class */
    CHART_SYMBOLS,   /* boundaries with circles as large as the values */
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

struct chart_point { /* what only some kinds use is 0 elsewhere */
    double x0, x1;      /* year (both equal), or bounds of an age class [years] */
    double value;       /* [chart unit]; valid where sign_counts(sign) */
    enum sign sign;
    unsigned marks;     /* SIGN_LIMITED ... */
    int basis;          /* equal where values may be joined */
    bool emphasis;      /* the place the report is about */
    bool open;          /* an age class without an upper end: x1 is where it is drawn to */
    int rank;           /* printed in front in rankings, 0 none */
    const char *label;  /* category or place; may be NULL */
    const char *text;   /* the value as German text, with its sign or brackets */
    /* spine rows only: the spread of all places and the reference */
    double low, q1, q3, high, reference;
    bool has_spread, outside; /* outside: beyond chance at 99.8 % */
    bool untested;      /* chance is not known: neither outside nor inside */
    const char *reference_text, *sublabel;
    const struct geo_shape *shape; /* locators with a map */
    const char *low_text, *q1_text, *q3_text, *high_text; /* with has_spread; of bands low
                                                           * and high: lower and upper */
    double median;      /* ranges, with has_spread */
    const char *median_text, *low_name, *high_name; /* names: "Ohmden", "3 Gemeinden" */
    const char *rank_text; /* "Rang 5 von 44", NULL where there is none */
    bool has_interval;  /* bands of lines */
    double lower, upper; /* 95 % */
    bool projected;     /* lines: estimated for a year to come */
    int klass;          /* 1 .. n_classes; 0 none: hidden or missing */
    int column, row;    /* of a tile, from the north-west */
    enum chart_role role; /* scatter, slope: who it is */
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
    int since;               /* the values are changes from this year to year; 0: levels */
    const char *period, *before; /* year and since where each sums up several: "2013 bis 2015" */
    bool share;              /* the values are per cent of a whole: of the indicator's, or of the
                              * sum of the chart's series */
    const char *below;       /* heat: unit and year, under the name */
};

enum chart_scale { /* what the order of classes means: chooses their colours */
    SCALE_SEQUENTIAL, /* low to high */
    SCALE_DIVERGING   /* from a middle class to both sides */
};

struct chart_class { /* one class of values; never one that only a hidden value is in */
    double from, to;  /* both ends belong to it */
    const char *text; /* "5,1 bis unter 7,0": in the legend */
    size_t n;         /* how many shown values are in it */
};

struct chart_limit { /* funnel: what chance explains at so many persons */
    double persons;
    double low95, high95, low998, high998;
};

struct chart_panel { /* one of small multiples: series of the chart */
    const char *title;
    size_t first, n;
    bool emphasis; /* the place the report is about */
};

struct chart_break { /* a series break, or where projections begin; by year */
    double x;           /* between two years, e.g. 2010.5 */
    const char *name;   /* "Zensus 2011", "Vorausberechnung" */
    bool projected;     /* the line goes on behind it, dashed */
};

struct chart_reference { /* a line across bars: district, Land */
    const char *name;
    enum chart_role role;
    double value;
    const char *text;
    size_t series; /* comparisons of places: whose value it is one of, 0 the first */
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
    const struct geo_map *map; /* maps: boundaries of all places, lent; or NULL */
    struct chart_class *classes; /* ascending */
    size_t n_classes;
    const char *method;      /* how they were made: "Fünftel der Gemeinden" */
    enum chart_scale scale;
    const char **columns;    /* classes: names of the second classification, ascending */
    size_t n_columns;
    struct chart_limit *limits; /* by persons, ascending */
    size_t n_limits;
    struct chart_panel *panels;
    size_t n_panels;
    bool band;               /* lines: the interval of the first series is drawn */
    bool shares;             /* stacks: every bar is 100 % long */
    bool balance;            /* diverging: the last series is a dot */
    bool common_scale;       /* ranges: one scale for all rows, which have one unit */
    const char *across_unit; /* scatter, funnel: of the horizontal axis; upwards: unit */
    int across_decimals;
    const char *quadrants[4]; /* scatter: their names, by rows from the upper left; or NULL */
    double height;           /* wished height of the plot [pt], 0 = the kind's default */
    bool zero_based;         /* lines too begin at 0 */
    bool log_scale;          /* strips and tiles of sizes */
    bool compact;            /* tiles: no years below the line, no line of one year;
                              * locators: no names */
    const char *place;       /* name of what it is about, NULL if nothing is named */
    const char *value_text;  /* tiles, strips: the figure of the place */
    const char *value_words; /* its sign as it is read, NULL where a number is shown */
    const char *caption_left, *caption_right; /* tiles: "Rang 5 von 44", "Kreis 9,4"; spines
                              * and ranges: the place, what it is compared with */
    const char *span_text;   /* tiles: "2008–2015", "nur ein Jahr" */
};

#endif
