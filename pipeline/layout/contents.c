#include "base/str.h"
#include "layout/block_private.h"

enum {
    LEVELS = 2,
    NUMBER_WIDTH = 40000, /* [mpt] kept free at the right */
    LABEL_WIDTH = 18000,  /* [mpt] of the numbers of figures and tables */
    RULE_RISE = 2500      /* [mpt] of the hairline above an entry */
};

struct entry {
    struct par par;
    struct label *label;   /* number of a figure or table, or NULL */
    struct tag *link;
    const struct anchor *target;
    mpt width;             /* up to the right edge of the number */
    bool ruled;            /* a hairline above leads the eye from title to number */
    struct text_look look;
};

static void entry_draw(struct painter *p, const struct vbox *v, mpt x, mpt y)
{
    const struct entry *e = v->content;
    struct layout *l = p->l;
    struct text number;
    if (e->ruled)
        page_line(p->pages, p->page, 0, x, y - RULE_RISE, x + e->width, y - RULE_RISE, PT(0.5),
                  l->theme->rule);
    if (e->label != NULL)
        text_draw(p, &e->label->text, e->label->tag, x - e->label->x, y + e->par.base);
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

/* An entry whose title begins at indent; NULL without a title. */
static struct vbox *entry_add(struct builder *b, struct entry *e, const struct marked *title,
                              mpt indent)
{
    const struct type_style *type = &e->look.type;
    struct builder inner = *b;
    e->width = b->width - indent;
    e->par.tag = e->link;
    e->par.leading = type->leading;
    e->par.base = leading_base(type->leading);
    text_of_marked(b->l, title, &e->look, e->link, &e->par.text);
    par_break(b, &e->par, e->width - NUMBER_WIDTH, HYPHENS_NONE, type->size);
    par_cut(b, &e->par);
    if (e->par.lines.n == 0)
        return NULL;
    bool follows = b->stream->above == SPACE_LIST;
    inner.x += indent;
    struct vbox *v = block_box(&inner, SPACE_LIST, length_times(type->leading, e->par.lines.n));
    v->space = follows ? 0 : v->space;
    v->draw = entry_draw;
    v->content = e;
    return v;
}

static struct entry *entry_new(struct builder *b, struct tag *item, const struct anchor *target,
                               const char *contents, const struct type_style *type)
{
    struct entry *e = arena_alloc(b->l->arena, sizeof *e);
    e->look = look_of(b, type);
    e->look.hyphenate = false;
    e->link = tag_new(b->l, tag_new(b->l, item, TAG_REFERENCE), TAG_LINK);
    e->link->contents = contents;
    e->target = target;
    return e;
}

static void section_entry(struct builder *b, const struct section *s, struct tag *toc, int above,
                          bool lists)
{
    struct entry *e = entry_new(b, tag_new(b->l, toc, TAG_TOCI), s->anchor, s->title,
                                &b->l->theme->body);
    int level = s->level - above;
    if (level == 1 && lists)
        e->look.type.face = FACE_BOLD;
    struct marked title = {s->title, s->marks, 0, s->node};
    bool apart = lists && level == 1 && b->stream->above == SPACE_LIST;
    struct vbox *v = entry_add(b, e, &title, level > 1 ? PT(12) * (level - 1) : 0);
    e->ruled = apart;
    if (v != NULL && apart)
        v->space = PT(7);
}

/* The number hangs before the title: lines of a long one stand below each other. */
static void block_entry(struct builder *b, const struct doc_node *node, struct tag *toc)
{
    struct layout *l = b->l;
    struct tag *item = tag_new(l, toc, TAG_TOCI);
    struct label *label = arena_alloc(l->arena, sizeof *label);
    label->tag = tag_new(l, item, TAG_LBL);
    struct entry *e = entry_new(b, item, anchor_of(l, node),
                                arena_printf(l->arena, "%s: %s", document_label(l->arena, node),
                                             node->text),
                                &l->theme->table_dense);
    text_of_string(l, arena_printf(l->arena, "%d", node->number), &e->look, &label->text);
    mpt indent = text_most(&label->text) + PT(5);
    indent = indent < LABEL_WIDTH ? LABEL_WIDTH : indent;
    label->x = indent;
    e->label = label;
    struct vbox *v = entry_add(b, e, &(struct marked){node->text, node->text_marks, 0, node},
                               indent);
    if (v != NULL && v->space == 0)
        v->grid = GRID_NONE;
}

static void block_entries(struct builder *b, enum doc_kind kind, struct tag *toc)
{
    const struct doc_node *root = b->l->doc->root;
    for (const struct doc_node *n = root; n != NULL; n = node_after(root, n))
        if (n->kind == kind && n->text != NULL && anchor_of(b->l, n) != NULL && n->number > 0)
            block_entry(b, n, toc);
}

/* Which sections a list of contents names. */
struct scope {
    const struct section *part; /* only those in it; NULL: all */
    int above;                  /* level above the outermost */
    int depth;                  /* how many levels */
};

static int level_in(const struct scope *in, const struct section *s)
{
    bool inside = in->part == NULL || (s->part == in->part && s != in->part);
    return inside && s->level > in->above ? s->level - in->above : 0;
}

/* Beside others of its section: one alone would tell no more than the section does. */
static bool has_siblings(const struct layout *l, const struct scope *in, size_t at)
{
    size_t n = 0, from = at, to = at + 1;
    int level = level_in(in, &l->sections[at]);
    while (from > 0 && level_in(in, &l->sections[from]) >= level)
        from--;
    while (to < l->n_sections && level_in(in, &l->sections[to]) >= level)
        to++;
    for (size_t i = from; i < to; i++)
        n += level_in(in, &l->sections[i]) == level;
    return n > 1;
}

/* The level of a section in the list, 0 where it is not named. */
static int listed(const struct layout *l, const struct scope *in, size_t at)
{
    const struct section *s = &l->sections[at];
    int level = level_in(in, s);
    bool named = level >= 1 && level <= in->depth && s->title != NULL && s->title[0] != '\0' &&
                 (level == 1 || has_siblings(l, in, at));
    return named ? level : 0;
}

/* The title becomes a heading of its own, with bookmark and name in the page head; in a
 * section it is one level below that. */
static void title_build(struct builder *b, const struct doc_node *node)
{
    struct arena *a = b->l->arena;
    struct doc_node *text = arena_alloc(a, sizeof *text);
    struct doc_node *heading = arena_alloc(a, sizeof *heading);
    *text = (struct doc_node){.kind = DOC_TEXT, .text = node->text, .parent = heading};
    *heading = (struct doc_node){.kind = DOC_HEADING, .level = 1, .first = text, .last = text};
    if (b->section != NULL)
        heading->level = b->section->level + 1;
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

static void section_entries(struct builder *b, const struct doc_node *node, struct tag *toc)
{
    struct layout *l = b->l;
    struct tag *inside = NULL;
    struct scope in = {b->section != NULL ? b->section->part : NULL, 0,
                       node->level > 0 ? node->level : LEVELS};
    in.above = in.part != NULL ? in.part->level : 0;
    bool lists = in.depth == 1; /* rules, and room between entries, as beside lists */
    for (size_t i = 0; i < l->n_sections; i++)
        lists = lists || listed(l, &in, i) > 1;
    for (size_t i = 0; i < l->n_sections; i++) {
        const struct section *s = &l->sections[i];
        int level = listed(l, &in, i);
        if (level == 0 || holds(s, node))
            continue;
        if (level == 1)
            inside = NULL;
        else if (inside == NULL)
            inside = tag_new(l, toc, TAG_TOC);
        section_entry(b, s, level == 1 ? toc : inside, in.above, lists);
    }
}

void contents_build(struct builder *outer, const struct doc_node *node)
{
    struct builder copy = *outer;
    struct builder *b = &copy;
    struct tag *toc = tag_new(b->l, b->tag, TAG_TOC);
    bool titled = b->section != NULL && str_eq(b->section->title, node->text);
    if (node->text != NULL && node->text[0] != '\0' && !titled)
        title_build(b, node);
    if (node->role.contents == CONTENTS_SECTIONS)
        section_entries(b, node, toc);
    else
        block_entries(b, node->role.contents == CONTENTS_FIGURES ? DOC_FIGURE : DOC_TABLE, toc);
}
