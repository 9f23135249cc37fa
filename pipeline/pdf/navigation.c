#include "pdf/navigation_private.h"

#include <string.h>

#include "base/decimal.h"
#include "pdf/syntax_private.h"

enum { LEVELS_MAX = 16, LABEL_MAX = 1000000 };

const char *navigation_fault(const struct pages *pages)
{
    for (size_t i = 0; i < pages->n_bookmarks; i++)
        if (pages->bookmarks[i].page >= pages->n_pages)
            return "Lesezeichen auf eine Seite, die es nicht gibt";
    for (size_t p = 0; p < pages->n_pages; p++) {
        const struct page *page = pages->page[p];
        for (size_t i = 0; i < page->n_ops; i++)
            if (page->ops[i].kind == OP_LINK && page->ops[i].u.link.uri == NULL &&
                page->ops[i].u.link.page >= pages->n_pages)
                return "Verweis auf eine Seite, die es nicht gibt";
    }
    return NULL;
}

static void put_target(struct buf *b, const struct page_link *link, const struct pages *pages,
                       const uint32_t *page_objects)
{
    if (link->uri != NULL) {
        buf_adds(b, "/A<</S/URI/URI");
        syntax_ascii(b, link->uri);
        buf_adds(b, ">>");
        return;
    }
    /* A direct destination: a checker of PDF/A refuses libharu's indirect ones. */
    buf_adds(b, "/Dest[");
    syntax_ref(b, page_objects[link->page]);
    buf_adds(b, "/XYZ null ");
    syntax_length(b, pages->page[link->page]->height - link->top);
    buf_adds(b, " null]");
}

static void put_rect(struct buf *b, const struct page_link *link, mpt page_height)
{
    const mpt corners[4] = {link->x, page_height - link->y - link->h, link->x + link->w,
                            page_height - link->y};
    buf_adds(b, "/Rect[");
    for (int i = 0; i < 4; i++) {
        if (i > 0)
            buf_addc(b, ' ');
        syntax_length(b, corners[i]);
    }
    buf_addc(b, ']');
}

/* ISO 14289-1, 7.18: annotations need a description; ISO 19005-2, 6.3.2: the flag
 * Print and no border of the viewer's own. */
static const char *description(const struct page_link *link)
{
    if (link->contents != NULL && *link->contents != '\0')
        return link->contents;
    return link->uri != NULL ? link->uri : "Verweis";
}

size_t navigation_links(struct arena *a, struct engine *e, struct structure *s,
                        const struct pages *pages, const uint32_t *page_objects, uint32_t page,
                        uint32_t **annots)
{
    const struct page *is = pages->page[page];
    struct buf b = BUF_INIT;
    size_t n = 0;
    for (size_t i = 0; i < is->n_ops; i++)
        n += is->ops[i].kind == OP_LINK;
    *annots = arena_array(a, n + 1, sizeof **annots);
    n = 0;
    for (size_t i = 0; i < is->n_ops; i++) {
        const struct page_link *link = &is->ops[i].u.link;
        if (is->ops[i].kind != OP_LINK)
            continue;
        uint32_t object = engine_object(e);
        uint32_t key = structure_annotation(s, is->ops[i].element, page, object);
        buf_adds(&b, "/Type/Annot/Subtype/Link/F 4/Border[0 0 0]/StructParent ");
        buf_int(&b, key);
        put_rect(&b, link, is->height);
        put_target(&b, link, pages, page_objects);
        buf_adds(&b, "/Contents");
        syntax_text(&b, description(link));
        size_t len = b.len;
        engine_object_text(e, object, syntax_keep(a, &b), len);
        (*annots)[n++] = object;
    }
    buf_release(&b);
    return n;
}

void navigation_bookmarks(struct engine *e, const struct pages *pages,
                          const uint32_t *page_objects)
{
    uint32_t above[LEVELS_MAX + 1] = {0}; /* last bookmark by level; [0] is the top */
    for (size_t i = 0; i < pages->n_bookmarks; i++) {
        const struct page_bookmark *is = &pages->bookmarks[i];
        int level = is->level < 1 ? 1 : is->level > LEVELS_MAX ? LEVELS_MAX : is->level;
        uint32_t parent = 0;
        for (int k = level - 1; k > 0 && parent == 0; k--)
            parent = above[k];
        mpt height = pages->page[is->page]->height;
        above[level] = engine_outline(e, parent, is->title != NULL ? is->title : "",
                                      page_objects[is->page],
                                      syntax_hundredths(height - is->top));
        for (int k = level + 1; k <= LEVELS_MAX; k++)
            above[k] = 0;
    }
}

static unsigned label_number(const struct page *page)
{
    unsigned n = 0;
    if (page->label == NULL || page->label[0] == '0' ||
        !decimal_uint(page->label, strlen(page->label), LABEL_MAX, &n))
        return 0;
    return n;
}

/* ISO 32000-1, 12.4.2: one entry for each run of consecutive numbers. */
void navigation_labels(struct buf *b, const struct pages *pages)
{
    unsigned before = 0;
    buf_adds(b, "/PageLabels<</Nums[");
    for (size_t p = 0; p < pages->n_pages; p++) {
        const struct page *page = pages->page[p];
        unsigned n = label_number(page);
        bool continues = n != 0 && before != 0 && n == before + 1;
        before = n;
        if (continues)
            continue;
        buf_int(b, (int64_t)p);
        buf_adds(b, "<<");
        if (n != 0) {
            buf_adds(b, "/S/D/St ");
            buf_int(b, n);
        } else if (page->label != NULL && *page->label != '\0') {
            buf_adds(b, "/P");
            syntax_text(b, page->label);
        }
        buf_adds(b, ">>");
    }
    buf_adds(b, "]>>");
}
