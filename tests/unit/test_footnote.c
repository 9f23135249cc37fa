/* Footnotes on the display list: each on the page of its mark, below all text, linked both
 * ways, wherever the mark stands and wherever pages end. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "layout/theme.h"
#include "unit/layout_bench.h"

static void number_and_lay_out(struct bench *b)
{
    document_number(b->doc);
    assert_true(document_check(b->doc, b->diag));
    lay_out(b);
}

static const char *words(struct bench *b, int n)
{
    return words_after(b, "wort", " wort", n - 1);
}

/* At 7.5 pt and half an em a character, 124 characters make a line. */
static struct doc_node *add_note(struct bench *b, struct doc_node *in, int n_words)
{
    struct doc_node *note = document_add(b->doc, in, DOC_FOOTNOTE);
    add_text(b->doc, note, words(b, n_words));
    return note;
}

/* n words with a note after every so many. */
static struct doc_node *add_noted(struct bench *b, struct doc_node *in, int n, int every,
                                  int n_words)
{
    struct doc_node *p = document_add(b->doc, in, DOC_PARAGRAPH);
    for (int i = 1; i <= n; i++) {
        add_text(b->doc, p, i == 1 ? "wort" : " wort");
        if (i % every == 0)
            add_note(b, p, n_words);
    }
    return p;
}

static enum tag_role role_of(const struct pages *p, uint32_t element)
{
    return p->elements[element].role;
}

static uint32_t parent_of(const struct pages *p, uint32_t element)
{
    return p->elements[element].parent;
}

/* The Note an element stands in, or 0. */
static uint32_t note_of(const struct pages *p, uint32_t element)
{
    while (element > 1 && role_of(p, element) != TAG_NOTE)
        element = parent_of(p, element);
    return element > 1 ? element : 0;
}

struct found {
    uint32_t page;
    mpt y;
    size_t n;        /* how often */
    uint32_t element;
};

/* Marks stand in Reference, Link; labels of notes in Note, Lbl, Link. */
static struct found find_number(const struct pages *p, int number, enum tag_role outer)
{
    struct found f = {0};
    char text[12];
    snprintf(text, sizeof text, "%d", number);
    for (uint32_t i = 0; i < p->n_pages; i++)
        for (size_t k = 0; k < p->page[i]->n_ops; k++) {
            const struct page_op *op = &p->page[i]->ops[k];
            if (op->kind != OP_TEXT || role_of(p, op->element) != TAG_LINK ||
                role_of(p, parent_of(p, op->element)) != outer ||
                strncmp(op->u.text.text, text, strlen(text)) != 0 ||
                op->u.text.text[strspn(op->u.text.text, "0123456789")] > ' ' ||
                strspn(op->u.text.text, "0123456789") != strlen(text))
                continue;
            f = (struct found){i, op->u.text.y, f.n + 1, op->element};
        }
    return f;
}

/* The only link of an element, which must lead to that page. */
static void expect_link(const struct pages *p, struct found from, uint32_t to_page, mpt to_y)
{
    size_t n = 0;
    for (size_t k = 0; k < p->page[from.page]->n_ops; k++) {
        const struct page_op *op = &p->page[from.page]->ops[k];
        if (op->kind != OP_LINK || op->element != from.element)
            continue;
        n++;
        assert_int_equal(op->u.link.page, to_page);
        assert_true(op->u.link.top <= to_y && op->u.link.top > to_y - PT(400));
    }
    assert_int_equal(n, 1);
}

/* Top of the first note and end of the text of a page, from the texts themselves. */
static void check_page(const struct pages *p, uint32_t page)
{
    mpt end = 0;
    mpt first = PT(10000);
    mpt above = 0;
    for (size_t k = 0; k < p->page[page]->n_ops; k++) {
        const struct page_op *op = &p->page[page]->ops[k];
        if (op->kind != OP_TEXT || op->element == 0)
            continue;
        bool in_note = note_of(p, op->element) != 0;
        if (!in_note && op->u.text.y > end)
            end = op->u.text.y;
        if (in_note && op->u.text.y < first)
            first = op->u.text.y;
        if (in_note && op->u.text.y < above)
            fail_msg("notes out of order on page %u", (unsigned)page);
        above = in_note ? op->u.text.y : above;
        if (op->u.text.y > shipped_theme()->text_bottom)
            fail_msg("text below the text block of page %u", (unsigned)page);
    }
    if (first < end + PT(14))
        fail_msg("page %u: text to %d, notes from %d", (unsigned)page, end, first);
}

static void check_notes(const struct bench *b, int n)
{
    const struct pages *p = b->pages;
    struct found last[64] = {{0}}; /* by page: the note with the highest number so far */
    assert_int_equal(count_role(p, TAG_NOTE), n);
    assert_true(p->n_pages <= 64);
    for (int i = 1; i <= n; i++) {
        struct found mark = find_number(p, i, TAG_REFERENCE);
        struct found note = find_number(p, i, TAG_LBL);
        assert_int_equal(mark.n, 1);
        assert_int_equal(note.n, 1);
        if (mark.page != note.page)
            fail_msg("mark %d on page %u, note on %u", i, mark.page, note.page);
        if (note.y <= last[note.page].y)
            fail_msg("note %d stands above those before it", i);
        last[note.page] = note;
        expect_link(p, mark, note.page, note.y);
        expect_link(p, note, mark.page, mark.y);
    }
    for (uint32_t i = 0; i < p->n_pages; i++)
        check_page(p, i);
    assert_int_equal(diag_count(b->diag), 0);
}

/* A paragraph of seven lines with a note in each, wherever the page ends in it, for notes
 * of one to three lines. */
static void test_page_ends(void **state)
{
    (void)state;
    size_t parted = 0;
    for (int above = 20; above < 50; above++)
        for (int lines = 1; lines <= 3; lines++) {
            struct bench *b = bench_new();
            for (int i = 0; i < above; i++)
                add_paragraph(b->doc, b->root, PARA_BODY, "Zeile");
            add_noted(b, b->root, 140, 20, lines * 22 - 2);
            add_paragraph(b->doc, b->root, PARA_BODY, words(b, 30));
            number_and_lay_out(b);
            check_notes(b, 7);
            parted += find_number(b->pages, 1, TAG_LBL).page !=
                      find_number(b->pages, 7, TAG_LBL).page;
            bench_free(b);
        }
    assert_true(parted > 20); /* otherwise the page ended elsewhere */
}

static void test_foot(void **state)
{
    struct bench *b = *state;
    struct doc_node *p = add_paragraph(b->doc, b->root, PARA_BODY, "Anfang wort");
    add_note(b, p, 40);
    add_text(b->doc, p, ", weiter");
    number_and_lay_out(b);
    check_notes(b, 1);
    const struct page_text *mark =
        &find_text(b->pages, 0, "Anfang", 0)->u.text;
    struct found number = find_number(b->pages, 1, TAG_REFERENCE);
    assert_true(number.y < mark->y); /* raised, small, without a gap, in one line */
    const struct page_op *op = NULL;
    for (size_t i = 0; (op = find_text(b->pages, 0, "1", i)) != NULL; i++)
        if (op->element == number.element)
            break;
    assert_non_null(op);
    assert_int_equal(op->u.text.x, mark->x + mark->width);
    assert_true(op->u.text.size < mark->size);
    /* two lines of 10.5, the last one ending with the text block: 771 less 3 of 14 */
    assert_int_equal(find_text(b->pages, 0, "wort wort", 1)->u.text.y, PT(771) - PT(2.25));
    assert_int_equal(find_number(b->pages, 1, TAG_LBL).y, PT(771) - PT(12.75));
    assert_int_equal(find_text(b->pages, 0, "wort wort", 1)->u.text.size, PT(7.5));
    /* the elements: P > Reference > Link and P > Note > Lbl > Link */
    const struct pages *s = b->pages;
    uint32_t label = find_number(s, 1, TAG_LBL).element;
    assert_int_equal(role_of(s, note_of(s, label)), TAG_NOTE);
    assert_int_equal(parent_of(s, parent_of(s, number.element)), parent_of(s, note_of(s, label)));
    assert_int_equal(role_of(s, parent_of(s, note_of(s, label))), TAG_P);
}

/* Marks in tables (also behind figures), columns, boxes, lists and notes of figures. */
static void test_places(void **state)
{
    (void)state;
    for (int above = 0; above < 44; above++) {
        struct bench *b = bench_new();
        for (int i = 0; i < above; i++)
            add_paragraph(b->doc, b->root, PARA_BODY, "Zeile");
        struct doc_node *columns = document_add(b->doc, b->root, DOC_COLUMNS);
        for (int i = 0; i < 2; i++) {
            struct doc_node *column = document_add(b->doc, columns, DOC_COLUMN);
            column->span = 6;
            add_noted(b, column, 20, 15, 10 + 20 * i);
            struct doc_node *box = document_add(b->doc, column, DOC_BOX);
            box->text = "Kasten";
            add_noted(b, box, 12, 12, 30);
        }
        struct doc_node *list = document_add(b->doc, b->root, DOC_LIST);
        for (int i = 0; i < 3; i++)
            add_noted(b, document_add(b->doc, list, DOC_ITEM), 8, 8, 5);
        struct doc_node *t = document_add(b->doc, b->root, DOC_TABLE);
        t->text = "Tabelle";
        for (int i = 0; i < 12; i++) {
            struct doc_node *row = add_row(b->doc, t, i == 0 ? ROW_HEAD : ROW_BODY);
            struct doc_node *name = add_cell(b->doc, row, ALIGN_LEFT, "Zeile");
            struct doc_node *figure = add_cell(b->doc, row, ALIGN_DECIMAL, "12,5");
            if (i % 4 == 1)
                add_note(b, name, 4);
            if (i % 4 == 3)
                add_note(b, figure, 30);
        }
        struct doc_node *notes = document_add(b->doc, t, DOC_NOTES);
        add_noted(b, notes, 6, 6, 6)->role.para = PARA_SMALL;
        number_and_lay_out(b);
        check_notes(b, 4 + 3 + 6 + 1);
        bench_free(b);
    }
}

/* Figures stay above each other although one has a mark; the mark follows its figure. */
static void test_figures_stay_aligned(void **state)
{
    struct bench *b = *state;
    struct doc_node *t = document_add(b->doc, b->root, DOC_TABLE);
    struct doc_node *noted = NULL;
    for (int i = 0; i < 3; i++) {
        struct doc_node *row = add_row(b->doc, t, ROW_BODY);
        add_cell(b->doc, row, ALIGN_LEFT, "Zeile");
        noted = add_cell(b->doc, row, ALIGN_DECIMAL, i == 0 ? "1,5" : i == 1 ? "12,5" : "7");
    }
    add_note(b, noted->parent->parent->first->last, 3);
    number_and_lay_out(b);
    const struct page_text *one = &find_text(b->pages, 0, "1,5", 0)->u.text;
    const struct page_text *two = &find_text(b->pages, 0, "12,5", 0)->u.text;
    assert_int_equal(one->x, two->x + two->size / 2);
}

/* A row over several pages: each note on the page of its line, by number on a page. */
static void test_tall_row(void **state)
{
    struct bench *b = *state;
    struct doc_node *row = add_row(b->doc, document_add(b->doc, b->root, DOC_TABLE), ROW_BODY);
    for (int i = 0; i < 2; i++) {
        struct doc_node *cell = add_cell(b->doc, row, ALIGN_LEFT, NULL);
        for (int k = 1; k <= 1500; k++) {
            add_text(b->doc, cell, " wort");
            if (k % 200 == 0)
                add_note(b, cell, 12);
        }
    }
    number_and_lay_out(b);
    assert_true(b->pages->n_pages > 1);
    check_notes(b, 14);
}

/* Many paragraphs, a note in each: no page is left nearly empty for the sake of one. */
static void test_density(void **state)
{
    struct bench *b = *state;
    for (int i = 0; i < 120; i++)
        add_noted(b, b->root, 30, 30, 15);
    number_and_lay_out(b);
    check_notes(b, 120);
    /* 700 - 14 hold 20 paragraphs of two lines and a note of one: 20 * 38.5 = 770 > 686 */
    assert_true(b->pages->n_pages >= 7 && b->pages->n_pages <= 8);
}

/* What can never fit: a message, an end, and nothing outside the page. */
static void test_too_tall(void **state)
{
    (void)state;
    for (int kind = 0; kind < 3; kind++) {
        struct bench *b = bench_new();
        struct doc_node *p = add_paragraph(b->doc, b->root, PARA_BODY, "Anfang");
        for (int i = 0; i < (kind == 1 ? 2000 : 1); i++) /* all of them in one word */
            add_note(b, p, kind == 0 ? 3000 : kind == 1 ? 3 : 100000);
        add_paragraph(b->doc, b->root, PARA_BODY, "Ende");
        clock_t start = clock();
        document_number(b->doc);
        b->pages = laid_out(b->doc, b->diag);
        assert_true((clock() - start) / CLOCKS_PER_SEC < 5);
        bool reported = false;
        for (size_t i = 0; i < diag_count(b->diag); i++)
            reported = reported || diag_at(b->diag, i)->code == FOOTNOTES_TOO_TALL;
        assert_true(reported);
        assert_true(pages_check(b->pages, b->diag));
        assert_true(find_number(b->pages, 1, TAG_LBL).n == 1);
        bool end = false;
        for (size_t i = 0; i < b->pages->n_pages; i++)
            end = end || find_text(b->pages, i, "Ende", 0) != NULL;
        assert_true(end);
        bench_free(b);
    }
}

/* A hand-made tree that breaks the rules loses notes, not the program. */
static void test_wrong_places(void **state)
{
    struct bench *b = *state;
    struct doc_node *s = add_section(b->doc, b->root, 1, "Titel", true);
    add_note(b, s->first, 3);
    struct doc_node *t = document_add(b->doc, s, DOC_TABLE);
    t->text = "Tabelle";
    add_note(b, add_cell(b->doc, add_row(b->doc, t, ROW_HEAD), ALIGN_LEFT, "Kopf"), 3);
    for (int i = 0; i < 80; i++)
        add_cell(b->doc, add_row(b->doc, t, ROW_BODY), ALIGN_LEFT, "Zeile");
    struct doc_node *p = add_paragraph(b->doc, s, PARA_BODY, "Wort");
    add_note(b, add_note(b, p, 3), 3);
    document_number(b->doc);
    assert_false(document_check(b->doc, b->diag));
    b->pages = laid_out(b->doc, b->diag);
    assert_true(pages_check(b->pages, b->diag));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_page_ends),
        TEST(test_foot),
        cmocka_unit_test(test_places),
        TEST(test_figures_stay_aligned),
        TEST(test_tall_row),
        TEST(test_density),
        cmocka_unit_test(test_too_tall),
        TEST(test_wrong_places),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
