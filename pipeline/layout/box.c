#include "layout/block_private.h"
#include "layout/footnote_private.h"

/* A box is one piece where it fits on a page. */
static void hold_together(const struct builder *b, struct flow *f, size_t from)
{
    int64_t height = 0;
    mpt notes = 0;
    for (size_t i = from; i < f->n; i++) {
        height += f->box[i].height + f->box[i].space;
        notes += f->box[i].notes != NULL && notes < LONGEST / 2 ? f->box[i].notes->height : 0;
    }
    height += notes_room(notes);
    bool fits = height < b->form->text_h;
    for (size_t i = from + 1; i < f->n; i++)
        if (fits || i == from + 1 || i + 1 == f->n)
            f->box[i].penalty = PENALTY_FORBID;
}

static void padding(struct builder *b, enum space_class c, mpt height)
{
    struct vbox *v = block_box(b, c, height);
    if (c == SPACE_NONE)
        v->space = 0;
}

void box_build(struct builder *b, const struct doc_node *node)
{
    struct layout *l = b->l;
    const struct theme *t = l->theme;
    struct builder inner = *b;
    struct frame *frame = arena_alloc(l->arena, sizeof *frame);
    size_t from = b->stream->flow->n;
    inner.field = node->field >= 0 && node->field <= 5 ? node->field : b->field;
    *frame = (struct frame){b->x, b->width, field_colour(l, inner.field)};
    inner.frame = frame;
    padding(&inner, SPACE_BOX, PT(5));
    mpt pad = b->width > PT(60) ? PT(10) : PT(4);
    inner.x += pad;
    inner.width -= 2 * pad;
    inner.tight = true;
    inner.tag = tag_block(l, b->tag, TAG_ASIDE, node);
    b->stream->above = SPACE_NONE;
    if (node->text != NULL && node->text[0] != '\0') {
        struct text_look look = look_of(&inner, &t->box_title);
        struct par *p = par_new(&inner, tag_new(l, inner.tag, TAG_P), t->box_title.leading);
        look.type.rgb = look.accent;
        text_of_marked(l, &(struct marked){node->text, node->text_marks, 0, node}, &look,
                       p->tag, &p->text);
        par_break(&inner, p, inner.width, HYPHENS_NEEDED, t->box_title.size);
        par_lines(&inner, p, SPACE_TEXT);
        b->stream->above = SPACE_NONE;
    }
    size_t first = b->stream->flow->n;
    blocks_build(&inner, node->first);
    if (first > from + 1 && b->stream->flow->n > first)
        b->stream->flow->box[first].space = PT(2);
    inner.x = b->x;
    padding(&inner, SPACE_NONE, PT(9.5));
    b->stream->flow->box[b->stream->flow->n - 1].grid = GRID_NONE;
    hold_together(b, b->stream->flow, from);
    b->stream->above = SPACE_BOX;
    b->stream->keep = false;
}
