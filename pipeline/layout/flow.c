#include "layout/flow_private.h"

#include <stdlib.h>

void flow_init(struct flow *f, mpt pitch)
{
    *f = (struct flow){.pitch = pitch};
}

void flow_release(struct flow *f)
{
    for (size_t i = 0; i < f->n; i++) {
        const struct columns *c = f->box[i].columns;
        for (size_t k = 0; c != NULL && k < c->n; k++)
            flow_release(&c->flow[k]);
    }
    free(f->box);
    flow_init(f, f->pitch);
}

struct vbox *flow_add(struct flow *f)
{
    if (f->n == f->cap) {
        f->cap = f->cap < 16 ? 32 : f->cap + f->cap / 2;
        f->box = mem_grow(f->box, f->cap, sizeof *f->box);
    }
    f->box[f->n] = (struct vbox){0};
    return &f->box[f->n++];
}

void flow_stack(struct flow *f)
{
    mpt y = 0;
    for (size_t i = 0; i < f->n; i++) {
        struct vbox *v = &f->box[i];
        if (i > 0)
            y += v->space;
        y = grid_up(y, v->grid);
        v->y = y;
        y = v->height > LONGEST - y ? LONGEST : y + v->height;
    }
    f->height = y;
}

mpt flow_give(const struct flow *f)
{
    mpt give = 0;
    for (size_t i = 0; i < f->n; i++)
        give += f->box[i].give;
    return give;
}

void flow_shrink(struct flow *f, mpt by)
{
    for (size_t i = f->n; i-- > 0 && by > 0;) {
        struct vbox *v = &f->box[i];
        mpt part = v->give < by ? v->give : by;
        if (part <= 0)
            continue;
        v->shrink(v, part);
        v->give -= part;
        by -= part;
    }
    flow_stack(f);
}

static void frame_draw(struct painter *p, const struct flow *f, size_t from, size_t to, mpt x,
                       mpt y)
{
    const struct theme *t = p->l->theme;
    const struct frame *frame = f->box[from].frame;
    const struct vbox *last = &f->box[from];
    for (size_t i = from; i < to && f->box[i].frame == frame; i++)
        last = &f->box[i];
    mpt top = y + f->box[from].y;
    mpt height = last->y + last->height - f->box[from].y;
    page_rect(p->pages, p->page, TAG_ARTIFACT, x + frame->x, top, frame->width, height, t->sand,
              NO_COLOUR, 0);
    page_rect(p->pages, p->page, TAG_ARTIFACT, x + frame->x, top, PT(3), height, frame->bar,
              NO_COLOUR, 0);
}

void flow_draw(struct painter *p, const struct flow *f, size_t from, size_t to, mpt x, mpt y)
{
    const struct frame *frame = NULL;
    for (size_t i = from; i < to; i++) {
        const struct vbox *v = &f->box[i];
        if (v->frame != NULL && v->frame != frame)
            frame_draw(p, f, i, to, x, y);
        frame = v->frame;
        if (v->draw != NULL)
            v->draw(p, v, x + v->x, y + v->y);
    }
}

/* A link shows a little of the page above its target: headings rise over their box. */
static void anchor_set(struct anchor *a, uint32_t page, mpt y)
{
    if (a != NULL && !a->placed)
        *a = (struct anchor){true, page, y > PT(21) ? y - PT(21) : 0};
}

static void anchor_inside(const struct flow *f, uint32_t page, mpt y)
{
    for (size_t i = 0; i < f->n; i++) {
        const struct vbox *v = &f->box[i];
        anchor_set(v->anchor, page, y + v->y);
        for (size_t k = 0; v->columns != NULL && k < v->columns->n; k++)
            anchor_inside(&v->columns->flow[k], page, y + v->y);
    }
}

void flow_anchor(const struct flow *f, const struct leaf *leaves)
{
    for (size_t i = 0; i < f->n; i++) {
        const struct vbox *v = &f->box[i];
        mpt top = leaves[v->page].top;
        anchor_set(v->anchor, v->page, top + v->y);
        for (size_t k = 0; v->columns != NULL && k < v->columns->n; k++)
            anchor_inside(&v->columns->flow[k], v->page, top + v->y);
    }
}
