/* Figures over time made from templates: bands, projections, small multiples, parts of a
 * whole; their alternative texts and tables of values. Figures of fake_published.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "unit/composed.h"

#define SPACE "\xE2\x80\xAF"
#define ANNEX "<section title=\"Anhang\" id=\"anhang\"><figure-values/></section>"

static const struct chart *only_chart(const struct document *doc)
{
    assert_non_null(doc->root->first);
    assert_non_null(doc->root->first->chart);
    return doc->root->first->chart;
}

static void expect_text(const char *text, const char *part)
{
    if (strstr(text, part) == NULL)
        fail_msg("'%s' lacks '%s'", text, part);
}

/* Composes one body, and looks for a message. */
static void expect_message(const char *body, const char *message)
{
    struct folder f;
    open_folder(&f);
    struct document *doc = compose_body(&f, body);
    char *messages = diag_text(f.d);
    if (strstr(messages, message) == NULL)
        fail_msg("%s\ngives:\n%s\nexpected: %s", body, messages, message);
    free(messages);
    document_free(doc);
    close_folder(&f);
}

/* Cells of a row, divided by "|"; the row whose first cell begins with name. */
static const char *row_of(const struct document *doc, const char *id, const char *name)
{
    static char text[400];
    const struct doc_node *table = document_find(doc, id);
    assert_non_null(table);
    for (const struct doc_node *r = table->first; r != NULL; r = r->next) {
        text[0] = '\0';
        for (const struct doc_node *c = r->kind == DOC_ROW ? r->first : NULL; c; c = c->next) {
            for (const struct doc_node *t = c->first; t != NULL; t = t->next)
                strcat(text, t->text != NULL ? t->text : "");
            strcat(text, "|");
        }
        if (strncmp(text, name, strlen(name)) == 0)
            return text;
    }
    fail_msg("no row %s", name);
    return "";
}

/* Of the first series only; a year without interval has none. */
static void test_band(void **state)
{
    (void)state;
    struct folder f;
    open_folder(&f);
    struct document *doc = compose_body(
        &f, "<figure kind=\"line\" band=\"yes\" title=\"Arbeitslose\"><series indicator=\"S06\"/>"
            "<series indicator=\"S06\" area=\"$kreis\"/></figure>" ANNEX);
    const struct chart *c = only_chart(doc);
    assert_true(c->band);
    const struct chart_point *p = c->series[0].points;
    assert_int_equal(c->series[0].n_points, 3);
    assert_false(p[0].has_interval);
    assert_true(p[2].has_interval);
    assert_true(p[2].lower > 3.499 && p[2].lower < 3.501);
    assert_true(p[2].upper > 3.949 && p[2].upper < 3.951);
    for (size_t i = 0; i < c->series[1].n_points; i++)
        assert_false(c->series[1].points[i].has_interval);
    expect_text(doc->root->first->alt, " 95-%-Bereich 2016: 3,5 bis 4,0.");
    assert_string_equal(row_of(doc, "werte-zeit-2014", "Arbeitslose, untere"),
                        "Arbeitslose, untere Grenze (95 %), %|.|.|3,5|");
    assert_string_equal(row_of(doc, "werte-zeit-2014", "Arbeitslose, obere"),
                        "Arbeitslose, obere Grenze (95 %), %|.|.|4,0|");
    document_free(doc);
    close_folder(&f);
}

/* Altdorf's figures of 2015 and 2016 are hidden, and so are their intervals. */
static void test_band_hidden(void **state)
{
    (void)state;
    struct folder f;
    open_folder(&f);
    struct document *doc = compose_body(
        &f, "<figure kind=\"line\" band=\"yes\"><series indicator=\"S06\" area=\"'Altdorf'\"/>"
            "</figure>" ANNEX);
    const struct chart *c = only_chart(doc);
    assert_false(c->band);
    for (size_t i = 0; i < c->series[0].n_points; i++) {
        const struct chart_point *p = &c->series[0].points[i];
        assert_false(p->has_interval);
        assert_true(p->low_text == NULL && p->high_text == NULL);
    }
    char *dump = document_dump(doc);
    assert_null(strstr(dump, "95"));
    free(dump);
    document_free(doc);
    close_folder(&f);
    expect_message("<figure kind=\"line\" band=\"yes\"><series indicator=\"D01\"/></figure>",
                   "t.xml:3:40: Warnung: Der Indikator D01 hat keinen Schwankungsbereich");
}

/* The direction is told apart for what was counted and what is projected. */
static void test_projection(void **state)
{
    (void)state;
    struct folder f;
    open_folder(&f);
    struct document *doc = compose_body(
        &f, "<figure kind=\"line\" subtitle=\"Personen\"><series indicator=\"D01\" "
            "projected-from=\"2013\"/></figure>");
    const struct chart *c = only_chart(doc);
    const struct chart_point *p = c->series[0].points;
    assert_int_equal(c->series[0].n_points, 5);
    assert_false(p[3].projected);
    assert_true(p[4].projected);
    assert_int_equal(c->n_breaks, 2);
    assert_false(c->breaks[0].projected);
    assert_true(c->breaks[1].projected);
    assert_true(c->breaks[1].x > 2012.4 && c->breaks[1].x < 2012.6);
    assert_string_equal(c->breaks[1].name, "Vorausberechnung");
    assert_string_equal(doc->root->first->alt,
                        "Liniendiagramm: Personen. Bernheim: von 39" SPACE "800 (2009) auf "
                        "40" SPACE "100 (2010) gestiegen; neue Zählbasis: von 39" SPACE "000 "
                        "(2011) auf 39" SPACE "500 (2012) gestiegen; Vorausberechnung: 40" SPACE
                        "500 (2014). Reihenbruch: Zensus 2011.");
    document_free(doc);
    close_folder(&f);
}

/* Breaks are sorted: a projection may begin before one. */
static void test_breaks_by_year(void **state)
{
    (void)state;
    struct folder f;
    open_folder(&f);
    struct document *doc = compose_body(
        &f, "<figure kind=\"line\"><series indicator=\"D01\" projected-from=\"2010\"/></figure>");
    const struct chart *c = only_chart(doc);
    assert_int_equal(c->n_breaks, 2);
    assert_true(c->breaks[0].projected);
    assert_string_equal(c->breaks[1].name, "Zensus 2011");
    document_free(doc);
    close_folder(&f);
}

/* All of it, or nothing. */
static void test_projection_edges(void **state)
{
    (void)state;
    struct folder f;
    open_folder(&f);
    struct document *doc = compose_body(
        &f, "<figure kind=\"line\"><series indicator=\"S06\" projected-from=\"1990\"/></figure>"
            "<figure kind=\"line\"><series indicator=\"S06\" projected-from=\"2030\"/></figure>");
    const struct chart *c = only_chart(doc);
    assert_true(c->series[0].points[0].projected);
    assert_int_equal(c->n_breaks, 1);
    assert_true(c->breaks[0].x > 2013.9 && c->breaks[0].x < 2014.1); /* the first point */
    c = doc->root->first->next->chart;
    assert_int_equal(c->n_breaks, 0);
    assert_false(c->series[0].points[2].projected);
    document_free(doc);
    close_folder(&f);
    expect_message("<figure kind=\"line\"><series indicator=\"S06\" projected-from=\"{'bald'}\"/>"
                   "</figure>",
                   "„bald“ ist kein Jahr.");
    expect_message("<figure kind=\"columns\"><series indicator=\"S06\" projected-from=\"2016\"/>"
                   "</figure>",
                   "„projected-from“ hat bei einer Abbildung der Art „columns“ keine Wirkung");
}

static void test_multiples(void **state)
{
    (void)state;
    struct folder f;
    open_folder(&f);
    struct document *doc = compose_body(
        &f, "<figure kind=\"multiples\" indicator=\"S06\" title=\"Arbeitslose\">"
            "<series area=\"$kreis\"/></figure>" ANNEX);
    const struct chart *c = only_chart(doc);
    assert_int_equal(c->n_panels, 7);
    assert_int_equal(c->n_series, 8); /* the district's is in no panel */
    assert_string_equal(c->series[7].name, "Landkreis");
    assert_int_equal(c->series[7].n_points, 3);
    for (size_t i = 0; i < 7; i++) {
        bool own = strcmp(c->panels[i].title, "Bernheim") == 0;
        assert_int_equal(c->panels[i].first, i);
        assert_int_equal(c->panels[i].n, 1);
        assert_int_equal(c->panels[i].emphasis, own);
        assert_string_equal(c->series[i].name, c->panels[i].title);
    }
    assert_string_equal(c->unit, "%");
    assert_string_equal(
        doc->root->first->alt,
        "Liniendiagramme: Arbeitslose. 7 Gebiete auf einer Skala. Bernheim: von 3,5 (2014) auf 3,7 "
        "(2016) gestiegen. Landkreis: von 3,2 (2014) auf 3,0 (2016) gesunken. 2016: am höchsten "
        "Bernheim (3,7), am niedrigsten Öde (nichts vorhanden). Von 2014 bis 2016 gestiegen in 1, "
        "gesunken in 1, unverändert in 0. Alle Werte stehen in der Tabelle „Zeitreihen 2014 bis "
        "2016“ im Anhang.");
    assert_string_equal(row_of(doc, "werte-zeit-2014", "Arbeitslose, Altdorf"),
                        "Arbeitslose, Altdorf, %|2,9|/|.|");
    assert_string_equal(row_of(doc, "werte-zeit-2014", "Arbeitslose, Kreis"),
                        "Arbeitslose, Kreis, %|3,2|3,1|3,0|");
    expect_text(doc->data, "08999001;Altdorf;S06;Arbeitslosenanteil;%;2014;2,9;;");
    char *dump = document_dump(doc);
    assert_null(strstr(dump, "77777"));
    free(dump);
    document_free(doc);
    close_folder(&f);
}

/* Other places, other ones highlighted, fewer years. */
static void test_multiples_chosen(void **state)
{
    (void)state;
    struct folder f;
    open_folder(&f);
    struct document *doc = compose_body(
        &f, "<figure kind=\"multiples\" indicator=\"S06\" from=\"2015\" "
            "areas=\"$gemeinden[@name = 'Cronau' or @name = 'Bernheim' or @name = 'Altdorf']\" "
            "highlight=\"$gemeinden[@name = 'Cronau']\"/>");
    const struct chart *c = only_chart(doc);
    assert_int_equal(c->n_panels, 3);
    assert_string_equal(c->panels[2].title, "Cronau");
    assert_true(c->panels[2].emphasis);
    assert_false(c->panels[1].emphasis);
    assert_int_equal(c->series[1].n_points, 2);
    expect_text(doc->root->first->alt, "Ganz ohne Werte: Altdorf.");
    document_free(doc);
    close_folder(&f);
    expect_message("<figure kind=\"multiples\" indicator=\"S06\"><series name=\"x\"/></figure>",
                   "Eine Abbildung der Art „series“ braucht area");
}

/* Shares of a breakdown's own whole: 4 000 of 40 000. */
static void test_ages(void **state)
{
    (void)state;
    struct folder f;
    open_folder(&f);
    struct document *doc = compose_body(
        &f, "<figure kind=\"ages\" shares=\"yes\" title=\"Alter\">"
            "<series indicator=\"D20\" part=\"m 0-19\"/>"
            "<series indicator=\"D20\" part=\"5\" name=\"Mittlere\"/></figure>" ANNEX);
    const struct chart *c = only_chart(doc);
    assert_true(c->shares);
    assert_string_equal(c->unit, "%");
    assert_int_equal(c->decimals, 1);
    assert_int_equal(c->n_series, 2);
    assert_string_equal(c->series[0].points[0].text, "10,0");
    assert_string_equal(c->series[1].points[1].text, "30,0"); /* 2015, and 2011 before it */
    assert_true(c->series[1].points[1].value > 29.999 && c->series[1].points[1].value < 30.001);
    assert_string_equal(row_of(doc, "werte-zeit-2011", "Altersaufbau, männlich"),
                        "Altersaufbau, männlich, unter 20, Anteil, %|10,0|10,0|");
    expect_text(doc->root->first->alt,
                "Zusammensetzung im Zeitverlauf: Alter. Von unten nach oben: männlich, unter 20: "
                "unverändert 10,0 (2011 und 2015). Mittlere: unverändert 30,0 (2011 und 2015). Die "
                "Teile ergeben 2015 weniger als 100 %;");
    document_free(doc);
    close_folder(&f);
}

/* A hidden part leaves the numbers of the others; of shares it leaves none, as the rest of
 * 100 % would tell it. */
static void test_ages_hidden(void **state)
{
    (void)state;
    struct folder f;
    open_folder(&f);
    struct document *doc = compose_body(
        &f, "<figure kind=\"ages\" title=\"Alter\"><series indicator=\"D20\" part=\"5\"/>"
            "<series indicator=\"D20\" part=\"w 60-\" name=\"Ältere\"/></figure>" ANNEX);
    const struct chart *c = only_chart(doc);
    assert_int_equal(c->series[1].points[1].sign, SIGN_HIDDEN);
    assert_string_equal(c->series[1].points[1].text, ".");
    assert_string_equal(c->series[0].points[1].text, "12" SPACE "000");
    expect_text(doc->root->first->alt, " Ältere: 1" SPACE "950 (2011). Ohne Wert: 2015 (geheim "
                                       "gehalten).");
    assert_string_equal(row_of(doc, "werte-zeit-2011", "Altersaufbau, weiblich, 60"),
                        "Altersaufbau, weiblich, 60 und älter, Personen|1" SPACE "950|.|");
    char *dump = document_dump(doc);
    assert_null(strstr(dump, "77777"));
    free(dump);
    document_free(doc);
    close_folder(&f);
    open_folder(&f);
    doc = compose_body(
        &f, "<figure kind=\"ages\" shares=\"yes\" title=\"Alter\">"
            "<series indicator=\"D20\" part=\"5\"/>"
            "<series indicator=\"D20\" part=\"w 60-\" name=\"Ältere\"/></figure>" ANNEX);
    c = only_chart(doc);
    assert_string_equal(c->series[0].points[0].text, "30,0");
    assert_string_equal(c->series[1].points[0].text, "5,0");
    assert_int_equal(c->series[0].points[1].sign, SIGN_HIDDEN);
    assert_true(!(c->series[0].points[1].value > 0));
    assert_string_equal(row_of(doc, "werte-zeit-2011", "Altersaufbau, weiblich, 20"),
                        "Altersaufbau, weiblich, 20 bis unter 60, Anteil, %|30,0|.|");
    dump = document_dump(doc);
    assert_null(strstr(dump, "77777"));
    free(dump);
    document_free(doc);
    close_folder(&f);
}

/* Persons beside shares of the same are rows of their own in the table. */
static void test_ages_counts(void **state)
{
    (void)state;
    struct folder f;
    open_folder(&f);
    struct document *doc = compose_body(
        &f, "<figure kind=\"ages\"><series indicator=\"D20\" part=\"1\"/>"
            "<series indicator=\"D20\" part=\"2\"/></figure>"
            "<figure kind=\"ages\" indicator=\"D01\" shares=\"yes\" area=\"$kreis\" "
            "from=\"2014\"><series indicator=\"D01\" name=\"alle\"/></figure>"
            "<figure kind=\"ages\" shares=\"yes\"><series indicator=\"D20\" part=\"1\"/></figure>"
            ANNEX);
    const struct chart *c = only_chart(doc);
    assert_string_equal(c->unit, "Personen");
    assert_string_equal(c->series[1].points[1].text, "12" SPACE "000");
    c = doc->root->first->next->chart;
    assert_string_equal(c->series[0].points[0].text, "100,0");
    expect_text(doc->root->first->next->next->alt,
                " Die Teile ergeben 2015 weniger als 100 %; der Rest bleibt offen.");
    assert_string_equal(row_of(doc, "werte-zeit-2011", "Altersaufbau, männlich, unter 20, Pers"),
                        "Altersaufbau, männlich, unter 20, Personen|3" SPACE "900|.|4" SPACE
                        "000|");
    assert_string_equal(row_of(doc, "werte-zeit-2011", "Altersaufbau, männlich, unter 20, Anteil"),
                        "Altersaufbau, männlich, unter 20, Anteil, %|10,0|.|10,0|");
    document_free(doc);
    close_folder(&f);
    expect_message("<figure kind=\"ages\" shares=\"yes\"><series indicator=\"D01\"/></figure>",
                   "Wovon „Bevölkerung“ ein Anteil ist, steht nicht da");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_band),           cmocka_unit_test(test_band_hidden),
        cmocka_unit_test(test_projection),     cmocka_unit_test(test_projection_edges),
        cmocka_unit_test(test_breaks_by_year), cmocka_unit_test(test_multiples),
        cmocka_unit_test(test_multiples_chosen),
        cmocka_unit_test(test_ages),           cmocka_unit_test(test_ages_hidden),
        cmocka_unit_test(test_ages_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
