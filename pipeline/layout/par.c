#include "layout/block_private.h"

enum { LINE_PENALTY = 60, HYPHEN_PENALTY = 40 }; /* of a page end between two lines */

struct text_look look_of(const struct builder *b, const struct type_style *type)
{
    return (struct text_look){.type = *type, .accent = field_colour(b->l, b->field),
                              .hyphenate = true};
}

struct par *par_new(struct builder *b, struct tag *tag, mpt leading)
{
    struct par *p = arena_alloc(b->l->arena, sizeof *p);
    p->tag = tag;
    p->leading = leading;
    p->base = leading_base(leading);
    return p;
}

void par_break(struct builder *b, struct par *p, mpt width, bool hyphenate, mpt size)
{
    lines_break(b->l, &p->text, width, p->indent, hyphenate, size, &p->lines);
}

void par_break_even(struct builder *b, struct par *p, mpt size)
{
    struct lines found;
    par_break(b, p, b->width, false, size);
    if (p->lines.n < 2 || p->lines.n > 4)
        return;
    mpt low = b->width / 2;
    mpt high = b->width;
    while (high - low > PT(2)) {
        mpt middle = low + (high - low) / 2;
        lines_break(b->l, &p->text, middle, 0, false, size, &found);
        bool fits = found.n == p->lines.n;
        for (size_t i = 0; i < found.n; i++)
            fits = fits && found.line[i].width <= middle;
        if (fits) {
            p->lines = found;
            high = middle;
        } else {
            low = middle;
        }
    }
}

static void draw_line(struct painter *p, const struct par *par, size_t i, mpt x, mpt y)
{
    text_line_draw(p, &par->text, &par->lines.line[i], par->tag,
                   x + (i == 0 ? par->indent : 0), y + par->base);
}

void par_draw_line(struct painter *p, const struct vbox *v, mpt x, mpt y)
{
    const struct par *par = v->content;
    if (v->index == 0 && par->label != NULL)
        text_draw(p, &par->label->text, par->label->tag, x - v->x + par->label->x,
                  y + par->base);
    draw_line(p, par, v->index, x, y);
}

mpt par_draw(struct painter *p, const struct par *par, mpt x, mpt y)
{
    for (size_t i = 0; i < par->lines.n; i++, y += par->leading)
        draw_line(p, par, i, x, y);
    return y;
}

/* At least two lines on either side of a page end. */
static int line_penalty(const struct par *p, size_t i)
{
    if (i == 1 || i + 1 == p->lines.n)
        return PENALTY_FORBID;
    size_t before = p->lines.line[i - 1].last;
    return LINE_PENALTY + (p->text.piece[before].end == END_HYPHEN ? HYPHEN_PENALTY : 0);
}

void par_lines(struct builder *b, const struct par *p, enum space_class c)
{
    struct stream *s = b->stream;
    if (p->lines.n == 0)
        return;
    struct par *own = arena_alloc(b->l->arena, sizeof *own);
    *own = *p;
    own->label = s->label;
    s->label = NULL;
    for (size_t i = 0; i < own->lines.n; i++) {
        struct vbox *v = block_box(b, c, own->leading);
        v->draw = par_draw_line;
        v->content = own;
        v->index = i;
        if (i == 0)
            continue;
        v->space = 0;
        v->grid = GRID_NONE;
        v->elastic = false;
        v->penalty = line_penalty(own, i);
    }
}
