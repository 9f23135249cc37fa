#include <string.h>

#include "layout/block_private.h"

enum {
    BAR_WIDTH = 14000, BAR_HEIGHT = 4000, BAR_PITCH = 16000,
    BAR_RISE = 4700,                 /* top of the bars above the baseline */
    NAME_GAP = 8000, MARK_GAP = 12000
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
static mpt put(struct painter *p, const char *s, const struct type_style *type, uint32_t rgb,
               bool right, mpt from_edge, mpt baseline, mpt limit)
{
    struct layout *l = p->l;
    struct text_look look = {.type = *type, .accent = rgb, .flags = RUN_TABULAR};
    struct text text;
    look.type.rgb = rgb;
    text_of_string(l, s, &look, &text);
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

/* Five bars at the outer edge; on the pages of one Handlungsfeld only its own. */
static void bars(struct painter *p, int field, int n, bool right)
{
    const struct theme *t = p->l->theme;
    const struct leaf *leaf = p->leaf;
    mpt total = (n - 1) * BAR_PITCH + BAR_WIDTH;
    mpt x = right ? leaf->left + leaf->form->text_w - total : leaf->left;
    for (int i = 1; i <= n; i++, x += BAR_PITCH) {
        uint32_t rgb = field == 0 || field == i ? t->field[i] : t->sand2;
        page_rect(p->pages, p->page, TAG_ARTIFACT, x, leaf->head_y - BAR_RISE, BAR_WIDTH,
                  BAR_HEIGHT, rgb, NO_COLOUR, 0);
    }
}

static void foot(struct painter *p, bool outer_right)
{
    struct layout *l = p->l;
    const struct theme *t = l->theme;
    const struct leaf *leaf = p->leaf;
    mpt text_w = leaf->form->text_w;
    mpt mark = mark_width(p);
    /* A mark tells what the figures are: what stands beside it loses its end first. */
    mpt limit = mark > 0 ? text_w * 9 / 10 - mark - MARK_GAP : text_w * 6 / 10;
    mpt used = 0;
    put(p, page_label(l->arena, p->page), &t->folio, t->folio.rgb, outer_right, 0, leaf->foot_y,
        text_w / 4);
    if (l->doc->publication != NULL)
        used = put(p, l->doc->publication, &t->head, t->head.rgb, !outer_right, 0, leaf->foot_y,
                   limit);
    mpt from = used > 0 ? used + MARK_GAP : 0;
    mark_draw(p, outer_right ? leaf->left + from : leaf->left + text_w - from - mark,
              leaf->foot_y);
}

void head_draw(struct painter *p, const struct section *section, bool cover)
{
    struct layout *l = p->l;
    const struct theme *t = l->theme;
    bool outer_right = p->leaf->outer_right;
    mpt y = p->leaf->head_y;
    mpt text_w = p->leaf->form->text_w;
    const struct section *s = running(section);
    int field = section != NULL ? section->field : 0;
    int n = l->doc->n_fields > 5 ? 5 : l->doc->n_fields;
    mpt edge = 0;
    if (cover) {
        mark_draw(p, p->leaf->left + text_w - mark_width(p), p->leaf->foot_y);
        return;
    }
    annex_draw(p);
    if (n > 0) {
        bars(p, field, n, outer_right);
        edge = (n - 1) * BAR_PITCH + BAR_WIDTH + NAME_GAP;
    }
    if (s != NULL && s->title != NULL) {
        struct type_style bold = t->head;
        bold.face = FACE_BOLD;
        put(p, s->title, &bold, field_colour(l, field), outer_right, edge, y, text_w / 2);
    }
    if (l->doc->volume != NULL)
        put(p, l->doc->volume, &t->head, t->head.rgb, !outer_right, 0, y, text_w / 3);
    foot(p, outer_right);
}
