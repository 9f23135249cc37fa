/* Charts inside layout: each kind measures its height for a width and draws itself
 * into a rectangle of a page. Colours and sizes come from the theme only. */
#ifndef LAYOUT_CHART_PRIVATE_H
#define LAYOUT_CHART_PRIVATE_H

#include "document/chart.h"
#include "page/metrics.h"
#include "page/page.h"

struct theme;

struct chart_canvas { /* where and how a chart draws */
    struct pages *pages;
    uint32_t page;
    uint32_t element; /* the Figure: everything drawn belongs to it */
    const struct metrics *metrics;
    const struct theme *theme;
    struct arena *scratch; /* for texts made while drawing (axis labels) */
    mpt x, y, w, h;        /* the rectangle, y = top */
};

/* Height the chart takes at this width [mpt]; a multiple of nothing in particular:
 * layout puts it on the grid. */
mpt chart_height(const struct chart *c, mpt width, const struct metrics *m,
                 const struct theme *theme);

void chart_draw(const struct chart *c, const struct chart_canvas *at);

#endif
