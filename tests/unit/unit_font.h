/* A font in which every character is half an em wide, for tests of layout; and small
 * helpers to build documents and to look into pages. Snowman (U+2603) has no glyph. */
#ifndef TESTS_UNIT_FONT_H
#define TESTS_UNIT_FONT_H

#include <string.h>

#include "base/utf8.h"
#include "document/document.h"
#include "page/metrics.h"
#include "page/page.h"

static inline mpt unit_width(void *ctx, enum face face, mpt size, const char *text, size_t len,
                             unsigned flags)
{
    (void)ctx;
    (void)face;
    (void)flags;
    return (mpt)((int64_t)utf8_length(text, len) * size / 2);
}

static inline bool unit_has(void *ctx, enum face face, uint32_t cp)
{
    (void)ctx;
    (void)face;
    return cp != 0x2603;
}

static inline struct metrics unit_font(void)
{
    return (struct metrics){.width = unit_width, .has = unit_has, .cap_height = 717,
                            .x_height = 507, .ascent = 987, .descent = 213};
}

static inline struct doc_node *add_text(struct document *doc, struct doc_node *in, const char *s)
{
    struct doc_node *n = document_add(doc, in, DOC_TEXT);
    n->text = s;
    return n;
}

static inline struct doc_node *add_paragraph(struct document *doc, struct doc_node *in,
                                             enum paragraph_role role, const char *s)
{
    struct doc_node *n = document_add(doc, in, DOC_PARAGRAPH);
    n->role.para = role;
    add_text(doc, n, s);
    return n;
}

static inline struct doc_node *add_section(struct document *doc, struct doc_node *in, int level,
                                           const char *title, bool new_page)
{
    struct doc_node *s = document_add(doc, in, DOC_SECTION);
    s->field = -1;
    s->new_page = new_page;
    struct doc_node *h = document_add(doc, s, DOC_HEADING);
    h->level = level;
    add_text(doc, h, title);
    return s;
}

static inline struct doc_node *add_row(struct document *doc, struct doc_node *table,
                                       enum row_role role)
{
    struct doc_node *r = document_add(doc, table, DOC_ROW);
    r->role.row = role;
    return r;
}

static inline struct doc_node *add_cell(struct document *doc, struct doc_node *row,
                                        enum cell_align align, const char *s)
{
    struct doc_node *c = document_add(doc, row, DOC_CELL);
    c->role.align = align;
    c->span = 1;
    c->row_span = 1;
    if (s != NULL)
        add_text(doc, c, s);
    return c;
}

/* The n-th text (from 0) on a page that contains s, or NULL. */
static inline const struct page_op *find_text(const struct pages *p, size_t page, const char *s,
                                              size_t n)
{
    for (size_t i = 0; page < p->n_pages && i < p->page[page]->n_ops; i++) {
        const struct page_op *op = &p->page[page]->ops[i];
        if (op->kind == OP_TEXT && strstr(op->u.text.text, s) != NULL && n-- == 0)
            return op;
    }
    return NULL;
}

static inline size_t count_texts(const struct pages *p, size_t page, const char *s)
{
    size_t n = 0;
    while (find_text(p, page, s, n) != NULL)
        n++;
    return n;
}

static inline size_t count_role(const struct pages *p, enum tag_role role)
{
    size_t n = 0;
    for (size_t i = 0; i < p->n_elements; i++)
        n += p->elements[i].role == role;
    return n;
}

#endif
