#include <stdlib.h>

#include "layout/flow_private.h"

/* Costs of a page; penalties of boxes are on the same scale. */
enum {
    PAGE_COST = 5000,    /* fewer pages before anything else */
    SQUEEZE_COST = 15,   /* per space that gives up a line */
    SHRINK_COST = 60,    /* per line taken from figures */
    SHORT_COST = 400,    /* a last page with less than SHORT_PAGE on it */
    BROKEN_COST = 20000, /* a forbidden page end, where nothing else fits */
    SHORT_PAGE = 84000,  /* [mpt] */
    LEAST_SPACE = 11000  /* [mpt] a space is never squeezed below this */
};

#define UNREACHED (INT64_MAX / 4)

struct way { /* best way to begin a page with a box */
    int64_t cost;
    size_t from; /* first box of the page before */
};

/* A page while boxes are put on it. */
struct sheet {
    mpt pitch;
    mpt y;       /* below the last box */
    mpt squeeze; /* what spaces may give up */
    mpt shrink;  /* what figures may give up */
    mpt notes;   /* heights of footnotes */
};

/* What is taken of the page. */
static mpt filled(const struct sheet *s)
{
    return s->y + notes_room(s->notes);
}

static mpt gap_of(const struct vbox *v, mpt y)
{
    return grid_up(y + v->space, v->grid) - y;
}

static mpt squeezable(const struct vbox *v, mpt gap, mpt pitch)
{
    return v->elastic && gap - pitch >= LEAST_SPACE ? pitch : 0;
}

static void sheet_add(struct sheet *s, const struct vbox *v, bool first)
{
    if (first) {
        s->y = v->resume != NULL ? v->resume->height : 0;
        s->squeeze = 0;
        s->shrink = 0;
        s->notes = 0;
        s->y = grid_up(s->y, v->grid);
    } else {
        mpt gap = gap_of(v, s->y);
        s->squeeze += squeezable(v, gap, s->pitch);
        s->y += gap;
    }
    s->y += v->height;
    s->shrink += v->give;
    if (v->notes != NULL)
        s->notes = v->notes->height > LONGEST - s->notes ? LONGEST : s->notes + v->notes->height;
}

static int64_t white_cost(mpt left, mpt height)
{
    int64_t r = (int64_t)left * 1000 / (height > 0 ? height : 1);
    return r > 0 ? r * r / 500 : 0;
}

static mpt steps_up(mpt over, mpt pitch)
{
    return over > 0 ? (over + pitch - 1) / pitch : 0;
}

static int64_t squeeze_cost(const struct sheet *s, mpt height)
{
    mpt steps = steps_up(filled(s) - height, s->pitch);
    mpt squeezed = s->squeeze / s->pitch < steps ? s->squeeze / s->pitch : steps;
    return (int64_t)squeezed * SQUEEZE_COST + (int64_t)(steps - squeezed) * SHRINK_COST;
}

static void offer(struct way *way, size_t from, int64_t cost)
{
    if (cost < way->cost) {
        way->cost = cost;
        way->from = from;
    }
}

/* Lays boxes from a on one page and offers every end there is. Where only forbidden
 * ends fit, the last of them is taken. */
static void extend(const struct flow *f, struct way *way, size_t a, mpt height)
{
    struct sheet s = {.pitch = f->pitch};
    bool offered = false;
    size_t b = a;
    while (b < f->n) {
        const struct vbox *v = &f->box[b];
        if (b > a && v->penalty <= PENALTY_FORCE) {
            int64_t cost = way[a].cost + PAGE_COST + squeeze_cost(&s, height);
            offer(&way[b], a, cost + (s.y < SHORT_PAGE ? SHORT_COST : 0));
            return;
        }
        if (b > a && v->penalty < PENALTY_FORBID) {
            int64_t cost = way[a].cost + PAGE_COST + v->penalty + squeeze_cost(&s, height);
            offer(&way[b], a, cost + white_cost(height - filled(&s), height));
            offered = true;
        }
        struct sheet next = s;
        sheet_add(&next, v, b == a);
        if (b > a && filled(&next) - next.squeeze - next.shrink > height)
            break;
        s = next;
        b++;
    }
    if (b == f->n) {
        int64_t cost = way[a].cost + PAGE_COST + squeeze_cost(&s, height);
        offer(&way[b], a, cost + (s.y < SHORT_PAGE ? SHORT_COST : 0));
    } else if (!offered) {
        offer(&way[b], a, way[a].cost + PAGE_COST + BROKEN_COST);
    }
}

static void move_up(struct flow *f, size_t from, size_t to, mpt by)
{
    for (size_t k = from; k < to; k++)
        f->box[k].y -= by;
}

/* Takes what is over from spaces first, then from figures, those at the bottom first. */
static mpt tighten(struct flow *f, size_t from, size_t to, mpt over)
{
    for (size_t i = to; over > 0 && i-- > from + 1;) {
        mpt gap = f->box[i].y - f->box[i - 1].y - f->box[i - 1].height;
        if (squeezable(&f->box[i], gap, f->pitch) == 0)
            continue;
        move_up(f, i, to, f->pitch);
        over -= f->pitch;
    }
    for (size_t i = to; over > 0 && i-- > from;) {
        struct vbox *v = &f->box[i];
        mpt part = steps_up(over, f->pitch) * f->pitch;
        if (part > v->give)
            part = v->give;
        if (part <= 0)
            continue;
        v->shrink(v, part);
        v->give -= part;
        move_up(f, i + 1, to, part);
        over -= part;
    }
    return over;
}

/* Places the boxes of one page. */
static void place(struct flow *f, size_t from, size_t to, uint32_t page, mpt height,
                  struct diag *d)
{
    struct sheet s = {.pitch = f->pitch};
    for (size_t i = from; i < to; i++) {
        struct vbox *v = &f->box[i];
        sheet_add(&s, v, i == from);
        v->page = page;
        v->y = s.y - v->height;
    }
    if (tighten(f, from, to, filled(&s) - height) > 0) {
        const struct section *section = f->box[from].section;
        DIAG_PLAIN(d, BLOCK_TOO_TALL, section != NULL && section->title != NULL
                                          ? section->title : "ohne Titel");
    }
}

/* What the form of the page that begins with a box leaves. */
static mpt room_of(const struct flow *f, size_t first, mpt height)
{
    return f->box[first].wide ? f->wide_height : height;
}

uint32_t flow_paginate(struct flow *f, mpt height, struct diag *d)
{
    struct way *way = mem_alloc((f->n + 1) * sizeof *way);
    size_t *start = mem_alloc((f->n + 1) * sizeof *start);
    for (size_t i = 1; i <= f->n; i++)
        way[i].cost = UNREACHED;
    for (size_t a = 0; a < f->n; a++)
        if (way[a].cost < UNREACHED)
            extend(f, way, a, room_of(f, a, height));
    size_t n_pages = 0;
    for (size_t b = f->n; b > 0; b = way[b].from)
        start[n_pages++] = way[b].from;
    for (size_t k = n_pages; k-- > 0;) {
        size_t to = k > 0 ? start[k - 1] : f->n;
        mpt room = room_of(f, start[k], height);
        place(f, start[k], to, (uint32_t)(n_pages - 1 - k), room, d);
    }
    free(way);
    free(start);
    return (uint32_t)n_pages;
}
