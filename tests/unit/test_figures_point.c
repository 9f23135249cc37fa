/* Scatter plots, slopes and funnels of templates: what becomes of published values, and the
 * texts that stand for a picture. Figures of fake_published.h; differences by hand. */
#include <setjmp.h>
#include <math.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "unit/composed.h"

#define THIN "\xE2\x80\xAF"
#define IN_ANNEX " Alle Werte stehen in der Tabelle „Werte der Gemeinden“ im Anhang."

static const struct chart *only_chart(const struct document *doc)
{
    assert_non_null(doc->root->first);
    assert_non_null(doc->root->first->chart);
    return doc->root->first->chart;
}

static const struct chart_point *point_of(const struct chart *c, size_t series, const char *label)
{
    for (size_t i = 0; i < c->series[series].n_points; i++) {
        if (strcmp(c->series[series].points[i].label, label) == 0)
            return &c->series[series].points[i];
    }
    fail_msg("no point %s", label);
    return NULL;
}

/* Nothing of a hidden value, whatever stands behind its sign. */
static void assert_no_poison(const struct document *doc)
{
    char *text = document_dump(doc);
    assert_null(strstr(text, "77777"));
    assert_null(strstr(text, "77" THIN "777"));
    free(text);
}

static void assert_message(const struct folder *f, const char *words)
{
    char *messages = diag_text(f->d);
    if (strstr(messages, words) == NULL)
        fail_msg("„%s“ is not in: %s", words, messages);
    free(messages);
}

/* Bernheim 3.5 to 3.72, Cronau 3.1 to 2.5, the district 3.2 to 3.0; Altdorf is hidden in 2016,
 * the others have no figure of 2014. */
static void changes_are_differences(void **state)
{
    (void)state;
    struct folder f;
    open_folder(&f);
    struct document *doc = compose_body(
        &f, "<figure kind=\"scatter\" indicator=\"S06\" subtitle=\"Stand\"/>"
            "<section title=\"w\"><figure-values/></section>");
    const struct chart *c = only_chart(doc);
    const struct chart_point *p = point_of(c, 0, "Bernheim");
    assert_int_equal(c->series[0].since, 2014); /* the earliest year of the district */
    assert_int_equal(c->series[0].year, 2016);
    assert_float_equal(p->value, 0.22, 1e-9);
    assert_string_equal(p->text, "+0,2");
    assert_true(p->emphasis);
    assert_float_equal(point_of(c, 1, "Bernheim")->value, 3.72, 0);
    assert_string_equal(point_of(c, 0, "Cronau")->text, "−0,6");
    assert_string_equal(c->across_unit, "Prozentpunkte");
    assert_int_equal(point_of(c, 0, "Altdorf")->sign, SIGN_HIDDEN);
    assert_float_equal(point_of(c, 0, "Altdorf")->value, 0, 0);
    assert_int_equal(point_of(c, 0, "Ebern")->sign, SIGN_ABSENT);
    assert_int_equal(c->n_references, 2);
    assert_float_equal(c->references[0].value, -0.2, 1e-9);
    assert_string_equal(c->references[0].text, "−0,2");
    assert_int_equal(c->references[1].series, 1);
    assert_string_equal(c->quadrants[0], "höher, stärker gesunken");
    assert_string_equal(c->quadrants[1], "höher, gestiegen"); /* nothing falls less */
    assert_string_equal(
        doc->root->first->alt,
        "Streudiagramm: Stand. 2 Gemeinden. Bernheim: Arbeitslose 3,7, Veränderung +0,2 (höher, "
        "gestiegen). Senkrecht Arbeitslose (%), 2016: von 2,5 (Cronau) bis 3,7 (Bernheim), Kreis "
        "3,0. Waagerecht die Veränderung von 2014 bis 2016 (Prozentpunkte): von −0,6 (Cronau) bis "
        "+0,2 (Bernheim), Kreis −0,2. Verglichen mit Kreis: höher, stärker gesunken 0; höher, "
        "gestiegen 1; niedriger, stärker gesunken 1; niedriger, gestiegen 0 Gemeinden. Nicht "
        "gezeigt: 5 Gemeinden (Ähren, Altdorf, Dorfen, Ebern, Öde)." IN_ANNEX);
    char *text = plain(doc); /* the table of values */
    assert_non_null(strstr(text, "|Arbeitslose: Veränderung,"));
    assert_non_null(strstr(text, "2014–2016|"));
    assert_non_null(strstr(text, "Bernheim|+0,2|3,7|"));
    assert_non_null(strstr(text, "Kreis|−0,2|3,0|"));
    free(text);
    assert_no_poison(doc);
    document_free(doc);
    close_folder(&f);
}

static void two_indicators_face_each_other(void **state)
{
    (void)state;
    struct folder f;
    open_folder(&f);
    struct document *doc = compose_body(
        &f, "<figure kind=\"scatter\" indicator=\"S06\" against=\"D01\" highlight=\"$gemeinde\"/>");
    const struct chart *c = only_chart(doc);
    assert_int_equal(c->series[0].year, 2014); /* its own newest year */
    assert_int_equal(c->series[0].since, 0);
    assert_int_equal(c->series[1].year, 2016);
    assert_float_equal(point_of(c, 0, "Bernheim")->value, 40500, 0);
    assert_string_equal(c->across_unit, "Personen");
    assert_string_equal(c->quadrants[1], "beide höher");
    assert_string_equal(c->quadrants[3], "nur „Bevölkerung“ höher");
    assert_float_equal(c->references[0].value, 82000, 0);
    assert_no_poison(doc);
    document_free(doc);
    close_folder(&f);
}

static void breaks_are_not_crossed(void **state)
{
    static const char *const figures[] = {
        "<figure kind=\"scatter\" indicator=\"D01\" from=\"2010\"/><p>x</p>",
        "<figure kind=\"slope\" indicator=\"D01\" from=\"2009\"/><p>x</p>"};
    (void)state;
    for (int i = 0; i < 2; i++) {
        struct folder f;
        open_folder(&f);
        struct document *doc = compose_body(&f, figures[i]);
        assert_int_equal(doc->root->first->kind, DOC_PARAGRAPH);
        assert_message(&f, "liegt beim Indikator D01 ein Reihenbruch (Zensus 2011)");
        assert_message(&f, i == 0 ? "Zwischen 2010 und 2014" : "Zwischen 2009 und 2014");
        document_free(doc);
        close_folder(&f);
    }
}

static void an_unknown_other_indicator_is_reported(void **state)
{
    (void)state;
    struct folder f;
    open_folder(&f);
    struct document *doc = compose_body(
        &f, "<figure kind=\"scatter\" indicator=\"S06\" against=\"S99\"/><p>x</p>");
    assert_message(&f, "Einen Indikator „S99“ gibt es nicht.");
    document_free(doc);
    close_folder(&f);
}

static void slopes_have_two_years(void **state)
{
    (void)state;
    struct folder f;
    open_folder(&f);
    struct document *doc = compose_body(
        &f, "<figure kind=\"slope\" indicator=\"S06\" from=\"2015\" subtitle=\"x\">"
            "<reference area=\"$kreis\"/><reference area=\"$land\"/></figure>"
            "<figure kind=\"slope\" indicator=\"D01\"/>");
    const struct chart *c = only_chart(doc);
    assert_int_equal(c->series[0].year, 2015);
    assert_int_equal(c->series[1].year, 2016);
    assert_int_equal(c->n_references, 4);
    assert_int_equal(c->references[3].series, 1);
    assert_float_equal(c->references[1].value, 3.0, 0);
    assert_int_equal(c->references[2].role, ROLE_LAND);
    assert_int_equal(point_of(c, 0, "Altdorf")->sign, SIGN_UNSURE);
    assert_string_equal(
        doc->root->first->alt,
        "Vergleich zweier Jahre: x. 2015 und 2016. Bernheim: von 3,6 auf 3,7 gestiegen. Kreis: "
        "von 3,1 auf 3,0 gesunken. Land: von 3,2 auf 3,1 gesunken. Nicht gezeigt: 6 Gemeinden "
        "(Ähren, Altdorf, Cronau, Dorfen, Ebern, Öde).");
    c = doc->root->first->next->chart; /* from the first year after the break */
    assert_int_equal(c->series[0].year, 2011);
    assert_int_equal(c->series[1].year, 2014);
    assert_no_poison(doc);
    document_free(doc);
    close_folder(&f);
}

/* The limits are 3.0 plus and minus 20 and 30 by the root of the persons: Bernheim (20,000) and
 * Cronau (10,000) lie outside 2.79..3.21 and 2.7..3.3, the small ones inside. */
static void funnels_tell_chance(void **state)
{
    (void)state;
    struct folder f;
    open_folder(&f);
    struct document *doc = compose_body(
        &f, "<figure kind=\"funnel\" indicator=\"S06\" subtitle=\"x\"/>"
            "<section title=\"w\"><figure-values/></section>");
    const struct chart *c = only_chart(doc);
    assert_true(point_of(c, 0, "Bernheim")->outside);
    assert_true(point_of(c, 0, "Cronau")->outside);
    assert_false(point_of(c, 0, "Dorfen")->outside);
    assert_false(point_of(c, 0, "Altdorf")->outside);
    assert_float_equal(point_of(c, 1, "Bernheim")->value, 20000, 0);
    assert_string_equal(point_of(c, 1, "Bernheim")->text, "20" THIN "000");
    assert_int_equal(point_of(c, 1, "Öde")->sign, SIGN_VALUE);
    assert_int_equal(point_of(c, 1, "Altdorf")->sign, SIGN_HIDDEN);
    assert_float_equal(point_of(c, 1, "Altdorf")->value, 0, 0);
    assert_string_equal(point_of(c, 1, "Altdorf")->text, ".");
    assert_true(c->n_limits > 20);
    assert_true(c->limits[0].persons < 100 && c->limits[c->n_limits - 1].persons > 20000);
    for (size_t i = 0; i < c->n_limits; i++) {
        double root = sqrt(c->limits[i].persons);
        assert_true(fabs(c->limits[i].low998 - (3.0 - 30 / root)) < 1e-9);
        assert_true(fabs(c->limits[i].high95 - (3.0 + 20 / root)) < 1e-9);
        assert_true(i == 0 || c->limits[i].persons > c->limits[i - 1].persons);
    }
    assert_string_equal(
        doc->root->first->alt,
        "Trichterdiagramm: x. 6 Gemeinden nach der Zahl der Personen (Bevölkerung (15 bis unter "
        "65 Jahre)), von 100 (Öde) bis 20" THIN "000 (Bernheim); Werte von nichts vorhanden (Öde) "
        "bis 3,7 (Bernheim). Bernheim: 3,7 bei 20" THIN "000 Personen, über den Grenzen. Kreis "
        "3,0. Außerhalb der Grenzen des Zufalls (99,8" THIN "%): darüber Bernheim 3,7; darunter "
        "Cronau 2,5. Nicht gezeigt: 1 Gemeinde (Altdorf)." IN_ANNEX);
    char *text = plain(doc);
    assert_non_null(strstr(text, "Bernheim|3,7|20" THIN "000|"));
    assert_non_null(strstr(text, "Altdorf|.|.|"));
    free(text);
    assert_no_poison(doc);
    document_free(doc);
    close_folder(&f);
}

static void a_funnel_needs_an_interval(void **state)
{
    (void)state;
    struct folder f;
    open_folder(&f);
    struct document *doc =
        compose_body(&f, "<figure kind=\"funnel\" indicator=\"F09\"/><p>x</p>");
    assert_int_equal(doc->root->first->kind, DOC_PARAGRAPH);
    assert_message(&f, "Der Indikator F09 hat keinen Schwankungsbereich");
    document_free(doc);
    close_folder(&f);
}

/* Altdorf alone has no pair of values; one year is no change. */
static void nothing_to_show_is_said(void **state)
{
    static const char *const figures[] = {
        "<figure kind=\"scatter\" indicator=\"S06\" areas=\"area('Altdorf')\" title=\"t\"/>",
        "<figure kind=\"slope\" indicator=\"S06\" from=\"2016\" title=\"t\"/>",
        "<figure kind=\"funnel\" indicator=\"S06\" areas=\"area('Altdorf')\" title=\"t\"/>"};
    (void)state;
    for (int i = 0; i < 3; i++) {
        struct folder f;
        open_folder(&f);
        struct document *doc = compose_body(&f, figures[i]);
        char *text = plain(doc);
        assert_string_equal(text, "t: keine Angaben, die gezeigt werden können.|");
        free(text);
        document_free(doc);
        close_folder(&f);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(changes_are_differences),
        cmocka_unit_test(two_indicators_face_each_other),
        cmocka_unit_test(breaks_are_not_crossed),
        cmocka_unit_test(an_unknown_other_indicator_is_reported),
        cmocka_unit_test(slopes_have_two_years),
        cmocka_unit_test(funnels_tell_chance),
        cmocka_unit_test(a_funnel_needs_an_interval),
        cmocka_unit_test(nothing_to_show_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
