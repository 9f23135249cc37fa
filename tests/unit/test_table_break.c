#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "layout/theme.h"
#include "unit/table_bench.h"

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
    (void)state;
    for (int lines = 36; lines < 50; lines++)
        for (int rows = 3; rows < 50; rows += 7) {
            struct bench *b = bench_new();
            for (int i = 0; i < lines; i++)
                add_paragraph(b->doc, b->root, PARA_BODY, "Zeile");
            b->table = document_add(b->doc, b->root, DOC_TABLE);
            b->table->text = "Titel";
            add_head(b);
            add_rows(b, rows);
            lay_out(b);
            for (size_t p = 0; p < b->pages->n_pages; p++)
                if (find_text(b->pages, p, "Einwohner", 0) != NULL)
                    assert_true(rows_on(b, p) >= 2);
            bench_free(b);
        }
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

/* Rows "Ort", labels "Gruppe", the sum "Summe" and the note in order of drawing. */
static size_t rows_between(const struct page *page, const char *from, const char *to)
{
    size_t n = 0;
    bool inside = false;
    for (size_t i = 0; i < page->n_ops; i++) {
        const struct page_op *op = &page->ops[i];
        if (op->kind != OP_TEXT)
            continue;
        if (inside && to != NULL && strncmp(op->u.text.text, to, strlen(to)) == 0)
            return n;
        n += inside && strncmp(op->u.text.text, "Ort", 3) == 0;
        if (strncmp(op->u.text.text, from, strlen(from)) == 0) {
            inside = true;
            n = 0;
        }
    }
    return inside ? n : SIZE_MAX;
}

static struct bench *group_bench(int lines, int rows, int per_group)
{
    struct bench *b = bench_new();
    for (int i = 0; i < lines; i++)
        add_paragraph(b->doc, b->root, PARA_BODY, "Zeile");
    b->table = document_add(b->doc, b->root, DOC_TABLE);
    b->table->text = "Titel";
    add_head(b);
    for (int i = 0; i < rows; i++) {
        if (i % per_group == 0) {
            struct doc_node *row = add_row(b->doc, b->table, ROW_GROUP);
            add_cell(b->doc, row, ALIGN_LEFT, format(b, "Gruppe %d.", i / per_group));
            add_cell(b->doc, row, ALIGN_LEFT, NULL);
        }
        struct doc_node *row = add_row(b->doc, b->table, ROW_BODY);
        add_cell(b->doc, row, ALIGN_LEFT, format(b, "Ort%04d", i))->head_cell = true;
        add_cell(b->doc, row, ALIGN_RIGHT, "1");
    }
    struct doc_node *notes = document_add(b->doc, b->table, DOC_NOTES);
    add_paragraph(b->doc, notes, PARA_SMALL, "Anmerkung");
    lay_out(b);
    return b;
}

/* Two rows with the head and with every label, two on the last page with the notes. */
static void check_breaks(const struct bench *b, int rows, int per_group)
{
    for (size_t p = 0; p < b->pages->n_pages; p++) {
        const struct page *page = b->pages->page[p];
        if (find_text(b->pages, p, "Einwohner", 0) == NULL)
            continue;
        assert_true(rows_on(b, p) >= 2);
        size_t labels = count_texts(b->pages, p, "Gruppe");
        for (size_t k = 0; k < labels; k++) {
            const char *label = find_text(b->pages, p, "Gruppe", k)->u.text.text;
            size_t left = rows_between(page, label, "Gruppe");
            bool rest = strstr(label, "Fortsetzung") != NULL;
            int of_group = rows - per_group * atoi(label + strlen("Gruppe "));
            bool pair = !rest && per_group > 1 && of_group > 1;
            assert_true(left >= (pair ? 2 : 1) && left != SIZE_MAX);
        }
    }
    for (size_t p = 0; p < b->pages->n_pages; p++)
        if (find_text(b->pages, p, "Anmerkung", 0) != NULL)
            assert_true(rows_on(b, p) >= 2);
    assert_int_equal(count_role(b->pages, TAG_TBODY), 1);
}

static void no_label_ends_a_page(void **state)
{
    (void)state;
    size_t broken = 0;
    for (int lines = 30; lines < 50; lines += 1)
        for (int per_group = 1; per_group < 8; per_group += 2) {
            struct bench *b = group_bench(lines, 21, per_group);
            broken += b->pages->n_pages > 1;
            check_breaks(b, 21, per_group);
            bench_free(b);
        }
    assert_true(broken > 40);
}

/* A row that leaves half a page white when it goes to the next one. */
static void add_high_row(struct bench *b)
{
    struct doc_node *row = add_row(b->doc, b->table, ROW_BODY);
    add_cell(b->doc, row, ALIGN_LEFT, "Ort0000");
    struct doc_node *cell = add_cell(b->doc, row, ALIGN_LEFT, "Zeile");
    for (int i = 0; i < 19; i++) {
        document_add(b->doc, cell, DOC_BREAK);
        add_text(b->doc, cell, "Zeile");
    }
}

static void high_rows_stay_with_their_label(void **state)
{
    (void)state;
    size_t moved = 0;
    for (int lines = 10; lines < 46; lines++)
        for (int high = 0; high < 2; high++) {
            struct bench *b = group_bench(lines, 4, 100);
            struct doc_node *notes = b->table->last;
            b->table->last = NULL;
            for (struct doc_node *n = b->table->first; n != notes; n = n->next)
                b->table->last = n;
            b->table->last->next = NULL;
            struct doc_node *row = add_row(b->doc, b->table, ROW_GROUP);
            add_cell(b->doc, row, ALIGN_LEFT, "Gruppe 9.");
            add_rows(b, high);
            add_high_row(b);
            add_high_row(b);
            add_rows(b, 3);
            lay_out(b);
            check_breaks(b, 1000, 100);
            moved += find_text(b->pages, 0, "Gruppe 9.", 0) == NULL;
            bench_free(b);
        }
    assert_true(moved > 10);
}

/* Spans of other languages in a label that comes again are not read twice. */
static void carried_labels_leave_no_element(void **state)
{
    struct bench *b = *state;
    add_head(b);
    struct doc_node *row = add_row(b->doc, b->table, ROW_GROUP);
    add_cell(b->doc, row, ALIGN_LEFT, "Job Center")->first->lang = "en";
    add_rows(b, 100);
    lay_out(b);
    assert_int_equal(count_role(b->pages, TAG_SPAN), 1);
    assert_int_not_equal(find_text(b->pages, 0, "Job Center", 0)->element, 0);
    assert_int_equal(find_text(b->pages, 1, "Job Center", 0)->element, 0);
    assert_int_equal(find_text(b->pages, 1, "(Fortsetzung)", 0)->element, 0);
}

/* The page that goes on with a group says so under the repeated head, as an artifact;
 * one that begins with a group does not. */
static void labels_are_carried_over(void **state)
{
    (void)state;
    struct bench *b = group_bench(0, 200, 100);
    assert_true(b->pages->n_pages > 4);
    const struct page_op *again = find_text(b->pages, 1, "Gruppe 0. (Fortsetzung)", 0);
    const struct page_op *head = find_text(b->pages, 1, "Einwohner", 0);
    const struct page_op *row = find_text(b->pages, 1, "Ort", 0);
    assert_non_null(again);
    assert_int_equal(again->element, 0);
    assert_int_equal(again->u.text.rgb, shipped_theme()->brand);
    assert_true(head->u.text.y < again->u.text.y && again->u.text.y < row->u.text.y);
    for (size_t p = 0; p < b->pages->n_pages; p++) {
        size_t carried = count_texts(b->pages, p, ". (Fortsetzung)");
        int first = atoi(find_text(b->pages, p, "Ort", 0)->u.text.text + strlen("Ort"));
        assert_int_equal(carried, first % 100 == 0 ? 0 : 1);
        assert_int_equal(count_texts(b->pages, p, "Gruppe 1. (Fortsetzung)"), first > 100);
    }
    bench_free(b);
    b = group_bench(0, 12, 4); /* on one page nothing is carried */
    assert_null(find_text(b->pages, 0, "Fortsetzung", 0));
    bench_free(b);
}

static size_t count_everywhere(const struct bench *b, const char *s)
{
    size_t n = 0;
    for (size_t p = 0; p < b->pages->n_pages; p++)
        n += count_texts(b->pages, p, s);
    return n;
}

/* The row that runs over pages lies in a group: head and label come again, every word
 * once, all inside the text block. */
static void tall_rows_in_groups_end(void **state)
{
    struct bench *b = *state;
    struct buf text = BUF_INIT;
    for (int i = 0; i < 400; i++)
        buf_adds(&text, "Wort\xC2\xA0Wort Wort Wort Wort Wort Wort Wort ");
    add_head(b);
    struct doc_node *row = add_row(b->doc, b->table, ROW_GROUP);
    add_cell(b->doc, row, ALIGN_LEFT, "Gruppe 7");
    add_cell(b->doc, row, ALIGN_LEFT, NULL);
    add_rows(b, 2);
    row = add_row(b->doc, b->table, ROW_BODY);
    add_cell(b->doc, row, ALIGN_LEFT, "Lang")->head_cell = true;
    add_cell(b->doc, row, ALIGN_LEFT, buf_str(&text));
    add_rows(b, 2);
    lay_out(b);
    assert_true(b->pages->n_pages > 2);
    assert_int_equal(count_everywhere(b, "Gruppe 7 (Fortsetzung)"), b->pages->n_pages - 1);
    assert_int_equal(count_everywhere(b, "Einwohner"), b->pages->n_pages);
    assert_int_equal(count_everywhere(b, "Lang"), 1);
    assert_int_equal(count_role(b->pages, TAG_TR), 7);
    for (size_t p = 0; p < b->pages->n_pages; p++)
        for (size_t i = 0; i < b->pages->page[p]->n_ops; i++) {
            const struct page_op *op = &b->pages->page[p]->ops[i];
            assert_true(op->kind != OP_TEXT || op->element == 0 || op->u.text.y < PT(773));
        }
    buf_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TABLE_TEST(head_is_repeated_as_artifact),
        TABLE_TEST(two_rows_stay_with_head_and_end),
        TABLE_TEST(groups_have_a_band_and_keep_their_rows),
        TABLE_TEST(no_label_ends_a_page),
        TABLE_TEST(high_rows_stay_with_their_label),
        TABLE_TEST(labels_are_carried_over),
        TABLE_TEST(carried_labels_leave_no_element),
        TABLE_TEST(tall_rows_in_groups_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
