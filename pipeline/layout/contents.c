#include "base/str.h"
#include "layout/block_private.h"

enum { LEVELS = 2, NUMBER_WIDTH = 40000 /* [mpt] kept free at the right */ };

struct entry {
    struct par par;
    struct tag *link;
    const struct anchor *target;
    mpt width;             /* up to the right edge of the number */
    struct text_look look;
};

static void entry_draw(struct painter *p, const struct vbox *v, mpt x, mpt y)
{
    const struct entry *e = v->content;
    struct layout *l = p->l;
    struct text number;
    mpt below = par_draw(p, &e->par, x, y);
    if (!e->target->placed)
        return;
    struct text_look look = e->look;
    look.flags = RUN_TABULAR;
    text_of_string(l, page_label(l->arena, e->target->page), &look, &number);
    mpt width = text_most(&number);
    mpt base = below - e->par.leading + e->par.base;
    text_draw(p, &number, e->link, x + e->width - width, base);
    page_link(p->pages, p->page, tag_id(p, e->link),
              (struct page_link){.x = x, .y = y, .w = e->width, .h = below - y,
                                 .page = e->target->page, .top = e->target->top,
                                 .contents = e->link->contents});
}

static void entry_build(struct builder *b, const struct section *s, struct tag *toc, bool lists)
{
    struct layout *l = b->l;
    const struct type_style *type = &l->theme->body;
    struct entry *e = arena_alloc(l->arena, sizeof *e);
    struct builder inner = *b;
    mpt indent = s->level > 1 ? PT(12) * (s->level - 1) : 0;
    e->look = look_of(b, type);
    e->look.hyphenate = false;
    if (s->level == 1 && lists)
        e->look.type.face = FACE_BOLD;
    struct tag *item = tag_new(l, toc, TAG_TOCI);
    e->link = tag_new(l, tag_new(l, item, TAG_REFERENCE), TAG_LINK);
    e->link->contents = s->title;
    e->target = s->anchor;
    e->width = b->width - indent;
    e->par.tag = e->link;
    e->par.leading = type->leading;
    e->par.base = leading_base(type->leading);
    text_of_string(l, s->title, &e->look, &e->par.text);
    par_break(b, &e->par, e->width - NUMBER_WIDTH, HYPHENS_NONE, type->size);
    par_cut(b, &e->par);
    if (e->par.lines.n == 0)
        return;
    inner.x += indent;
    bool apart = lists && s->level == 1 && b->stream->above == SPACE_LIST;
    struct vbox *v = block_box(&inner, SPACE_LIST, length_times(type->leading, e->par.lines.n));
    v->space = apart ? PT(7) : 0;
    v->draw = entry_draw;
    v->content = e;
}

static bool listed(const struct section *s)
{
    return s->level >= 1 && s->level <= LEVELS && s->title != NULL && s->title[0] != '\0';
}

/* The title becomes a heading of its own, with bookmark and name in the page head. */
static void title_build(struct builder *b, const struct doc_node *node)
{
    struct arena *a = b->l->arena;
    struct doc_node *text = arena_alloc(a, sizeof *text);
    struct doc_node *heading = arena_alloc(a, sizeof *heading);
    *text = (struct doc_node){.kind = DOC_TEXT, .text = node->text, .parent = heading};
    *heading = (struct doc_node){.kind = DOC_HEADING, .level = 1, .first = text, .last = text};
    if (node->parent != NULL && node->parent->kind == DOC_ROOT && b->stream->flow->n > 0)
        b->stream->force = true;
    if (b->section == NULL) {
        struct section *s = arena_alloc(a, sizeof *s);
        *s = (struct section){.node = node, .title = node->text, .level = 1};
        b->section = s;
    }
    heading_build(b, heading);
}

static bool holds(const struct section *s, const struct doc_node *node)
{
    while (node != NULL && node != s->node)
        node = node->parent;
    return node != NULL;
}

void contents_build(struct builder *outer, const struct doc_node *node)
{
    struct builder copy = *outer;
    struct builder *b = &copy;
    struct layout *l = b->l;
    struct tag *toc = tag_new(l, b->tag, TAG_TOC);
    struct tag *inside = NULL;
    bool lists = false;
    bool titled = b->section != NULL && str_eq(b->section->title, node->text);
    if (node->text != NULL && node->text[0] != '\0' && !titled)
        title_build(b, node);
    for (size_t i = 0; i < l->n_sections; i++)
        lists = lists || (listed(&l->sections[i]) && l->sections[i].level > 1);
    for (size_t i = 0; i < l->n_sections; i++) {
        const struct section *s = &l->sections[i];
        if (!listed(s) || holds(s, node))
            continue;
        if (s->level == 1)
            inside = NULL;
        else if (inside == NULL)
            inside = tag_new(l, toc, TAG_TOC);
        entry_build(b, s, s->level == 1 ? toc : inside, lists);
    }
}
