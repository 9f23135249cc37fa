/* Stacked and diverging bars, pyramids of years and rankings in templates: what becomes of
 * published values, their texts and tables, and what is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "unit/composed.h"

#define SPACE "\xE2\x80\xAF"
#define VALUES "<section title=\"W\" id=\"w\"><figure-values/></section>"

static const struct doc_node *figure(const struct document *doc, int which)
{
    bool leaving = false;
    const struct doc_node *n = NULL;
    while ((n = document_next(doc->root, n, &leaving)) != NULL) {
        if (!leaving && n->kind == DOC_FIGURE && which-- == 0)
            return n;
    }
    fail_msg("no such figure");
    return NULL;
}

static const struct chart_point *point(const struct document *doc, size_t series, size_t i)
{
    return &figure(doc, 0)->chart->series[series].points[i];
}

static void check_message(const struct folder *f, enum diag_code code, unsigned line,
                          const char *text)
{
    char *all = diag_text(f->d);
    assert_int_equal(diag_count(f->d), 1);
    assert_int_equal(diag_at(f->d, 0)->code, code);
    assert_int_equal(diag_at(f->d, 0)->at.line, line);
    assert_non_null(strstr(all, text));
    free(all);
}

static void check_no_poison(const struct document *doc)
{
    char *text = document_dump(doc);
    assert_null(strstr(text, "77777"));
    assert_null(strstr(text, "77" SPACE "777"));
    free(text);
}

/* Cells of the row that begins with label, from the table of that id: "a|b|c". */
static void check_row(const struct document *doc, const char *id, const char *label,
                      const char *expected)
{
    const struct doc_node *table = document_find(doc, id);
    assert_non_null(table);
    for (const struct doc_node *row = table->first; row != NULL; row = row->next) {
        struct buf b = BUF_INIT;
        for (const struct doc_node *cell = row->first; cell != NULL; cell = cell->next)
            for (const struct doc_node *t = cell->first; t != NULL; t = t->next)
                buf_printf(&b, "%s%s", b.len > 0 && t == cell->first ? "|" : "",
                           t->kind == DOC_TEXT ? t->text : "/");
        bool found = row->kind == DOC_ROW && strncmp(buf_str(&b), label, strlen(label)) == 0;
        if (found)
            assert_string_equal(buf_str(&b), expected);
        buf_release(&b);
        if (found)
            return;
    }
    fail_msg("no row %s", label);
}

/* --- stacks --- */

#define CARE                                                                                      \
    "<figure kind=\"stack\" title=\"Pflege\" %s><series name=\"Geld\">"                            \
    "<entry label=\"2013\" value=\"30\"/><entry label=\"2015\" value=\"45\"/></series>"           \
    "<series name=\"Heim\"><entry label=\"2013\" value=\"10\"/>"                                  \
    "<entry label=\"2015\" value=\"%s\"/></series></figure>" VALUES

static struct document *compose_care(struct folder *f, const char *attributes, const char *last)
{
    char body[1200];
    snprintf(body, sizeof body, CARE, attributes, last);
    return compose_body(f, body);
}

static void test_stack_of_groups(void **state)
{
    (void)state;
    struct folder f;
    open_folder(&f);
    struct document *doc = compose_care(&f, "", "15");
    assert_int_equal(figure(doc, 0)->chart->kind, CHART_STACK);
    assert_int_equal(figure(doc, 0)->chart->n_series, 2);
    assert_float_equal(point(doc, 1, 1)->value, 15, 0);
    assert_string_equal(figure(doc, 0)->alt,
                        "Gestapeltes Balkendiagramm: Pflege. 2013 – Geld: 30; Heim: 10. 2015 – "
                        "Geld: 45; Heim: 15. Alle Werte stehen in der Tabelle „Pflege“ im "
                        "Anhang.");
    check_row(doc, "werte-balken", "2015", "2015|45|15");
    assert_int_equal(diag_count(f.d), 0);
    document_free(doc);
    close_folder(&f);
}

/* 30 of 40 and 45 of 60 are three quarters. */
static void test_stack_shares(void **state)
{
    (void)state;
    struct folder f;
    open_folder(&f);
    struct document *doc = compose_care(&f, "shares=\"yes\"", "15");
    assert_float_equal(point(doc, 0, 0)->value, 75, 1e-9);
    assert_float_equal(point(doc, 1, 1)->value, 25, 1e-9);
    assert_string_equal(point(doc, 1, 1)->text, "25,0");
    assert_string_equal(figure(doc, 0)->chart->unit, "%");
    assert_non_null(strstr(figure(doc, 0)->alt, "Anteile in Prozent. 2013 – Geld: 75,0;"));
    check_row(doc, "werte-balken", "2013", "2013|75,0|25,0");
    document_free(doc);
    close_folder(&f);
}

static void test_stack_refuses(void **state)
{
    (void)state;
    struct folder f;
    open_folder(&f);
    struct document *doc = compose_care(&f, "", "-2");
    check_message(&f, FIGURE_NEGATIVE_PART, 3,
                  "können nicht negativ sein: „Heim“ ist bei „2015“ \xE2\x88\x92" "2.");
    document_free(doc);
    close_folder(&f);
    open_folder(&f);
    doc = compose_body(&f, "<figure kind=\"stack\"><series name=\"a\"><entry label=\"x\" "
                           "value=\"1\"/></series>\n<series name=\"b\"><entry label=\"y\" "
                           "value=\"1\"/></series></figure>");
    check_message(&f, FIGURE_UNEVEN, 4, "die Reihe „b“ hat andere als die erste");
    document_free(doc);
    close_folder(&f);
    open_folder(&f);
    doc = compose_body(&f, "<figure kind=\"stack\"><series name=\"a\"><entry label=\"x\" "
                           "value=\"1\"/></series>\n<series name=\"b\"/></figure>");
    check_message(&f, FIGURE_UNEVEN, 4, "die Reihe „b“ hat andere als die erste");
    document_free(doc);
    close_folder(&f);
}

/* Women of Bernheim: 4000, 12000, hidden. Neither sums nor shares may tell of the third. */
#define WOMEN                                                                                     \
    "<figure kind=\"stack\" title=\"Frauen\" areas=\"$gemeinde | $kreis\" %s>"                     \
    "<series indicator=\"D20\" part=\"w 0-19\" name=\"jung\"/>"                                   \
    "<series indicator=\"D20\" part=\"w 20-59\" name=\"mittel\"/>"                                \
    "<series indicator=\"D20\" part=\"w 60-\" name=\"alt\"/></figure>"

static struct document *compose_women(struct folder *f, const char *attributes)
{
    char body[1500];
    snprintf(body, sizeof body, WOMEN WOMEN VALUES, attributes, "shares=\"no\"");
    return compose_body(f, body);
}

static void test_stack_of_places(void **state)
{
    (void)state;
    struct folder f;
    open_folder(&f);
    struct document *doc = compose_women(&f, "shares=\"no\"");
    const struct chart *c = figure(doc, 0)->chart;
    size_t own = strcmp(c->series[0].points[0].label, "Bernheim") == 0 ? 0 : 1;
    assert_int_equal(c->series[2].part, 6);
    assert_true(point(doc, 0, own)->emphasis);
    assert_false(point(doc, 0, 1 - own)->emphasis);
    assert_float_equal(point(doc, 1, own)->value, 12000, 0);
    assert_int_equal(point(doc, 2, own)->sign, SIGN_HIDDEN);
    assert_float_equal(point(doc, 2, own)->value, 0, 0);
    assert_string_equal(c->unit, "Personen");
    assert_non_null(strstr(figure(doc, 0)->alt, "Bernheim – jung: 4" SPACE "000; mittel: 12" SPACE
                                                "000; alt: geheim gehalten."));
    /* both figures show the same: one column each */
    check_row(doc, "werte-gemeinden", "Bernheim", "Bernheim|4" SPACE "000|12" SPACE "000|.");
    check_no_poison(doc);
    document_free(doc);
    close_folder(&f);
}

/* 8000, 20000 and 12000 of 40000; nothing of Bernheim, and columns of their own. */
static void test_shares_of_places(void **state)
{
    (void)state;
    struct folder f;
    open_folder(&f);
    struct document *doc = compose_women(&f, "shares=\"yes\"");
    const struct chart *c = figure(doc, 0)->chart;
    size_t own = strcmp(c->series[0].points[0].label, "Bernheim") == 0 ? 0 : 1;
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(c->series[i].points[own].sign, SIGN_HIDDEN);
        assert_float_equal(c->series[i].points[own].value, 0, 0);
        assert_string_equal(c->series[i].points[own].text, ".");
    }
    assert_float_equal(point(doc, 0, 1 - own)->value, 20, 1e-9);
    assert_float_equal(point(doc, 1, 1 - own)->value, 50, 1e-9);
    assert_string_equal(point(doc, 2, 1 - own)->text, "30,0");
    check_row(doc, "werte-gemeinden", "Gemeinde",
              "Gemeinde|jung/%, 2015|mittel/%, 2015|alt/%, 2015|jung/Personen, 2015|"
              "mittel/Personen, 2015|alt/Personen, 2015");
    check_row(doc, "werte-gemeinden", "Bernheim",
              "Bernheim|.|.|.|4" SPACE "000|12" SPACE "000|.");
    check_row(doc, "werte-gemeinden", "Landkreis Muster",
              "Landkreis Muster|20,0|50,0|30,0|8" SPACE "000|20" SPACE "000|12" SPACE "000");
    check_no_poison(doc);
    document_free(doc);
    close_folder(&f);
}

/* The whole is newer than its classes. */
static void test_newest_year_of_a_class(void **state)
{
    (void)state;
    struct folder f;
    open_folder(&f);
    struct document *doc = compose_body(
        &f, "<figure kind=\"stack\" areas=\"$kreis\">"
            "<series indicator=\"D21\" part=\"m 0-19\"/></figure>"
            "<figure kind=\"stack\" areas=\"$kreis\"><series indicator=\"D21\"/></figure>");
    assert_int_equal(figure(doc, 0)->chart->series[0].year, 2015);
    assert_int_equal(figure(doc, 1)->chart->series[0].year, 2016);
    document_free(doc);
    close_folder(&f);
}

/* A part that does not exist leaves no whole behind. */
static void test_stack_without_a_part(void **state)
{
    (void)state;
    struct folder f;
    open_folder(&f);
    struct document *doc = compose_body(
        &f, "<figure kind=\"stack\"><series indicator=\"D20\" part=\"w 0-19\"/>"
            "<series indicator=\"D20\" part=\"w 0-18\"/></figure>");
    assert_int_equal(diag_at(f.d, 0)->code, FIGURE_BAD_PART);
    assert_null(doc->root->first);
    document_free(doc);
    close_folder(&f);
}

/* --- diverging --- */

#define SIDES(ages, balance)                                                                      \
    "<figure kind=\"diverging\" areas=\"$gemeinde | $kreis\"" balance ">"                          \
    "<series indicator=\"D20\" part=\"m 60-\" name=\"Männer\"/>"                                   \
    "<series indicator=\"D20\" part=\"w " ages "\" name=\"Frauen\"/></figure>"

/* Men less women from 60 on: Bernheim's women are hidden, so is the balance. */
static void test_diverging_balance(void **state)
{
    (void)state;
    struct folder f;
    open_folder(&f);
    struct document *doc =
        compose_body(&f, SIDES("60-", " balance=\"Saldo\"") SIDES("60-", "")
                             SIDES("0-19", " balance=\"Saldo\"") VALUES);
    const struct chart *c = figure(doc, 0)->chart;
    size_t own = strcmp(c->series[0].points[0].label, "Bernheim") == 0 ? 0 : 1;
    assert_true(c->balance);
    assert_int_equal(c->n_series, 3);
    assert_string_equal(c->series[2].name, "Saldo");
    assert_int_equal(point(doc, 2, own)->sign, SIGN_HIDDEN);
    assert_float_equal(point(doc, 2, own)->value, 0, 0);
    assert_string_equal(point(doc, 2, own)->text, ".");
    assert_string_equal(point(doc, 2, 1 - own)->text, "±0");
    assert_false(figure(doc, 1)->chart->balance);
    assert_non_null(strstr(figure(doc, 0)->alt,
                           "Nach links: Männer; nach rechts: Frauen. "));
    assert_non_null(strstr(figure(doc, 0)->alt, "Bernheim – Männer: 4" SPACE "000; Frauen: geheim "
                                                "gehalten; Saldo: geheim gehalten."));
    /* each balance is of its own figure */
    check_row(doc, "werte-gemeinden", "Landkreis Muster",
              "Landkreis Muster|12" SPACE "000|12" SPACE "000|±0|8" SPACE
              "000|\xE2\x88\x92" "4" SPACE "000");
    check_row(doc, "werte-gemeinden", "Bernheim",
              "Bernheim|4" SPACE "000|.|.|4" SPACE "000|±0");
    check_no_poison(doc);
    document_free(doc);
    close_folder(&f);
}

static void test_balance_has_its_sign(void **state)
{
    (void)state;
    struct folder f;
    open_folder(&f);
    struct document *doc = compose_body(
        &f, "<figure kind=\"diverging\" title=\"T\" balance=\"Saldo\"><series name=\"Fortzüge\">"
            "<entry label=\"a\" value=\"12\"/><entry label=\"b\" value=\"3\"/></series>"
            "<series name=\"Zuzüge\"><entry label=\"a\" value=\"9\"/>"
            "<entry label=\"b\" value=\"8\"/></series></figure>" VALUES);
    assert_float_equal(point(doc, 2, 0)->value, -3, 0);
    check_row(doc, "werte-balken", "a", "a|12|9|\xE2\x88\x92" "3");
    check_row(doc, "werte-balken", "b", "b|3|8|+5");
    document_free(doc);
    close_folder(&f);
}

/* Four answers, or five with one over the middle; a balance has no meaning there. */
static void test_diverging_answers(void **state)
{
    (void)state;
    char body[1500];
    struct buf b = BUF_INIT;
    struct folder f;
    buf_adds(&b, "<figure kind=\"diverging\" balance=\"Saldo\">");
    for (int i = 1; i <= 5; i++)
        buf_printf(&b, "<series name=\"A%d\"><entry label=\"Frage\" value=\"%d\"/></series>", i, i);
    snprintf(body, sizeof body, "%s</figure>", buf_str(&b));
    buf_release(&b);
    open_folder(&f);
    struct document *doc = compose_body(&f, body);
    check_message(&f, FIGURE_EXTRA, 3, "„balance“");
    assert_int_equal(figure(doc, 0)->chart->n_series, 5);
    assert_false(figure(doc, 0)->chart->balance);
    assert_non_null(strstr(figure(doc, 0)->alt,
                           "Nach links: A1, A2; über der Mitte: A3; nach rechts: A4, A5. Frage – "
                           "A1: 1; A2: 2; A3: 3; A4: 4; A5: 5."));
    document_free(doc);
    close_folder(&f);
    open_folder(&f);
    doc = compose_body(&f, "<figure kind=\"diverging\"><series name=\"A\"><entry label=\"x\" "
                           "value=\"1\"/></series></figure>");
    check_message(&f, FIGURE_MISSING, 3, "braucht zwei Reihen <series>");
    document_free(doc);
    close_folder(&f);
}

/* --- pyramids --- */

/* 2011: 13650 of 39000 over 40 years are 8.75 per year and 1,000; 1950 over 20 are 2.5. */
static void test_pyramid_of_years(void **state)
{
    (void)state;
    struct folder f;
    open_folder(&f);
    struct document *doc = compose_body(
        &f, "<figure kind=\"pyramid\" indicator=\"D21\" title=\"Alter\"><series/>"
            "<series year=\"2011\"/></figure>" VALUES);
    const struct chart *c = figure(doc, 0)->chart;
    assert_int_equal(c->n_series, 4);
    assert_int_equal(c->series[0].role, ROLE_PLACE);
    assert_int_equal(c->series[2].role, ROLE_SECOND);
    assert_string_equal(c->series[2].name, "2011");
    assert_float_equal(point(doc, 0, 1)->value, 7.5, 1e-9);
    assert_float_equal(point(doc, 2, 1)->value, 8.75, 1e-9);
    assert_float_equal(point(doc, 3, 2)->value, 2.5, 1e-9);
    assert_true(point(doc, 3, 2)->open);
    assert_false(point(doc, 3, 1)->open);
    assert_non_null(strstr(figure(doc, 0)->alt, "2011, Männer: am stärksten besetzt 20 bis unter "
                                                "60 Jahre (8,8), am schwächsten 60 Jahre und "
                                                "älter (2,5)."));
    check_row(doc, "werte-alter", "20 bis", "20 bis unter 60|7,5|7,5|8,8|8,8");
    check_row(doc, "werte-alter", "60+", "60+|5,0|5,0|2,5|2,5");
    assert_int_equal(diag_count(f.d), 0);
    document_free(doc);
    close_folder(&f);
}

/* A name in the key without an outline would be a riddle. */
static void test_pyramid_without_year(void **state)
{
    (void)state;
    struct folder f;
    open_folder(&f);
    struct document *doc = compose_body(
        &f, "<figure kind=\"pyramid\" indicator=\"D21\"><series/>\n"
            "<series area=\"$kreis\" year=\"2011\"/><notes><p><signs/></p></notes></figure>");
    check_message(&f, FIGURE_NO_SERIES, 4, "„Landkreis Muster, 2011“");
    assert_int_equal(figure(doc, 0)->chart->n_series, 2);
    char *text = plain(doc);
    assert_null(strstr(text, "keine Angabe"));
    free(text);
    document_free(doc);
    close_folder(&f);
}

/* --- rankings, bars --- */

/* 3.72 and 2.5 without decimals, the district's 3.0 too; two more than the catalogue has
 * would be more than is published. */
static void test_ranking_decimals(void **state)
{
    static const char *const wished[] = {"0", "3"};
    static const char *const first[] = {"4", "3,7"};
    static const char *const reference[] = {"3", "3,0"};
    (void)state;
    for (int i = 0; i < 2; i++) {
        char body[400];
        struct folder f;
        open_folder(&f);
        snprintf(body, sizeof body, "<figure kind=\"ranking\" indicator=\"S06\" decimals=\"%s\">"
                 "<reference area=\"$kreis\"/></figure>", wished[i]);
        struct document *doc = compose_body(&f, body);
        assert_string_equal(point(doc, 0, 0)->text, first[i]);
        assert_float_equal(point(doc, 0, 0)->value, 3.72, 1e-9);
        assert_string_equal(figure(doc, 0)->chart->references[0].text, reference[i]);
        assert_string_equal(point(doc, 0, 6)->text, "."); /* Altdorf */
        document_free(doc);
        close_folder(&f);
    }
}

/* The table has the most exact of what figures show, whichever comes last. */
static void test_table_is_exact(void **state)
{
    (void)state;
    struct folder f;
    open_folder(&f);
    struct document *doc = compose_body(
        &f, "<figure kind=\"ranking\" indicator=\"S06\"/>"
            "<figure kind=\"ranking\" indicator=\"S06\" decimals=\"0\"/>" VALUES);
    check_row(doc, "werte-gemeinden", "Bernheim", "Bernheim|3,7");
    document_free(doc);
    close_folder(&f);
}

static void test_ranking_highlights(void **state)
{
    (void)state;
    struct folder f;
    open_folder(&f);
    struct document *doc = compose_body(
        &f, "<figure kind=\"ranking\" indicator=\"S06\" "
            "highlight=\"$gemeinden[starts-with(@name, 'B') or starts-with(@name, 'C') or "
            "starts-with(@name, 'Al')]\"/>");
    const char *const marked[] = {"Bernheim", "Cronau", "Altdorf"};
    for (size_t i = 0; i < 7; i++) {
        const struct chart_point *p = point(doc, 0, i);
        bool expected = false;
        for (size_t k = 0; k < 3; k++)
            expected = expected || strcmp(p->label, marked[k]) == 0;
        assert_int_equal(p->emphasis, expected);
    }
    assert_int_equal(point(doc, 0, 2)->rank, point(doc, 0, 3)->rank); /* a tie */
    assert_non_null(strstr(figure(doc, 0)->alt, "Bernheim: 3,7, Rang 1 von 6. Cronau: 2,5, Rang 3 "
                                                "von 6. Altdorf: geheim gehalten."));
    document_free(doc);
    close_folder(&f);
}

/* Four series are told apart without roles. */
static void test_bars_of_four(void **state)
{
    static const enum chart_role roles[] = {ROLE_PLACE, ROLE_DISTRICT, ROLE_LAND, ROLE_OTHERS};
    (void)state;
    struct buf b = BUF_INIT;
    struct folder f;
    buf_adds(&b, "<figure kind=\"bars\">");
    for (int i = 0; i < 4; i++)
        buf_printf(&b, "<series name=\"S%d\"><entry label=\"x\" value=\"%d\"/></series>", i, i);
    buf_adds(&b, "</figure>");
    open_folder(&f);
    struct document *doc = compose_body(&f, buf_str(&b));
    buf_release(&b);
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(figure(doc, 0)->chart->series[i].role, roles[i]);
    document_free(doc);
    close_folder(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_stack_of_groups),
        cmocka_unit_test(test_stack_shares),
        cmocka_unit_test(test_stack_refuses),
        cmocka_unit_test(test_stack_of_places),
        cmocka_unit_test(test_shares_of_places),
        cmocka_unit_test(test_newest_year_of_a_class),
        cmocka_unit_test(test_stack_without_a_part),
        cmocka_unit_test(test_diverging_balance),
        cmocka_unit_test(test_balance_has_its_sign),
        cmocka_unit_test(test_diverging_answers),
        cmocka_unit_test(test_pyramid_of_years),
        cmocka_unit_test(test_pyramid_without_year),
        cmocka_unit_test(test_ranking_decimals),
        cmocka_unit_test(test_table_is_exact),
        cmocka_unit_test(test_ranking_highlights),
        cmocka_unit_test(test_bars_of_four),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
