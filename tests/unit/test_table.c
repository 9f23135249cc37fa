#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/buf.h"
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

static int setup(void **state)
{
    struct bench *b = calloc(1, sizeof *b);
    b->metrics = unit_font();
    b->doc = document_new();
    b->diag = diag_new();
    b->table = document_add(b->doc, b->doc->root, DOC_TABLE);
    *state = b;
    return 0;
}

static int teardown(void **state)
{
    struct bench *b = *state;
    pages_free(b->pages);
    document_free(b->doc);
    diag_free(b->diag);
    free(b);
    return 0;
}

static void lay_out(struct bench *b)
{
    b->pages = layout_document(b->doc, shipped_theme(), &b->metrics, b->diag);
    assert_true(pages_check(b->pages, b->diag));
}

static char *format(struct bench *b, const char *pattern, int n)
{
    return arena_printf(b->doc->arena, pattern, n);
}

static void add_head(struct bench *b)
{
    struct doc_node *head = add_row(b->doc, b->table, ROW_HEAD);
    add_cell(b->doc, head, ALIGN_LEFT, "Gemeinde")->head_cell = true;
    add_cell(b->doc, head, ALIGN_LEFT, "Einwohner")->head_cell = true;
}

static void add_rows(struct bench *b, int n)
{
    for (int i = 0; i < n; i++) {
        struct doc_node *row = add_row(b->doc, b->table, ROW_BODY);
        add_cell(b->doc, row, ALIGN_LEFT, format(b, "Ort%04d", i))->head_cell = true;
        add_cell(b->doc, row, ALIGN_RIGHT, format(b, "%d", 1000 + i));
    }
}

static size_t rows_on(const struct bench *b, size_t page)
{
    return count_texts(b->pages, page, "Ort");
}

static void head_is_repeated_as_artifact(void **state)
{
    struct bench *b = *state;
    b->table->text = "Die Gemeinden";
    add_head(b);
    add_rows(b, 120);
    lay_out(b);
    assert_true(b->pages->n_pages >= 3);
    assert_true(find_text(b->pages, 0, "Gemeinde", 1)->element != 0);
    for (size_t p = 1; p < b->pages->n_pages; p++) {
        const struct page_op *title = find_text(b->pages, p, "Die Gemeinden (Fortsetzung)", 0);
        const struct page_op *head = find_text(b->pages, p, "Einwohner", 0);
        assert_non_null(title);
        assert_non_null(head);
        assert_int_equal(title->element, 0);
        assert_int_equal(head->element, 0);
        assert_true(rows_on(b, p) >= 2);
    }
    assert_int_equal(count_role(b->pages, TAG_THEAD), 1);
    assert_int_equal(count_role(b->pages, TAG_TABLE), 1);
    assert_int_equal(count_role(b->pages, TAG_TR), 121);
}

/* Whatever stands above and however many rows: two stay with the head, two at the end. */
static void two_rows_stay_with_head_and_end(void **state)
{
    struct bench *outer = *state;
    (void)outer;
    for (int lines = 36; lines < 50; lines++)
        for (int rows = 3; rows < 50; rows += 7) {
            struct bench *b;
            setup((void **)&b);
            struct doc_node *table = b->table;
            document_free(b->doc);
            b->doc = document_new();
            for (int i = 0; i < lines; i++)
                add_paragraph(b->doc, b->doc->root, PARA_BODY, "Zeile");
            table = document_add(b->doc, b->doc->root, DOC_TABLE);
            table->text = "Titel";
            b->table = table;
            add_head(b);
            add_rows(b, rows);
            lay_out(b);
            for (size_t p = 0; p < b->pages->n_pages; p++)
                if (find_text(b->pages, p, "Einwohner", 0) != NULL)
                    assert_true(rows_on(b, p) >= 2);
            teardown((void **)&b);
        }
}

static const struct page_text *text_of(const struct bench *b, const char *s)
{
    const struct page_op *op = find_text(b->pages, 0, s, 0);
    assert_non_null(op);
    return &op->u.text;
}

static mpt right_edge(const struct bench *b, const char *s)
{
    const struct page_text *t = text_of(b, s);
    return t->x + t->width;
}

static mpt comma_at(const struct bench *b, const char *s)
{
    const struct page_text *t = text_of(b, s);
    return t->x + (mpt)utf8_length(t->text, (size_t)(strchr(t->text, ',') - t->text)) * t->size / 2;
}

static void numbers_are_aligned_at_the_comma(void **state)
{
    struct bench *b = *state;
    static const char *const cells[] = {"3,75", "−10,2", "1\u202F240,5", "(6,3)", "12", "–", "."};
    struct doc_node *head = add_row(b->doc, b->table, ROW_HEAD);
    add_cell(b->doc, head, ALIGN_LEFT, "Ort")->head_cell = true;
    add_cell(b->doc, head, ALIGN_LEFT, "Anteil")->head_cell = true;
    for (size_t i = 0; i < sizeof cells / sizeof cells[0]; i++) {
        struct doc_node *row = add_row(b->doc, b->table, ROW_BODY);
        add_cell(b->doc, row, ALIGN_LEFT, "Zeile")->head_cell = true;
        add_cell(b->doc, row, ALIGN_DECIMAL, cells[i]);
    }
    lay_out(b);
    mpt edge = PT(62.36) + PT(481.9);
    assert_int_equal(comma_at(b, "3,75"), comma_at(b, "−10,2"));
    assert_int_equal(comma_at(b, "3,75"), comma_at(b, "1\u202F240,5"));
    assert_int_equal(comma_at(b, "3,75"), comma_at(b, "(6,3)"));
    assert_int_equal(right_edge(b, "12"), comma_at(b, "3,75"));
    assert_int_equal(right_edge(b, "3,75"), edge);
    assert_int_equal(right_edge(b, "–"), edge);
    assert_int_equal(right_edge(b, "."), edge);
    assert_int_equal(right_edge(b, "Anteil"), edge);
    assert_true(text_of(b, "3,75")->flags & RUN_NO_KERN);
}

static void rows_stand_on_the_grid(void **state)
{
    struct bench *b = *state;
    b->table->text = "Titel";
    b->table->subtitle = "Untertitel";
    add_head(b);
    add_rows(b, 12);
    lay_out(b);
    for (size_t i = 0; i < 12; i++) {
        const struct page_op *op = find_text(b->pages, 0, "Ort", i);
        assert_int_equal((op->u.text.y - PT(82)) % PT(14), 0);
        assert_int_equal(op->u.text.y, find_text(b->pages, 0, "Ort", 0)->u.text.y +
                                           (mpt)i * PT(14));
    }
}

static void heads_and_row_heads_have_scopes(void **state)
{
    struct bench *b = *state;
    add_head(b);
    add_rows(b, 3);
    lay_out(b);
    size_t columns = 0;
    size_t rows = 0;
    for (size_t i = 0; i < b->pages->n_elements; i++) {
        const struct page_element *e = &b->pages->elements[i];
        columns += e->role == TAG_TH && e->scope == SCOPE_COLUMN;
        rows += e->role == TAG_TH && e->scope == SCOPE_ROW;
    }
    assert_int_equal(columns, 2);
    assert_int_equal(rows, 3);
    assert_int_equal(count_role(b->pages, TAG_TD), 3);
    assert_int_equal(count_role(b->pages, TAG_TBODY), 1);
}

static void spans_keep_the_table_rectangular(void **state)
{
    struct bench *b = *state;
    struct doc_node *head = add_row(b->doc, b->table, ROW_HEAD);
    add_cell(b->doc, head, ALIGN_LEFT, "Ort")->row_span = 2;
    add_cell(b->doc, head, ALIGN_LEFT, "je 1 000")->span = 2;
    head = add_row(b->doc, b->table, ROW_HEAD);
    add_cell(b->doc, head, ALIGN_LEFT, "Kreis");
    add_cell(b->doc, head, ALIGN_LEFT, "Land");
    struct doc_node *row = add_row(b->doc, b->table, ROW_BODY);
    add_cell(b->doc, row, ALIGN_LEFT, "Aichtal")->row_span = 1000000;
    add_cell(b->doc, row, ALIGN_RIGHT, "1");
    add_cell(b->doc, row, ALIGN_RIGHT, "2");
    row = add_row(b->doc, b->table, ROW_BODY);
    add_cell(b->doc, row, ALIGN_RIGHT, "3");
    add_cell(b->doc, row, ALIGN_RIGHT, "4")->span = 2;
    lay_out(b);
    int cells = 0;
    for (size_t i = 0; i < b->pages->n_elements; i++) {
        const struct page_element *e = &b->pages->elements[i];
        if (e->role == TAG_TD || e->role == TAG_TH)
            cells += e->col_span * e->row_span;
    }
    assert_int_equal(cells, 4 * 3);
    assert_int_equal(right_edge(b, "Kreis"), right_edge(b, "3"));
}

/* A cell without a space, another with five pages of text. */
static void rows_taller_than_a_page_end(void **state)
{
    struct bench *b = *state;
    struct buf text = BUF_INIT;
    for (int i = 0; i < 20000; i++)
        buf_adds(&text, "Wort ");
    add_head(b);
    add_rows(b, 2);
    struct doc_node *row = add_row(b->doc, b->table, ROW_BODY);
    add_cell(b->doc, row, ALIGN_LEFT, "lang");
    add_cell(b->doc, row, ALIGN_LEFT, buf_str(&text));
    add_rows(b, 3);
    lay_out(b);
    size_t words = 0;
    for (size_t p = 0; p < b->pages->n_pages; p++)
        for (size_t i = 0; i < b->pages->page[p]->n_ops; i++) {
            const struct page_op *op = &b->pages->page[p]->ops[i];
            if (op->kind != OP_TEXT || op->element == 0)
                continue;
            assert_true(op->u.text.y < PT(775));
            for (const char *s = op->u.text.text; (s = strstr(s, "Wort")) != NULL; s++)
                words++;
        }
    assert_int_equal(words, 20000);
    assert_int_equal(count_role(b->pages, TAG_TR), 7);
    buf_release(&text);
}

static void wide_tables_are_squeezed_and_reported(void **state)
{
    struct bench *b = *state;
    struct doc_node *row = add_row(b->doc, b->table, ROW_BODY);
    for (int i = 0; i < 60; i++)
        add_cell(b->doc, row, ALIGN_LEFT, "Wohngeldempfängerhaushalte");
    lay_out(b);
    assert_int_equal(diag_at(b->diag, 0)->code, TABLE_TOO_WIDE);
}

static void groups_have_a_band_and_keep_their_rows(void **state)
{
    struct bench *b = *state;
    add_head(b);
    for (int g = 0; g < 12; g++) {
        struct doc_node *row = add_row(b->doc, b->table, ROW_GROUP);
        add_cell(b->doc, row, ALIGN_LEFT, format(b, "Gruppe %d", g))->head_cell = true;
        add_cell(b->doc, row, ALIGN_RIGHT, "1");
        add_rows(b, 9);
    }
    lay_out(b);
    assert_true(b->pages->n_pages > 1);
    for (size_t p = 0; p < b->pages->n_pages; p++) {
        const struct page *page = b->pages->page[p];
        size_t last_group = 0;
        size_t last_row = 0;
        for (size_t i = 0; i < page->n_ops; i++) {
            const struct page_op *op = &page->ops[i];
            if (op->kind != OP_TEXT)
                continue;
            if (strstr(op->u.text.text, "Gruppe") != NULL)
                last_group = i;
            if (strstr(op->u.text.text, "Ort") != NULL)
                last_row = i;
        }
        assert_true(last_row > last_group);
    }
    assert_int_equal(find_text(b->pages, 0, "Gruppe 0", 0)->u.text.rgb,
                     shipped_theme()->brand);
}

static void many_rows_take_bounded_time(void **state)
{
    struct bench *b = *state;
    b->table->dense = true;
    add_head(b);
    add_rows(b, 100000);
    clock_t start = clock();
    b->pages = layout_document(b->doc, shipped_theme(), &b->metrics, b->diag);
    assert_true((double)(clock() - start) / CLOCKS_PER_SEC < 5.0);
    assert_true(b->pages->n_pages > 1500 && b->pages->n_pages < 1800);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(head_is_repeated_as_artifact),
        TEST(two_rows_stay_with_head_and_end),
        TEST(numbers_are_aligned_at_the_comma),
        TEST(rows_stand_on_the_grid),
        TEST(heads_and_row_heads_have_scopes),
        TEST(spans_keep_the_table_rectangular),
        TEST(rows_taller_than_a_page_end),
        TEST(wide_tables_are_squeezed_and_reported),
        TEST(groups_have_a_band_and_keep_their_rows),
        TEST(many_rows_take_bounded_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
