/* Figures of templates: what becomes of published values in charts, and the texts that
 * stand for a picture. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "unit/composed.h"

static const struct chart *only_chart(const struct document *doc)
{
    assert_non_null(doc->root->first);
    assert_non_null(doc->root->first->chart);
    return doc->root->first->chart;
}

/* 12000 of 40000 over 40 years of age: 7.5 per year and 1,000; open class over 20. */
static void test_pyramid(void **state)
{
    (void)state;
    struct folder f;
    open_folder(&f);
    struct document *doc = compose_body(
        &f, "<figure kind=\"pyramid\" indicator=\"D20\"><series area=\"$gemeinde\"/></figure>");
    const struct chart *c = only_chart(doc);
    assert_int_equal(c->n_series, 2);
    assert_int_equal(c->series[0].sex, 1);
    assert_float_equal(c->series[0].points[1].value, 7.5, 1e-9);
    assert_string_equal(c->series[0].points[1].text, "7,5");
    assert_float_equal(c->series[0].points[2].x1, 80, 0);
    assert_float_equal(c->series[0].points[2].value, 5, 1e-9);
    assert_int_equal(c->series[1].points[2].sign, SIGN_HIDDEN);
    assert_float_equal(c->series[1].points[2].value, 0, 0);
    assert_string_equal(c->series[1].points[2].text, ".");
    document_free(doc);
    close_folder(&f);
}

/* Quartiles by R: quantile(c(0, 2, 2.5, 2.5, 3, 3.72), c(.25, .75)) = 2.125, 2.875 */
static void test_spine(void **state)
{
    (void)state;
    struct folder f;
    open_folder(&f);
    struct document *doc = compose_body(
        &f, "<figure kind=\"spine\" area=\"$gemeinde\"><entry indicator=\"S06\"/>"
            "<entry indicator=\"F09\"/></figure>");
    const struct chart_point *p = only_chart(doc)->series[0].points;
    assert_true(p->has_spread);
    assert_float_equal(p->low, 0, 0);
    assert_float_equal(p->q1, 2.125, 1e-9);
    assert_float_equal(p->q3, 2.875, 1e-9);
    assert_float_equal(p->high, 3.72, 1e-9);
    assert_float_equal(p->reference, 3.0, 1e-9);
    assert_true(p->outside);
    assert_string_equal(p->sublabel, "je 100 Personen von 15 bis unter 65 Jahren, 2016");
    assert_false(p[1].has_spread);
    assert_false(p[1].outside);
    assert_string_equal(p[1].text, ".");
    document_free(doc);
    close_folder(&f);
}

/* Breaks stand before the first year on the new basis; 2013 has no point. */
static void test_line(void **state)
{
    (void)state;
    struct folder f;
    open_folder(&f);
    struct document *doc = compose_body(
        &f, "<figure kind=\"line\" subtitle=\"Personen\"><series indicator=\"D01\" "
            "area=\"$gemeinde\"/></figure>");
    const struct chart *c = only_chart(doc);
    assert_int_equal(c->series[0].n_points, 5);
    assert_float_equal(c->series[0].points[4].x0, 2014, 0);
    assert_int_equal(c->n_breaks, 1);
    assert_float_equal(c->breaks[0].x, 2010.5, 0);
    assert_string_equal(c->breaks[0].name, "Zensus 2011");
    assert_string_equal(
        doc->root->first->alt,
        "Liniendiagramm: Personen. Bernheim: von 39\xE2\x80\xAF" "800 (2009) auf "
        "40\xE2\x80\xAF" "100 (2010) gestiegen; neue Zählbasis: von 39\xE2\x80\xAF" "000 (2011) "
        "auf 40\xE2\x80\xAF" "500 (2014) gestiegen. Reihenbruch: Zensus 2011.");
    document_free(doc);
    close_folder(&f);
}

/* No number of a hidden value may be found anywhere in the document. */
static void test_ranking(void **state)
{
    (void)state;
    struct folder f;
    open_folder(&f);
    struct document *doc = compose_body(
        &f, "<figure kind=\"ranking\" indicator=\"S06\" highlight=\"$gemeinde\">"
            "<reference area=\"$kreis\"/></figure>");
    const struct chart *c = only_chart(doc);
    const struct chart_point *p = c->series[0].points;
    assert_int_equal(c->series[0].n_points, 7);
    assert_string_equal(p[0].label, "Bernheim");
    assert_true(p[0].emphasis);
    assert_string_equal(p[2].label, "Cronau");
    assert_string_equal(p[3].label, "Dorfen");
    assert_int_equal(p[3].rank, 3);
    assert_string_equal(p[3].text, "(2,5)");
    assert_string_equal(p[6].label, "Altdorf");
    assert_int_equal(p[6].rank, 0);
    assert_string_equal(p[6].text, ".");
    assert_string_equal(c->references[0].text, "3,0");
    assert_string_equal(doc->root->first->alt,
                        "Rangfolge: Bernheim: 3,7, Rang 1 von 6. Kreis 3,0. 6 Gemeinden: am "
                        "höchsten Bernheim (3,7), am niedrigsten Öde (nichts vorhanden). Nicht "
                        "gezeigt: 1 Gemeinde (Altdorf).");
    document_free(doc);
    close_folder(&f);
}

/* The guard leaves no number behind a sign; were one left, it would not come through. */
static void test_nothing_hidden_is_printed(void **state)
{
    (void)state;
    struct diag *d = diag_new();
    struct compose *c = compose_new("tests/templates", &fake, &edition);
    struct document *doc = compose_report(c, "demo-gemeinde.xml", BERNHEIM, d);
    assert_non_null(doc);
    char *text = document_dump(doc);
    assert_null(strstr(text, "77777"));
    assert_null(strstr(text, "77\xE2\x80\xAF" "777"));
    bool leaving = false;
    for (const struct doc_node *n = NULL; (n = document_next(doc->root, n, &leaving)) != NULL;) {
        for (size_t i = 0; n->chart != NULL && i < n->chart->n_series; i++) {
            const struct chart_series *s = &n->chart->series[i];
            for (size_t k = 0; k < s->n_points; k++)
                assert_true(sign_counts(s->points[k].sign) || s->points[k].value < 1);
        }
    }
    free(text);
    document_free(doc);
    compose_free(c);
    diag_free(d);
}

static void test_tile(void **state)
{
    (void)state;
    struct folder f;
    open_folder(&f);
    struct document *doc = compose_body(
        &f, "<figure kind=\"tile\" indicator=\"S06\" area=\"$gemeinde\"/>"
            "<figure kind=\"tile\" indicator=\"F09\" area=\"$gemeinde\"/>");
    const struct doc_node *figure = doc->root->first;
    const struct chart *c = figure->chart;
    assert_string_equal(figure->text, "Arbeitslose");
    assert_string_equal(figure->subtitle, "je 100 Personen von 15 bis unter 65 Jahren, 2016");
    assert_string_equal(c->value_text, "3,7");
    assert_string_equal(c->caption_left, "Rang 1 von 6");
    assert_string_equal(c->caption_right, "Kreis 3,0");
    assert_string_equal(c->span_text, "2014–2016");
    assert_int_equal(c->n_series, 2);
    assert_int_equal(c->series[0].n_points, 3);
    assert_int_equal(c->series[1].n_points, 6); /* Altdorf is hidden */
    c = figure->next->chart;
    assert_string_equal(c->value_text, ".");
    assert_string_equal(c->caption_left, "geheim gehalten"); /* instead of a rank */
    assert_string_equal(c->span_text, "");
    assert_non_null(strstr(figure->next->alt, "Bernheim: geheim gehalten."));
    document_free(doc);
    close_folder(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pyramid),
        cmocka_unit_test(test_spine),
        cmocka_unit_test(test_line),
        cmocka_unit_test(test_ranking),
        cmocka_unit_test(test_tile),
        cmocka_unit_test(test_nothing_hidden_is_printed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
