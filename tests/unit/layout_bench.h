/* An empty document to be filled, laid out in the unit font and the shipped theme, and looked
 * into. Included once by a test program, after cmocka. */
#ifndef TESTS_LAYOUT_BENCH_H
#define TESTS_LAYOUT_BENCH_H

#include <stdlib.h>

#include "base/buf.h"
#include "layout/layout.h"
#include "unit/shipped_theme.h"
#include "unit/unit_font.h"

struct bench {
    struct document *doc;
    struct doc_node *root;
    struct doc_node *table; /* in benches of table_bench.h, else NULL */
    struct diag *diag;
    struct pages *pages;    /* NULL before lay_out */
};

static inline struct bench *bench_new(void)
{
    struct bench *b = calloc(1, sizeof *b);
    assert_non_null(b);
    b->doc = document_new();
    b->root = b->doc->root;
    b->diag = diag_new();
    b->doc->volume = "Sozialbericht Muster";
    b->doc->publication = "Landkreis Muster · Sozialbericht";
    b->doc->n_fields = 5;
    return b;
}

static inline void bench_free(struct bench *b)
{
    pages_free(b->pages);
    document_free(b->doc);
    diag_free(b->diag);
    free(b);
}

static inline int setup(void **state)
{
    *state = bench_new();
    return 0;
}

static inline int teardown(void **state)
{
    bench_free(*state);
    return 0;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

/* Fails with what is wrong where the pages are not well-formed. */
static inline void expect_good(const struct pages *p, struct diag *d)
{
    if (pages_check(p, d))
        return;
    char *text = diag_text(d);
    print_error("%.2000s\n", text);
    free(text);
    fail();
}

static inline struct pages *laid_out(const struct document *doc, struct diag *d)
{
    struct metrics m = unit_font();
    return layout_document(doc, shipped_theme(), &m, d);
}

static inline void lay_out(struct bench *b)
{
    pages_free(b->pages);
    b->pages = laid_out(b->doc, b->diag);
    expect_good(b->pages, b->diag);
}

/* A word and, behind it, n times another; it lives as long as the document. */
static inline char *words_after(struct bench *b, const char *first, const char *other, int n)
{
    struct buf text = BUF_INIT;
    buf_adds(&text, first);
    for (int i = 0; i < n; i++)
        buf_adds(&text, other);
    char *s = arena_strdup(b->doc->arena, buf_str(&text));
    buf_release(&text);
    return s;
}

#endif
