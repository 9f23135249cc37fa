#include <stdlib.h>

#include "page/page.h"

/* Shifts a target; false where its page is not kept. */
static bool moved(uint32_t *page, uint32_t from, uint32_t to)
{
    bool kept = *page >= from && *page < to;
    if (kept)
        *page -= from;
    return kept;
}

static void keep_links(struct page *page, uint32_t from, uint32_t to, bool *linked)
{
    size_t n = 0;
    for (size_t i = 0; i < page->n_ops; i++) {
        struct page_op *op = &page->ops[i];
        bool link = op->kind == OP_LINK;
        if (link && op->u.link.uri == NULL && !moved(&op->u.link.page, from, to))
            continue;
        if (link)
            linked[op->element] = true;
        page->ops[n++] = *op;
    }
    page->n_ops = n;
}

static void keep_bookmarks(struct pages *p, uint32_t from, uint32_t to)
{
    size_t n = 0;
    for (size_t i = 0; i < p->n_bookmarks; i++) {
        struct page_bookmark *b = &p->bookmarks[i];
        int above = n > 0 ? p->bookmarks[n - 1].level : 0;
        if (!moved(&b->page, from, to))
            continue;
        b->level = b->level > above + 1 ? above + 1 : b->level;
        p->bookmarks[n++] = *b;
    }
    p->n_bookmarks = n;
}

/* The text of a link that leads nowhere any more is text. */
static void keep_elements(struct pages *p, uint32_t from, uint32_t to, const bool *linked)
{
    for (size_t i = 0; i < p->n_elements; i++) {
        struct page_element *e = &p->elements[i];
        if (e->role == TAG_LINK && !linked[i])
            e->role = TAG_SPAN;
        if (e->has_box)
            e->has_box = moved(&e->box_page, from, to);
    }
}

void pages_keep(struct pages *p, uint32_t from, uint32_t to)
{
    bool *linked = mem_alloc(p->n_elements * sizeof *linked);
    size_t n = 0;
    for (uint32_t i = 0; i < p->n_pages; i++) {
        if (i < from || i >= to) {
            free(p->page[i]->ops);
            continue;
        }
        keep_links(p->page[i], from, to, linked);
        p->page[n++] = p->page[i];
    }
    p->n_pages = n;
    keep_bookmarks(p, from, to);
    keep_elements(p, from, to, linked);
    free(linked);
}
