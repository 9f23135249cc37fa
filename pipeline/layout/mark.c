#include "layout/block_private.h"

/* What a page says about itself besides its contents: which annex it is, and that it is a
 * draft or shows invented figures. Artifacts, but text, so that it is found and read. */

enum {
    PAD = 4000, RISE = 8300, HEIGHT = 11600 /* [mpt] of the ground behind a mark */
};

static mpt bold_text(struct painter *p, const char *s, struct text *text)
{
    const struct theme *t = p->l->theme;
    struct text_look look = {.type = t->head, .accent = t->ink};
    look.type.face = FACE_BOLD;
    look.type.rgb = t->ink;
    text_of_string(p->l, s, &look, text);
    return head_shorten(p->l, text, p->leaf->form->text_w * 8 / 10);
}

/* Papers of a council say at the top right which annex they are. */
void annex_draw(struct painter *p)
{
    const struct leaf *leaf = p->leaf;
    struct text text;
    mpt width = bold_text(p, p->l->doc->annex, &text);
    if (width > 0)
        text_draw(p, &text, NULL, leaf->left + leaf->form->text_w - width,
                  leaf->head_y - ANNEX_RISE);
}

mpt mark_width(struct painter *p)
{
    struct text text;
    mpt width = bold_text(p, p->l->doc->mark, &text);
    return width > 0 ? width + 2 * PAD : 0;
}

void mark_draw(struct painter *p, mpt x, mpt y)
{
    struct text text;
    mpt width = bold_text(p, p->l->doc->mark, &text);
    if (width <= 0)
        return;
    page_rect(p->pages, p->page, TAG_ARTIFACT, x, y - RISE, width + 2 * PAD, HEIGHT,
              p->l->theme->sand2, NO_COLOUR, 0);
    text_draw(p, &text, NULL, x + PAD, y);
}
