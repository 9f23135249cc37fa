/* Tools for charts that draw boundaries: fitting a map into a rectangle, its shapes, borders
 * and hatching, what lies under a frame, places for names. Coordinates on the page [mpt],
 * of the map [m]; nothing is owned. */
#ifndef LAYOUT_CHART_MAP_PRIVATE_H
#define LAYOUT_CHART_MAP_PRIVATE_H

#include "geo/geo.h"
#include "layout/chart_tools_private.h"

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

/* The rings of a place on the page, to be drawn as often as needed. */
struct page_path ground_path(const struct ground *g, const struct geo_shape *s);
void ground_put(const struct ground *g, struct page_path path, uint32_t fill, uint32_t stroke,
                mpt width);
/* A dark outline within a white one: seen on every class. */
void ground_mark(const struct ground *g, struct page_path path);
/* Lines that two places share, or those at the outer edge; each is drawn once. */
void ground_borders(const struct ground *g, bool outer, uint32_t rgb, mpt width);
/* All places in one colour, as one area. */
void ground_land(const struct ground *g, uint32_t fill);
/* White, with lines where a value is hidden, with dots where there is none. */
void ground_hatch(const struct ground *g, struct page_path path, bool hidden);
void draw_hatch(const struct chart_canvas *at, struct frame f, bool hidden);

/* How many of FRAME_POINTS points of the frame lie in the shape; in any shape. */
enum { FRAME_POINTS = 15 };
int ground_held(const struct ground *g, const struct geo_shape *s, const struct frame *f);
size_t ground_under(const struct ground *g, const struct frame *f);
struct frame path_frame(const struct page_path *path);
/* Whether all of the frame lies in the rings, or nothing of it. */
bool path_holds(const struct page_path *path, const struct frame *f);
bool path_apart(const struct page_path *path, const struct frame *f);
/* Whether the outer edge of the map runs through the frame. */
bool ground_edge(const struct ground *g, const struct frame *f);

enum { FRAMES_MOST = 160 };
struct frames { /* what names have taken */
    struct frame taken[FRAMES_MOST];
    size_t n;
};
/* Inside the canvas and clear of all that was taken. */
bool frame_free(const struct frames *t, const struct chart_canvas *at, const struct frame *f);
void frame_take(struct frames *t, struct frame f);
/* A line of text in the frame, which is taken then. */
void frame_text(struct frames *t, const struct chart_canvas *at, const struct frame *f,
                struct text_look look, const char *text);

/* Free room around what a chart shows, for names that a line joins to their places. */
struct room;
struct room *room_new(const struct chart_canvas *at, struct frame in);
void room_take(struct room *r, struct frame f);
void room_take_map(struct room *r, const struct ground *g);
/* A name as near to a point as there is room, with a line to the point that crosses no other
 * name and is at most as long as reach; both are taken, in names as well. false where there
 * is no room. */
bool room_name(struct room *r, struct frames *names, mpt x, mpt y, mpt reach,
               struct text_look look, const char *text);

/* "Esslingen"; "Esslingen 4,1", the name alone where no value is shown. */
const char *place_name(const struct chart_point *p);
const char *place_text(const struct chart_canvas *at, const struct chart_point *p);

/* A map with its legend beside it or, where that is too narrow, below. */
typedef mpt legend_measure(const struct chart *c, const struct chart_canvas *at, mpt width);
struct map_plan {
    struct frame map;
    mpt legend_x, legend_y, legend_w; /* from the canvas's corner, like the frame */
    mpt height;
};
mpt map_width(const struct chart_canvas *at); /* of the map alone */
/* aspect: height of the map by its width; most: greatest height of the map, the chart's
 * own wish goes before it. Never higher than the canvas, where that has a height. */
struct map_plan map_plan(const struct chart *c, const struct chart_canvas *at, double aspect,
                         mpt most, legend_measure *legend);

/* Legend of classes, the highest on top, with the number of places in each. */
legend_measure class_legend_height;
void class_legend_draw(const struct chart *c, const struct chart_canvas *at, mpt x, mpt y,
                       mpt width);
/* "+" or "−" for classes to one side of 0, which greyscale does not tell apart; or NULL. */
const char *class_sign(const struct chart *c, int klass);

struct tone { /* an area in the colour of a class */
    uint32_t fill, ink;
    bool carries_text; /* ink can be read on it */
    bool light;        /* needs a dark outline to be seen on white */
};
struct tone tone_of(const struct theme *t, uint32_t fill);
/* Of the classes of a chart by number; 0: white. */
const struct tone *class_tones(const struct chart_canvas *at, const struct chart *c);
/* The class of a point whose value is shown, else 0. */
int shown_class(const struct chart *c, const struct chart_point *p);

#endif
