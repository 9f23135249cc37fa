#include <string.h>

#include "layout/block_private.h"

/* One end of a line while it is filled from the edge inwards. */
struct side {
    struct painter *p;
    const struct section *section;
    const struct head_line *line;
    bool right;
    mpt baseline;
    mpt used;  /* with the gap behind the last item */
    mpt limit; /* where the other side begins */
    mpt kept;  /* for a mark that is still to come */
};

mpt head_shorten(struct layout *l, struct text *text, mpt limit)
{
    mpt width = text_most(text);
    if (width <= limit || text->n == 0)
        return width;
    text_force(l, text, limit / 2);
    while (text->n > 1 && line_width(text, 0, text->n - 1) > limit)
        text->n--;
    text->piece[text->n - 1].space = 0;
    text->piece[text->n - 1].end = END_FORCED;
    return line_width(text, 0, text->n - 1);
}

/* Text at the left or right end of the text block; returns its width. */
static mpt put(struct painter *p, const struct marked *s, const struct type_style *type,
               uint32_t rgb, bool right, mpt from_edge, mpt baseline, mpt limit)
{
    struct layout *l = p->l;
    struct text_look look = {.type = *type, .accent = rgb, .flags = RUN_TABULAR};
    struct text text;
    look.type.rgb = rgb;
    text_of_marked(l, s, &look, NULL, &text);
    mpt width = head_shorten(l, &text, limit);
    if (text.n == 0)
        return 0;
    const struct leaf *leaf = p->leaf;
    mpt x = right ? leaf->left + leaf->form->text_w - from_edge - width : leaf->left + from_edge;
    text_draw(p, &text, NULL, x, baseline);
    return width;
}

static const struct section *running(const struct section *s)
{
    while (s != NULL && s->node->running == NULL && s->parent != NULL)
        s = s->parent;
    return s;
}

/* On the pages of one Handlungsfeld only its own bar is coloured. Returns their width. */
static mpt put_bars(const struct side *s)
{
    struct painter *p = s->p;
    const struct theme *t = p->l->theme;
    int n = p->l->doc->n_fields > 5 ? 5 : p->l->doc->n_fields;
    int field = s->section != NULL ? s->section->field : 0;
    if (n <= 0)
        return 0;
    const struct leaf *leaf = p->leaf;
    mpt total = (n - 1) * t->bar_pitch + t->bar_w;
    mpt x = leaf->left + (s->right ? leaf->form->text_w - s->used - total : s->used);
    for (int i = 1; i <= n; i++, x += t->bar_pitch) {
        uint32_t rgb = field == 0 || field == i ? t->field[i] : t->sand2;
        page_rect(p->pages, p->page, TAG_ARTIFACT, x, s->baseline - t->bar_rise, t->bar_w,
                  t->bar_h, rgb, NO_COLOUR, 0);
    }
    return total;
}

/* A text of at most that width, and of what is left of the line. */
static mpt put_text(const struct side *s, const char *text, const struct doc_node *node,
                    const struct type_style *type, uint32_t rgb, mpt limit)
{
    if (limit > s->limit - s->used - s->kept)
        limit = s->limit - s->used - s->kept;
    if (text == NULL || limit <= 0)
        return 0;
    return put(s->p, &(struct marked){.text = text, .node = node}, type, rgb, s->right, s->used,
               s->baseline, limit);
}

static mpt put_mark(const struct side *s)
{
    const struct leaf *leaf = s->p->leaf;
    mpt width = mark_width(s->p);
    mpt from = s->right ? leaf->form->text_w - s->used - width : s->used;
    mark_draw(s->p, leaf->left + from, s->baseline);
    return width;
}

/* Returns the width. */
static mpt put_item(const struct side *s, enum head_item item)
{
    struct layout *l = s->p->l;
    const struct theme *t = l->theme;
    mpt text_w = s->p->leaf->form->text_w;
    const struct section *named = running(s->section);
    const struct doc_node *root = l->doc->root;
    struct type_style bold = t->head;
    bold.face = FACE_BOLD;
    switch (item) {
    case HEAD_BARS: return put_bars(s);
    case HEAD_RUNNING:
        return put_text(s, named != NULL ? named->title : NULL,
                        named != NULL ? named->node : NULL, &bold,
                        field_colour(l, s->section != NULL ? s->section->field : 0), text_w / 2);
    case HEAD_VOLUME: return put_text(s, l->doc->volume, root, &t->head, t->head.rgb, text_w / 3);
    case HEAD_PUBLICATION:
        return put_text(s, l->doc->publication, root, &t->head, t->head.rgb,
                        s->kept > 0 ? text_w * 9 / 10 - s->kept : text_w * 6 / 10);
    case HEAD_MARK: return put_mark(s);
    case HEAD_FOLIO:
        return put_text(s, page_label(l->arena, s->p->page), NULL, &t->folio, t->folio.rgb,
                        text_w / 4);
    case HEAD_ITEM_COUNT: break;
    }
    return 0;
}

static void fill(struct side *s, const struct head_side *items)
{
    for (int i = 0; i < items->n; i++) {
        if (items->item[i] == HEAD_MARK)
            s->kept = 0;
        mpt width = put_item(s, items->item[i]);
        s->used += width > 0 ? width + s->line->gap : 0;
    }
}

static bool holds_mark(const struct head_side *side)
{
    for (int i = 0; i < side->n; i++)
        if (side->item[i] == HEAD_MARK)
            return true;
    return false;
}

/* A mark tells what the figures are and must not lose its end: all else yields. */
static mpt kept_for_mark(struct painter *p, const struct head_line *line)
{
    mpt width = holds_mark(&line->outer) || holds_mark(&line->inner) ? mark_width(p) : 0;
    return width > 0 ? width + line->gap : 0;
}

static void line_draw(struct painter *p, const struct section *section,
                      const struct head_line *line, mpt baseline)
{
    bool right = p->leaf->outer_right;
    mpt text_w = p->leaf->form->text_w;
    struct side outer = {p, section, line, right, baseline, 0, text_w, kept_for_mark(p, line)};
    fill(&outer, &line->outer);
    struct side inner = {p, section, line, !right, baseline, 0, text_w - outer.used, outer.kept};
    fill(&inner, &line->inner);
}

void head_draw(struct painter *p, const struct section *section, bool cover)
{
    const struct theme *t = p->l->theme;
    const struct leaf *leaf = p->leaf;
    if (cover) {
        mark_draw(p, leaf->left + leaf->form->text_w - mark_width(p), leaf->foot_y);
        return;
    }
    annex_draw(p);
    line_draw(p, section, &t->page_head, leaf->head_y);
    line_draw(p, section, &t->page_foot, leaf->foot_y);
}
