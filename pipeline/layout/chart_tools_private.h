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
bool text_shortened(const struct text_lines *t); /* with "…", or to nothing */
void text_put_lines(const struct chart_canvas *c, mpt x, mpt baseline, mpt pitch,
                    struct text_look look, enum text_place place, const struct text_lines *text);

/* Labels beside points (chart_place_labels.c). */
struct frame { /* a rectangle: taken by a text, or that something is drawn in */
    mpt x0, y0, x1, y1;
};
struct point_label {
    mpt x, y, r;           /* the point */
    const char *text;
    struct text_look look;
    mpt reach;             /* rather over lines, or at the end of one of its own as long as
                            * this, than left out; 0: rather left out */
    bool must;             /* that line may even pass over points */
    bool placed, led;      /* led: a line goes there from the point */
    mpt left, baseline;    /* where placed */
};
struct label_field { /* what labels keep within and clear of */
    struct frame frame;
    const struct frame *boxes; /* points and texts: never covered */
    size_t n_boxes;
    const struct frame *lines; /* by their ends: crossed only by labels that must stand */
    size_t n_lines;
};
/* Places as many as fit, the first ones first; none meets another, a box or the frame. */
void labels_place(const struct chart_canvas *c, const struct label_field *f,
                  struct point_label *labels, size_t n);
/* Draws those that are placed, on white. */
void labels_draw(const struct chart_canvas *c, const struct point_label *labels, size_t n);
/* What a text takes at this place. */
struct frame label_box_of(const struct chart_canvas *c, struct text_look look, mpt left,
                              mpt baseline, const char *text);
bool boxes_meet(struct frame a, struct frame b);
bool line_meets(mpt x0, mpt y0, mpt x1, mpt y1, struct frame b);
/* Ascending places are moved as little as possible (sum of squares) until they are pitch
 * apart, between top and bottom as far as there is room. */
void labels_spread(const struct chart_canvas *c, mpt *middle, size_t n, mpt pitch, mpt top,
                   mpt bottom);

struct stroke {
    uint32_t rgb;
    mpt width, on, off; /* on 0: solid */
};

/* Names with a sample of their mark, side by side, in as many rows as needed. */
enum key_mark {
    KEY_FILL, KEY_OUTLINE, KEY_LINE, KEY_DOT, KEY_RING, KEY_BAR, KEY_BAND,
    KEY_UP, KEY_DOWN, KEY_SQUARE, /* symbols */
    KEY_UPRIGHT,                  /* a line upwards: a series break, a value among others */
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
/* The field between two lines of n points with the same places across: a tint of the
 * edges' colour. */
void draw_band(const struct chart_canvas *c, const mpt *upper, const mpt *lower, size_t n,
               struct stroke edge);
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
enum {                 /* [mpt] */
    ROW_LINE = 9500,   /* pitch of lines */
    ROW_TUCK = 1200,   /* the small line stands nearer to its name than to the next one */
    ROW_GROUP = 14500  /* height of a heading */
};
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
/* length, or -length where there is no room for it between 0 and the end of the scale, but
 * more on the other side. */
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
/* Labels of an axis by the extended Wilkinson algorithm: simple steps, little empty room,
 * about as many as wished. Talbot, Lin, Hanrahan, "An Extension of Wilkinson's Algorithm for
 * Positioning Tick Labels on Axes", IEEE TVCG 16(6), 2010, pp. 1036-1043; weights as in the
 * authors' R package labeling. Legible are labels with few enough decimals and few enough
 * in number; others are not tried. */
struct tick_wish {
    double lo, hi; /* of the data */
    int wished;    /* labels, >= 2 */
    int most;      /* >= 3 */
    int skips;     /* labels may be every 2nd ... skips-th multiple of a nice number; at 1
                    * they are multiples of their step, and 0 is one wherever they span it */
    int decimals;  /* at most */
    bool cover;    /* the first and the last one enclose the data */
    bool plain;    /* rather numbers without decimals; steps of 3 and 4 only beside 0: 0 3 6
                    * can be read, 16,8 17,1 17,4 hardly */
};
struct ticks ticks_best(const struct tick_wish *w);
/* For axes that end with labels: multiples of the step that cover lo..hi, at most max_n
 * (>= 3) of them. */
struct ticks ticks_cover(double lo, double hi, int max_n, int max_decimals);
double tick_value(const struct ticks *t, int i);

int field_index(int field); /* 0 where out of range */
/* "2016", "2013 bis 2015"; "Veränderung 2011–2016". */
const char *chart_period(struct arena *a, const struct chart_series *s);
const char *chart_change(struct arena *a, const struct chart_series *s);

uint32_t role_colour(const struct theme *t, enum chart_role role, int field);
struct stroke role_stroke(const struct theme *t, enum chart_role role, int field);

/* a with a part of b in it, 0 .. 1. */
uint32_t colour_mix(uint32_t a, uint32_t b, double part);
/* The tone of part i of n, one after the other from dark to light, in the colour of the
 * field; more than five are mixed from these. */
uint32_t part_tone(const struct theme *t, int field, size_t i, size_t n);
/* The same without a colour: what stands against the parts of a field. */
uint32_t grey_tone(const struct theme *t, size_t i, size_t n);
/* Can be read on the fill: ink or white at 4.5 : 1. */
bool readable_on(const struct theme *t, uint32_t fill);
/* The fill itself where it can be seen on white, or the colour of its outline. */
uint32_t tone_edge(const struct theme *t, uint32_t fill);
/* A filled rectangle; one that is too light to be seen on white gets an outline. */
void draw_tone(const struct chart_canvas *c, mpt x, mpt y, mpt w, mpt h, uint32_t fill);

/* Labels beside a plot: each as near to its middle as the others allow. */
struct label_slot {
    mpt middle, height;
    size_t of; /* whose label it is */
};
/* Sorts by height and moves apart until none covers another. */
void slots_spread(struct label_slot *slots, size_t n, mpt top, mpt bottom);

/* Rows of bars with their names at the left: one for each label of any series. */
struct label_rows {
    size_t n;
    const struct chart_point **at; /* by row and series; NULL where the series has none */
    struct text_lines *label;      /* of each row */
    bool *bold;                    /* a point of it is emphasised */
    uint32_t own;                  /* colour of such names */
    mpt *top;                      /* n + 1, from 0: the last is the height of all */
    mpt width;                     /* of the names */
};
/* Names take most of the width at most; rows are at least pitch high, or lower where all
 * have to share room: those with names on two or three lines then get more of it, and names
 * are cut only where that is not enough. */
struct label_rows label_rows_make(const struct chart *c, const struct chart_canvas *at, mpt most,
                                  mpt pitch, mpt room);
mpt label_row_middle(const struct label_rows *r, size_t row);
mpt label_rows_least(const struct label_rows *r); /* height of the lowest row; 0 without rows */
/* Height of the bars: as wished, or lower where rows had to share room. */
mpt label_rows_bar(const struct label_rows *r, mpt wished);
/* top: y of the first row. */
void label_row_draw(const struct label_rows *r, const struct chart_canvas *at, size_t row, mpt top);

/* A bar of several parts, one behind the other. What comes behind a part without a number
 * cannot be drawn to scale: there the rest is hatched and its sign stands beside it. */
struct part_bar {
    const struct chart_point **part;
    const uint32_t *fill;
    size_t n;
    const struct scale *x;
    double from;       /* value where the first part begins */
    int direction;     /* 1 right, -1 left */
    mpt y, height;     /* its top */
    mpt stub;          /* length of a hatched rest */
    bool bold, inside; /* inside: numbers stand in the parts that have room for them */
};
bool point_known(const struct chart_point *p); /* it is there and may be drawn */
/* Sum of the parts before the first without a number; *whole: there is none such. */
double parts_shown(const struct chart_point *const *part, size_t n, bool *whole);
/* Returns x of its end. */
mpt part_bar_draw(const struct chart_canvas *c, const struct part_bar *b);
/* Room beside a bar for the sign of a hatched rest. */
mpt part_sign_width(const struct chart_canvas *c, const struct chart_point *const *part, size_t n);

/* Numbers below bars at even steps of the scale, without their minus where both sides of 0
 * grow from it, grid lines up to top; "%" behind the last number. */
void bar_axis_draw(const struct chart_canvas *c, const struct scale *x, mpt top, mpt bottom,
                   int decimals, const char *unit);

/* The colour of class 1 .. n_classes, light to dark (or from a light middle to both sides),
 * and of text on it: ink or white, whichever can be read better. */
uint32_t class_colour(const struct theme *t, const struct chart *c, int klass);
uint32_t ink_on(const struct theme *t, uint32_t fill);

/* A number may be drawn for the point. */
bool point_counts(const struct chart_point *p);
/* A number exists and is kept back; other signs say that there is none. */
bool point_hidden(const struct chart_point *p);

/* Smallest and largest value that is drawn, with bands; false if there is none. */
bool chart_range(const struct chart *c, double *lo, double *hi);
/* Range for bars: with 0 and the references, never empty. */
void bar_range(const struct chart *c, double *lo, double *hi);

#endif
