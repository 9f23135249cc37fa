#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/buf.h"
#include "unit/table_bench.h"

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
    static const char *const cells[] = {"3,75", "−10,2", "1\u202F240,5", "(6,3)", "12", "–", ".",
                                        "8,11\u202Fr", "…", "/", "x", "(7,99)\u202Fp", "(45)"};
    struct doc_node *head = add_row(b->doc, b->table, ROW_HEAD);
    add_cell(b->doc, head, ALIGN_LEFT, "Ort")->head_cell = true;
    add_cell(b->doc, head, ALIGN_LEFT, "Anteil")->head_cell = true;
    for (size_t i = 0; i < sizeof cells / sizeof cells[0]; i++) {
        struct doc_node *row = add_row(b->doc, b->table, ROW_BODY);
        add_cell(b->doc, row, ALIGN_LEFT, "Zeile")->head_cell = true;
        add_cell(b->doc, row, ALIGN_DECIMAL, cells[i]);
    }
    struct doc_node *row = add_row(b->doc, b->table, ROW_BODY);
    add_cell(b->doc, row, ALIGN_LEFT, "Zeile")->head_cell = true;
    add_cell(b->doc, row, ALIGN_DECIMAL, "0")->first->actual = "weniger als die Hälfte";
    lay_out(b);
    /* The widest of what hangs, ")\u202Fp", ends at the margin; half an em a letter. */
    mpt edge = PT(56.69) + PT(481.9) - 3 * PT(8.5) / 2;
    static const char *const decimals[] = {"−10,2", "1\u202F240,5", "(6,3)", "8,11", "(7,99)"};
    for (size_t i = 0; i < sizeof decimals / sizeof decimals[0]; i++)
        assert_int_equal(comma_at(b, decimals[i]), comma_at(b, "3,75"));
    assert_int_equal(right_edge(b, "12"), comma_at(b, "3,75"));
    assert_int_equal(right_edge(b, "(45)") - PT(8.5) / 2, comma_at(b, "3,75"));
    assert_int_equal(right_edge(b, "3,75"), edge);
    assert_int_equal(right_edge(b, "8,11"), edge + 2 * PT(8.5) / 2);
    assert_int_equal(right_edge(b, "(7,99)"), edge + 3 * PT(8.5) / 2);
    assert_int_equal(right_edge(b, "…"), edge);
    assert_int_equal(right_edge(b, "/"), edge);
    assert_int_equal(right_edge(b, "x"), edge);
    const struct page *page = b->pages->page[0];
    const struct page_text *sign = NULL;
    for (size_t i = 0; i < page->n_ops; i++)
        if (page->ops[i].kind == OP_TEXT && strcmp(page->ops[i].u.text.text, "0") == 0)
            sign = &page->ops[i].u.text;
    assert_non_null(sign);
    assert_int_equal(sign->x + sign->width, edge);
    assert_int_equal(right_edge(b, "–"), edge);
    assert_int_equal(right_edge(b, "."), edge);
    assert_int_equal(right_edge(b, "Anteil"), edge);
    assert_true(text_of(b, "3,75")->flags & RUN_TABULAR);
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

static bool is_path(const struct page_op *op, uint32_t fill, uint32_t stroke)
{
    return op->kind == OP_PATH && op->u.path.fill == fill && op->u.path.stroke == stroke;
}

static size_t count_paths(const struct bench *b, uint32_t fill, uint32_t stroke)
{
    size_t n = 0;
    for (size_t i = 0; i < b->pages->page[0]->n_ops; i++)
        n += is_path(&b->pages->page[0]->ops[i], fill, stroke);
    return n;
}

/* Rules, no stripes: after the fifth, tenth and fifteenth of 18 rows; no hairline where
 * fewer than three rows would follow it. */
static void every_fifth_row_has_a_hairline(void **state)
{
    struct bench *b = *state;
    const struct theme *theme = shipped_theme();
    add_head(b);
    add_rows(b, 18);
    lay_out(b);
    assert_int_equal(count_paths(b, theme->sand, NO_COLOUR), 0);
    assert_int_equal(count_paths(b, NO_COLOUR, theme->rule), 3);
    size_t at = 0;
    for (size_t i = 0; i < b->pages->page[0]->n_ops; i++) {
        const struct page_op *op = &b->pages->page[0]->ops[i];
        if (!is_path(op, NO_COLOUR, theme->rule))
            continue;
        mpt y = op->u.path.points[1];
        assert_true(y > find_text(b->pages, 0, "Ort", 5 * at + 4)->u.text.y);
        assert_true(y < find_text(b->pages, 0, "Ort", 5 * at + 5)->u.text.y);
        at++;
    }
}

/* The notes keep a line's distance: baseline 14 below the closing rule; a sum has air
 * on both sides of its rules. */
static void rules_keep_their_distance(void **state)
{
    struct bench *b = *state;
    add_head(b);
    add_rows(b, 2);
    struct doc_node *row = add_row(b->doc, b->table, ROW_SUM);
    add_cell(b->doc, row, ALIGN_LEFT, "Summe")->head_cell = true;
    add_cell(b->doc, row, ALIGN_RIGHT, "1");
    struct doc_node *notes = document_add(b->doc, b->table, DOC_NOTES);
    add_paragraph(b->doc, notes, PARA_SMALL, "Anmerkung");
    lay_out(b);
    mpt sum = text_of(b, "Summe")->y;
    mpt last = find_text(b->pages, 0, "Ort", 1)->u.text.y;
    assert_int_equal(sum - last, PT(21));
    mpt closing = 0;
    for (size_t i = 0; i < b->pages->page[0]->n_ops; i++) {
        const struct page_op *op = &b->pages->page[0]->ops[i];
        if (is_path(op, NO_COLOUR, shipped_theme()->mark)) {
            mpt y = op->u.path.points[1];
            assert_true(y - last >= PT(6) && sum - y >= PT(12));
        }
        if (is_path(op, NO_COLOUR, shipped_theme()->ink))
            closing = op->u.path.points[1];
    }
    mpt apart = text_of(b, "Anmerkung")->y - closing;
    assert_true(apart > PT(13.5) && apart < PT(15));
}

/* The district's table: head of two lines, the district, 44 municipalities, notes. */
static void the_44_fit_one_page(void **state)
{
    struct bench *b = *state;
    document_free(b->doc);
    b->doc = document_new();
    struct doc_node *s = add_section(b->doc, b->doc->root, 1, "Alle Gemeinden", true);
    add_paragraph(b->doc, s, PARA_LEAD, "Einwohner und Arbeitslose");
    b->table = document_add(b->doc, s, DOC_TABLE);
    b->table->dense = true;
    b->table->text = "Titel";
    b->table->subtitle = "Untertitel";
    struct doc_node *head = add_row(b->doc, b->table, ROW_HEAD);
    add_cell(b->doc, head, ALIGN_LEFT, "Gemeinde");
    struct doc_node *cell = add_cell(b->doc, head, ALIGN_RIGHT, "Einwohner");
    document_add(b->doc, cell, DOC_BREAK);
    add_text(b->doc, cell, "Anzahl, 2024")->style = TEXT_GREY;
    struct doc_node *sum = add_row(b->doc, b->table, ROW_SUM);
    add_cell(b->doc, sum, ALIGN_LEFT, "Kreis");
    add_cell(b->doc, sum, ALIGN_RIGHT, "1");
    add_rows(b, 44);
    struct doc_node *notes = document_add(b->doc, b->table, DOC_NOTES);
    for (int i = 0; i < 6; i++)
        add_paragraph(b->doc, notes, PARA_SMALL, "Anmerkung");
    lay_out(b);
    assert_int_equal(b->pages->n_pages, 1);
    assert_int_equal(rows_on(b, 0), 44);
    assert_int_equal(count_texts(b->pages, 0, "Anmerkung"), 6);
    assert_int_equal(diag_count(b->diag), 0);
}

static void too_many_columns_are_reported(void **state)
{
    struct bench *b = *state;
    struct doc_node *row = add_row(b->doc, b->table, ROW_BODY);
    for (int i = 0; i < 3000; i++)
        add_cell(b->doc, row, ALIGN_LEFT, "x");
    lay_out(b);
    assert_int_equal(diag_at(b->diag, 0)->code, TABLE_CUT);
    assert_int_equal(count_role(b->pages, TAG_TD), 1024);
}

/* Groups, two rows of heads, row heads over two rows: every cell names its heads. */
static void many_named_heads_take_bounded_time(void **state)
{
    struct bench *b = *state;
    struct doc_node *row = add_row(b->doc, b->table, ROW_HEAD);
    add_cell(b->doc, row, ALIGN_LEFT, "Ort")->row_span = 2;
    add_cell(b->doc, row, ALIGN_LEFT, "je 1 000")->span = 2;
    row = add_row(b->doc, b->table, ROW_HEAD);
    add_cell(b->doc, row, ALIGN_LEFT, "Kreis");
    add_cell(b->doc, row, ALIGN_LEFT, "Land");
    b->table->dense = true;
    for (int i = 0; i < 100000; i++) {
        if (i % 1000 == 0) {
            row = add_row(b->doc, b->table, ROW_GROUP);
            add_cell(b->doc, row, ALIGN_LEFT, "Gruppe");
        }
        row = add_row(b->doc, b->table, ROW_BODY);
        add_cell(b->doc, row, ALIGN_LEFT, "Ort")->head_cell = true;
        add_cell(b->doc, row, ALIGN_DECIMAL, "(1,5)");
        add_cell(b->doc, row, ALIGN_DECIMAL, "17");
    }
    clock_t start = clock();
    lay_out(b);
    assert_true((double)(clock() - start) / CLOCKS_PER_SEC < 5.0);
    assert_true(arena_used(b->pages->arena) < 100u * 1024 * 1024);
}

static void many_rows_take_bounded_time(void **state)
{
    struct bench *b = *state;
    b->table->dense = true;
    add_head(b);
    add_rows(b, 100000);
    clock_t start = clock();
    b->pages = laid_out(b->doc, b->diag);
    assert_true((double)(clock() - start) / CLOCKS_PER_SEC < 5.0);
    assert_true(b->pages->n_pages > 1500 && b->pages->n_pages < 1800);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TABLE_TEST(numbers_are_aligned_at_the_comma),
        TABLE_TEST(rows_stand_on_the_grid),
        TABLE_TEST(heads_and_row_heads_have_scopes),
        TABLE_TEST(spans_keep_the_table_rectangular),
        TABLE_TEST(rows_taller_than_a_page_end),
        TABLE_TEST(wide_tables_are_squeezed_and_reported),
        TABLE_TEST(every_fifth_row_has_a_hairline),
        TABLE_TEST(rules_keep_their_distance),
        TABLE_TEST(the_44_fit_one_page),
        TABLE_TEST(too_many_columns_are_reported),
        TABLE_TEST(many_named_heads_take_bounded_time),
        TABLE_TEST(many_rows_take_bounded_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
