/* Tools that all charts draw with: text, keys, lines, dots, scales, ticks, who has
 * which colour. Coordinates [mpt] on the page, y downwards. Nothing is owned; texts
 * made here lie in the scratch arena of the canvas. */
#ifndef LAYOUT_CHART_TOOLS_PRIVATE_H
#define LAYOUT_CHART_TOOLS_PRIVATE_H

#include <stdbool.h>

#include "layout/chart_private.h"
#include "layout/theme.h"

enum text_place { TEXT_LEFT, TEXT_RIGHT, TEXT_MIDDLE };

struct text_look {
    enum face face;
    mpt size;
    uint32_t rgb;
};

/* Looks of the small texts in charts. */
struct text_look look_axis(const struct theme *t);                /* 7.5 grey */
struct text_look look_label(const struct theme *t, uint32_t rgb); /* 8 bold in the mark's colour */
struct text_look look_row(const struct theme *t, bool bold);      /* 8.5 ink */

/* From the middle of the capitals down to the baseline. */
mpt look_drop(struct text_look look);

mpt chart_text_width(const struct metrics *m, struct text_look look, const char *text);

/* Draws the text with x at its left, right or middle; returns its width. A text that
 * would leave the canvas at a side is moved into it; NULL and "" draw nothing. */
mpt text_put(const struct chart_canvas *c, mpt x, mpt baseline, struct text_look look,
             enum text_place place, const char *text);

/* The text itself, or its beginning with "…" if it is wider than room; "" if not even
 * that fits. For names only: a number must never be shortened. */
const char *text_fit(const struct chart_canvas *c, struct text_look look, const char *text,
                     mpt room);

enum { TEXT_LINES = 3 };
struct text_lines {
    int n;
    const char *line[TEXT_LINES];
    mpt width; /* of the widest */
};
/* Broken at spaces and after hyphens into at most max lines of width room; what does
 * not fit is shortened. */
struct text_lines text_wrap(const struct chart_canvas *c, struct text_look look, const char *text,
                            mpt room, int max);
/* The same where words that are wider than room are parted, with a hyphen. */
struct text_lines text_wrap_parted(const struct chart_canvas *c, struct text_look look,
                                   const char *text, mpt room, int max);
void text_put_lines(const struct chart_canvas *c, mpt x, mpt baseline, mpt pitch,
                    struct text_look look, enum text_place place, const struct text_lines *text);

struct stroke {
    uint32_t rgb;
    mpt width, on, off; /* on 0: solid */
};

/* Names with a sample of their mark, side by side, in as many rows as needed. */
enum key_mark {
    KEY_FILL, KEY_OUTLINE, KEY_LINE, KEY_DOT, KEY_RING, KEY_BAR,
    KEY_UP, KEY_DOWN, KEY_SQUARE, /* symbols */
    KEY_TICK,                     /* upright line */
    KEY_SPLIT,                    /* bar with a white tick */
    KEY_HATCHED
};
struct key_item {
    enum key_mark mark;
    struct stroke stroke;
    struct text_look look;
    const char *name;
};
enum { KEY_PITCH = 11000 }; /* [mpt] */
int key_rows(const struct chart_canvas *c, const struct key_item *items, size_t n, mpt width);
/* First baseline. */
void key_draw(const struct chart_canvas *c, const struct key_item *items, size_t n, mpt x,
              mpt baseline, mpt width);

void draw_line(const struct chart_canvas *c, mpt x0, mpt y0, mpt x1, mpt y1, struct stroke s);
void draw_polyline(const struct chart_canvas *c, const mpt *points, size_t n, struct stroke s);
void draw_rect(const struct chart_canvas *c, mpt x, mpt y, mpt w, mpt h, uint32_t fill);
void draw_outline(const struct chart_canvas *c, mpt x, mpt y, mpt w, mpt h, struct stroke s);
/* Circle; fill or stroke may be NO_COLOUR. */
void draw_dot(const struct chart_canvas *c, mpt x, mpt y, mpt r, uint32_t fill, uint32_t stroke,
              mpt line_width);
/* White field with lines at 45 degrees: hidden or missing. */
void draw_hatched(const struct chart_canvas *c, mpt x, mpt y, mpt w, mpt h);

/* Symbols that differ by shape: triangle with its point up or down, whose middle of mass is
 * at x, y; as heavy as a dot of radius r. */
void draw_triangle(const struct chart_canvas *c, mpt x, mpt y, mpt r, bool up, uint32_t fill);
void draw_square(const struct chart_canvas *c, mpt x, mpt y, mpt r, uint32_t fill);

/* Rows with a name and a small line below it, in groups with a heading (spines, ranges). */
enum { ROW_LINE = 9500, ROW_GROUP = 14500 }; /* [mpt] pitch of lines; height of a heading */
struct row_label {
    struct text_lines name, small;
    int lines; /* of both */
};
struct row_label row_label_make(const struct chart_canvas *c, const struct chart_point *p,
                                mpt room);
/* base: baseline of the first line. */
void row_label_draw(const struct chart_canvas *c, const struct row_label *label, mpt x, mpt base);
/* What the values are compared with: "Kreis". */
const char *row_reference(const struct chart *c);
/* 0 for groups without a name. */
mpt row_group_height(const struct chart_series *group);
/* The heading below y, with a rule above it unless it is the first. */
void row_group_draw(const struct chart_canvas *c, const struct chart_series *group, bool first,
                    mpt y, mpt room);

struct scale { /* value to place; lo != hi */
    double lo, hi;
    mpt from, to;
};
mpt scale_at(const struct scale *s, double v);
/* length, or -length where there is no room for it between 0 and the end of the scale. */
mpt stub_towards(const struct scale *s, mpt length);

/* A bar from 0 to the value of the point: filled, outlined where its meaning is
 * limited, hatched stub where it is hidden. along: the scale; at: its edge across. */
struct bar_look {
    uint32_t fill, edge;
    mpt stub; /* length for hidden values, with its direction */
};
void draw_bar(const struct chart_canvas *c, const struct scale *along, const struct chart_point *p,
              bool upright, mpt at, mpt thick, struct bar_look look);

struct ticks { /* at first, first + step, ..., n of them */
    double first, step;
    int n;
    int decimals;
};
/* Steps of 1, 2, 2.5 or 5 times a power of ten that cover lo..hi with at most
 * max_n (>= 3) ticks, written with at most max_decimals. */
struct ticks ticks_cover(double lo, double hi, int max_n, int max_decimals);
double tick_value(const struct ticks *t, int i);

int field_index(int field); /* 0 where out of range */
uint32_t role_colour(const struct theme *t, enum chart_role role, int field);
struct stroke role_stroke(const struct theme *t, enum chart_role role, int field);

/* The colour of class 1 .. n_classes, light to dark (or from a light middle to both sides),
 * and of text on it: ink or white, whichever can be read better. */
uint32_t class_colour(const struct theme *t, const struct chart *c, int klass);
uint32_t ink_on(const struct theme *t, uint32_t fill);

/* A number may be drawn for the point. */
bool point_counts(const struct chart_point *p);
/* A number exists and is kept back; other signs say that there is none. */
bool point_hidden(const struct chart_point *p);

/* Smallest and largest drawn value of all series; false if there is none. */
bool chart_range(const struct chart *c, double *lo, double *hi);
/* Range for bars: with 0 and the references, never empty. */
void bar_range(const struct chart *c, double *lo, double *hi);

#endif
