#include "layout/block_private.h"
#include "layout/footnote_private.h"

enum {
    COLUMN_COUNT = 12,
    STRETCH = 28000,      /* [mpt] a last box grows by at most */
    LEAST_WIDTH = 120000, /* [mpt] what is narrower is not parted into columns */
};

static mpt span_width(const struct builder *b, int span)
{
    return span * b->form->column + (span - 1) * b->l->theme->gutter;
}

static int span_of(const struct doc_node *column)
{
    return column->span < 1 ? 1 : column->span > COLUMN_COUNT ? COLUMN_COUNT : column->span;
}

/* 0 where the columns do not fit side by side. */
static size_t count(const struct doc_node *node)
{
    size_t n = 0;
    int spans = 0;
    for (const struct doc_node *c = node->first; c != NULL && n <= COLUMN_COUNT; c = c->next)
        if (c->kind == DOC_COLUMN) {
            spans += span_of(c);
            n++;
        }
    return spans <= COLUMN_COUNT ? n : 0;
}

/* A box at the foot of a column may grow a little to end with its neighbours. */
static void stretch(struct flow *f, mpt height)
{
    struct vbox *last = f->n > 0 ? &f->box[f->n - 1] : NULL;
    if (last == NULL || last->frame == NULL || height <= f->height ||
        height - f->height > STRETCH)
        return;
    last->height += height - f->height;
    f->height = height;
}

static void columns_draw(struct painter *p, const struct vbox *v, mpt x, mpt y)
{
    struct columns *c = v->flexible;
    for (size_t i = 0; i < c->n; i++) {
        stretch(&c->flow[i], v->height);
        flow_draw(p, &c->flow[i], 0, c->flow[i].n, x + c->x[i], y);
    }
}

static void column_build(const struct builder *b, const struct doc_node *node, mpt width,
                         struct flow *flow)
{
    struct stream stream = {.flow = flow};
    struct builder inner = *b;
    flow_init(flow, b->l->theme->grid);
    inner.stream = &stream;
    inner.x = 0;
    inner.width = width;
    inner.frame = NULL;
    inner.columns++;
    blocks_build(&inner, node->first);
    flow_stack(flow);
}

static void columns_shrink(struct vbox *v, mpt by)
{
    struct columns *c = v->flexible;
    v->height -= by;
    for (size_t i = 0; i < c->n; i++) {
        mpt over = c->flow[i].height - v->height;
        if (over > 0)
            flow_shrink(&c->flow[i], grid_up(over, c->flow[i].pitch));
    }
}

/* What all columns together can give: the stiffest one decides. */
static mpt give_of(const struct columns *c, mpt height, mpt pitch)
{
    mpt give = height;
    for (size_t i = 0; i < c->n; i++) {
        mpt least = c->flow[i].height - flow_give(&c->flow[i]);
        if (height - least < give)
            give = height - least;
    }
    return give / pitch * pitch;
}

/* Height of a page that begins with the headings just above, less these. */
static mpt room_for(const struct builder *b)
{
    const struct flow *f = b->stream->flow;
    mpt pitch = b->l->theme->grid;
    mpt page = b->form->text_h;
    mpt room = b->stream->above == SPACE_LEAD ? page - pitch : page;
    if (!b->stream->keep || b->columns > 0)
        return page;
    for (size_t i = f->n; i-- > 0;) {
        room -= f->box[i].height;
        if (f->box[i].penalty < PENALTY_FORBID)
            break;
    }
    return room;
}

/* One below the other, at full width. */
static void stack_up(struct builder *b, const struct doc_node *node)
{
    for (const struct doc_node *c = node->first; c != NULL; c = c->next)
        if (c->kind == DOC_COLUMN)
            blocks_build(b, c->first);
}

static struct notes *notes_of(struct layout *l, const struct columns *c)
{
    struct notes *notes = NULL;
    for (size_t i = 0; i < c->n; i++)
        for (size_t k = 0; k < c->flow[i].n; k++)
            notes = notes_join(l, notes, c->flow[i].box[k].notes);
    return notes;
}

void columns_build(struct builder *b, const struct doc_node *node)
{
    struct layout *l = b->l;
    const struct theme *t = l->theme;
    struct columns *c = arena_alloc(l->arena, sizeof *c);
    mpt x = 0;
    mpt height = 0;
    c->n = count(node);
    if (b->width < LEAST_WIDTH || b->columns >= 2 || c->n == 0) {
        stack_up(b, node);
        return;
    }
    c->flow = arena_array(l->arena, c->n, sizeof *c->flow);
    c->x = arena_array(l->arena, c->n, sizeof *c->x);
    size_t i = 0;
    for (const struct doc_node *at = node->first; at != NULL; at = at->next) {
        if (at->kind != DOC_COLUMN)
            continue;
        mpt width = (mpt)((int64_t)span_width(b, span_of(at)) * b->width / b->form->text_w);
        if (x + width > b->width)
            width = b->width - x > b->form->column ? b->width - x : b->form->column;
        column_build(b, at, width, &c->flow[i]);
        c->x[i] = x;
        x += width + t->gutter;
        i++;
    }
    figures_align(c);
    for (i = 0; i < c->n; i++)
        if (c->flow[i].height > height)
            height = c->flow[i].height;
    mpt give = give_of(c, height, t->grid);
    struct notes *notes = notes_of(l, c);
    if (height - give > room_for(b) - (notes != NULL ? notes_room(notes->height) : 0)) {
        for (i = 0; i < c->n; i++)
            flow_release(&c->flow[i]);
        DIAG_PLAIN(l->diag, COLUMNS_TOO_TALL,
                   b->section != NULL && b->section->title != NULL ? b->section->title : "");
        stack_up(b, node);
        return;
    }
    struct vbox *v = block_box(b, SPACE_COLUMNS, height);
    v->draw = columns_draw;
    v->columns = c;
    v->notes = notes;
    v->flexible = c;
    v->give = give;
    v->shrink = columns_shrink;
}
