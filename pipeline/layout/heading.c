#include "layout/block_private.h"

enum { /* title page of a part */
    PART_SIZE = 70, /* [percent] of the title on the cover */
    PART_LINES = 3, /* from one line of it to the next [lines of the grid] */
    PART_DROP = 10, /* above it [lines of the grid] */
};

struct heading {
    struct par par;
    uint32_t rule;  /* above a heading that is the title of a column, or NO_COLOUR */
    mpt width;
    const char *title;
    mpt drop;       /* from the top of the box to what its bookmark leads to */
    int level;
    mpt height;
};

/* The level of a bookmark may go down by one only. */
static void bookmark(struct painter *p, const struct heading *h, mpt y)
{
    const struct pages *pages = p->pages;
    int above = pages->n_bookmarks > 0 ? pages->bookmarks[pages->n_bookmarks - 1].level : 0;
    if (h->level > 3 || h->title == NULL || h->title[0] == '\0')
        return;
    pages_bookmark(p->pages, (struct page_bookmark){
                                 .title = h->title,
                                 .level = h->level > above + 1 ? above + 1 : h->level,
                                 .page = p->page, .top = y > PT(28) ? y - PT(28) : 0,
                                 .element = tag_id(p, h->par.tag)});
}

static void heading_draw(struct painter *p, const struct vbox *v, mpt x, mpt y)
{
    const struct heading *h = v->content;
    bookmark(p, h, y + h->drop);
    if (h->rule != NO_COLOUR)
        page_line(p->pages, p->page, TAG_ARTIFACT, x, y, x + h->width, y, PT(0.75), h->rule);
    par_draw(p, &h->par, x, y);
}

static bool lead_follows(const struct doc_node *node)
{
    return node->next != NULL && node->next->kind == DOC_PARAGRAPH &&
           node->next->role.para == PARA_LEAD;
}

/* The overview has the larger size: the first section beside the contents. */
static bool is_overview(const struct layout *l, const struct section *s)
{
    for (size_t i = 0; s != NULL && i < l->n_sections; i++) {
        const struct doc_node *n = l->sections[i].node->first;
        while (n != NULL && n->kind != DOC_CONTENTS)
            n = n->next;
        if (n == NULL)
            return &l->sections[i] == s;
    }
    return true;
}

/* The name of a report that has no cover: three quarters of the name on a cover, on one line,
 * or an ordinary heading. The last of its baselines is the first of the grid's below it. */
static bool set_masthead(struct builder *b, struct heading *h, const struct doc_node *node)
{
    const struct theme *t = b->l->theme;
    if (b->section == NULL || !b->section->node->masthead || b->section->node->first != node)
        return false;
    struct type_style type = t->cover_name;
    type.size = type.size / 4 * 3;
    type.leading = grid_up(type.size, t->grid);
    struct text_look look = look_of(b, &type);
    look.hyphenate = false;
    text_of_node(b->l, node, &look, h->par.tag, &h->par.text);
    par_break(b, &h->par, b->width, HYPHENS_NONE, type.size);
    if (h->par.lines.n != 1)
        return false;
    par_cut(b, &h->par);
    h->par.leading = type.leading;
    h->par.base = leading_base(t->grid) + t->grid;
    h->height = 3 * t->grid;
    return true;
}

/* First baseline half a line above the grid (y = 75); the text begins at baseline 3, or
 * one line below the subtitle. */
static void set_h1(struct builder *b, struct heading *h, const struct doc_node *node)
{
    const struct theme *t = b->l->theme;
    struct text_look look = look_of(b, &t->h1);
    look.hyphenate = false;
    text_of_node(b->l, node, &look, h->par.tag, &h->par.text);
    if (text_most(&h->par.text) > b->width || !is_overview(b->l, b->section)) {
        look.type = t->h1_finding;
        text_of_node(b->l, node, &look, h->par.tag, &h->par.text);
    }
    h->par.leading = look.type.leading;
    h->par.base = leading_base(t->grid) - t->grid / 2;
    par_break_even(b, &h->par, look.type.size);
    par_cut(b, &h->par);
    mpt more = h->par.lines.n > 1 ? length_times(look.type.leading, h->par.lines.n - 1) : 0;
    h->height = lead_follows(node) ? t->grid + grid_up(more, t->grid) : 3 * t->grid;
    if (h->par.lines.n > 2) {
        h->height = t->grid + t->grid / 2 + more;
        DIAG_PLAIN(b->l->diag, HEADING_TOO_LONG, h->title != NULL ? h->title : "");
    }
}

/* The title of a part stands alone on the upper half of its page, large and below the
 * rule that the cover has as well. */
static void set_part(struct builder *b, struct heading *h, const struct doc_node *node)
{
    const struct theme *t = b->l->theme;
    struct type_style type = t->cover_name;
    type.size = type.size * PART_SIZE / 100;
    struct text_look look = look_of(b, &type);
    look.hyphenate = false;
    text_of_node(b->l, node, &look, h->par.tag, &h->par.text);
    h->par.leading = PART_LINES * t->grid;
    h->drop = PART_DROP * t->grid;
    h->par.base = h->drop + leading_base(t->grid);
    par_break_even(b, &h->par, type.size);
    par_cut(b, &h->par);
    h->height = h->drop + length_times(h->par.leading, h->par.lines.n);
    h->rule = field_colour(b->l, b->field);
    h->width = b->width;
}

/* The last baseline is on the grid, as high above the bottom of whole lines as that of
 * text (3 of 14). */
static void set_lower(struct builder *b, struct heading *h, const struct doc_node *node)
{
    const struct theme *t = b->l->theme;
    const struct type_style *type = h->level == 2 ? &t->h2 : h->level == 3 ? &t->h3 : &t->h4;
    struct text_look look = look_of(b, type);
    look.hyphenate = false;
    text_of_node(b->l, node, &look, h->par.tag, &h->par.text);
    par_break(b, &h->par, b->width, HYPHENS_NONE, type->size);
    par_cut(b, &h->par);
    mpt lines = length_times(type->leading, h->par.lines.n);
    h->height = grid_up(lines, t->grid);
    h->par.leading = type->leading;
    h->par.base = h->height - (t->grid - leading_base(t->grid)) - (lines - type->leading);
}

/* A section inside a column looks like a block: rule, title 11 below it. */
static void set_block_title(struct builder *b, struct heading *h, const struct doc_node *node)
{
    const struct type_style *type = &b->l->theme->block_title;
    struct text_look look = look_of(b, type);
    look.hyphenate = false;
    text_of_node(b->l, node, &look, h->par.tag, &h->par.text);
    par_break(b, &h->par, b->width, HYPHENS_NONE, type->size);
    par_cut(b, &h->par);
    h->par.leading = type->leading;
    h->par.base = PT(11);
    h->height = PT(2) + length_times(type->leading, h->par.lines.n);
    h->rule = field_colour(b->l, b->field);
    h->width = b->width;
}

static bool in_column(const struct doc_node *node)
{
    while (node != NULL && node->kind != DOC_COLUMN)
        node = node->parent;
    return node != NULL;
}

/* In a part, headings of lower levels head a page as well. */
static bool heads_page(const struct builder *b, const struct doc_node *node, int level)
{
    const struct section *s = b->section;
    return level == 1 || (s != NULL && s->part != NULL && s->node->first == node &&
                          s->node->new_page && b->width == b->form->text_w);
}

void heading_build(struct builder *b, const struct doc_node *node)
{
    static const enum tag_role roles[] = {TAG_H1, TAG_H2, TAG_H3, TAG_H4};
    static const enum space_class classes[] = {SPACE_H1, SPACE_HEAD, SPACE_SUBHEAD,
                                               SPACE_SUBHEAD};
    struct layout *l = b->l;
    struct heading *h = arena_alloc(l->arena, sizeof *h);
    const struct section *s = b->section;
    int level = node->level < 1 ? 1 : node->level > 4 ? 4 : node->level;
    h->level = level;
    h->title = s != NULL && s->node->first == node ? s->title
                                                   : node_plain_text(l->arena, node, 400);
    h->par.tag = tag_block(l, b->tag, roles[level - 1], node);
    if (s != NULL && s->node->first == node && s->node->running != NULL)
        h->par.tag->title = s->node->running; /* what bookmark and contents call it */
    h->rule = NO_COLOUR;
    bool page = heads_page(b, node, level);
    bool part = page && s != NULL && s->part == s && s->node->first == node;
    if (part)
        set_part(b, h, node);
    else if (page && !set_masthead(b, h, node))
        set_h1(b, h, node);
    else if (!page && in_column(node))
        set_block_title(b, h, node);
    else if (!page)
        set_lower(b, h, node);
    if (h->par.lines.n == 0)
        return;
    bool ruled = h->rule != NO_COLOUR && !part;
    struct vbox *v = block_box(b, ruled ? SPACE_BLOCK : classes[page ? 0 : level - 1],
                               h->height);
    if (ruled) {
        b->stream->above = SPACE_SUBHEAD;
        b->stream->keep = true;
    }
    v->draw = heading_draw;
    v->content = h;
}
