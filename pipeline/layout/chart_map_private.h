/* Tools for charts that draw boundaries: fitting a map into a rectangle, its shapes, borders
 * and hatching, what lies under a frame, places for names. Coordinates on the page [mpt],
 * of the map [m]; nothing is owned. */
#ifndef LAYOUT_CHART_MAP_PRIVATE_H
#define LAYOUT_CHART_MAP_PRIVATE_H

#include "geo/geo.h"
#include "layout/chart_tools_private.h"

struct frame { /* a rectangle that a name takes, or that a map is drawn in */
    mpt x0, y0, x1, y1;
};
struct frame frame_at(mpt x, mpt y, mpt w, mpt h); /* around a middle */

struct ground { /* a map on a page: north is up, one scale both ways */
    const struct chart_canvas *at;
    const struct geo_map *map;
    double scale;        /* [mpt/m] */
    double left, bottom; /* of the map's frame on the page [mpt] */
};
/* In the middle of the frame, with a rim for the lines at its edge. */
struct ground ground_fit(const struct chart_canvas *at, const struct geo_map *map,
                         struct frame in);
mpt ground_x(const struct ground *g, int32_t x);
mpt ground_y(const struct ground *g, int32_t y);

void ground_fill(const struct ground *g, const struct geo_shape *s, uint32_t fill);
/* Lines that two places share, or those at the outer edge; each is drawn once. */
void ground_borders(const struct ground *g, bool outer, uint32_t rgb, mpt width);

/* How many of FRAME_POINTS points of the frame lie in the shape; in any shape. */
enum { FRAME_POINTS = 15 };
int ground_held(const struct ground *g, const struct geo_shape *s, const struct frame *f);
size_t ground_under(const struct ground *g, const struct frame *f);

enum { FRAMES_MOST = 96 };
struct frames { /* what names have taken */
    struct frame taken[FRAMES_MOST];
    size_t n;
};
/* Inside the canvas and clear of all that was taken. */
bool frame_free(const struct frames *t, const struct chart_canvas *at, const struct frame *f);
/* A line of text in the frame, which is taken then. */
void frame_text(struct frames *t, const struct chart_canvas *at, const struct frame *f,
                struct text_look look, const char *text);

#endif
