/* Abbreviations and foreign words: whole words only, the longest, in every kind of text;
 * faults of words.xml with their place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "compose/words.h"
#include "unit/composed.h"

#define NBSP "\xC2\xA0"

static const char some_words[] =
    "<words>\n"
    "<abbreviation short=\"SGB\" long=\"Sozialgesetzbuch\"/>\n"
    "<abbreviation short=\"SGB II\" long=\"Zweites Buch Sozialgesetzbuch\"/>\n"
    "<abbreviation short=\"z. B.\" long=\"zum Beispiel\"/>\n"
    "<abbreviation short=\"Pers.\" long=\"Personen\"/>\n"
    "<abbreviation short=\"m²\" long=\"Quadratmeter\"/>\n"
    "<abbreviation short=\"GISD\" long=\"German Index\" lang=\"en\"/>\n"
    "<foreign lang=\"en\">Open Data</foreign>\n"
    "</words>\n";

static const struct words *load(struct folder *f, struct words **out, const char *text)
{
    write_file(f, "words.xml", text);
    *out = words_load(f->dir, f->d);
    char path[1100];
    snprintf(path, sizeof path, "%s/words.xml", f->dir);
    unlink(path);
    return *out;
}

/* The texts below a node: plain ones as they stand, others as [text=long|lang]. */
static char *marked(const struct doc_node *root)
{
    struct buf b = BUF_INIT;
    bool leaving = false;
    const struct doc_node *n = NULL;
    while ((n = document_next(root, n, &leaving)) != NULL) {
        if (leaving || n->kind != DOC_TEXT)
            continue;
        if (n->expansion == NULL && n->lang == NULL)
            buf_adds(&b, n->text);
        else
            buf_printf(&b, "[%s=%s|%s]", n->text, n->expansion != NULL ? n->expansion : "",
                       n->lang != NULL ? n->lang : "");
    }
    return buf_detach(&b);
}

static void check(const char *body, const char *expected)
{
    struct folder f;
    struct words *w;
    open_folder(&f);
    assert_non_null(load(&f, &w, some_words));
    compose_use_words(f.c, w);
    struct document *doc = compose_body(&f, body);
    assert_non_null(doc);
    char *text = marked(doc->root);
    assert_string_equal(text, expected);
    assert_int_equal(diag_count(f.d), 0);
    free(text);
    document_free(doc);
    close_folder(&f);
    words_free(w);
}

static void test_whole_words(void **state)
{
    (void)state;
    check("<p>SGB</p>", "[SGB=Sozialgesetzbuch|]");
    check("<p>Das SGB gilt.</p>", "Das [SGB=Sozialgesetzbuch|] gilt.");
    check("<p>SGBs ASGB SGB1 ÄSGB SGBä</p>", "SGBs ASGB SGB1 ÄSGB SGBä");
    check("<p>(SGB), „SGB“ SGB-Quote</p>", "([SGB=Sozialgesetzbuch|]), „[SGB=Sozialgesetzbuch|]“ "
                                           "[SGB=Sozialgesetzbuch|]-Quote");
    check("<p>10 m², 10 km²</p>", "10 [m²=Quadratmeter|], 10 km²");
    check("<p>je 100 Pers. 15</p>", "je 100 [Pers.=Personen|] 15");
}

static void test_longest_word(void **state)
{
    (void)state;
    check("<p>SGB II, SGB" NBSP "II</p>", "[SGB II=Zweites Buch Sozialgesetzbuch|], [SGB" NBSP
                                          "II=Zweites Buch Sozialgesetzbuch|]");
    check("<p>SGB III</p>", "[SGB=Sozialgesetzbuch|] III");
    check("<p>SGB I</p>", "[SGB=Sozialgesetzbuch|] I");
    check("<p>z." NBSP "B. so, z. B: so</p>", "[z." NBSP "B.=zum Beispiel|] so, z. B: so");
}

static void test_languages(void **state)
{
    (void)state;
    check("<p>GISD und Open Data.</p>", "[GISD=German Index|en] und [Open Data=|en].");
    check("<p>Open Datax</p>", "Open Datax");
}

/* The template's own marks stay; styles are kept; words do not begin inside a word that
 * another style began. */
static void test_other_marks(void **state)
{
    (void)state;
    check("<p><term expansion=\"anders\">SGB</term> SGB</p>",
          "[SGB =anders|][SGB=Sozialgesetzbuch|]");
    check("<p><foreign lang=\"fr\">SGB</foreign></p>", "[SGB=|fr]");
    check("<p>A<b>SGB</b> <b>SGB</b>B</p>", "ASGB SGBB");
    check("<section title=\"SGB II\"><p>x</p></section>",
          "[SGB II=Zweites Buch Sozialgesetzbuch|]x");
    check("<table><row><headcell>SGB</headcell><cell>1</cell></row></table>",
          "[SGB=Sozialgesetzbuch|]1");
}

static void test_style_is_kept(void **state)
{
    (void)state;
    struct folder f;
    struct words *w;
    open_folder(&f);
    compose_use_words(f.c, load(&f, &w, some_words));
    struct document *doc = compose_body(&f, "<p>ab <b>vor SGB nach</b> cd</p>");
    const struct doc_node *n = doc->root->first->first->next;
    for (int i = 0; i < 3; i++, n = n->next)
        assert_int_equal(n->style, TEXT_BOLD);
    assert_string_equal(n->text, "cd");
    assert_ptr_equal(n, doc->root->first->last);
    assert_ptr_equal(n->parent, doc->root->first);
    document_free(doc);
    close_folder(&f);
    words_free(w);
}

/* Source lines repeat the same names: each time marked, for each may be read alone. */
static void test_small_print(void **state)
{
    (void)state;
    check("<section title=\"A\"><p role=\"small\">SGB, SGB</p><p role=\"small\">SGB</p>"
          "</section>",
          "A[SGB=Sozialgesetzbuch|], [SGB=Sozialgesetzbuch|][SGB=Sozialgesetzbuch|]");
}

/* An alternative text cannot be marked: abbreviations with a full stop are written out. */
static void test_alternative_text(void **state)
{
    (void)state;
    struct folder f;
    struct words *w;
    open_folder(&f);
    compose_use_words(f.c, load(&f, &w, some_words));
    struct document *doc = compose_body(
        &f, "<figure kind=\"line\" subtitle=\"100 Pers. im SGB II\"><series indicator=\"D01\" "
            "area=\"$gemeinde\"/></figure>");
    assert_non_null(strstr(doc->root->first->alt, "100 Personen im SGB II"));
    document_free(doc);
    close_folder(&f);
    words_free(w);
}

/* Titles have no inlines: their words are marked by place. */
static void test_titles(void **state)
{
    (void)state;
    struct folder f;
    struct words *w;
    open_folder(&f);
    compose_use_words(f.c, load(&f, &w, some_words));
    struct document *doc = compose_body(
        &f, "<figure kind=\"line\" title=\"(GISD)\" subtitle=\"ä, Pers. im SGB II\"><series "
            "indicator=\"D01\" area=\"$gemeinde\"/></figure>"
            "<box title=\"SGBs\"><p>x</p></box>"
            "<section title=\"Lang\" running=\"Zum SGB\"><p>x</p></section>");
    char *dump = document_dump(doc);
    static const char *const expected[] = {
        "text=\"(GISD)\" mark=1+4 expansion=\"German Index\" lang=\"en\" subtitle=",
        "mark=4+5 expansion=\"Personen\" mark=13+6 expansion=\"Zweites Buch Sozialgesetzbuch\"",
        "text=\"SGBs\"\n",
        "running=\"Zum SGB\" mark=4+3 expansion=\"Sozialgesetzbuch\"\n"};
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
        if (strstr(dump, expected[i]) == NULL)
            fail_msg("%s\n%s", expected[i], dump);
    free(dump);
    document_free(doc);
    close_folder(&f);
    words_free(w);
}

static void test_no_file(void **state)
{
    (void)state;
    struct folder f;
    open_folder(&f);
    struct words *w = words_load(f.dir, f.d);
    assert_non_null(w);
    assert_int_equal(diag_count(f.d), 0);
    compose_use_words(f.c, w);
    struct document *doc = compose_body(&f, "<p>SGB</p>");
    assert_null(doc->root->first->first->expansion);
    document_free(doc);
    close_folder(&f);
    words_free(w);
}

static void check_fault(const char *text, bool usable, const char *message, int line)
{
    struct folder f;
    struct words *w;
    open_folder(&f);
    assert_int_equal(load(&f, &w, text) != NULL, usable);
    char *messages = diag_text(f.d);
    assert_true(diag_count(f.d) > 0);
    if (strstr(messages, message) == NULL)
        fail_msg("%s", messages);
    assert_int_equal(diag_at(f.d, 0)->at.line, line);
    free(messages);
    words_free(w);
    close_folder(&f);
}

static void test_faults(void **state)
{
    (void)state;
    check_fault("<words>\n<abbreviation short=\"A\" long=\"B\"/>\n"
                "<abbreviation short=\"A\" long=\"C\"/></words>", true, "„A“ steht schon", 3);
    check_fault("<words>\n<foreign lang=\"en\"> </foreign></words>", true, "ohne Buchstaben", 2);
    check_fault("<words>\n<abbreviation short=\"A\"/></words>", false, "long", 2);
    check_fault("<words>\n<abbreviation short=\" A\" long=\"B\"/></words>", false, "short", 2);
    check_fault("<words>\n<foreign>Open</foreign></words>", false, "lang", 2);
    check_fault("<words>\n<wort/></words>", false, "wort", 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whole_words),   cmocka_unit_test(test_longest_word),
        cmocka_unit_test(test_languages),     cmocka_unit_test(test_other_marks),
        cmocka_unit_test(test_style_is_kept), cmocka_unit_test(test_small_print),
        cmocka_unit_test(test_alternative_text), cmocka_unit_test(test_no_file),
        cmocka_unit_test(test_titles),
        cmocka_unit_test(test_faults),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
