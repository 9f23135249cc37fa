#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "unit/layout_bench.h"

/* A4 is 595.28 by 841.89 pt; margins of 22 and 18 mm are 62.36 and 51.02 pt, their mean
 * 56.69. Turned, 841.89 - 62.36 - 51.02 = 728.51 pt remain for the text, and between 71
 * at the top and 70.89 at the bottom 32 lines of 14 pt. */
#define WIDE_W PT(728.51)
#define MIDDLE PT(56.69)

static struct doc_node *section(struct bench *b, const char *title, bool landscape, bool right)
{
    struct doc_node *s = add_section(b->doc, b->root, 1, title, true);
    s->landscape = landscape;
    s->right_page = right;
    return s;
}

static void words(struct bench *b, struct doc_node *s, const char *first, int n)
{
    add_paragraph(b->doc, s, PARA_BODY, words_after(b, first, " wort", n));
}

static const struct page_text *text_at(const struct bench *b, size_t page, const char *s)
{
    const struct page_op *op = find_text(b->pages, page, s, 0);
    assert_non_null(op);
    return &op->u.text;
}

static void assert_form(const struct bench *b, size_t page, bool wide)
{
    assert_int_equal(b->pages->page[page]->width, wide ? PT(841.89) : PT(595.28));
    assert_int_equal(b->pages->page[page]->height, wide ? PT(595.28) : PT(841.89));
}

static void add_cover(struct bench *b)
{
    struct doc_node *cover = document_add(b->doc, b->root, DOC_COVER);
    add_paragraph(b->doc, cover, PARA_COVER_TITLE, "Deckblatt");
}

static void landscape_sections_have_pages_of_their_own(void **state)
{
    struct bench *b = *state;
    words(b, section(b, "Davor", false, false), "Anfang", 5);
    words(b, section(b, "Quer", true, false), "Breit", 40 * 29);
    words(b, section(b, "Danach", false, false), "Ende", 5);
    lay_out(b);
    assert_int_equal(b->pages->n_pages, 4);
    assert_form(b, 0, false);
    assert_form(b, 1, true);
    assert_form(b, 2, true);
    assert_form(b, 3, false);
    assert_non_null(find_text(b->pages, 3, "Danach", 0));
    /* the text block, with head and foot along it */
    assert_int_equal(text_at(b, 1, "Breit")->x, MIDDLE);
    const struct page_text *volume = text_at(b, 1, "Sozialbericht Muster");
    const struct page_text *folio = text_at(b, 1, "2");
    assert_int_equal(volume->y, PT(38));
    assert_int_equal(folio->y, PT(595.28) - PT(35.89));
    assert_int_equal(text_at(b, 1, "Quer")->y, PT(38));
    assert_int_equal(folio->x + folio->width, MIDDLE + WIDE_W);
    assert_int_equal(volume->x, MIDDLE);
    /* 153 characters of 4.75 a line; as many whole lines as fit */
    mpt longest = 0;
    size_t lines = 0;
    for (size_t i = 0; i < b->pages->page[2]->n_ops; i++) {
        const struct page_op *op = &b->pages->page[2]->ops[i];
        if (op->kind != OP_TEXT || op->u.text.size != PT(9.5))
            continue;
        assert_int_equal((op->u.text.y - PT(82)) % PT(14), 0);
        assert_true(op->u.text.y <= PT(82) + 31 * PT(14));
        longest = op->u.text.width > longest ? op->u.text.width : longest;
        lines++;
    }
    assert_true(longest > PT(650) && longest <= WIDE_W);
    assert_true(lines >= 2);
    assert_int_equal(text_at(b, 1, "Breit")->y, PT(124));
    assert_int_equal(diag_count(b->diag), 0);
}

/* A page holds 32 lines, three of which the heading takes: 29 and the next page. */
static void a_landscape_page_holds_32_lines(void **state)
{
    struct bench *b = *state;
    struct doc_node *s = section(b, "Quer", true, false);
    for (int i = 0; i < 40; i++)
        add_paragraph(b->doc, s, PARA_BODY, "Zeile");
    lay_out(b);
    assert_int_equal(b->pages->n_pages, 2);
    assert_int_equal(count_texts(b->pages, 0, "Zeile"), 29);
    assert_int_equal(text_at(b, 1, "Zeile")->y, PT(82));
}

static void columns_share_the_wide_block(void **state)
{
    struct bench *b = *state;
    struct doc_node *columns =
        document_add(b->doc, section(b, "Quer", true, false), DOC_COLUMNS);
    for (int i = 0; i < 3; i++) {
        struct doc_node *column = document_add(b->doc, columns, DOC_COLUMN);
        column->span = i == 0 ? 6 : 3;
        add_paragraph(b->doc, column, PARA_BODY, i == 0 ? "Links" : i == 1 ? "Mitte" : "Rechts");
    }
    lay_out(b);
    /* a twelfth of 728.51 less 11 gutters of 12 is 49.709 */
    assert_int_equal(text_at(b, 0, "Links")->x, MIDDLE);
    assert_int_equal(text_at(b, 0, "Mitte")->x, MIDDLE + 6 * PT(49.709) + 6 * PT(12));
    assert_int_equal(text_at(b, 0, "Rechts")->x, MIDDLE + 9 * PT(49.709) + 9 * PT(12));
}

/* Row by row, the head again on the second page, all of it as wide as the page. */
static void tables_use_the_width_and_go_on(void **state)
{
    struct bench *b = *state;
    struct doc_node *t = document_add(b->doc, section(b, "Quer", true, false), DOC_TABLE);
    for (int r = 0; r <= 60; r++) {
        struct doc_node *row = add_row(b->doc, t, r == 0 ? ROW_HEAD : ROW_BODY);
        for (int c = 0; c < 14; c++)
            add_cell(b->doc, row, c == 0 ? ALIGN_LEFT : ALIGN_RIGHT,
                     r == 0 ? (c == 0 ? "Kopf" : "Spalte") : c == 13 ? "letzte" : "123");
    }
    lay_out(b);
    assert_true(b->pages->n_pages > 1);
    for (size_t p = 0; p < b->pages->n_pages; p++) {
        assert_form(b, p, true);
        assert_non_null(find_text(b->pages, p, "Kopf", 0));
        const struct page_text *last = text_at(b, p, "letzte");
        assert_int_equal(last->x + last->width, MIDDLE + WIDE_W);
    }
    assert_int_equal(diag_count(b->diag), 0);
}

static void links_and_bookmarks_lead_to_turned_pages(void **state)
{
    struct bench *b = *state;
    struct doc_node *p = document_add(b->doc, b->root, DOC_PARAGRAPH);
    struct doc_node *link = document_add(b->doc, p, DOC_LINK);
    link->target = "unten";
    add_text(b->doc, link, "dort");
    struct doc_node *s = section(b, "Quer", true, false);
    for (int i = 0; i < 10; i++)
        add_paragraph(b->doc, s, PARA_BODY, "Zeile");
    struct doc_node *inner = add_section(b->doc, s, 2, "Unten", false);
    inner->id = "unten";
    add_paragraph(b->doc, inner, PARA_BODY, "Ziel");
    lay_out(b);
    mpt heading = find_text(b->pages, 1, "Unten", 0)->u.text.y;
    bool found = false;
    for (size_t i = 0; i < b->pages->page[0]->n_ops; i++) {
        const struct page_op *op = &b->pages->page[0]->ops[i];
        if (op->kind == OP_LINK) {
            assert_int_equal(op->u.link.page, 1);
            assert_true(op->u.link.top < heading && op->u.link.top > heading - PT(50));
            found = true;
        }
    }
    assert_true(found);
    assert_int_equal(b->pages->n_bookmarks, 2);
    assert_int_equal(b->pages->bookmarks[1].page, 1);
    assert_true(b->pages->bookmarks[1].top < heading);
    assert_true(b->pages->bookmarks[1].top > heading - PT(60));
}

static void parts_of_pages_do_not_turn(void **state)
{
    struct bench *b = *state;
    struct doc_node *columns =
        document_add(b->doc, section(b, "Teil", false, false), DOC_COLUMNS);
    struct doc_node *column = document_add(b->doc, columns, DOC_COLUMN);
    column->span = 6;
    struct doc_node *s = add_section(b->doc, column, 2, "Quer", false);
    s->landscape = true;
    add_paragraph(b->doc, s, PARA_BODY, "Text");
    assert_false(document_check(b->doc, b->diag));
    assert_int_equal(diag_at(b->diag, 0)->code, DOC_LANDSCAPE_INSIDE);
    lay_out(b);
    assert_int_equal(diag_count(b->diag), 2);
    assert_int_equal(diag_at(b->diag, 1)->code, DOC_LANDSCAPE_INSIDE);
    assert_int_equal(b->pages->n_pages, 1);
    assert_form(b, 0, false);
}

static void a_heading_must_not_stay_behind(void **state)
{
    struct bench *b = *state;
    struct doc_node *outer = section(b, "Außen", false, false);
    struct doc_node *inner = add_section(b->doc, outer, 2, "Quer", false);
    inner->landscape = true;
    add_paragraph(b->doc, inner, PARA_BODY, "Text");
    assert_false(document_check(b->doc, b->diag));
    assert_int_equal(diag_at(b->diag, 0)->code, DOC_LANDSCAPE_ALONE);
    outer->landscape = true; /* as the message advises: one page for both */
    assert_true(document_check(b->doc, b->diag));
    lay_out(b);
    assert_int_equal(b->pages->n_pages, 1);
    assert_form(b, 0, true);
}

/* Whether just this stands on the page as a text of its own: its number. */
static bool printed(const struct bench *b, size_t page, const char *s)
{
    const struct page_op *op;
    for (size_t i = 0; (op = find_text(b->pages, page, s, i)) != NULL; i++)
        if (strcmp(op->u.text.text, s) == 0)
            return true;
    return false;
}

static void print(struct bench *b)
{
    add_cover(b);
    document_add(b->doc, b->root, DOC_CONTENTS)->text = "Inhalt";
    const char *const titles[] = {"Eins", "Zwei", "Drei", "Vier"};
    const bool right[] = {true, false, true, true};
    for (int i = 0; i < 4; i++) {
        struct doc_node *s = section(b, titles[i], i == 1, right[i]);
        s->id = titles[i];
        add_paragraph(b->doc, s, PARA_BODY, "Text");
    }
    struct doc_node *p = document_add(b->doc, b->root->last, DOC_PARAGRAPH);
    add_text(b->doc, p, "Siehe Seite ");
    document_add(b->doc, p, DOC_PAGE_REF)->target = "Drei";
    b->doc->print = true;
    b->doc->annex = "Anlage 3 zur Vorlage 012/2026";
    b->doc->mark = "Entwurf · Demonstrationsdaten";
    lay_out(b);
}

/* 1 cover, 2 blank, 3 contents, 4 blank, 5 Eins, 6 Zwei (turned), 7 Drei, 8 blank, 9 Vier,
 * 10 blank. */
static void chapters_begin_on_right_hand_pages(void **state)
{
    struct bench *b = *state;
    static const bool blank[] = {false, true, false, true, false, false, false, true, false, true};
    print(b);
    assert_int_equal(b->pages->n_pages, 10);
    for (size_t p = 0; p < 10; p++) {
        char label[4];
        snprintf(label, sizeof label, "%zu", p + 1);
        assert_string_equal(b->pages->page[p]->label, label);
        assert_int_equal(b->pages->page[p]->n_ops == 0, blank[p]);
        if (p > 0 && !blank[p]) /* the cover counts, but shows no number */
            assert_true(printed(b, p, label));
    }
    assert_false(printed(b, 0, "1"));
    assert_form(b, 5, true);
    assert_non_null(find_text(b->pages, 4, "Eins", 0));
    assert_non_null(find_text(b->pages, 6, "Drei", 0));
    assert_non_null(find_text(b->pages, 8, "Vier", 0));
    assert_non_null(find_text(b->pages, 8, "Siehe Seite 7", 0));
    static const uint32_t targets[] = {4, 5, 6, 8};
    size_t links = 0;
    for (size_t i = 0; i < b->pages->page[2]->n_ops; i++)
        if (b->pages->page[2]->ops[i].kind == OP_LINK)
            assert_int_equal(b->pages->page[2]->ops[i].u.link.page, targets[links++]);
    assert_int_equal(links, 4);
    assert_int_equal(b->pages->bookmarks[4].page, 8);
    assert_int_equal(diag_count(b->diag), 0);
}

/* The same document for screens: no blank page, and the numbers are those of that. */
static void screens_get_no_blank_pages(void **state)
{
    struct bench *b = *state;
    print(b);
    b->doc->print = false;
    lay_out(b);
    assert_int_equal(b->pages->n_pages, 6);
    for (size_t p = 0; p < 6; p++)
        assert_true(b->pages->page[p]->n_ops > 0);
    assert_non_null(find_text(b->pages, 5, "Siehe Seite 5", 0));
}

/* Bound at the left of odd and the right of even pages; a turned page lies with its head
 * to the left: bound at its top where odd, at its bottom where even. */
static void print_is_mirrored(void **state)
{
    struct bench *b = *state;
    b->doc->print = true;
    for (int i = 0; i < 4; i++)
        add_paragraph(b->doc, section(b, "Abschnitt", i >= 2, false), PARA_BODY, "Text");
    lay_out(b);
    assert_int_equal(b->pages->n_pages, 4);
    assert_int_equal(text_at(b, 0, "Text")->x, PT(62.36));
    assert_int_equal(text_at(b, 1, "Text")->x, PT(51.02));
    assert_int_equal(text_at(b, 1, "2")->x, PT(51.02));
    const mpt distance[] = {PT(14), 0};
    for (size_t p = 2; p < 4; p++) {
        mpt top = distance[p - 2];
        assert_int_equal(text_at(b, p, "Text")->x, MIDDLE);
        assert_int_equal(text_at(b, p, "Sozialbericht Muster")->y, PT(38) + top);
        assert_int_equal(text_at(b, p, "Text")->y, PT(124) + top);
        assert_int_equal(text_at(b, p, "Landkreis Muster")->y,
                         PT(595.28) - PT(35.89) - (PT(14) - top));
    }
    const struct page_text *odd = text_at(b, 2, "3"), *even = text_at(b, 3, "4");
    assert_int_equal(odd->x + odd->width, MIDDLE + WIDE_W);
    assert_int_equal(even->x, MIDDLE);
}

static void screens_have_equal_margins(void **state)
{
    struct bench *b = *state;
    for (int i = 0; i < 3; i++)
        add_paragraph(b->doc, section(b, "Abschnitt", false, false), PARA_BODY, "Text");
    lay_out(b);
    for (size_t p = 0; p < 3; p++) {
        const struct page_text *volume = text_at(b, p, "Sozialbericht Muster");
        const char label[] = {(char)('1' + p), '\0'};
        const struct page_text *folio = text_at(b, p, label);
        assert_int_equal(text_at(b, p, "Text")->x, MIDDLE);
        assert_int_equal(volume->x, MIDDLE);
        assert_int_equal(folio->x + folio->width, PT(595.28) - MIDDLE);
    }
}

/* Every page that has anything on it says so, in text that belongs to no element; on the
 * cover the annex is part of what is read. */
static void marks_stand_on_every_page(void **state)
{
    struct bench *b = *state;
    print(b);
    size_t covers = 0;
    for (size_t p = 0; p < b->pages->n_pages; p++) {
        const struct page_op *mark = find_text(b->pages, p, "Entwurf · Demonstrationsdaten", 0);
        const struct page_op *annex =
            find_text(b->pages, p, "Anlage 3 zur Vorlage 012/2026", 0);
        if (b->pages->page[p]->n_ops == 0)
            continue;
        assert_non_null(mark);
        assert_non_null(annex);
        assert_int_equal(mark->element, 0);
        if (annex->element != 0) {
            assert_int_equal(b->pages->elements[annex->element].role, TAG_P);
            assert_int_equal(p, 0);
            covers++;
        }
        mpt right = b->pages->page[p]->width - (p == 0 || p % 2 == 0 ? PT(51.02) : PT(62.36));
        if (b->pages->page[p]->width < PT(600))
            assert_int_equal(annex->u.text.x + annex->u.text.width, right);
    }
    assert_int_equal(covers, 1);
    assert_non_null(strstr(b->pages->subject, "Anlage 3 zur Vorlage 012/2026"));
}

/* What stands beside a mark loses its end, the mark does not. */
static void a_mark_is_never_cut(void **state)
{
    struct bench *b = *state;
    struct buf text = BUF_INIT;
    for (int i = 0; i < 40; i++)
        buf_adds(&text, "Landkreis ");
    b->doc->publication = arena_strdup(b->doc->arena, buf_str(&text));
    buf_release(&text);
    b->doc->mark = "Ein Entwurf mit dem längsten Namen hier · Demonstrationsdaten";
    add_paragraph(b->doc, section(b, "Abschnitt", false, false), PARA_BODY, "Text");
    lay_out(b);
    const struct page_text *mark = text_at(b, 0, b->doc->mark);
    const struct page_text *beside = text_at(b, 0, "Landkreis");
    const struct page_text *folio = text_at(b, 0, "1");
    assert_true(beside->x + beside->width < mark->x);
    assert_true(mark->x + mark->width < folio->x);
}

static void an_empty_document_has_a_page(void **state)
{
    struct bench *b = *state;
    lay_out(b);
    assert_int_equal(b->pages->n_pages, 1);
    b->doc->print = true;
    lay_out(b);
    assert_int_equal(b->pages->n_pages, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(landscape_sections_have_pages_of_their_own),
        TEST(a_landscape_page_holds_32_lines),
        TEST(columns_share_the_wide_block),
        TEST(tables_use_the_width_and_go_on),
        TEST(links_and_bookmarks_lead_to_turned_pages),
        TEST(parts_of_pages_do_not_turn),
        TEST(a_heading_must_not_stay_behind),
        TEST(chapters_begin_on_right_hand_pages),
        TEST(screens_get_no_blank_pages),
        TEST(print_is_mirrored),
        TEST(screens_have_equal_margins),
        TEST(marks_stand_on_every_page),
        TEST(a_mark_is_never_cut),
        TEST(an_empty_document_has_a_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
