/* Line charts: the plan of one (where everything lies) and its labels. All texts and
 * arrays lie in the scratch arena of the canvas. */
#ifndef LAYOUT_CHART_LINE_PRIVATE_H
#define LAYOUT_CHART_LINE_PRIVATE_H

#include "layout/chart_kinds_private.h"

/* How the lines are named: at their ends as long as that leaves room to the plot. */
enum line_names {
    NAMES_NONE /* one series: value only */,
    NAMES_BESIDE,
    NAMES_ABOVE_VALUE,
    NAMES_KEY /* a key above the plot */
};

struct line_plan {
    const struct chart *chart;
    const struct chart_canvas *at;
    struct value_axis axis;
    struct axis_head head;
    struct key_item *key; /* above the plot */
    size_t n_key;
    enum line_names names;
    bool any;
    int first, last; /* years, if any */
    struct scale x, y;
    mpt left, right, top, bottom;
    mpt head_height;
};

/* The interval of the first series, below its line; it ends where the line does. */
struct key_item line_band_key(const struct line_plan *p);
void line_band_draw(const struct line_plan *p);

/* Chooses how the lines are named; returns the width needed right of the plot. */
mpt line_names_choose(struct line_plan *p, mpt plot_height);

/* Values at the ends of the lines, first value of a single one, names. Drawn last:
 * labels keep clear of the lines. */
void line_labels_draw(const struct line_plan *p);

#endif
