#include "layout/layout_private.h"

#include <assert.h>

struct tag *tag_new(struct layout *l, struct tag *parent, enum tag_role role)
{
    struct tag *t = arena_alloc(l->arena, sizeof *t);
    t->parent = parent;
    t->role = role;
    return t;
}

struct tag *tag_block(struct layout *l, struct tag *parent, enum tag_role role,
                      const struct doc_node *node)
{
    struct tag *t = tag_new(l, parent, role);
    t->lang = node->lang;
    return t;
}

static void make(struct painter *p, struct tag *t, uint32_t parent)
{
    struct arena *a = p->pages->arena;
    t->id = pages_element(p->pages, t->role, parent);
    struct page_element *e = pages_element_at(p->pages, t->id);
    e->alt = arena_strdup(a, t->alt);
    e->actual = arena_strdup(a, t->actual);
    e->expansion = arena_strdup(a, t->expansion);
    e->lang = arena_strdup(a, t->lang);
    e->title = arena_strdup(a, t->title);
    e->scope = t->scope;
    e->col_span = t->col_span > 0 ? t->col_span : 1;
    e->row_span = t->row_span > 0 ? t->row_span : 1;
}

uint32_t tag_id(struct painter *p, struct tag *t)
{
    if (p->artifact || t == NULL)
        return TAG_ARTIFACT;
    struct tag *chain[4 * NESTING_LIMIT];
    size_t n = 0;
    for (struct tag *at = t; at != NULL && at->id == 0; at = at->parent) {
        assert(n < sizeof chain / sizeof chain[0]);
        chain[n++] = at;
    }
    while (n > 0) {
        struct tag *at = chain[--n];
        make(p, at, at->parent != NULL ? at->parent->id : TAG_DOCUMENT);
    }
    return t->id;
}

const struct tag *tag_link(const struct tag *t)
{
    for (int i = 0; t != NULL && i < 8; i++, t = t->parent)
        if (t->role == TAG_LINK)
            return t;
    return NULL;
}
