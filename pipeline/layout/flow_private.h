/* Flow: a vertical list of boxes with spaces and penalties between them, broken
 * into pages or stacked into a column.
 *
 * Every box knows its height, the space before it (which vanishes at the top of a
 * page), what a page end before it costs, and how to draw itself. Lengths [mpt].
 * Ownership: in the arena of the layout, but the array of a flow is on the heap:
 * flow_init() / flow_release(). */
#ifndef LAYOUT_FLOW_PRIVATE_H
#define LAYOUT_FLOW_PRIVATE_H

#include "layout/layout_private.h"

enum {
    PENALTY_FORBID = 10000, /* never, unless nothing else fits */
    PENALTY_FORCE = -10000
};

/* Tops lie on multiples of the grid's pitch, or of half of it. */
enum grid { GRID_NONE, GRID_HALF, GRID_FULL };

static inline mpt grid_step(const struct layout *l, enum grid grid)
{
    mpt pitch = l->theme->grid;
    return grid == GRID_NONE ? 0 : grid == GRID_HALF ? pitch / 2 : pitch;
}

static inline mpt grid_up(mpt y, mpt step)
{
    return step == 0 ? y : (y + step - 1) / step * step;
}

struct frame { /* sand behind the boxes of a DOC_BOX */
    mpt x, width;
    uint32_t bar;  /* colour of the line at the left */
};

struct vbox;

struct notes { /* footnotes whose marks stand in a box, in their order (footnote_private.h) */
    struct footnote **note;
    size_t n, cap;
    mpt height;         /* of all their lines */
};

/* What notes of this height take from a page, with the rule above them. */
mpt notes_room(mpt height);

/* Repeated at the top of a page that begins with a box inside it: table heads. */
struct resume {
    mpt height;
    void (*draw)(struct painter *p, const struct resume *r, mpt x, mpt y);
    const void *content;
};

struct vbox {
    void (*draw)(struct painter *p, const struct vbox *v, mpt x, mpt y); /* NULL: only space */
    const void *content;
    size_t index;       /* which line, row... of the content */
    mpt x, height, space;
    mpt grid;           /* grid_step() its top lies on */
    int penalty;        /* of a page end before this box */
    bool wide;          /* on a landscape page */
    bool right;         /* begins a right-hand page, in print */
    bool elastic;       /* its space may give up a line when the page would overflow */
    mpt give;           /* its height may shrink by this, in steps of a line */
    void (*shrink)(struct vbox *v, mpt by); /* where it may */
    void *flexible;     /* what shrink changes */
    const struct section *section;
    const struct frame *frame;
    const struct resume *resume;
    const struct columns *columns; /* when the content is these */
    const struct notes *notes; /* NULL without footnotes */
    struct anchor *anchor;
    uint32_t page;      /* set by flow_paginate */
    mpt y;              /* top, from the top of the page's text block or of the stack */
};

struct flow {
    struct vbox *box;
    size_t n, cap;
    mpt pitch;          /* a line of the grid */
    mpt height;         /* of the stack, set by flow_stack */
    mpt wide_height;    /* of the text block of landscape pages, for flow_paginate */
};

struct columns {
    size_t n;
    struct flow *flow;  /* one per column */
    mpt *x;
};

void flow_init(struct flow *f, mpt pitch);
void flow_release(struct flow *f); /* with the flows of columns in it */
struct vbox *flow_add(struct flow *f); /* zeroed; valid until the next flow_add */

/* Places the boxes from the top without page ends. */
void flow_stack(struct flow *f);

/* Takes by (a multiple of the pitch) from the heights of boxes that may shrink, the last ones
 * first, and places all boxes anew; flow_give() says how much there is. */
mpt flow_give(const struct flow *f);
void flow_shrink(struct flow *f, mpt by);

/* Chooses page ends so that the sum of costs is least (the white space left on each
 * page, the penalties and the squeezed spaces), then places the boxes. height is that
 * of the text block on portrait pages; between boxes of both forms there must be a forced
 * end. Always ends: what does not fit anywhere gets a page of its own.
 * Returns the number of pages. */
uint32_t flow_paginate(struct flow *f, mpt height, struct diag *d);

/* Draws boxes from..to-1 with their frames; x, y: where the page or stack begins. */
void flow_draw(struct painter *p, const struct flow *f, size_t from, size_t to, mpt x, mpt y);

/* Sets the anchors of the placed boxes, also inside columns. */
void flow_anchor(const struct flow *f, const struct leaf *leaves);

#endif
