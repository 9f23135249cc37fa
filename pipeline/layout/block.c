#include "layout/block_private.h"

#include <stddef.h>

enum { SOURCE_PENALTY = 800 };

/* Space below what stands above (row) and above what follows (column) [1/14 line]. */
enum { SPACE_UNIT = 14, ELASTIC = 18 };
static const unsigned char spaces[SPACE_CLASS_COUNT][SPACE_CLASS_COUNT] = {
    /*                 none H1 lead head sub text key list small block box columns */
    [SPACE_NONE] =    {0,   0,  0,   0,   0,  0,   0,  0,   0,    0,   0,  0},
    [SPACE_H1] =      {0,   0,  0,   0,   0,  0,   0,  0,   0,    0,   0,  0},
    [SPACE_LEAD] =    {0,  14,  0,  14,  14, 14,  14, 14,  14,   14,  14, 14},
    [SPACE_HEAD] =    {0,  14,  0,   0,   0,  0,   0,  0,   0,    7,   7,  7},
    [SPACE_SUBHEAD] = {0,  14,  0,   0,   0,  0,   7,  0,   0,    7,   7,  7},
    [SPACE_TEXT] =    {0,  42,  0,  28,  14,  0,   7,  7,   4,   14,  14, 14},
    [SPACE_KEY] =     {0,  42,  0,  28,  14, 14,   7, 14,   7,   18,  14, 18},
    [SPACE_LIST] =    {0,  42,  0,  28,  14,  7,   7,  0,   4,   14,  14, 14},
    [SPACE_SMALL] =   {0,  42,  0,  28,  28, 14,  14, 14,   0,   18,  10, 18},
    [SPACE_BLOCK] =   {0,  42,  0,  28,  28, 14,  14, 14,   4,   18,  12, 18},
    [SPACE_BOX] =     {0,  42,  0,  28,  28, 14,  14, 14,   7,   18,  12, 18},
    [SPACE_COLUMNS] = {0,  42,  0,  28,  28, 14,  14, 14,   7,   18,  14, 14},
};

/* What a page end before a box costs by its class. */
static const short penalties[SPACE_CLASS_COUNT] = {
    [SPACE_LEAD] = PENALTY_FORBID, [SPACE_TEXT] = 15, [SPACE_KEY] = 30, [SPACE_LIST] = 25,
    [SPACE_SMALL] = 60, [SPACE_BLOCK] = 5, [SPACE_BOX] = 20, [SPACE_COLUMNS] = 5,
};

static enum grid grid_of(enum space_class above, enum space_class c)
{
    if (c == SPACE_SMALL)
        return GRID_NONE;
    if (c == SPACE_KEY || c == SPACE_LIST || c == SPACE_BOX || c == SPACE_LEAD)
        return GRID_HALF;
    bool below_head = above == SPACE_HEAD || above == SPACE_SUBHEAD;
    return c >= SPACE_BLOCK && below_head ? GRID_HALF : GRID_FULL;
}

struct vbox *block_box(struct builder *b, enum space_class c, mpt height)
{
    struct stream *s = b->stream;
    struct vbox *v = flow_add(s->flow);
    v->x = b->x;
    v->height = height;
    v->space = b->l->theme->grid * spaces[s->above][c] / SPACE_UNIT;
    v->grid = grid_step(b->l, grid_of(s->above, c));
    v->penalty = s->keep ? PENALTY_FORBID : penalties[c];
    if (c == SPACE_SMALL && s->above >= SPACE_BLOCK) /* sources belong to what is above */
        v->penalty = SOURCE_PENALTY;
    if (s->force)
        v->penalty = PENALTY_FORCE;
    v->wide = b->form->wide;
    v->right = s->right;
    v->elastic = spaces[s->above][c] == ELASTIC;
    if (b->tight) {
        bool none = s->above == SPACE_NONE || (s->above == c && c == SPACE_LIST);
        v->space = none ? 0 : PT(6);
        v->grid = GRID_NONE;
        v->elastic = false;
    }
    v->section = b->section;
    v->frame = b->frame;
    v->anchor = s->anchor;
    s->anchor = NULL;
    s->keep = c == SPACE_H1 || c == SPACE_LEAD || c == SPACE_HEAD || c == SPACE_SUBHEAD;
    s->force = false;
    s->right = false;
    s->above = c;
    if (c != SPACE_KEY)
        s->key_list = NULL;
    return v;
}

/* What follows is set for landscape pages, but not inside a column, box or list, which
 * belong to a page that has begun. False where nothing changes. */
static bool turn(struct builder *b, const struct doc_node *node)
{
    if (b->form->wide)
        return false;
    if (b->width != b->form->text_w) {
        DIAG_PLAIN(b->l->diag, DOC_LANDSCAPE_INSIDE,
                   b->section != NULL && b->section->title != NULL ? b->section->title : "",
                   document_kind_name(node->parent->kind));
        return false;
    }
    b->form = &b->l->form[FORM_LANDSCAPE];
    b->width = b->form->text_w;
    return true;
}

static void section_build(struct builder *b, const struct doc_node *node)
{
    struct builder inner = *b;
    const struct section *s = outline_section(b->l, node);
    inner.section = s;
    inner.field = s != NULL ? s->field : b->field;
    inner.tag = tag_block(b->l, b->tag, TAG_SECT, node);
    bool turned = node->landscape && turn(&inner, node);
    if ((node->new_page || turned) && b->stream->flow->n > 0)
        b->stream->force = true;
    b->stream->right = b->stream->right || (node->right_page && b->stream->force);
    if (s != NULL)
        b->stream->anchor = s->anchor;
    blocks_build(&inner, node->first);
    if (turned)
        b->stream->force = b->stream->flow->n > 0;
}

static void page_break(struct builder *b, const struct doc_node *node)
{
    (void)node;
    b->stream->force = b->stream->flow->n > 0;
}

struct para_kind {
    enum space_class space;
    size_t type; /* offset of the style in the theme */
};

#define STYLE(name) offsetof(struct theme, name)
static const struct para_kind para_kinds[] = {
    [PARA_BODY] = {SPACE_TEXT, STYLE(body)},
    [PARA_LEAD] = {SPACE_LEAD, STYLE(lead)},
    [PARA_KEY] = {SPACE_KEY, STYLE(key)},
    [PARA_SMALL] = {SPACE_SMALL, STYLE(note)},
    [PARA_COVER_FOOT_RIGHT] = {SPACE_TEXT, STYLE(body)},
};

static const struct type_style *para_style(const struct builder *b, size_t offset)
{
    const struct theme *t = b->l->theme;
    if (b->tight && offset == STYLE(body))
        return &t->box_text;
    return (const struct type_style *)((const char *)t + offset);
}

/* Key sentences are items of a list whose labels are their numerals. */
static void key_label(struct builder *b, struct tag **body, const struct doc_node *node)
{
    struct layout *l = b->l;
    struct stream *s = b->stream;
    struct text_look look = look_of(b, &l->theme->numeral);
    look.type.rgb = field_colour(l, b->field);
    struct tag *list = s->key_list != NULL ? s->key_list : tag_new(l, b->tag, TAG_L);
    struct tag *item = tag_new(l, list, TAG_LI);
    struct label *label = arena_alloc(l->arena, sizeof *label);
    label->x = b->x;
    label->tag = tag_new(l, item, TAG_LBL);
    text_of_string(l, arena_printf(l->arena, "%d", node->level), &look, &label->text);
    *body = tag_new(l, tag_new(l, item, TAG_LBODY), TAG_P);
    (*body)->lang = node->lang;
    s->label = label;
    s->key_list = list;
}

static void paragraph_build(struct builder *b, const struct doc_node *node)
{
    enum paragraph_role role = node->role.para;
    const struct para_kind *kind =
        &para_kinds[(unsigned)role <= PARA_SMALL ? role : PARA_COVER_FOOT_RIGHT];
    const struct type_style *type = para_style(b, kind->type);
    struct text_look look = look_of(b, type);
    struct builder inner = *b;
    enum space_class c = kind->space;
    bool follows = b->stream->above == SPACE_TEXT && c == SPACE_TEXT && !b->tight;
    if (role == PARA_KEY && node->level > 0) {
        key_label(b, &inner.tag, node);
        inner.x += PT(15);
        inner.width -= PT(15);
    } else {
        inner.tag = tag_block(b->l, b->tag, TAG_P, node);
        if (b->stream->label != NULL)
            c = SPACE_LIST;
    }
    struct par *p = par_new(&inner, inner.tag, type->leading);
    text_of_node(b->l, node, &look, p->tag, &p->text);
    if (follows && c == SPACE_TEXT)
        p->indent = PT(12);
    par_break(&inner, p, inner.width, c == SPACE_TEXT ? HYPHENS_USUAL : HYPHENS_NEEDED,
              type->size);
    par_lines(&inner, p, c);
}

static void container_build(struct builder *b, const struct doc_node *node)
{
    blocks_build(b, node->first);
}

static void stray_notes(struct builder *b, const struct doc_node *node)
{
    notes_build(b, node, PT(4));
}

typedef void block_function(struct builder *b, const struct doc_node *node);

static block_function *const functions[DOC_KIND_COUNT] = {
    [DOC_ROOT] = container_build,  [DOC_COVER] = cover_build,
    [DOC_CONTENTS] = contents_build, [DOC_SECTION] = section_build,
    [DOC_HEADING] = heading_build, [DOC_PARAGRAPH] = paragraph_build,
    [DOC_LIST] = list_build,       [DOC_ITEM] = container_build,
    [DOC_COLUMNS] = columns_build, [DOC_COLUMN] = container_build,
    [DOC_BOX] = box_build,         [DOC_TABLE] = table_build,
    [DOC_FIGURE] = figure_build,   [DOC_NOTES] = stray_notes,
    [DOC_PAGE_BREAK] = page_break,
};

void blocks_build(struct builder *b, const struct doc_node *first)
{
    if (b->depth >= NESTING_LIMIT) {
        DIAG_PLAIN(b->l->diag, NESTING_TOO_DEEP, "64");
        return;
    }
    b->depth++;
    for (const struct doc_node *n = first; n != NULL; n = n->next) {
        if ((unsigned)n->kind >= DOC_KIND_COUNT || functions[n->kind] == NULL)
            continue;
        if ((n->id != NULL || n->number > 0) && n->kind != DOC_SECTION)
            b->stream->anchor = anchor_of(b->l, n);
        functions[n->kind](b, n);
    }
    b->depth--;
}
