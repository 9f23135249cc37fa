/* Points on two value axes: what scatter plots and funnels share; and places of which two
 * values are known (slopes too). Texts and arrays lie in the scratch arena of the canvas. */
#ifndef LAYOUT_CHART_POINTS_PRIVATE_H
#define LAYOUT_CHART_POINTS_PRIVATE_H

#include "layout/chart_kinds_private.h"

/* The i-th place has both values, which may be drawn. */
bool pair_shown(const struct chart *c, size_t i);
size_t pairs_of(const struct chart *c); /* places, shown or not */
/* Smallest and largest value of a series among the places shown; false if there is none. */
bool pairs_range(const struct chart *c, size_t series, double *lo, double *hi);
/* Widens a range, which may still be empty (lo > hi). */
void range_include(double *lo, double *hi, double v);
const char *shown_text(const char *text); /* "" for NULL */
/* "Nicht gezeigt: 2 Gemeinden (Altdorf, Ohmden)", with names only where they fit into a
 * line; empty if all are shown. */
struct text_lines pairs_note(const struct chart *c, const struct chart_canvas *at);

enum { AXIS_TICKS = 24 };
struct point_axis {
    const struct chart_series *series;
    struct scale scale; /* of the logarithm to base 10 where log */
    bool log;
    double tick[AXIS_TICKS];
    const char *text[AXIS_TICKS];
    int n;
    struct text_lines title; /* "Arbeitslose, %, 2016" */
};
mpt axis_at(const struct point_axis *a, double v);

struct point_plot {
    const struct chart *chart;
    const struct chart_canvas *at;
    struct point_axis x, y;
    mpt left, right, top, bottom; /* of the plot */
    mpt head, foot;               /* height above and below it */
    struct text_lines note;
    struct frame *boxes, *lines; /* what labels keep clear of */
    size_t n_boxes, n_lines;
};

struct point_need { /* what a kind asks of its plot */
    size_t across, upwards; /* series */
    double x_lo, x_hi, y_lo, y_hi;
    bool log;
    mpt beside;           /* room right of the plot */
    mpt above;            /* between the title and the plot */
    mpt over, under;      /* in the plot, above and below the values */
    const char *remark;   /* below the note, or NULL */
    size_t more_boxes, more_lines; /* that the kind adds */
};
mpt point_plot_height(const struct chart *c, mpt width);
struct point_plot point_plot_make(const struct chart *c, const struct chart_canvas *at,
                                  const struct point_need *need);
/* Grid, numbers, titles, key and note. */
void point_plot_draw(const struct point_plot *p);

void plot_box(struct point_plot *p, struct frame b);
void plot_line(struct point_plot *p, mpt x0, mpt y0, mpt x1, mpt y1);

/* A place of the plot. Highlighted ones are larger and in the colour of the place. */
mpt dot_radius(const struct chart_point *p);
uint32_t dot_colour(const struct point_plot *p, const struct chart_point *q);
/* Adds the points as boxes; then draws them, the highlighted ones on top. */
void plot_points(struct point_plot *p);
void plot_points_draw(const struct point_plot *p, bool (*hollow)(const struct chart *c, size_t i));
/* Indices of places by importance: highlighted, with the lowest or highest value, then those
 * far from a middle; room for pairs_of(). Returns how many; *n_must have to be named. */
size_t plot_order(const struct point_plot *p, mpt x, mpt y, size_t *order, size_t *n_must);
/* Names of the places in the order given; lines as long as reach lead to the first n_led. */
void plot_labels_draw(struct point_plot *p, const size_t *order, size_t n, size_t n_led,
                      mpt reach);

#endif
