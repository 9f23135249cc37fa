#include "page/page.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct pages *pages_new(void)
{
    struct pages *p = mem_alloc(sizeof *p);
    p->arena = arena_new();
    pages_element(p, TAG_ARTIFACT, 0);
    pages_element(p, TAG_DOCUMENT, 0);
    return p;
}

void pages_free(struct pages *p)
{
    if (p == NULL)
        return;
    for (size_t i = 0; i < p->n_pages; i++)
        free(p->page[i]->ops);
    free(p->page);
    free(p->elements);
    free(p->bookmarks);
    arena_free(p->arena);
    free(p);
}

static size_t grown(size_t cap)
{
    return cap < 8 ? 16 : cap + cap / 2;
}

uint32_t pages_add(struct pages *p, mpt width, mpt height, const char *label)
{
    if (p->n_pages == p->cap_pages) {
        p->cap_pages = grown(p->cap_pages);
        p->page = mem_grow(p->page, p->cap_pages, sizeof(struct page *));
    }
    struct page *page = arena_alloc(p->arena, sizeof *page);
    page->width = width;
    page->height = height;
    page->label = arena_strdup(p->arena, label);
    p->page[p->n_pages] = page;
    return (uint32_t)p->n_pages++;
}

uint32_t pages_element(struct pages *p, enum tag_role role, uint32_t parent)
{
    assert(p->n_elements < UINT32_MAX);
    assert(p->n_elements < 2 || parent < p->n_elements);
    if (p->n_elements == p->cap_elements) {
        p->cap_elements = grown(p->cap_elements);
        p->elements = mem_grow(p->elements, p->cap_elements, sizeof *p->elements);
    }
    p->elements[p->n_elements] =
        (struct page_element){.role = role, .parent = parent, .col_span = 1, .row_span = 1};
    return (uint32_t)p->n_elements++;
}

struct page_element *pages_element_at(struct pages *p, uint32_t id)
{
    assert(id < p->n_elements);
    return &p->elements[id];
}

void pages_bookmark(struct pages *p, struct page_bookmark b)
{
    if (p->n_bookmarks == p->cap_bookmarks) {
        p->cap_bookmarks = grown(p->cap_bookmarks);
        p->bookmarks = mem_grow(p->bookmarks, p->cap_bookmarks, sizeof *p->bookmarks);
    }
    b.title = arena_strdup(p->arena, b.title);
    p->bookmarks[p->n_bookmarks++] = b;
}

static struct page_op *op_add(struct pages *p, uint32_t page, uint32_t element,
                              enum page_op_kind kind)
{
    assert(page < p->n_pages && element < p->n_elements);
    struct page *at = p->page[page];
    if (at->n_ops == at->cap_ops) {
        at->cap_ops = grown(at->cap_ops);
        at->ops = mem_grow(at->ops, at->cap_ops, sizeof *at->ops);
    }
    struct page_op *op = &at->ops[at->n_ops++];
    op->kind = kind;
    op->element = element;
    op->margin = p->margin;
    return op;
}

void page_text(struct pages *p, uint32_t page, uint32_t element, struct page_text t)
{
    t.text = arena_strdup(p->arena, t.text != NULL ? t.text : "");
    op_add(p, page, element, OP_TEXT)->u.text = t;
}

void page_path(struct pages *p, uint32_t page, uint32_t element, struct page_path path)
{
    unsigned char *verbs = arena_alloc(p->arena, path.n_verbs);
    mpt *points = arena_array(p->arena, path.n_points, 2 * sizeof *points);
    if (path.n_verbs > 0)
        memcpy(verbs, path.verbs, path.n_verbs);
    if (path.n_points > 0)
        memcpy(points, path.points, path.n_points * 2 * sizeof *points);
    path.verbs = verbs;
    path.points = points;
    op_add(p, page, element, OP_PATH)->u.path = path;
}

void page_link(struct pages *p, uint32_t page, uint32_t element, struct page_link link)
{
    link.uri = arena_strdup(p->arena, link.uri);
    link.contents = arena_strdup(p->arena, link.contents);
    op_add(p, page, element, OP_LINK)->u.link = link;
}

void page_line(struct pages *p, uint32_t page, uint32_t element, mpt x0, mpt y0, mpt x1, mpt y1,
               mpt width, uint32_t rgb)
{
    static const unsigned char verbs[2] = {PATH_MOVE, PATH_LINE};
    mpt points[4] = {x0, y0, x1, y1};
    page_path(p, page, element,
              (struct page_path){.verbs = verbs, .n_verbs = 2, .points = points, .n_points = 2,
                                 .fill = NO_COLOUR, .stroke = rgb, .line_width = width});
}

void page_rect(struct pages *p, uint32_t page, uint32_t element, mpt x, mpt y, mpt w, mpt h,
               uint32_t fill, uint32_t stroke, mpt line_width)
{
    static const unsigned char verbs[5] = {PATH_MOVE, PATH_LINE, PATH_LINE, PATH_LINE,
                                           PATH_CLOSE};
    mpt points[8] = {x, y, x + w, y, x + w, y + h, x, y + h};
    page_path(p, page, element,
              (struct page_path){.verbs = verbs, .n_verbs = 5, .points = points, .n_points = 4,
                                 .fill = fill, .stroke = stroke, .line_width = line_width});
}
