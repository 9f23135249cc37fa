#include "layout/block_private.h"

static const struct doc_node *first_inline(const struct doc_node *node)
{
    return node->first != NULL && node->first->kind >= DOC_TEXT ? node->first : NULL;
}

static int count_items(const struct doc_node *list)
{
    int n = 0;
    for (const struct doc_node *i = list->first; i != NULL; i = i->next)
        n += i->kind == DOC_ITEM;
    return n;
}

static const char *label_text(struct layout *l, const struct doc_node *list, int number)
{
    return list->ordered ? arena_printf(l->arena, "%d", number) : "–";
}

static struct label *label_make(struct builder *b, const struct doc_node *list, int number,
                                struct tag *item)
{
    struct layout *l = b->l;
    const struct theme *t = l->theme;
    struct text_look look = look_of(b, b->tight ? &t->box_text : &t->body);
    struct label *label = arena_alloc(l->arena, sizeof *label);
    if (list->ordered) {
        look.type.face = FACE_BOLD;
        look.type.rgb = look.accent;
    }
    label->x = b->x;
    label->tag = tag_new(l, item, TAG_LBL);
    text_of_string(l, label_text(l, list, number), &look, &label->text);
    return label;
}

/* An item's text may stand in it without a paragraph. */
static void bare_item(struct builder *b, const struct doc_node *node)
{
    const struct theme *t = b->l->theme;
    const struct type_style *type = b->tight ? &t->box_text : &t->body;
    struct text_look look = look_of(b, type);
    struct par *p = par_new(b, tag_block(b->l, b->tag, TAG_P, node), type->leading);
    text_of_node(b->l, node, &look, p->tag, &p->text);
    par_break(b, p, b->width, HYPHENS_USUAL, type->size);
    par_lines(b, p, SPACE_LIST);
}

void list_build(struct builder *b, const struct doc_node *node)
{
    struct layout *l = b->l;
    struct tag *list = tag_block(l, b->tag, TAG_L, node);
    struct label *last = label_make(b, node, count_items(node), list);
    mpt indent = text_most(&last->text) + PT(5);
    int number = 0;
    if (indent < PT(14))
        indent = PT(14);
    if (b->width - indent < PT(80)) /* no room is left to go in further */
        indent = 0;
    for (const struct doc_node *i = node->first; i != NULL; i = i->next) {
        if (i->kind != DOC_ITEM)
            continue;
        struct builder inner = *b;
        struct tag *item = tag_block(l, list, TAG_LI, i);
        inner.x += indent;
        inner.width -= indent;
        inner.tag = tag_new(l, item, TAG_LBODY);
        b->stream->label = label_make(b, node, ++number, item);
        if (first_inline(i) != NULL)
            bare_item(&inner, i);
        else
            blocks_build(&inner, i->first);
        b->stream->label = NULL;
    }
}
