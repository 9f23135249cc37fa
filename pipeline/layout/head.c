#include <string.h>

#include "layout/block_private.h"

/* One end of a line while it is filled from the edge inwards. */
struct side {
    struct painter *p;
    const struct section *section;
    const struct head_line *line;
    bool right;
    mpt used;  /* with the gap behind the last item */
    mpt limit; /* where the other side begins */
    mpt kept;  /* for a mark that is still to come */
};

/* Text at the left or right end of the text block; returns its width. */
static mpt put(struct painter *p, const char *s, const struct type_style *type, uint32_t rgb,
               bool right, mpt from_edge, mpt baseline, mpt limit)
{
    struct layout *l = p->l;
    const struct theme *t = l->theme;
    struct text_look look = {.type = *type, .accent = rgb};
    struct text text;
    look.type.rgb = rgb;
    text_of_string(l, s, &look, &text);
    mpt width = text_most(&text);
    if (text.n == 0)
        return 0;
    if (width > limit) { /* a running title that is too long loses its end */
        text_force(l, &text, limit / 2);
        while (text.n > 1 && line_width(&text, 0, text.n - 1) > limit)
            text.n--;
        text.piece[text.n - 1].space = 0;
        text.piece[text.n - 1].end = END_FORCED;
        width = line_width(&text, 0, text.n - 1);
    }
    mpt x = right ? p->left + t->text_w - from_edge - width : p->left + from_edge;
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
    mpt total = (n - 1) * t->bar_pitch + t->bar_w;
    mpt x = s->right ? p->left + t->text_w - s->used - total : p->left + s->used;
    for (int i = 1; i <= n; i++, x += t->bar_pitch) {
        uint32_t rgb = field == 0 || field == i ? t->field[i] : t->sand2;
        page_rect(p->pages, p->page, TAG_ARTIFACT, x, s->line->baseline - t->bar_rise, t->bar_w,
                  t->bar_h, rgb, NO_COLOUR, 0);
    }
    return total;
}

/* A text of at most the share (in hundredths) of the line, and of what is left of it. */
static mpt put_text(const struct side *s, const char *text, const struct type_style *type,
                    uint32_t rgb, int share)
{
    mpt limit = s->p->l->theme->text_w * share / 100;
    if (limit > s->limit - s->used - s->kept)
        limit = s->limit - s->used - s->kept;
    if (text == NULL || limit <= 0)
        return 0;
    return put(s->p, text, type, rgb, s->right, s->used, s->line->baseline, limit);
}

/* Returns the width. */
static mpt put_item(const struct side *s, enum head_item item)
{
    struct layout *l = s->p->l;
    const struct theme *t = l->theme;
    const struct section *named = running(s->section);
    struct type_style bold = t->head;
    bold.face = FACE_BOLD;
    switch (item) {
    case HEAD_BARS: return put_bars(s);
    case HEAD_RUNNING:
        return put_text(s, named != NULL ? named->title : NULL, &bold,
                        field_colour(l, s->section != NULL ? s->section->field : 0), 50);
    case HEAD_VOLUME: return put_text(s, l->doc->volume, &t->head, t->head.rgb, 33);
    case HEAD_PUBLICATION:
        return put_text(s, l->doc->publication, &t->head, t->head.rgb,
                        l->doc->mark != NULL ? 45 : 60);
    case HEAD_MARK: return put_text(s, l->doc->mark, &bold, t->ink, 90);
    case HEAD_FOLIO:
        return put_text(s, page_label(l->arena, s->p->page), &t->folio, t->folio.rgb, 25);
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
static mpt mark_width(struct layout *l, const struct head_line *line)
{
    struct text_look look = {.type = l->theme->head};
    struct text text;
    look.type.face = FACE_BOLD;
    if (l->doc->mark == NULL || !(holds_mark(&line->outer) || holds_mark(&line->inner)))
        return 0;
    text_of_string(l, l->doc->mark, &look, &text);
    return text_most(&text) + line->gap;
}

static void line_draw(struct painter *p, const struct section *section,
                      const struct head_line *line)
{
    const struct theme *t = p->l->theme;
    bool outer_right = !t->mirrored || p->page % 2 == 0; /* odd numbers: outer at the right */
    struct side outer = {p, section, line, outer_right, 0, t->text_w,
                         mark_width(p->l, line)};
    fill(&outer, &line->outer);
    struct side inner = {p, section, line, !outer_right, 0, t->text_w - outer.used, outer.kept};
    fill(&inner, &line->inner);
}

static void cover_mark(struct painter *p)
{
    const struct theme *t = p->l->theme;
    struct type_style bold = t->head;
    bold.face = FACE_BOLD;
    if (p->l->doc->mark != NULL)
        put(p, p->l->doc->mark, &bold, t->ink, true, 0, t->page_foot.baseline, t->text_w / 2);
}

void head_draw(struct painter *p, const struct section *section, bool cover)
{
    if (cover) {
        cover_mark(p);
        return;
    }
    line_draw(p, section, &p->l->theme->page_head);
    line_draw(p, section, &p->l->theme->page_foot);
}
