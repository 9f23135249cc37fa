/* Charts inside layout: each kind measures its height for a width and draws itself
 * into a rectangle of a page. Colours and sizes come from the theme only. */
#ifndef LAYOUT_CHART_PRIVATE_H
#define LAYOUT_CHART_PRIVATE_H

#include "document/chart.h"
#include "page/metrics.h"
#include "page/page.h"

struct layout;
struct theme;

struct chart_canvas { /* where and how a chart draws */
    struct pages *pages;
    uint32_t page;
    uint32_t element; /* the Figure: everything drawn belongs to it */
    const struct metrics *metrics;
    const struct theme *theme;
    struct arena *scratch; /* for texts made while drawing (axis labels) */
    mpt x, y, w, h;        /* the rectangle, y = top */
    struct layout *layout; /* for messages about texts of the node; NULL: none */
    const struct doc_node *node;
};

/* glyphs.c: the text with "?" for what cannot be printed, which is reported. */
const char *glyphs_of_chart(const struct chart_canvas *c, enum face face, const char *text);

/* Why a chart cannot be drawn, in German, or NULL: numbers that are none or out of all
 * bounds, more points or longer texts than a page has room for. Such a chart is measured
 * and drawn as a hatched field that says so. */
const char *chart_fault(const struct chart *c);

#define CHART_TOO_WIDE "ihre Spalten haben nebeneinander keinen Platz"
#define CHART_TOO_LONG "sie hat mehr Zeilen als auf eine Seite passen"

/* False where its columns have no room beside each other; it is then measured and drawn as a
 * hatched field, too. */
bool chart_fits(const struct chart *c, mpt width, const struct metrics *m,
                const struct theme *theme);

/* Height the chart takes at this width [mpt]; a multiple of nothing in particular:
 * layout puts it on the grid. */
mpt chart_height(const struct chart *c, mpt width, const struct metrics *m,
                 const struct theme *theme);

void chart_draw(const struct chart *c, const struct chart_canvas *at);
/* The hatched field, with the reason in words where they have room. */
void chart_refuse(const struct chart_canvas *at, const char *why);

/* What a chart says that has nothing to draw: whether there is nothing, it is kept back, or
 * too little. */
const char *chart_empty(const struct chart *c);

#endif
