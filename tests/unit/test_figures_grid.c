/* Spines, ranges, heat tables and classes of templates: spreads, classes, changes, messages,
 * alternative texts and tables of values. Six municipalities show S06 of 2016 (0, 2.0, 2.5,
 * 2.5, 3.0, 3.72), Altdorf is hidden; earlier figures are added here. Expected quantiles
 * are those of R's quantile(), the deviation that of sd(). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define FAKE_MORE                                                                                 \
    NUMBER(S06, CRONAU, 2014, 2.4), NUMBER(S06, AEHREN, 2014, 2.0),                               \
        NUMBER(S06, DORFEN, 2014, 3.1), NUMBER(S06, EBERN, 2014, 2.1),                            \
        NUMBER(S06, OEDE, 2014, 0.4), NUMBER(F09, CRONAU, 2014, 5.0),
#include "unit/composed.h"

static const struct chart *only_chart(const struct document *doc)
{
    assert_non_null(doc->root->first);
    assert_non_null(doc->root->first->chart);
    return doc->root->first->chart;
}

static const struct chart_point *point_named(const struct chart_series *s, const char *name)
{
    for (size_t i = 0; i < s->n_points; i++)
        if (strcmp(s->points[i].label, name) == 0)
            return &s->points[i];
    fail_msg("no point %s", name);
    return NULL;
}

static void check_text(const char *text, const char *part)
{
    if (strstr(text, part) == NULL)
        fail_msg("'%s' is not in '%s'", part, text);
}

static void test_range(void **state)
{
    (void)state;
    struct folder f;
    open_folder(&f);
    struct document *doc = compose_body(
        &f, "<figure kind=\"range\" area=\"$gemeinde\" title=\"Lage\">"
            "<entry indicator=\"S06\" year=\"2016\"/><entry indicator=\"F09\" year=\"2016\"/>"
            "</figure><section title=\"A\" id=\"a\"><figure-values/></section>");
    const struct chart *c = only_chart(doc);
    const struct chart_point *p = c->series[0].points;
    assert_true(p->has_spread);
    assert_float_equal(p->low, 0, 0);
    assert_float_equal(p->q1, 2.125, 1e-9);
    assert_float_equal(p->median, 2.5, 1e-9);
    assert_float_equal(p->q3, 2.875, 1e-9);
    assert_float_equal(p->high, 3.72, 1e-9);
    assert_string_equal(p->low_name, "Öde");
    assert_string_equal(p->high_name, "Bernheim");
    assert_string_equal(p->rank_text, "Rang 1 von 6");
    assert_string_equal(c->caption_right, "Kreis");
    assert_false(p[1].has_spread);
    assert_null(p[1].rank_text);
    assert_null(p[1].low_name);
    const char *alt = doc->root->first->alt;
    check_text(alt, "Lage unter den Gemeinden: Lage. Bernheim unter den gezeigten Gemeinden. "
                    "Arbeitslose: 3,7, Rang 1 von 6, Kreis 3,0; am niedrigsten 0,0 (Öde), am "
                    "höchsten 3,7 (Bernheim), mittlere Hälfte 2,1 bis 2,9, Median 2,5. Kinder im "
                    "SGB II: geheim gehalten, Kreis 9,0; zu wenige Werte für eine Spanne.");
    char *text = plain(doc);
    check_text(text, "Median");
    assert_null(strstr(text, "77777"));
    free(text);
    document_free(doc);
    close_folder(&f);
}

/* The row of the district carries its kind: a town may have the same short name. */
static void test_range_district(void **state)
{
    (void)state;
    struct folder f;
    open_folder(&f);
    struct document *doc = compose_body(
        &f, "<figure kind=\"range\" area=\"$kreis\" title=\"Lage\" reference=\"$land\">"
            "<entry indicator=\"S06\" year=\"2016\"/></figure>");
    assert_string_equal(only_chart(doc)->caption_left, "Landkreis");
    document_free(doc);
    close_folder(&f);
}

/* Of 2.5, 2.5, 3.0, 3.1, 3.72 two share the smallest: none of them is named. */
static void test_range_ties(void **state)
{
    (void)state;
    struct folder f;
    open_folder(&f);
    struct document *doc = compose_body(
        &f, "<figure kind=\"range\" area=\"$gemeinde\" scale=\"common\" zero=\"yes\" "
            "areas=\"$gemeinden[@name != 'Öde' and @name != 'Ebern'] | $land\">"
            "<entry indicator=\"S06\" year=\"2016\"/><entry indicator=\"F09\"/></figure>");
    const struct chart *c = only_chart(doc);
    assert_int_equal(diag_count(f.d), 0);
    assert_string_equal(c->series[0].points[0].low_name, "2 Gemeinden");
    assert_float_equal(c->series[0].points[0].median, 3.0, 1e-9);
    assert_true(c->common_scale && c->zero_based);
    assert_string_equal(c->unit, "%");
    document_free(doc);
    close_folder(&f);
}

static void test_units_differ(void **state)
{
    (void)state;
    struct folder f;
    open_folder(&f);
    struct document *doc = compose_body(
        &f, "<figure kind=\"range\" area=\"$gemeinde\" scale=\"common\">"
            "<entry indicator=\"S06\"/><entry indicator=\"D01\"/></figure>");
    assert_int_equal(diag_count(f.d), 1);
    assert_int_equal(diag_at(f.d, 0)->code, FIGURE_UNITS);
    assert_int_equal(diag_at(f.d, 0)->at.line, 3);
    char *messages = diag_text(f.d);
    check_text(messages, "hier kommen „%“ und „Personen“ vor");
    free(messages);
    assert_false(only_chart(doc)->common_scale);
    document_free(doc);
    close_folder(&f);
}

/* Against the Land by the interval 3.37 to 4.09: 3.1 lies outside; nothing is known of the
 * chance of D01. */
static void test_spine_reference(void **state)
{
    (void)state;
    struct folder f;
    open_folder(&f);
    struct document *doc = compose_body(
        &f, "<figure kind=\"spine\" area=\"$gemeinde\" reference=\"$land\">"
            "<entry indicator=\"S06\" year=\"2016\"/></figure>"
            "<figure kind=\"spine\" area=\"$gemeinde\"><entry indicator=\"D01\"/></figure>");
    const struct chart_point *p = only_chart(doc)->series[0].points;
    assert_true(p->outside);
    assert_string_equal(only_chart(doc)->caption_right, "Land");
    check_text(doc->root->first->alt, "Deutlich höher als im Land: Arbeitslose 3,7 (Land 3,1).");
    const struct doc_node *second = doc->root->first->next;
    assert_true(second->chart->series[0].points[0].untested);
    check_text(second->alt, " Ohne Zufallsbereich: Bevölkerung 40\xE2\x80\xAF" "500 (Kreis ");
    document_free(doc);
    close_folder(&f);
}

static void check_classes_of(const struct chart_series *s, const char *const *names,
                             const int *classes, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (point_named(s, names[i])->klass != classes[i])
            fail_msg("%s is in class %d", names[i], point_named(s, names[i])->klass);
    }
}

static const char *const places[] = {"Öde", "Ebern", "Cronau", "Dorfen", "Ähren", "Bernheim",
                                     "Altdorf"};

/* R: x <- c(0, 2, 2.5, 2.5, 3, 3.7); 1 + findInterval(x, quantile(x, 1:4 / 5)), and 1:2 / 3.
 * What is equal stays together; D01 has too few values for classes. */
static void test_heat(void **state)
{
    (void)state;
    struct folder f;
    open_folder(&f);
    struct document *doc = compose_body(
        &f, "<figure kind=\"heat\" title=\"Tafel\"><series indicator=\"S06\" year=\"2016\"/>"
            "<series indicator=\"D01\" name=\"Leute\"/></figure>"
            "<figure kind=\"heat\" steps=\"3\" order=\"value\">"
            "<series indicator=\"S06\" year=\"2016\"/></figure>");
    const struct chart *c = only_chart(doc);
    assert_int_equal(diag_count(f.d), 0);
    assert_int_equal(c->n_series, 2);
    assert_int_equal(c->n_classes, 5);
    check_classes_of(&c->series[0], places, (const int[]){1, 2, 4, 4, 5, 5, 0}, 7);
    check_classes_of(&c->series[1], places, (const int[]){0, 0, 0, 0, 0, 0, 0}, 7);
    assert_string_equal(c->series[0].below, "%, 2016");
    assert_string_equal(c->series[1].name, "Leute");
    const struct chart_point *hidden = point_named(&c->series[0], "Altdorf");
    assert_int_equal(hidden->sign, SIGN_HIDDEN);
    assert_float_equal(hidden->value, 0, 0);
    assert_string_equal(c->series[0].points[0].label, "Ähren"); /* as the areas are */
    check_text(doc->root->first->alt,
               "Farbtabelle: Tafel. 7 Gemeinden, 2 Kennzahlen; je dunkler eine Zelle, desto höher "
               "ihr Wert in der Spalte. Bernheim: Arbeitslose 3,7 (hoch), Leute "
               "40\xE2\x80\xAF" "500.");
    check_text(doc->root->first->alt, "Nicht gezeigt: 1 Gemeinde (Altdorf).");
    c = doc->root->first->next->chart;
    check_classes_of(&c->series[0], places, (const int[]){1, 1, 2, 2, 3, 3, 0}, 7);
    static const char *const order[] = {"Bernheim", "Ähren", "Cronau", "Dorfen", "Ebern", "Öde",
                                        "Altdorf"};
    for (size_t i = 0; i < 7; i++)
        assert_string_equal(c->series[0].points[i].label, order[i]);
    document_free(doc);
    close_folder(&f);
}

/* By name where the areas come in another order, the columns with their rows. */
static void test_heat_by_name(void **state)
{
    (void)state;
    struct folder f;
    open_folder(&f);
    struct document *doc = compose_body(
        &f, "<figure kind=\"heat\" order=\"name\" areas=\"$kreis | $gemeinden\">"
            "<series indicator=\"S06\" year=\"2016\"/><series indicator=\"D01\" year=\"2014\"/>"
            "</figure>");
    const struct chart *c = only_chart(doc);
    assert_int_equal(c->series[0].n_points, 8);
    for (size_t i = 0; i < 8; i++)
        assert_string_equal(c->series[0].points[i].label, c->series[1].points[i].label);
    assert_string_equal(c->series[0].points[0].label, "Ähren"); /* folded: aehren */
    assert_string_equal(c->series[0].points[6].label, "Landkreis Muster");
    assert_string_equal(c->series[1].points[6].text, "82\xE2\x80\xAF" "000");
    document_free(doc);
    close_folder(&f);
}

/* F09 has a figure of the district for 2016, of municipalities for 2014 only. */
static void test_newest_year(void **state)
{
    (void)state;
    struct folder f;
    open_folder(&f);
    struct document *doc =
        compose_body(&f, "<figure kind=\"heat\"><series indicator=\"F09\"/></figure>"
                         "<figure kind=\"ranking\" indicator=\"F09\"/>");
    assert_int_equal(only_chart(doc)->series[0].year, 2014);
    assert_int_equal(doc->root->first->next->chart->series[0].year, 2014);
    document_free(doc);
    close_folder(&f);
}

/* Levels: the same with 1:3 / 4. Changes: sd(c(.22,
 * .1, 1, -.6, -.1, -.4)) / 2 = 0.2811. */
static void test_classes(void **state)
{
    (void)state;
    struct folder f;
    open_folder(&f);
    struct document *doc = compose_body(
        &f, "<figure kind=\"classes\" indicator=\"S06\"/>"
            "<section title=\"A\" id=\"a\"><figure-values/></section>");
    const struct chart *c = only_chart(doc);
    assert_int_equal(diag_count(f.d), 0);
    assert_int_equal(c->n_series, 2);
    assert_int_equal(c->series[1].since, 2014);
    check_classes_of(&c->series[0], places, (const int[]){1, 1, 3, 3, 4, 4, 0}, 7);
    check_classes_of(&c->series[1], places, (const int[]){1, 2, 2, 1, 3, 2, 0}, 7);
    assert_int_equal(c->classes[0].n, 2);
    assert_float_equal(c->classes[0].to, 2.0, 1e-9);
    assert_int_equal(c->classes[1].n, 0);
    assert_float_equal(point_named(&c->series[1], "Dorfen")->value, -0.6, 1e-9);
    assert_string_equal(point_named(&c->series[1], "Dorfen")->text, "(−0,6)");
    assert_int_equal(point_named(&c->series[1], "Altdorf")->sign, SIGN_HIDDEN);
    assert_float_equal(point_named(&c->series[1], "Altdorf")->value, 0, 0);
    check_text(c->method, "Veränderung bis 0,28\xC2\xA0" "Prozentpunkte, eine halbe");
    const char *alt = doc->root->first->alt;
    check_text(alt, "Status 2016, Veränderung seit 2014. Bernheim: Arbeitslose 3,7 (hoch), "
                    "Arbeitslose, Veränderung (Prozentpunkte) +0,2 (gleichbleibend).");
    check_text(alt, " Status hoch, steigend: Ähren. Status hoch, gleichbleibend: Bernheim. "
                    "Status eher hoch, gleichbleibend: Cronau. Status eher hoch, sinkend: "
                    "(Dorfen).");
    check_text(alt, " Nicht eingeordnet: Altdorf. Namen in Klammern: eingeschränkte Aussagekraft.");
    char *text = plain(doc);
    check_text(text, "2014–2016");
    check_text(text, "+1,0");
    assert_null(strstr(text, "77777"));
    assert_null(strstr(text, "2,9")); /* of Altdorf in 2014: it is nowhere shown */
    free(text);
    document_free(doc);
    close_folder(&f);
}

/* Nothing is drawn across a series break, without an earlier year or backwards. */
static void test_no_change(void **state)
{
    static const struct { const char *attributes, *says; } cases[] = {
        {"indicator=\"D01\" year=\"2014\" from=\"2010\"",
         "keine Veränderung von 2010 bis 2014 angeben: dazwischen liegt ein Reihenbruch (Zensus "
         "2011)"},
        {"indicator=\"D01\" year=\"2009\"", "bis 2009 angeben: kein früheres Jahr"},
        {"indicator=\"S06\" from=\"2016\"", "das erste Jahr muss das frühere sein"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct folder f;
        char body[200];
        open_folder(&f);
        snprintf(body, sizeof body, "<figure kind=\"classes\" %s/>", cases[i].attributes);
        struct document *doc = compose_body(&f, body);
        assert_int_equal(diag_count(f.d), 1);
        assert_int_equal(diag_at(f.d, 0)->code, FIGURE_NO_CHANGE);
        char *messages = diag_text(f.d);
        check_text(messages, cases[i].says);
        free(messages);
        assert_null(doc->root->first);
        document_free(doc);
        close_folder(&f);
    }
}

static void test_classes_of_what(void **state)
{
    struct folder f;
    (void)state;
    open_folder(&f);
    struct document *doc = compose_body(&f, "<figure kind=\"classes\"/>");
    assert_int_equal(diag_count(f.d), 1);
    assert_int_equal(diag_at(f.d, 0)->code, FIGURE_MISSING);
    char *messages = diag_text(f.d);
    check_text(messages, "Eine Abbildung der Art „classes“ braucht indicator oder index");
    free(messages);
    assert_null(doc->root->first);
    document_free(doc);
    close_folder(&f);
}

/* Three municipalities have D01 of 2014: no quarters, a sentence instead. */
static void test_too_few(void **state)
{
    (void)state;
    struct folder f;
    open_folder(&f);
    struct document *doc = compose_body(
        &f, "<figure kind=\"classes\" indicator=\"D01\" year=\"2014\" title=\"Leute\"/>");
    assert_int_equal(diag_count(f.d), 1);
    assert_int_equal(diag_at(f.d, 0)->code, FIGURE_NO_DATA);
    assert_null(doc->root->first->chart);
    document_free(doc);
    close_folder(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_range),
        cmocka_unit_test(test_range_district),
        cmocka_unit_test(test_range_ties),
        cmocka_unit_test(test_units_differ),
        cmocka_unit_test(test_spine_reference),
        cmocka_unit_test(test_heat),
        cmocka_unit_test(test_heat_by_name),
        cmocka_unit_test(test_newest_year),
        cmocka_unit_test(test_classes),
        cmocka_unit_test(test_no_change),
        cmocka_unit_test(test_classes_of_what),
        cmocka_unit_test(test_too_few),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
