/* Numbers of figures and tables, references to them, lists of them: from the template to
 * the pages. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "unit/composed.h"
#include "unit/layout_bench.h"

#define NBSP "\xC2\xA0"
#define FIGURE(id, title) \
    "<figure id=\"" id "\" kind=\"line\" title=\"" title "\" subtitle=\"Personen\">" \
    "<series indicator=\"D01\" area=\"$gemeinde\"/></figure>"
#define TABLE(id, title) \
    "<table id=\"" id "\" title=\"" title "\"><row><cell>1</cell></row></table>"
#define PAGE_OF(inner, id) \
    "<section id=\"" id "\" title=\"Kapitel " id "\" new-page=\"yes\">" inner "</section>"

struct report {
    struct folder f;
    struct document *doc;
    struct pages *pages;
};

static void open_report(struct report *r, const char *body)
{
    *r = (struct report){0};
    open_folder(&r->f);
    r->doc = compose_body(&r->f, body);
    assert_non_null(r->doc);
}

static void close_report(struct report *r)
{
    pages_free(r->pages);
    document_free(r->doc);
    close_folder(&r->f);
}

static void lay_out_report(struct report *r)
{
    assert_true(document_check(r->doc, r->f.d));
    r->pages = laid_out(r->doc, r->f.d);
    expect_good(r->pages, r->f.d);
}

static void expect_quiet(const struct report *r)
{
    char *messages = diag_text(r->f.d);
    assert_string_equal(messages, "");
    free(messages);
}

static void expect_message(const struct report *r, const char *part)
{
    char *messages = diag_text(r->f.d);
    if (strstr(messages, part) == NULL)
        fail_msg("„%s“ is not in: %s", part, messages);
    free(messages);
}

static int number_of(const struct report *r, const char *id)
{
    const struct doc_node *n = document_find(r->doc, id);
    assert_non_null(n);
    return n->number;
}

static void test_numbers(void **state)
{
    (void)state;
    struct report r;
    open_report(&r, FIGURE("a", "A") "<columns><column span=\"6\">" TABLE("t", "T")
                   "<figure id=\"k\" kind=\"tile\" indicator=\"D01\" area=\"$gemeinde\" "
                   "title=\"K\"/>"
                   "</column><column span=\"6\">" FIGURE("b", "B") "</column></columns>"
                   "<table id=\"ohne\"><row><cell>1</cell></row></table>" TABLE("u", "U"));
    expect_quiet(&r);
    assert_int_equal(number_of(&r, "a"), 1);
    assert_int_equal(number_of(&r, "b"), 2);
    assert_int_equal(number_of(&r, "k"), 0);
    assert_int_equal(number_of(&r, "t"), 1);
    assert_int_equal(number_of(&r, "ohne"), 0);
    assert_int_equal(number_of(&r, "u"), 2);
    lay_out_report(&r);
    assert_non_null(find_text(r.pages, 0, "Abbildung" NBSP "1 · Personen", 0));
    assert_non_null(find_text(r.pages, 0, "Tabelle" NBSP "2", 0));
    assert_null(find_text(r.pages, 0, "Abbildung" NBSP "3", 0));
    /* what screen readers get with the table */
    const struct page_op *op = find_text(r.pages, 0, "Tabelle" NBSP "1", 0);
    assert_int_equal(r.pages->elements[r.pages->elements[op->element].parent].role, TAG_CAPTION);
    close_report(&r);
}

/* The forms of a reference; the page is a node of its own, and prints nothing here. */
static void test_forms(void **state)
{
    static const struct { const char *ref, *text; } cases[] = {
        {"<ref to=\"a\"/>", "Abbildung" NBSP "1, Seite" NBSP},
        {"<ref to=\"a\" form=\"both\"/>", "Abbildung" NBSP "1, Seite" NBSP},
        {"<ref to=\"a\" form=\"number\"/>", "Abbildung" NBSP "1"},
        {"<ref to=\"a\" form=\"page\"/>", "Seite" NBSP},
        {"<ref to=\"t\"/>", "Tabelle" NBSP "1, Seite" NBSP},
        {"<ref to=\"s\"/>", "„Kapitel s“, Seite" NBSP},
        {"<ref to=\"s\" form=\"number\"/>", "„Kapitel s“"},
        {"<ref to=\"k\"/>", "„Kasten“, Seite" NBSP},
        {"<ref to=\"a\">dort</ref>", "dort"},
        {"<ref to=\"k\" form=\"page\"/>", "Seite" NBSP},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char body[1500];
        snprintf(body, sizeof body, "<p>%s</p>%s", cases[i].ref,
                 FIGURE("a", "A") TABLE("t", "T") PAGE_OF("", "s")
                 "<box id=\"k\" title=\"Kasten\"/>");
        struct report r;
        open_report(&r, body);
        expect_quiet(&r);
        char *text = plain(r.doc);
        *strchr(text, '|') = '\0';
        assert_string_equal(text, cases[i].text);
        free(text);
        close_report(&r);
    }
}

/* What is in no report, in no template, or has no number. */
static void test_faults(void **state)
{
    static const struct { const char *body, *message, *text; } cases[] = {
        {"<p>x <ref to=\"aa\"/></p>" FIGURE("a", "A"),
         "t.xml:3:11: Fehler: Eine Stelle mit der Kennung „aa“ gibt es im Bericht nicht. "
         "Meinten Sie „a“?", "x ?|"},
        {"<p>x <ref to=\"a\"/></p>\n<if test=\"false()\">" FIGURE("a", "A") "</if>",
         "t.xml:3:11: Fehler: Die Stelle mit der Kennung „a“ (", "x ?|"},
        {"<p>x <ref to=\"a\"/></p>\n<if test=\"false()\">" FIGURE("a", "A") "</if>",
         "t.xml:4) gibt es im Bericht Bernheim nicht.", "x ?|"},
        {"<p><ref to=\"k\"/></p><figure id=\"k\" kind=\"tile\" indicator=\"D01\" "
         "area=\"$gemeinde\" title=\"K\"/>",
         "t.xml:3:9: Fehler: „k“ ist eine Kachel und trägt keine Nummer; gedruckt wurde der "
         "Titel.", "„K“, Seite" NBSP "|"},
        {"<p><ref to=\"k\" form=\"number\"/></p><table id=\"k\"><row><cell>1</cell></row></table>",
         "„k“ ist eine Tabelle ohne Titel und trägt keine Nummer; gedruckt wurde die Seite.",
         "Seite" NBSP "|1|"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct report r;
        open_report(&r, cases[i].body);
        expect_message(&r, cases[i].message);
        assert_int_equal(diag_count(r.f.d), 1);
        char *text = plain(r.doc);
        assert_string_equal(text, cases[i].text);
        free(text);
        assert_true(document_check(r.doc, r.f.d));
        close_report(&r);
    }
}

/* With the figure the words are there, without it the sentence is whole. */
static void test_optional(void **state)
{
    static const struct { const char *sentence, *with, *without; } cases[] = {
        {"Es steigt <ref to=\"a\" optional=\"yes\"/>.",
         "Es steigt Abbildung" NBSP "1, Seite" NBSP ".|", "Es steigt.|"},
        {"Es steigt <if there=\"a\">(siehe <ref to=\"a\"/>, auch Seite <page of=\"a\"/>)</if>.",
         "Es steigt (siehe Abbildung" NBSP "1, Seite" NBSP ", auch Seite ).|", "Es steigt.|"},
        {"Es steigt<if there=\"a\"> (<ref to=\"a\" form=\"number\"/>)</if> und fällt.",
         "Es steigt (Abbildung" NBSP "1) und fällt.|", "Es steigt und fällt.|"},
        {"<b>Es <if there=\"a\">x<if there=\"a\">y</if> <ref to=\"a\" optional=\"yes\">z</ref></if>"
         "<if there=\"a\">w</if></b>.", "Es xy zw.|", "Es.|"},
        {"<if there=\"a\">Kurz: </if>Es steigt.", "Kurz: Es steigt.|", "Es steigt.|"},
        {"Es <if there=\"a\">x<footnote>Weg.</footnote></if> y<footnote>Da.</footnote>",
         "Es xWeg. yDa.|", "Es yDa.|"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        for (int with = 0; with < 2; with++) {
            char body[1500];
            snprintf(body, sizeof body, "<p>%s</p>%s", cases[i].sentence,
                     with ? FIGURE("a", "A") : "<if test=\"false()\">" FIGURE("a", "A") "</if>");
            struct report r;
            open_report(&r, body);
            expect_quiet(&r);
            char *text = plain(r.doc);
            assert_string_equal(text, with ? cases[i].with : cases[i].without);
            free(text);
            lay_out_report(&r);
            expect_quiet(&r);
            close_report(&r);
        }
}

/* Links of a page to the page with that index. */
static size_t links_to(const struct pages *p, size_t page, uint32_t target)
{
    size_t n = 0;
    for (size_t i = 0; i < p->page[page]->n_ops; i++) {
        const struct page_op *op = &p->page[page]->ops[i];
        n += op->kind == OP_LINK && op->u.link.page == target;
    }
    return n;
}

/* Forwards and backwards, before and behind page 10, whatever was guessed first: the
 * section of the last figure runs over pages that nobody asked for. */
static void test_pages(void **state)
{
    (void)state;
    char body[24000] = "<p>Siehe <ref to=\"f1\"/>; <ref to=\"f12\"/>; <ref to=\"s9\"/>.</p>";
    for (int i = 1; i <= 12; i++) {
        char part[2000], filler[1000] = "";
        for (int k = 0; i == 9 && k < 100; k++)
            strcat(filler, "<br/>x");
        snprintf(part, sizeof part, "<section id=\"s%d\" title=\"K\" new-page=\"yes\"><p>Wort%s</p>"
                 "<figure id=\"f%d\" kind=\"line\" title=\"Bild %d\"><series indicator=\"D01\" "
                 "area=\"$gemeinde\"/></figure></section>", i, filler, i, i);
        strcat(body, part);
    }
    strcat(body, "<p>Zuletzt <ref to=\"f1\"/>.</p>");
    struct report r;
    open_report(&r, body);
    lay_out_report(&r);
    expect_quiet(&r);
    const struct page_op *title = NULL;
    uint32_t last = 0;
    for (uint32_t i = 0; i < r.pages->n_pages; i++)
        if ((title = find_text(r.pages, i, "Bild 12", 0)) != NULL)
            last = i;
    assert_true(last > 12); /* otherwise nothing was hard */
    char expected[100];
    snprintf(expected, sizeof expected, "Abbildung" NBSP "12, Seite" NBSP "%u", last + 1);
    assert_non_null(find_text(r.pages, 0, expected, 0));
    assert_non_null(find_text(r.pages, 0, "Abbildung" NBSP "1, Seite" NBSP "2", 0));
    assert_non_null(find_text(r.pages, 0, "„K“, Seite" NBSP "10", 0));
    assert_non_null(find_text(r.pages, last, "Abbildung" NBSP "1, Seite" NBSP "2", 0));
    assert_int_equal(links_to(r.pages, 0, 1), 1);
    assert_int_equal(links_to(r.pages, 0, last), 1);
    close_report(&r);
}

static const char *contents_of(const struct pages *p, size_t page, size_t n)
{
    for (size_t i = 0; i < p->page[page]->n_ops; i++) {
        const struct page_op *op = &p->page[page]->ops[i];
        if (op->kind == OP_LINK && n-- == 0)
            return op->u.link.contents;
    }
    return "";
}

static void test_lists(void **state)
{
    (void)state;
    struct report r;
    open_report(&r, "<contents of=\"figures\"/><contents of=\"tables\" title=\"Alle Tabellen\"/>"
                   PAGE_OF(FIGURE("a", "Erstes Bild") "<figure kind=\"tile\" indicator=\"D01\" "
                           "area=\"$gemeinde\" title=\"Kachel\"/>", "x")
                   PAGE_OF(TABLE("t", "Erste Tabelle") FIGURE("b", "Zweites Bild, dessen Titel so "
                           "lang ist, dass er in keinem Verzeichnis dieser Welt in eine einzige "
                           "Zeile passen will, auch bei kleiner Schrift"), "y"));
    lay_out_report(&r);
    expect_quiet(&r);
    assert_non_null(find_text(r.pages, 0, "Abbildungen", 0));
    assert_non_null(find_text(r.pages, 1, "Alle Tabellen", 0));
    assert_null(find_text(r.pages, 0, "Kachel", 0));
    assert_string_equal(contents_of(r.pages, 0, 0), "Abbildung" NBSP "1: Erstes Bild");
    assert_string_equal(contents_of(r.pages, 1, 0), "Tabelle" NBSP "1: Erste Tabelle");
    assert_int_equal(links_to(r.pages, 0, 2), 1);
    assert_int_equal(links_to(r.pages, 0, 3), 1);
    assert_int_equal(links_to(r.pages, 1, 3), 1);
    /* number hangs at the left, page at the right of the last line, titles below each other */
    const struct page_text *one = &find_text(r.pages, 0, "Erstes Bild", 0)->u.text;
    const struct page_text *two = &find_text(r.pages, 0, "Zweites Bild", 0)->u.text;
    const struct page_text *more = &find_text(r.pages, 0, "Schrift", 0)->u.text;
    assert_int_equal(one->x, two->x);
    assert_true(one->x > find_text(r.pages, 0, "1", 1)->u.text.x);
    assert_true(more->y > two->y);
    const struct page_text *page = &find_text(r.pages, 0, "4", 0)->u.text;
    assert_int_equal(page->y, more->y);
    assert_true(more->x + more->width < page->x);
    /* TOC, TOCI, Lbl and Reference */
    uint32_t label = find_text(r.pages, 0, "2", 1)->element;
    const struct page_element *e = r.pages->elements;
    assert_int_equal(e[label].role, TAG_LBL);
    assert_int_equal(e[e[label].parent].role, TAG_TOCI);
    assert_int_equal(e[e[e[label].parent].parent].role, TAG_TOC);
    assert_int_equal(count_role(r.pages, TAG_TOCI), 3);
    assert_int_equal(count_role(r.pages, TAG_TOC), 2);
    close_report(&r);
}

/* A subtitle of two lines beside one of one line: both plots begin at one height. */
static void test_neighbours(void **state)
{
    static const char figure[] =
        "<column span=\"6\"><figure kind=\"line\" title=\"Bild\" subtitle=\"%s\">"
        "<series indicator=\"D01\" area=\"$gemeinde\"/></figure></column>";
    static const char *const subtitles[] = {
        "kurz", "Personen am Ort der Hauptwohnung, alle Altersgruppen zusammen, 31.12."};
    (void)state;
    for (int longer = 0; longer < 2; longer++) {
        char body[1500], left[400], right[400];
        snprintf(left, sizeof left, figure, subtitles[longer]);
        snprintf(right, sizeof right, figure, subtitles[1 - longer]);
        snprintf(body, sizeof body, "<columns>%s%s</columns>", left, right);
        struct report r;
        open_report(&r, body);
        lay_out_report(&r);
        assert_int_equal(count_role(r.pages, TAG_FIGURE), 2);
        const struct page_element *first = NULL;
        for (size_t i = 0; i < r.pages->n_elements; i++) {
            const struct page_element *e = &r.pages->elements[i];
            if (e->role != TAG_FIGURE)
                continue;
            if (first != NULL)
                assert_int_equal(e->y, first->y);
            first = e;
        }
        assert_non_null(find_text(r.pages, 0, "31.12.", 0));
        assert_true(find_text(r.pages, 0, "31.12.", 0)->u.text.y < first->y);
        close_report(&r);
    }
}

/* The rules of the finished tree see what compose would never do. */
static void test_rules(void **state)
{
    (void)state;
    for (int fault = 0; fault < 6; fault++) {
        struct document *doc = document_new();
        struct diag *d = diag_new();
        struct doc_node *s = add_section(doc, doc->root, 1, "Titel", true);
        struct doc_node *p = add_paragraph(doc, s, PARA_BODY, "Wort");
        struct doc_node *note = document_add(doc, p, DOC_FOOTNOTE);
        add_text(doc, note, "Fußnote");
        struct doc_node *t = document_add(doc, s, DOC_TABLE);
        t->text = "Tabelle";
        struct doc_node *head = add_cell(doc, add_row(doc, t, ROW_HEAD), ALIGN_LEFT, "Kopf");
        struct doc_node *bad = NULL;
        if (fault == 1)
            bad = document_add(doc, head, DOC_FOOTNOTE);
        if (fault == 2)
            bad = document_add(doc, s->first, DOC_FOOTNOTE);
        if (fault == 3)
            bad = document_add(doc, note, DOC_FOOTNOTE);
        if (bad != NULL)
            add_text(doc, bad, "Fußnote");
        document_number(doc);
        if (fault == 4)
            t->number = 2;
        if (fault == 5)
            note->number = 0;
        assert_int_equal(document_check(doc, d), fault == 0);
        assert_int_equal(diag_count(d), fault > 0);
        if (fault > 0)
            assert_int_equal(diag_at(d, 0)->code, fault < 4 ? DOC_WRONG_INSIDE : DOC_BAD_NUMBER);
        diag_free(d);
        document_free(doc);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers), cmocka_unit_test(test_forms),
        cmocka_unit_test(test_faults),  cmocka_unit_test(test_optional),
        cmocka_unit_test(test_pages),   cmocka_unit_test(test_lists),
        cmocka_unit_test(test_neighbours), cmocka_unit_test(test_rules),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
