/* A document with one table, for tests of tables: rows are "Ort0000" and a number. The
 * program includes cmocka first. */
#ifndef TESTS_TABLE_BENCH_H
#define TESTS_TABLE_BENCH_H

#include "layout/layout.h"
#include "unit/shipped_theme.h"
#include "unit/unit_font.h"

struct bench {
    struct metrics metrics;
    struct document *doc;
    struct doc_node *table;
    struct diag *diag;
    struct pages *pages;
};

static inline int setup(void **state)
{
    struct bench *b = calloc(1, sizeof *b);
    b->metrics = unit_font();
    b->doc = document_new();
    b->diag = diag_new();
    b->table = document_add(b->doc, b->doc->root, DOC_TABLE);
    *state = b;
    return 0;
}

static inline int teardown(void **state)
{
    struct bench *b = *state;
    pages_free(b->pages);
    document_free(b->doc);
    diag_free(b->diag);
    free(b);
    return 0;
}

static inline void lay_out(struct bench *b)
{
    b->pages = layout_document(b->doc, shipped_theme(), &b->metrics, b->diag);
    assert_true(pages_check(b->pages, b->diag));
}

static inline char *format(struct bench *b, const char *pattern, int n)
{
    return arena_printf(b->doc->arena, pattern, n);
}

static inline void add_head(struct bench *b)
{
    struct doc_node *head = add_row(b->doc, b->table, ROW_HEAD);
    add_cell(b->doc, head, ALIGN_LEFT, "Gemeinde")->head_cell = true;
    add_cell(b->doc, head, ALIGN_LEFT, "Einwohner")->head_cell = true;
}

static inline void add_rows(struct bench *b, int n)
{
    for (int i = 0; i < n; i++) {
        struct doc_node *row = add_row(b->doc, b->table, ROW_BODY);
        add_cell(b->doc, row, ALIGN_LEFT, format(b, "Ort%04d", i))->head_cell = true;
        add_cell(b->doc, row, ALIGN_RIGHT, format(b, "%d", 1000 + i));
    }
}

static inline size_t rows_on(const struct bench *b, size_t page)
{
    return count_texts(b->pages, page, "Ort");
}

#endif
