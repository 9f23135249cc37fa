/* A document with one table, for tests of tables: rows are "Ort0000" and a number. The
 * program includes cmocka first. */
#ifndef TESTS_TABLE_BENCH_H
#define TESTS_TABLE_BENCH_H

#include "unit/layout_bench.h"

static inline int table_setup(void **state)
{
    struct bench *b = bench_new();
    b->table = document_add(b->doc, b->root, DOC_TABLE);
    *state = b;
    return 0;
}

#define TABLE_TEST(name) cmocka_unit_test_setup_teardown(name, table_setup, teardown)

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
