/* The tables of values: what each kind of figure puts into them, what hidden figures
 * become, what the template may name itself. Figures of fake_published.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "compose/compose_private.h"
#include "geo/geo.h"
#include "unit/composed.h"

#define SPACE "\xE2\x80\xAF"
#define ANNEX "<section title=\"Anhang\" id=\"anhang\"><figure-values/></section>"

/* Text of the cell in a row and column of a table, counted from 0 with the heads;
 * words: what is read instead. "" where there is no such cell. */
static const struct doc_node *cell_at(const struct doc_node *table, int row, int column)
{
    const struct doc_node *r = table->first;
    while (r != NULL && row-- > 0)
        r = r->next;
    const struct doc_node *c = r != NULL && r->kind == DOC_ROW ? r->first : NULL;
    while (c != NULL && column-- > 0)
        c = c->next;
    return c;
}

static const char *cell(const struct doc_node *table, int row, int column)
{
    static char text[200];
    const struct doc_node *c = cell_at(table, row, column);
    text[0] = '\0';
    for (const struct doc_node *t = c != NULL ? c->first : NULL; t != NULL; t = t->next)
        snprintf(text + strlen(text), sizeof text - strlen(text), "%s",
                 t->kind == DOC_BREAK ? "/" : t->text);
    return text;
}

static const char *words(const struct doc_node *table, int row, int column)
{
    const struct doc_node *c = cell_at(table, row, column);
    return c != NULL && c->first != NULL && c->first->actual != NULL ? c->first->actual : "";
}

/* The row whose first cell begins with name. */
static int row_named(const struct doc_node *table, const char *name)
{
    for (int i = 0; cell_at(table, i, 0) != NULL; i++) {
        if (strncmp(cell(table, i, 0), name, strlen(name)) == 0)
            return i;
    }
    fail_msg("no row %s", name);
    return -1;
}

static const struct doc_node *table(const struct document *doc, const char *id)
{
    const struct doc_node *t = document_find(doc, id);
    if (t == NULL)
        fail_msg("no table %s", id);
    assert_int_equal(t->kind, DOC_TABLE);
    return t;
}

/* The n-th figure or cell with a chart. */
static const struct doc_node *figure(const struct document *doc, int n)
{
    bool leaving = false;
    const struct doc_node *at = NULL;
    while ((at = document_next(doc->root, at, &leaving)) != NULL) {
        if (!leaving && at->chart != NULL && n-- == 0)
            return at;
    }
    fail_msg("too few figures");
    return NULL;
}

static void check_well_formed(const struct document *doc)
{
    struct diag *d = diag_new();
    bool good = document_check(doc, d);
    char *messages = diag_text(d);
    if (!good)
        fail_msg("%s", messages);
    free(messages);
    diag_free(d);
}

static void test_time(void **state)
{
    (void)state;
    struct folder f;
    open_folder(&f);
    struct document *doc = compose_body(
        &f, "<section title=\"Leute\" id=\"a\"><figure kind=\"line\" title=\"Bevölkerung\">"
            "<series indicator=\"D01\" area=\"$gemeinde\"/>"
            "<series indicator=\"D01\" area=\"$kreis\" from=\"2011\"/>"
            "<notes><p>Hinweis.</p></notes></figure></section>" ANNEX);
    const struct doc_node *t = table(doc, "werte-zeit-2009");
    assert_string_equal(t->text, "Zeitreihen 2009 bis 2014");
    assert_string_equal(cell(t, 0, 1), "2009");
    assert_string_equal(cell(t, 0, 5), "2014");
    assert_string_equal(cell(t, 1, 0), "Bevölkerung, Personen");
    assert_string_equal(cell(t, 1, 1), "39" SPACE "800");
    assert_string_equal(cell(t, 1, 5), "40" SPACE "500");
    assert_string_equal(cell(t, 2, 0), "Bevölkerung, Kreis, Personen");
    assert_string_equal(cell(t, 2, 1), "."); /* 80 000 is not in the figure */
    assert_string_equal(words(t, 2, 1), "nicht abgebildet");
    assert_string_equal(cell(t, 2, 3), "79" SPACE "000");
    const struct doc_node *line = figure(doc, 0);
    assert_string_equal(line->values, "werte-zeit-2009");
    assert_non_null(strstr(line->alt, "Alle Werte stehen in der Tabelle „Zeitreihen 2009 bis "
                                      "2014“ im Anhang."));
    const struct doc_node *p = line->first->first; /* Hinweis. Werte: Seite 1. */
    const struct doc_node *link = p->last->kind == DOC_LINK ? p->last : p->first->next->next;
    assert_int_equal(link->kind, DOC_LINK);
    assert_string_equal(link->target, "werte-zeit-2009");
    assert_string_equal(link->first->text, "Werte: Seite\xC2\xA0");
    assert_int_equal(link->first->next->kind, DOC_PAGE_REF);
    check_well_formed(doc);
    document_free(doc);
    close_folder(&f);
}

/* The same series in two figures is one row; six rows and more are grouped. */
static void test_rows_are_joined(void **state)
{
    (void)state;
    struct folder f;
    open_folder(&f);
    struct document *doc = compose_body(
        &f, "<section title=\"A\" id=\"a\"><figure kind=\"tile\" indicator=\"D01\" "
            "area=\"$gemeinde\" from=\"2011\"/></section>"
            "<section title=\"B\" id=\"b\"><figure kind=\"line\">"
            "<series indicator=\"D01\" area=\"$gemeinde\"/></figure></section>" ANNEX);
    const struct doc_node *t = table(doc, "werte-zeit-2009");
    assert_string_equal(cell(t, 1, 1), "39" SPACE "800");
    assert_null(cell_at(t, 2, 0));
    assert_string_equal(figure(doc, 0)->values, "werte-zeit-2009 werte-gemeinden");
    assert_string_equal(figure(doc, 1)->values, "werte-zeit-2009");
    check_well_formed(doc);
    document_free(doc);
    close_folder(&f);
}

static void test_places(void **state)
{
    (void)state;
    struct folder f;
    open_folder(&f);
    struct document *doc = compose_body(
        &f, "<section title=\"A\" id=\"a\">"
            "<figure kind=\"ranking\" indicator=\"S06\" year=\"2016\" highlight=\"$gemeinde\">"
            "<reference area=\"$kreis\"/><reference area=\"$land\"/></figure>"
            "<figure kind=\"locator\" indicator=\"D01\" year=\"2014\"/>"
            "<p role=\"small\">Quelle.</p></section>" ANNEX);
    const struct doc_node *t = table(doc, "werte-gemeinden");
    assert_string_equal(cell(t, 0, 1), "Arbeitslose/%, 2016");
    assert_string_equal(cell(t, 0, 2), "Bevölkerung/Personen, 2014");
    assert_string_equal(cell(t, 1, 0), "Kreis");
    assert_string_equal(cell(t, 1, 1), "3,0");
    assert_string_equal(cell(t, 1, 2), ".");
    assert_string_equal(cell(t, 2, 1), "3,1");
    assert_string_equal(cell(t, 3, 0), "Ähren"); /* by name, not by value */
    int altdorf = row_named(t, "Altdorf");
    assert_string_equal(cell(t, altdorf, 1), ".");
    assert_string_equal(words(t, altdorf, 1), "geheim gehalten");
    assert_string_equal(cell(t, altdorf, 2), "1" SPACE "700");
    int dorfen = row_named(t, "Dorfen");
    assert_string_equal(cell(t, dorfen, 1), "(2,5)");
    assert_string_equal(words(t, dorfen, 1), "(2,5), eingeschränkte Aussagekraft");
    int oede = row_named(t, "Öde");
    assert_string_equal(cell(t, oede, 1), "–");
    assert_string_equal(words(t, oede, 1), "nichts vorhanden");
    int own = row_named(t, "Bernheim");
    assert_int_equal(cell_at(t, own, 1)->first->style, TEXT_BOLD | TEXT_COLOUR);
    int cronau = row_named(t, "Cronau");
    assert_string_equal(cell(t, cronau, 2), "15" SPACE "000" SPACE "p");
    assert_string_equal(words(t, cronau, 2), "15" SPACE "000" SPACE "p, vorläufig");
    /* Both figures share the link in the small print of their section. */
    const struct doc_node *small = figure(doc, 1)->next;
    int links = 0;
    for (const struct doc_node *n = small->first; n != NULL; n = n->next)
        links += n->kind == DOC_LINK && strcmp(n->target, "werte-gemeinden") == 0;
    assert_int_equal(links, 1);
    check_well_formed(doc);
    document_free(doc);
    close_folder(&f);
}

/* A strip does not show a hidden place at all; alternative text and table say why. */
static void test_hidden_strip(void **state)
{
    (void)state;
    struct folder f;
    open_folder(&f);
    struct document *doc = compose_body(
        &f, "<section title=\"A\" id=\"a\"><figure kind=\"strip\" indicator=\"S06\" year=\"2016\" "
            "area=\"'Altdorf'\"/><figure kind=\"locator\" indicator=\"D01\" year=\"2014\"/>"
            "</section>" ANNEX);
    const struct doc_node *t = table(doc, "werte-gemeinden");
    int altdorf = row_named(t, "Altdorf");
    assert_string_equal(cell(t, altdorf, 1), ".");
    assert_string_equal(words(t, altdorf, 1), "geheim gehalten");
    assert_non_null(strstr(figure(doc, 0)->alt, "Altdorf: geheim gehalten."));
    document_free(doc);
    close_folder(&f);
}

static void test_classes(void **state)
{
    (void)state;
    struct folder f;
    open_folder(&f);
    struct document *doc = compose_body(
        &f, "<section title=\"A\" id=\"a\">"
            "<figure kind=\"pyramid\" indicator=\"D20\" title=\"Altersaufbau\">"
            "<series area=\"$gemeinde\"/><series area=\"$kreis\"/></figure>"
            "<figure kind=\"bars\" title=\"Balken\"><series name=\"alle\">"
            "<entry label=\"2014\" value=\"value('D01', $gemeinde, 2014)\"/>"
            "<entry label=\"selbst\" value=\"3.5\"/>"
            "<entry label=\"selbst\" value=\"4.5\"/></series></figure>"
            "<figure kind=\"spine\" area=\"$gemeinde\" title=\"Lage\">"
            "<entry indicator=\"S06\" year=\"2016\"/>"
            "<entry indicator=\"F09\" year=\"2016\"/></figure></section>" ANNEX);
    const struct doc_node *t = table(doc, "werte-alter");
    assert_string_equal(t->text, "Altersaufbau");
    assert_string_equal(cell(t, 0, 1), "Bernheim");
    assert_int_equal(cell_at(t, 0, 1)->span, 2);
    assert_string_equal(cell(t, 1, 0), "Männer");
    /* 4 000 of 40 000 in 20 years of age: 5 per year and 1,000 */
    assert_string_equal(cell(t, 2, 0), "0 bis unter 20");
    assert_string_equal(cell(t, 2, 1), "5,0");
    assert_string_equal(cell(t, 4, 2), ".");
    assert_string_equal(words(t, 4, 2), "geheim gehalten");
    t = table(doc, "werte-balken");
    assert_string_equal(cell(t, 0, 1), "alle");
    assert_string_equal(cell(t, 1, 1), "40" SPACE "500");
    assert_string_equal(cell(t, 2, 1), "3,5");
    assert_string_equal(cell(t, 3, 1), "4,5"); /* the same label is another row */
    /* Shown: 2,0 2,5 2,5 3,0 3,72 and nothing (0): quartiles by hand, type 7:
     * h = 5 * 0,25 = 1,25 -> 2,0 + 0,25 * 0,5 = 2,125; h = 3,75 -> 2,5 + 0,75 * 0,5 = 2,875 */
    t = table(doc, "werte-lage");
    assert_string_equal(cell(t, 1, 1), "3,7");
    assert_string_equal(cell(t, 1, 2), "3,0");
    assert_string_equal(cell(t, 1, 3), "0,0");
    assert_string_equal(cell(t, 1, 4), "2,1");
    assert_string_equal(cell(t, 1, 5), "2,9");
    assert_string_equal(cell(t, 1, 6), "3,7");
    assert_string_equal(cell(t, 2, 1), "."); /* hidden, and too few for a spread */
    assert_string_equal(words(t, 2, 1), "geheim gehalten");
    assert_string_equal(words(t, 2, 3), "nicht abgebildet");
    char *text = document_dump(doc);
    assert_null(strstr(text, "77777"));
    assert_null(strstr(text, "77" SPACE "777"));
    free(text);
    check_well_formed(doc);
    document_free(doc);
    close_folder(&f);
}

#define ROW "<row><headcell>D01</headcell><cell>39" SPACE "000</cell><cell>39" SPACE "500</cell>" \
            "<cell><spark indicator=\"D01\" area=\"$gemeinde\" from=\"%s\" to=\"2012\"/></cell>"   \
            "</row>"
#define YEARS "<head><row><cell>Name</cell><cell>2011</cell><cell>2012</cell><cell>Verlauf"       \
              "</cell></row></head>"

static void test_sparks(void **state)
{
    (void)state;
    struct folder f;
    char body[2000], own[600], longer[600];
    open_folder(&f);
    snprintf(own, sizeof own, ROW, "2011");
    snprintf(longer, sizeof longer, ROW, "2010");
    snprintf(body, sizeof body, "<table>" YEARS "%s%s<row><headcell>F09</headcell><cell/><cell/>"
             "<cell><spark indicator=\"F09\" area=\"$gemeinde\"/></cell></row>"
             "<notes><p>Quelle.</p></notes></table>" ANNEX, own, longer);
    struct document *doc = compose_body(&f, body);
    const struct doc_node *t = doc->root->first;
    const struct doc_node *first = figure(doc, 0);
    assert_non_null(strstr(first->alt, "Verlauf: Bevölkerung, Bernheim: von 39" SPACE "000"));
    assert_non_null(strstr(first->alt, "Alle Werte stehen in dieser Zeile."));
    assert_string_equal(first->values, t->id);
    const struct doc_node *second = figure(doc, 1);
    assert_string_equal(second->values, "werte-zeit-2010");
    assert_string_equal(cell(table(doc, "werte-zeit-2010"), 1, 1), "40" SPACE "100");
    assert_string_equal(t->last->first->last->text, ".");
    const struct doc_node *link = t->last->first->first->next->next;
    assert_string_equal(link->first->text, "Alle Jahre der Verläufe: Seite\xC2\xA0");
    /* All figures of F09 are hidden or come later: the sign of the last one. */
    assert_string_equal(cell(t, 3, 3), ".");
    assert_string_equal(words(t, 3, 3), "geheim gehalten");
    document_free(doc);
    close_folder(&f);
}

#define NAMED(id, value)                                                                          \
    "<table id=\"t\"><row><headcell>2014</headcell><cell>" value "</cell></row></table>"           \
    "<section title=\"A\" id=\"a\"><figure kind=\"bars\" title=\"Leute\" values=\"" id "\">"       \
    "<entry label=\"2014\" value=\"value('D01', $gemeinde, 2014)\"/></figure></section>" ANNEX

static void test_named_table(void **state)
{
    (void)state;
    struct folder f;
    open_folder(&f);
    struct document *doc = compose_body(&f, NAMED("t", "40" SPACE "500"));
    assert_int_equal(diag_count(f.d), 0);
    assert_string_equal(figure(doc, 0)->values, "t");
    assert_null(document_find(doc, "werte-balken"));
    assert_string_equal(figure(doc, 0)->first->first->first->target, "t");
    document_free(doc);
    close_folder(&f);
}

static void test_wrong_table(void **state)
{
    (void)state;
    struct folder f;
    open_folder(&f);
    struct document *doc = compose_body(&f, NAMED("t", "40" SPACE "501"));
    assert_int_equal(diag_count(f.d), 1);
    char *messages = diag_text(f.d);
    assert_int_equal(diag_at(f.d, 0)->code, FIGURE_VALUE_MISSING);
    assert_int_equal(diag_at(f.d, 0)->at.line, 3);
    assert_non_null(strstr(messages, "Der Wert „40" SPACE "500“ (2014) der Abbildung „Leute“ steht "
                                     "nicht in der Tabelle „t“. Die Werte wurden in den Anhang "
                                     "aufgenommen."));
    free(messages);
    assert_string_equal(figure(doc, 0)->values, "werte-balken");
    document_free(doc);
    close_folder(&f);
}

static void test_no_table(void **state)
{
    (void)state;
    struct folder f;
    open_folder(&f);
    struct document *doc = compose_body(&f, NAMED("weg", "40" SPACE "500"));
    assert_int_equal(diag_count(f.d), 1);
    assert_int_equal(diag_at(f.d, 0)->code, FIGURE_NO_TABLE);
    document_free(doc);
    close_folder(&f);
}

/* Without <figure-values/> a report is as it was; a second one is refused; what follows
 * the place of the tables stays behind them. */
static void test_place_of_tables(void **state)
{
    (void)state;
    static const char line[] = "<figure kind=\"line\"><series indicator=\"D01\" "
                               "area=\"$gemeinde\"/></figure>";
    struct folder f;
    char body[1000];
    open_folder(&f);
    struct document *doc = compose_body(&f, line);
    assert_null(doc->root->first->next);
    assert_null(figure(doc, 0)->values);
    document_free(doc);
    close_folder(&f);
    open_folder(&f);
    snprintf(body, sizeof body, "<p>vorn</p><figure-values id=\"w\"/><p>hinten</p>%s"
             "<figure-values/>", line);
    doc = compose_body(&f, body);
    const struct doc_node *n = doc->root->first;
    assert_string_equal(n->first->text, "vorn");
    assert_string_equal(n->next->id, "w-zeit-2009");
    assert_string_equal(n->next->next->first->text, "hinten");
    assert_ptr_equal(n->next->next->next, doc->root->last);
    assert_int_equal(diag_at(f.d, 0)->code, TEMPLATE_VALUES_TWICE);
    document_free(doc);
    close_folder(&f);
}

static void test_link_where_wished(void **state)
{
    (void)state;
    struct folder f;
    open_folder(&f);
    struct document *doc = compose_body(
        &f, "<section title=\"A\" id=\"a\"><p role=\"small\">Hier: <values/></p>"
            "<figure kind=\"ranking\" indicator=\"S06\" year=\"2016\"/>"
            "<p role=\"small\">Quelle.</p></section>" ANNEX);
    const struct doc_node *wished = doc->root->first->first->next;
    int links = 0;
    for (const struct doc_node *n = wished->first; n != NULL; n = n->next)
        links += n->kind == DOC_LINK;
    assert_int_equal(links, 1);
    document_free(doc);
    close_folder(&f);
}

static int by_key(const void *a, const void *b)
{
    return strcmp(((const struct geo_shape *)a)->key, ((const struct geo_shape *)b)->key);
}

/* A map of boundaries shows no values: no table has them and no link leads there. Where a
 * municipality has no boundary the circles stay, with their values. */
static void test_boundaries(void **state)
{
    (void)state;
    struct geo_shape shape[50];
    struct geo_map map = {.shape = shape, .source = "Amt", .licence = "", .date = "2013"};
    for (uint32_t i = 0; i < published_areas(&fake) && map.n_shapes < 50; i++)
        if (published_area(&fake, i)->kind == PUBLISHED_GEMEINDE)
            shape[map.n_shapes++] = (struct geo_shape){.key = published_area(&fake, i)->key};
    qsort(shape, map.n_shapes, sizeof *shape, by_key);
    for (int whole = 1; whole >= 0; whole--) {
        struct folder f;
        open_folder(&f);
        map.n_shapes -= whole == 0;
        compose_use_map(f.c, &map);
        struct document *doc = compose_body(
            &f, "<section title=\"{$karte} {$karte/@source}\" id=\"a\"><figure kind=\"locator\" "
                "indicator=\"D01\" year=\"2014\" highlight=\"$gemeinde\"/></section>" ANNEX);
        const struct doc_node *n = figure(doc, 0);
        char *text = plain(doc);
        assert_true((n->chart->map == &map) == (whole == 1));
        assert_true((n->values == NULL) == (whole == 1));
        assert_true((document_find(doc, "werte-gemeinden") == NULL) == (whole == 1));
        assert_true((strstr(n->alt, "in ihren Grenzen. Hervorgehoben: Bernheim.") != NULL) ==
                    (whole == 1));
        assert_non_null(strstr(text, whole == 1 ? "Grenzen Amt" : "Kreise"));
        for (size_t i = 0; i < n->chart->series[0].n_points; i++)
            assert_true((n->chart->series[0].points[i].shape != NULL) == (whole == 1));
        free(text);
        document_free(doc);
        close_folder(&f);
    }
}

/* Signs and marks as the Zeichenerklärung has them: brackets and letters beside numbers, letters
 * beside "–" and "0", which are numbers too, nothing beside the signs of missing numbers. */
static void test_marks_beside_signs(void **state)
{
    static const struct {
        enum sign sign;
        unsigned marks;
        const char *text, *words;
    } rows[] = {
        {SIGN_VALUE, 0, "8", NULL},
        {SIGN_VALUE, SIGN_LIMITED, "(8)", "(8), eingeschränkte Aussagekraft"},
        {SIGN_VALUE, SIGN_LIMITED | SIGN_ESTIMATED, "(8)" SPACE "s",
         "(8)" SPACE "s, eingeschränkte Aussagekraft, geschätzt"},
        {SIGN_VALUE, SIGN_PROVISIONAL | SIGN_REVISED, "8" SPACE "p" SPACE "r",
         "8" SPACE "p" SPACE "r, vorläufig, berichtigt"},
        {SIGN_NOTHING, 0, "–", "nichts vorhanden"},
        {SIGN_NOTHING, SIGN_LIMITED, "–", "nichts vorhanden"},
        {SIGN_NOTHING, SIGN_ESTIMATED | SIGN_LIMITED, "–" SPACE "s",
         "nichts vorhanden, geschätzt"},
        {SIGN_SMALL, SIGN_PROVISIONAL, "0" SPACE "p",
         "weniger als die Hälfte der kleinsten Einheit, vorläufig"},
        {SIGN_HIDDEN, SIGN_ESTIMATED | SIGN_LIMITED, ".", "geheim gehalten"},
        {SIGN_UNSURE, SIGN_PROVISIONAL, "/", "nicht sicher genug"},
        {SIGN_LATER, SIGN_PROVISIONAL, "…", "Angabe folgt später"},
    };
    struct arena *a = arena_new();
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct published_value v = {.value = 8, .sign = rows[i].sign, .marks = rows[i].marks};
        const char *text = value_text(a, &v, 0);
        const char *read = value_words(a, text, v.sign, v.marks);
        assert_string_equal(text, rows[i].text);
        assert_string_equal(read != NULL ? read : "", rows[i].words != NULL ? rows[i].words : "");
    }
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_boundaries),
        cmocka_unit_test(test_time),          cmocka_unit_test(test_rows_are_joined),
        cmocka_unit_test(test_places),        cmocka_unit_test(test_hidden_strip),
        cmocka_unit_test(test_classes),       cmocka_unit_test(test_sparks),
        cmocka_unit_test(test_named_table),   cmocka_unit_test(test_wrong_table),
        cmocka_unit_test(test_no_table),      cmocka_unit_test(test_place_of_tables),
        cmocka_unit_test(test_link_where_wished), cmocka_unit_test(test_marks_beside_signs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
