#include <math.h>
#include <string.h>

#include "layout/chart_map_private.h"

/* Free room around a map: squares that a shape or a name touches are taken. Sums over
 * squares tell at once whether a rectangle is free. */

#define SIDE      PT(3)
#define OFF       PT(2) /* between a name and its line */
#define LEADER    PT(0.6)
#define AROUND    PT(1.5)
#define LINE_PART PT(8) /* of a line, that is taken as one frame */

struct room {
    const struct chart_canvas *at;
    struct frame in;
    int columns, rows;
    unsigned char *taken;
    int *sum; /* of the squares above and to the left; one more row and column */
    bool summed;
};

static int clamp(mpt v, int most)
{
    return v < 0 ? 0 : v > most ? most : (int)v;
}

static void sum_up(struct room *r)
{
    int wide = r->columns + 1;
    if (r->summed)
        return;
    r->summed = true;
    for (int y = 0; y < r->rows; y++) {
        int row = 0;
        for (int x = 0; x < r->columns; x++) {
            row += r->taken[y * r->columns + x];
            r->sum[(y + 1) * wide + x + 1] = r->sum[y * wide + x + 1] + row;
        }
    }
}

static void take_row(struct room *r, int row, double from, double to)
{
    int first = clamp((mpt)floor((from - (double)r->in.x0) / (double)SIDE), r->columns);
    int last = clamp((mpt)ceil((to - (double)r->in.x0) / (double)SIDE), r->columns);
    r->summed = false;
    if (last > first)
        memset(r->taken + row * r->columns + first, 1, (size_t)(last - first));
}

/* What lies between a shape's westernmost and easternmost crossing of a row of squares. */
static void take_shape(struct room *r, const struct ground *g, const struct geo_shape *s)
{
    double *low = arena_array(g->at->scratch, (size_t)r->rows, sizeof *low);
    double *high = arena_array(g->at->scratch, (size_t)r->rows, sizeof *high);
    for (int i = 0; i < r->rows; i++) {
        low[i] = HUGE_VAL;
        high[i] = -HUGE_VAL;
    }
    for (size_t k = 0; k < s->n_rings; k++) {
        const struct geo_ring *ring = &s->ring[k];
        for (size_t i = 0, j = ring->n - 1; i < ring->n; j = i++) {
            double x0 = (double)ground_x(g, ring->point[j].x);
            double y0 = (double)(ground_y(g, ring->point[j].y) - r->in.y0);
            double x1 = (double)ground_x(g, ring->point[i].x);
            double y1 = (double)(ground_y(g, ring->point[i].y) - r->in.y0);
            int from = clamp((mpt)floor(fmin(y0, y1) / (double)SIDE), r->rows - 1);
            int to = clamp((mpt)floor(fmax(y0, y1) / (double)SIDE), r->rows - 1);
            for (int row = from; row <= to; row++) {
                double top = fmax(fmin(y0, y1), row * (double)SIDE);
                double bottom = fmin(fmax(y0, y1), (row + 1) * (double)SIDE);
                double slope = fabs(y1 - y0) > 0 ? (x1 - x0) / (y1 - y0) : 0;
                double a = slope != 0.0 ? x0 + slope * (top - y0) : fmin(x0, x1);
                double b = slope != 0.0 ? x0 + slope * (bottom - y0) : fmax(x0, x1);
                low[row] = fmin(low[row], fmin(a, b));
                high[row] = fmax(high[row], fmax(a, b));
            }
        }
    }
    for (int i = 0; i < r->rows; i++)
        if (high[i] >= low[i])
            take_row(r, i, low[i], high[i]);
}

void room_take_map(struct room *r, const struct ground *g)
{
    for (size_t i = 0; r->rows > 0 && i < g->map->n_shapes; i++)
        take_shape(r, g, &g->map->shape[i]);
}

struct room *room_new(const struct chart_canvas *at, struct frame in)
{
    struct room *r = arena_alloc(at->scratch, sizeof *r);
    r->at = at;
    r->in = in;
    r->columns = (int)((in.x1 - in.x0) / SIDE);
    r->rows = (int)((in.y1 - in.y0) / SIDE);
    r->taken = arena_alloc(at->scratch, (size_t)r->columns * (size_t)r->rows + 1);
    r->sum = arena_array(at->scratch, (size_t)(r->columns + 1) * (size_t)(r->rows + 1),
                         sizeof *r->sum);
    return r;
}

void room_take(struct room *r, struct frame f)
{
    int from = clamp((mpt)floor((double)(f.y0 - r->in.y0) / (double)SIDE), r->rows);
    int to = clamp((mpt)ceil((double)(f.y1 - r->in.y0) / (double)SIDE), r->rows);
    for (int row = from; row < to; row++)
        take_row(r, row, (double)f.x0, (double)f.x1);
}

static bool is_free(const struct room *r, int x, int y, int w, int h)
{
    const int *s = r->sum;
    int wide = r->columns + 1;
    return s[(y + h) * wide + x + w] - s[y * wide + x + w] - s[(y + h) * wide + x] +
               s[y * wide + x] == 0;
}

static mpt nearest(mpt at, mpt from, mpt to)
{
    return at < from ? from : at > to ? to : at;
}

/* A name and a little white around it. */
static bool crosses_name(const struct frames *names, mpt x0, mpt y0, mpt x1, mpt y1)
{
    mpt left = (x0 < x1 ? x0 : x1) - AROUND;
    mpt right = (x0 < x1 ? x1 : x0) + AROUND;
    mpt top = (y0 < y1 ? y0 : y1) - AROUND;
    mpt bottom = (y0 < y1 ? y1 : y0) + AROUND;
    for (size_t i = 0; i < names->n; i++) {
        struct frame f = names->taken[i];
        if (f.x1 < left || f.x0 > right || f.y1 < top || f.y0 > bottom)
            continue;
        f = (struct frame){f.x0 - AROUND, f.y0 - AROUND, f.x1 + AROUND, f.y1 + AROUND};
        if (line_meets(x0, y0, x1, y1, f))
            return true;
    }
    return false;
}

struct spot { /* for a name: its frame and where the line from the point ends */
    struct frame frame;
    mpt x, y;
};

static int64_t square(mpt v)
{
    return (int64_t)v * v;
}

/* 0, -1, 1, -2, 2, ...: from the middle outwards. */
static int outwards(int k)
{
    return k % 2 == 0 ? k / 2 : -(k + 1) / 2;
}

/* The nearest free one; rows near the point come first, so that most others need no look. */
static bool find(struct room *r, const struct frames *names, mpt x, mpt y, mpt reach, mpt w,
                 mpt h, struct spot *out)
{
    int across = (int)((w + SIDE - 1) / SIDE);
    int down = (int)((h + SIDE - 1) / SIDE);
    int last = r->rows - down, middle = clamp((y - r->in.y0) / SIDE, r->rows);
    int64_t least = square(reach) + 1;
    bool found = false;
    sum_up(r);
    for (int k = 0; k <= 2 * r->rows; k++) {
        int row = middle + outwards(k);
        mpt top = r->in.y0 + row * SIDE;
        if (row < 0 || row > last)
            continue;
        mpt near_y = nearest(y, top, top + h);
        if (square(near_y - y) >= least)
            continue;
        for (int column = 0; column + across <= r->columns; column++) {
            mpt left = r->in.x0 + column * SIDE;
            mpt to_x = nearest(x, left, left + w);
            mpt to_y = to_x != x ? top + h / 2 : near_y; /* from the side: to the middle */
            int64_t away = square(to_x - x) + square(to_y - y);
            struct frame f = {left, top, left + w, top + h};
            if (away >= least || !is_free(r, column, row, across, down) ||
                !frame_free(names, r->at, &f) || crosses_name(names, x, y, to_x, to_y))
                continue;
            least = away;
            found = true;
            *out = (struct spot){f, to_x, to_y};
        }
    }
    return found;
}

/* Names keep clear of the line, on the map and off it. */
static void take_line(struct room *r, struct frames *names, mpt x, mpt y, const struct spot *to)
{
    int parts = (int)(hypot((double)(to->x - x), (double)(to->y - y)) / (double)LINE_PART) + 1;
    for (int i = 0; i <= parts; i++) {
        struct frame f = frame_at(x + (to->x - x) * i / parts, y + (to->y - y) * i / parts,
                                  PT(2), PT(2));
        room_take(r, f);
        frame_take(names, f);
    }
}

bool room_name(struct room *r, struct frames *names, mpt x, mpt y, mpt reach,
               struct text_look look, const char *text)
{
    mpt w = chart_text_width(r->at->metrics, look, text);
    struct spot to = {{0, 0, 0, 0}, 0, 0};
    if (!find(r, names, x, y, reach, w + 2 * OFF, look.size + 2 * OFF, &to))
        return false;
    room_take(r, to.frame);
    draw_line(r->at, x, y, to.x, to.y, (struct stroke){0xFFFFFF, LEADER * 3, 0, 0});
    draw_line(r->at, x, y, to.x, to.y, (struct stroke){r->at->theme->ink, LEADER, 0, 0});
    draw_dot(r->at, x, y, PT(1.6), r->at->theme->ink, 0xFFFFFF, PT(0.6));
    struct frame f = {to.frame.x0 + OFF, to.frame.y0 + OFF, to.frame.x1 - OFF,
                      to.frame.y1 - OFF};
    frame_text(names, r->at, &f, look, text);
    take_line(r, names, x, y, &to);
    return true;
}
