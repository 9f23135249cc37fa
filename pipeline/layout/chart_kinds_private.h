/* The kinds of charts: one height and one drawing function each (chart.c holds the
 * table). Heights [mpt] for a width; drawing fills canvas x, y, w, h. What depends on
 * the width (rows of names, wrapped labels) is planned by one function of each kind,
 * which serves measuring and drawing, so that both agree. */
#ifndef LAYOUT_CHART_KINDS_PRIVATE_H
#define LAYOUT_CHART_KINDS_PRIVATE_H

#include "layout/chart_tools_private.h"

typedef mpt chart_measure(const struct chart *c, mpt width, const struct metrics *m,
                          const struct theme *t);
typedef void chart_painter(const struct chart *c, const struct chart_canvas *at);

chart_measure chart_line_height, chart_columns_height, chart_ranking_height, chart_pyramid_height,
    chart_bars_height, chart_tile_height, chart_strip_height, chart_spark_height,
    chart_spine_height, chart_locator_height, chart_range_height, chart_multiples_height,
    chart_ages_height, chart_stack_height, chart_diverging_height, chart_scatter_height,
    chart_slope_height, chart_funnel_height, chart_heat_height, chart_classes_height,
    chart_choropleth_height, chart_tiles_height, chart_symbols_height;
chart_painter chart_line_draw, chart_columns_draw, chart_ranking_draw, chart_pyramid_draw,
    chart_bars_draw, chart_tile_draw, chart_strip_draw, chart_spark_draw, chart_spine_draw,
    chart_locator_draw, chart_boundaries_draw /* of a locator */, chart_range_draw,
    chart_multiples_draw, chart_ages_draw, chart_stack_draw, chart_diverging_draw,
    chart_scatter_draw, chart_slope_draw, chart_funnel_draw, chart_heat_draw,
    chart_classes_draw, chart_choropleth_draw, chart_tiles_draw, chart_symbols_draw;

/* Whether a kind can be drawn at the width at all. */
typedef bool chart_fitter(const struct chart *c, mpt width, const struct metrics *m,
                          const struct theme *t);
chart_fitter chart_heat_fits;

/* A canvas without pages for measuring; scratch is new and freed by the caller. */
struct chart_canvas canvas_for_measuring(mpt width, const struct metrics *m, const struct theme *t);

/* Whether the first value of a stretch is new, or the stretch may be joined. */
bool points_joined(const struct chart_point *a, const struct chart_point *b);

/* The usual distance between two points [years]: 2 for figures of every second year. */
int natural_step(const struct chart_series *s);

/* The points from first on that one line joins, one natural step after the other, observed
 * or projected like the first; returns the index behind them. */
size_t line_stretch(const struct chart_series *s, size_t first, int step);
/* The last point that is drawn, NULL if none is. */
const struct chart_point *last_drawn(const struct chart_series *s);

/* The value axis of line and column charts: horizontal grid lines with numbers at
 * the left. */
struct value_axis {
    struct ticks ticks;
    double lo, hi;   /* first and last tick */
    mpt label_width; /* of the numbers, with the gap to the plot */
    const char *unit;
};
struct value_axis value_axis_make(const struct chart *c, const struct chart_canvas *at,
                                  mpt plot_height);
struct value_axis value_axis_over(const struct chart *c, const struct chart_canvas *at, double lo,
                                  double hi, mpt plot_height); /* of a range lo < hi */
/* Grid lines of one panel; the numbers stand at the left of it where numbers. */
void value_axis_draw(const struct value_axis *axis, const struct chart_canvas *at, mpt left,
                     mpt top, mpt right, mpt bottom, bool numbers);

/* Years below a plot, as many as fit. */
void year_axis_draw(const struct chart_canvas *at, const struct scale *x, int first, int last,
                    int step, mpt baseline);

/* First and last year of all series; false if empty. */
bool chart_years(const struct chart *c, int *first, int *last);
/* Scale of years; a single year gets a place of its own: 0 left, 0.5 middle, 1 right. */
struct scale year_scale(int first, int last, mpt from, mpt to, double single);

/* Whether a series break lies between the years of the scale; others are not drawn. */
bool break_shown(const struct chart_break *b, const struct scale *years);

/* Unit and names of the series breaks above a plot, in rows so that none covers
 * another or a break line. Row 0 is the lowest. */
struct axis_head {
    struct text_lines unit;
    int unit_row;      /* row of its last line */
    const char **name; /* of each break */
    mpt *left;         /* of each name */
    int *row;          /* -1: not drawn */
    int rows;
};
/* Room for the names: x_from..x_to. axis NULL: without unit. */
struct axis_head axis_head_make(const struct chart *c, const struct chart_canvas *at,
                                const struct value_axis *axis, const struct scale *years,
                                mpt x_from, mpt x_to);
mpt axis_head_height(const struct axis_head *h, const struct theme *t);
/* base: baseline of row 0; break lines end at bottom. */
void axis_head_draw(const struct axis_head *h, const struct chart *c, const struct chart_canvas *at,
                    const struct scale *years, mpt base, mpt bottom);

#endif
