/* Alternative texts inside compose: German sentences made from a chart's data, one
 * function per kind (alt.c holds the table), and what they share. Only what may be
 * shown is named; texts go to the buffer, each sentence with a blank before it. */
#ifndef COMPOSE_ALT_PRIVATE_H
#define COMPOSE_ALT_PRIVATE_H

#include "compose/figure_private.h"

enum { MAX_LISTED = 12 }; /* values that are read out one by one */

/* The points of a series that may be named. */
struct shown {
    const struct chart_point *first, *last, *low, *high;
    size_t n, hidden;
};
struct shown alt_look(const struct chart_series *s);
/* The year of the values, and the one that changes begin with: of several years all of them. */
const char *alt_period(const struct chart_series *s, char year[16]);
const char *alt_before(const struct chart_series *s, char year[16]);

/* "–" is no word: what has a sign is read by its meaning. */
const char *alt_spoken(const struct chart_point *p);
/* The emphasised places of the first series with value and class; with their rank among so
 * many, where ranked is not 0. */
void alt_marked(struct buf *b, const struct chart *c, size_t ranked);
/* " Nicht gezeigt: 2 Gemeinden (Altdorf, Ohmden)." */
void alt_hidden(struct buf *b, const struct chart_series *s, size_t n, const char *one,
                const char *many);
/* " Ohne Wert: 2009 (geheim gehalten)." */
void alt_missing_years(struct buf *b, const struct chart_series *s, size_t n);
/* "von 3,5 (2010) auf 3,7 (2016) gestiegen"; no direction across a series break. */
void alt_course(struct buf *b, const struct chart_series *s);
/* What the rows of spines and ranges are compared with: "Kreis". */
const char *alt_reference(const struct chart *c);
void alt_breaks(struct buf *b, const struct chart *c);
/* Course, missing years and breaks of each series by year. */
void alt_courses(struct buf *b, const struct chart *c);
/* " Kreis 9,4, Land 9,3." */
void alt_references(struct buf *b, const struct chart *c);

typedef void alt_maker(struct buf *b, const struct chart *c);
alt_maker alt_range, alt_multiples, alt_ages, alt_stack, alt_diverging, alt_scatter,
    alt_slope, alt_funnel, alt_heat, alt_classes, alt_map, alt_tiles, alt_symbols;

#endif
