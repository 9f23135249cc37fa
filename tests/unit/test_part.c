/* Parts of a volume: title page, contents of their own, headings of pages inside; and cells
 * over a computed number of columns. From the template to the pages. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "unit/composed.h"
#include "unit/layout_bench.h"

#define NEW " new-page=\"yes\""
#define TEXT "<p>Hier steht ein Satz.</p>"

/* Two parts with chapters, one of them with a page more; a section before and behind. */
static const char volume[] =
    "<contents title=\"Inhalt\"/>"
    "<section title=\"Vorspann\"" NEW ">" TEXT "<section title=\"Innen\"" NEW ">" TEXT
    "</section></section>"
    "<section title=\"Teil A\" part=\"yes\"><contents title=\"\"/>"
    "<section title=\"Eins\"" NEW ">" TEXT "<section title=\"Eins mehr\"" NEW ">" TEXT
    "</section><section title=\"Eins noch mehr\"" NEW ">" TEXT
    "<section title=\"Im Lauf\">" TEXT "</section></section></section>"
    "<section title=\"Zwei\"" NEW ">" TEXT "</section></section>"
    "<section title=\"Teil B\" part=\"yes\"><contents title=\"\"/>"
    "<section title=\"Drei\"" NEW ">" TEXT "</section>"
    "<section title=\"Vier\"" NEW ">" TEXT "</section></section>"
    "<section title=\"Anhang\"" NEW ">" TEXT "</section>";

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
    assert_true(document_check(r->doc, r->f.d));
    r->pages = laid_out(r->doc, r->f.d);
    expect_good(r->pages, r->f.d);
}

static void close_report(struct report *r)
{
    pages_free(r->pages);
    document_free(r->doc);
    close_folder(&r->f);
}

/* The text of a heading; page heads hold its words as well. */
static const struct page_op *heading_op(const struct report *r, size_t page, const char *words)
{
    for (size_t n = 0;; n++) {
        const struct page_op *op = find_text(r->pages, page, words, n);
        assert_non_null(op);
        enum tag_role role = r->pages->elements[op->element].role;
        if (role == TAG_H1 || role == TAG_H2 || role == TAG_H3 || role == TAG_H4)
            return op;
    }
}

static const struct page_text *heading(const struct report *r, size_t page, const char *words)
{
    return &heading_op(r, page, words)->u.text;
}

static enum tag_role role_of(const struct report *r, size_t page, const char *words)
{
    return r->pages->elements[heading_op(r, page, words)->element].role;
}

/* Where an entry of the contents stands. */
static mpt entry_x(const struct report *r, size_t page, const char *words)
{
    const struct page_op *op = find_text(r->pages, page, words, 0);
    assert_non_null(op);
    return op->u.text.x;
}

/* Pages: contents, Vorspann, Innen, Teil A, Eins, Eins mehr, Eins noch mehr, Zwei, Teil B,
 * Drei, Vier, Anhang. The heading of a page has its first baseline at 75. */
static void headings_of_pages(void **state)
{
    (void)state;
    struct report r;
    open_report(&r, volume);
    assert_int_equal(r.pages->n_pages, 12);
    static const struct {
        size_t page;
        const char *words;
        enum tag_role role;
        mpt size;
    } set[] = {
        {1, "Vorspann", TAG_H1, PT(20)}, {2, "Innen", TAG_H2, PT(14)},
        {4, "Eins", TAG_H2, PT(18)},     {5, "Eins", TAG_H3, PT(18)},
        {6, "Eins", TAG_H3, PT(18)},     {6, "Im", TAG_H4, PT(9.5)},
        {7, "Zwei", TAG_H2, PT(18)},     {11, "Anhang", TAG_H1, PT(18)}};
    for (size_t i = 0; i < sizeof set / sizeof set[0]; i++) {
        const struct page_text *t = heading(&r, set[i].page, set[i].words);
        assert_int_equal(role_of(&r, set[i].page, set[i].words), set[i].role);
        assert_int_equal(t->size, set[i].size);
        if (set[i].size == PT(18))
            assert_int_equal(t->y, PT(75));
    }
    /* the title of a part: 70 % of the cover's 46 */
    assert_int_equal(heading(&r, 3, "Teil A")->size, PT(46) * 70 / 100);
    assert_int_equal(role_of(&r, 3, "Teil A"), TAG_H1);
    assert_true(heading(&r, 3, "Teil A")->y > PT(200));
    close_report(&r);
}

static bool on(const struct report *r, size_t page, const char *words)
{
    return find_text(r->pages, page, words, 0) != NULL;
}

static void contents_of_parts(void **state)
{
    (void)state;
    struct report r;
    open_report(&r, volume);
    static const char *const all[] = {"Vorspann", "Teil A", "Zwei", "Teil B", "Drei", "Anhang"};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        assert_true(on(&r, 0, all[i]));
    assert_false(on(&r, 0, "Eins mehr")); /* of the third level */
    assert_false(on(&r, 0, "Innen"));     /* alone in its chapter */
    assert_true(on(&r, 3, "Eins mehr") && on(&r, 3, "Eins noch mehr") && on(&r, 3, "Zwei"));
    assert_false(on(&r, 3, "Drei") || on(&r, 3, "Vorspann") || on(&r, 3, "Anhang"));
    assert_false(on(&r, 3, "Im Lauf"));
    assert_true(on(&r, 8, "Drei") && on(&r, 8, "Vier"));
    assert_false(on(&r, 8, "Zwei") || on(&r, 8, "Eins"));
    /* deeper ones are indented, by 12 */
    assert_int_equal(entry_x(&r, 3, "Eins mehr") - entry_x(&r, 3, "Zwei"), PT(12));
    close_report(&r);
}

/* What part="yes" changes inside: nothing where it does not stand at the outside. */
static void inner_parts_are_sections(void **state)
{
    (void)state;
    struct report r;
    open_report(&r, "<section title=\"Kapitel\"" NEW ">" TEXT
                    "<section title=\"Kein Teil\" part=\"yes\">" TEXT "</section></section>");
    assert_int_equal(heading(&r, 1, "Kein Teil")->size, PT(14));
    close_report(&r);
}

static void expect_message(struct folder *f, const char *part)
{
    char *messages = diag_text(f->d);
    if (strstr(messages, part) == NULL)
        fail_msg("„%s“ is not in: %s", part, messages);
    free(messages);
}

static int span_of_first(const struct document *doc)
{
    bool leaving = false;
    const struct doc_node *n = NULL;
    while ((n = document_next(doc->root, n, &leaving)) != NULL)
        if (n->kind == DOC_CELL)
            return n->span;
    return 0;
}

static void computed_spans(void **state)
{
    (void)state;
    static const struct {
        const char *span;
        int columns;
        const char *message; /* or NULL */
    } cases[] = {{"3", 3, NULL},
                 {"{count(years(2010, 2012))}", 3, NULL},
                 {"{count(years(2010, 2011)) + 1}", 3, NULL},
                 {"{1 - 1}", 1, "keine Zahl von Spalten"},
                 {"{100 + 1}", 1, "keine Zahl von Spalten"},
                 {"{1 div 2}", 1, "keine Zahl von Spalten"},
                 {"{'drei'}", 1, "„drei“"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct folder f;
        char body[400];
        open_folder(&f);
        snprintf(body, sizeof body,
                 "<table><row><cell span=\"%s\">a</cell></row>%s</table>", cases[i].span,
                 cases[i].columns == 3
                     ? "<row><cell>1</cell><cell>2</cell><cell>3</cell></row>" : "");
        struct document *doc = compose_body(&f, body);
        assert_non_null(doc);
        assert_int_equal(span_of_first(doc), cases[i].columns);
        if (cases[i].message != NULL)
            expect_message(&f, cases[i].message);
        else
            assert_int_equal(diag_count(f.d), 0);
        document_free(doc);
        close_folder(&f);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(headings_of_pages), cmocka_unit_test(contents_of_parts),
        cmocka_unit_test(inner_parts_are_sections), cmocka_unit_test(computed_spans)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
