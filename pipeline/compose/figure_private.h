/* Figures inside compose: what the files figure*.c and alt.c share.
 *
 * A figure is built in three steps: its kind collects points from the published values
 * into a chart, the alternative text is made from the chart, notes come last. */
#ifndef COMPOSE_FIGURE_PRIVATE_H
#define COMPOSE_FIGURE_PRIVATE_H

#include "compose/compose_private.h"

struct figure;

struct figure_kind {
    const char *name;
    enum chart_kind kind;
    const char *needs; /* attributes without which nothing can be drawn */
    const char *may;   /* further attributes with a meaning for this kind */
    const char *parts; /* elements inside */
    const char *noun;  /* "Liniendiagramm": begins the alternative text */
    void (*build)(struct figure *f);
};
/* NULL where there is none of that name. */
const struct figure_kind *figure_kind(const char *name);
const struct figure_kind *figure_kind_at(size_t i); /* NULL behind the last */
/* Attributes and parts against the kind's row of the table; false where a needed one is
 * missing. Reports to d. */
bool figure_check(const struct figure_kind *kind, const struct xml_node *n, struct diag *d);

struct figure {
    struct report *r;
    const struct xml_node *n;
    const struct figure_kind *kind;
    struct chart *chart;
    const char *title, *subtitle;
    uint32_t area;               /* the place it is about, PUBLISHED_NONE if none is named */
    struct chart_series *series; /* that entries are added to */
    bool failed;                 /* reported; nothing is drawn */
};

/* Attributes. -1 after a message (figure_area: also where absent, without one). */
int figure_indicator(struct report *r, const struct xml_node *n, uint32_t *out);
/* That of another attribute; its sources are not listed by this. */
int figure_indicator_named(struct report *r, const struct xml_node *n, const char *attr,
                           uint32_t *out);
int figure_area(struct report *r, const struct xml_node *n, const char *attr, uint32_t *out);
int figure_year(struct report *r, const struct xml_node *n, const char *attr, int fallback);
int figure_part(struct report *r, const struct xml_node *n, uint32_t indicator, uint32_t *out);
/* Newest year that may be shown for the area, else the newest there is. */
int newest_year(struct report *r, uint32_t indicator, uint32_t area);
/* The same of a class of it; 0 is the whole. */
int newest_part_year(struct report *r, uint32_t indicator, uint32_t area, uint32_t part);
/* The areas of attribute attr, or the municipalities; count in *n. */
const uint32_t *figure_areas(struct report *r, const struct xml_node *n, const char *attr,
                             size_t *count);
/* Who is who: the report's own area is the place. */
enum chart_role area_role(const struct report *r, uint32_t area);
enum chart_role attr_role(const struct xml_node *n, enum chart_role fallback);
const char *area_name(const struct report *r, uint32_t area);
const char *series_name(const struct report *r, uint32_t area);    /* "Landkreis" */
const char *reference_name(const struct report *r, uint32_t area); /* "Kreis" */

const char *unit_of(const struct report *r, const struct published_indicator *in);

struct chart_series *add_series(struct report *r, struct chart *c);
/* Says what the points are values of; area may be PUBLISHED_NONE. */
void series_of(struct report *r, struct chart_series *s, uint32_t indicator, uint32_t area,
               uint32_t part);
struct chart_point *add_point(struct report *r, struct chart_series *s);
void set_point(struct report *r, struct chart_point *p, const struct published_value *v,
               int decimals);
/* Adds the area's value as a reference line, unless it may not be shown. */
void add_reference(struct report *r, struct chart *c, uint32_t indicator, uint32_t area, int year,
                   const char *name, enum chart_role role);
/* The area of attribute reference, or the district; PUBLISHED_NONE where the figure is about
 * just that. */
uint32_t figure_reference(struct figure *f);
enum chart_role reference_role(const struct report *r, uint32_t area);
/* Points of a series by year, without years that have no figure. */
void add_years(struct report *r, struct chart_series *s, uint32_t indicator, uint32_t area,
               uint32_t part, int from, int to);

/* A new series of them; the series breaks between its points are added to the chart. */
struct chart_series *add_course(struct report *r, struct chart *c, uint32_t indicator,
                                uint32_t area, uint32_t part, int from, int to);
/* A series of the entries in n: labels with values. */
struct chart_series *add_entries(struct figure *f, const struct xml_node *n, const char *name,
                                 enum chart_role role);

/* One value each of many places: what rankings, maps and other comparisons begin with. */
struct comparison {
    uint32_t indicator;
    const struct published_indicator *in;
    uint32_t part;                  /* 0 the whole */
    int year, decimals;
    const uint32_t *areas, *marked; /* marked: NULL where the template names none */
    size_t n_areas, n_marked;
    struct chart_series *series;    /* valid until the next one is added */
};
/* The figure's areas and highlight; then a series for each quantity of the same places. */
void comparison_places(struct figure *f, struct comparison *c);
bool comparison_marks(const struct figure *f, const struct comparison *c, uint32_t area);
/* Whether any of them has a figure of that year that may be shown; the newest such year:
 * districts have earlier and later ones. */
bool comparison_shown(const struct figure *f, const struct comparison *c, uint32_t indicator,
                      int year);
int comparison_newest(const struct figure *f, const struct comparison *c, uint32_t indicator);
void comparison_next(struct figure *f, struct comparison *c, uint32_t indicator, int year);
/* The series' values are changes from that year on. */
void comparison_since(struct figure *f, struct comparison *c, int from);
/* Both, for the figure's indicator and year; false where it has failed. */
bool comparison_open(struct figure *f, struct comparison *c);
/* The boundaries, where all places of the figure have some; or NULL. */
const struct geo_map *comparison_map(const struct figure *f, const struct comparison *c);
/* A point of the present series, without a value or with its own. */
struct chart_point *comparison_point(struct figure *f, struct comparison *c, uint32_t area);
struct chart_point *comparison_add(struct figure *f, struct comparison *c, uint32_t area);

enum { MIN_SPREAD = 5 /* fewer shown places would be no spread, but a list of values */ };
void sort_values(double *values, size_t n);
/* Of ascending values: Hyndman & Fan 1996, definition 7, the default of R's quantile(). */
double quantile(const double *sorted, size_t n, double p);

/* -- classes.c: classes of values */
enum class_method {
    CLASSES_FIXED,     /* the limits of the catalogue */
    CLASSES_QUANTILES, /* as many places in each as equal values allow */
    CLASSES_EQUAL      /* equally wide, with round limits */
};
struct class_wish {
    enum class_method method;
    int steps; /* how many, 2..5; fixed ones: as many as there are */
};
struct class_set {
    struct chart_class *classes; /* NULL where no value is shown */
    size_t n;
    const char *method;          /* "Fünftel der Gemeinden"; NULL where all are in one */
    enum chart_scale scale;      /* diverging: the limits lie around 0 */
};
/* What the attributes classes and steps of the figure ask for: fixed classes where the
 * catalogue has some and no number of steps is asked for, else fifths. false after a message. */
bool classes_wish(struct figure *f, const struct published_indicator *in, struct class_wish *out);
/* Classes of the values of a series that are shown, and the class of each point; places:
 * "Gemeinden". */
struct class_set classes_make(struct arena *a, struct chart_series *series,
                              const struct published_indicator *in, struct class_wish wish,
                              const char *places);
/* The class of each point whose value is shown: 1 .. steps by the same limits, where some
 * classes stay empty because values are equal; none of fewer than MIN_SPREAD values or of
 * values that are all alike. */
void classes_of_quantiles(struct arena *a, struct chart_series *series, int decimals, int steps);

/* -- place_name.c: what places are called where there is little room; no two the same */
/* "Esslingen"; the whole name where two places would be called the same. */
void place_short_names(struct arena *a, const char *const *names, size_t n, const char **out);
/* At most five letters: "Essl". */
void place_abbreviations(struct arena *a, const char *const *names, size_t n, const char **out);

void build_line(struct figure *f);
void build_spark(struct figure *f);
void build_ranking(struct figure *f);
void build_tile(struct figure *f);
void build_strip(struct figure *f);
void build_spine(struct figure *f);
void build_locator(struct figure *f);
void build_bars(struct figure *f);
void build_pyramid(struct figure *f);
void build_multiples(struct figure *f);
void build_ages(struct figure *f);
void build_stack(struct figure *f);
void build_diverging(struct figure *f);
void build_scatter(struct figure *f);
void build_slope(struct figure *f);
void build_funnel(struct figure *f);
void build_heat(struct figure *f);
void build_classes(struct figure *f);
void build_index_classes(struct figure *f); /* figure_index.c */
/* Smallest and largest value of each class of the first series. */
void measure_classes(struct chart *c);
void build_map(struct figure *f);
void build_tiles(struct figure *f);
void build_status(struct figure *f);
void build_symbols(struct figure *f);

/* German sentences: kind, subject, first and last value, direction, extremes, own
 * value, references; never from values that are not shown. */
const char *alt_text(struct report *r, const struct chart *c, const char *noun,
                     const char *subject);

#endif
