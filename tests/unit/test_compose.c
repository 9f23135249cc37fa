/* Templates: every function, every element that decides something, every fault with
 * its place. "test_compose dump FILE AREA" prints messages and document of a template in
 * tests/templates, for the golden files there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/file.h"
#include "unit/composed.h"

static void expect_text(const char *body, const char *expected)
{
    struct folder f;
    open_folder(&f);
    struct document *doc = compose_body(&f, body);
    char *messages = diag_text(f.d);
    assert_string_equal(messages, "");
    free(messages);
    assert_non_null(doc);
    char *text = plain(doc);
    assert_string_equal(text, expected);
    free(text);
    document_free(doc);
    close_folder(&f);
}

/* Functions: the expected texts follow from fake_published.h by hand. */
static const struct { const char *expression, *text; } expressions[] = {
    {"value('S06', $gemeinde, 2016)", "3,7"},
    {"value('S06', area('Altdorf'), 2016)", "."},
    {"value('S06', 'Altdorf', 2015)", "/"},
    {"value('S06', '08999006', 2016)", "–"},
    {"value('S06', area('Dorfen'), 2016)", "(2,5)"},
    {"value('D01', area('Cronau'), 2014)", "15\xE2\x80\xAF" "000\xE2\x80\xAF" "p"},
    {"value('D01', $gemeinde, 2014)/@number", "40500"},
    {"value('S06', $gemeinde, 2016)/@number", "3.72"},
    {"count(value('S06', area('Altdorf'), 2016)/@number)", "0"},
    {"value('S06', area('Altdorf'), 2016)/@words", "geheim gehalten"},
    {"value('S06', $gemeinde, 2016)/@lower", "3,5"},
    {"value('S06', $gemeinde, 2016)/@upper998", "4,1"},
    {"value('S06', $gemeinde, 2016)/@count", "20\xE2\x80\xAF" "143"},
    {"value('S06', $gemeinde, 2016)/@cases", "20143"},
    {"value('S06', $gemeinde, 2016)/@rank", "1"},
    {"value('S06', $gemeinde, 2016)/@district998", "higher"},
    {"value('S06', $gemeinde, 2020)/@sign", "absent"},
    {"latest('S06', area('Altdorf'))/@year", "2014"},
    {"latest('F09', $gemeinde)/@year", "2016"},
    {"latest('F09', $gemeinde)", "."},
    {"first('D01', $gemeinde)/@year", "2009"},
    {"count(series('D01', $gemeinde))", "5"},
    {"join(series('D01', $gemeinde, 2010, 2012)/@year, 'und')", "2010, 2011 und 2012"},
    {"part('D20', $gemeinde, 2015, 2)", "12\xE2\x80\xAF" "000"},
    {"part('D20', $gemeinde, 2015, 6)", "."},
    {"join(parts('D20')/@name)", "männlich, unter 20, männlich, 20 bis unter 60, männlich, 60 und "
                                 "älter, weiblich, unter 20, weiblich, 20 bis unter 60, weiblich, "
                                 "60 und älter"},
    /* Ties by name: Cronau before Dorfen; the hidden Altdorf is nowhere. */
    {"join(highest('S06', 9, 2016)/@area)", "Bernheim, Ähren, Cronau, Dorfen, Ebern, Öde"},
    {"join(lowest('S06', 2)/@area, 'und')", "Öde und Ebern"},
    {"has(value('S06', $gemeinde, 2016))", "ja"},
    {"has(value('S06', area('Öde'), 2016))", "ja"},
    {"has(value('S06', area('Altdorf'), 2016))", "nein"},
    {"has(value('S06', $gemeinde, 2016)/nothing)", "nein"},
    {"above(value('S06', $gemeinde, 2016))", "ja"},
    {"below(value('S06', area('Cronau'), 2016))", "ja"},
    {"below998(value('S06', area('Cronau'), 2016))", "nein"},
    {"similar998(value('S06', area('Cronau'), 2016))", "ja"},
    {"similar(value('S06', area('Altdorf'), 2016))", "nein"},
    {"difference(value('D01',$gemeinde,2012), value('D01',$gemeinde,2014))",
     "+1\xE2\x80\xAF" "000"},
    {"difference(value('D01',$gemeinde,2010), value('D01',$gemeinde,2011))", "."},
    {"difference(value('D01',$gemeinde,2010), value('D01',$gemeinde,2011))/@break",
     "Zensus 2011"},
    {"count(difference(value('D01',$gemeinde,2010), value('D01',$gemeinde,2014))/@number)", "0"},
    {"difference(value('S06',$gemeinde,2015), value('S06',$gemeinde,2016))", "+0,1"},
    {"difference(value('S06',$gemeinde,2015), value('S06',$gemeinde,2016))/@unit",
     "Prozentpunkte"},
    {"difference(value('S06',$kreis,2014), value('S06',$kreis,2016))/@direction", "less"},
    {"difference(value('S06','Altdorf',2014), value('S06','Altdorf',2016))", "."},
    /* 39500 -> 40500: 2.5316 %; 3.2 -> 3.0: -6.25 % */
    {"change(value('D01',$gemeinde,2012), value('D01',$gemeinde,2014))", "+2,5"},
    {"change(value('S06',$kreis,2014), value('S06',$kreis,2016))", "−6,3"},
    {"change(value('S06','Öde',2016), value('S06',$kreis,2016))", "x"},
    {"change(value('S06',$kreis,2014), value('S06',$kreis,2016))/@text", "6,3"},
    {"break('D01', 2012, 2010)", "Zensus 2011"},
    {"concat('[', break('D01', 2011, 2012), ']')", "[]"},
    {"hidden()", "3"},
    {"decimal(40773, 0)", "40\xE2\x80\xAF" "773"},
    {"decimal(2.25, 1)", "2,3"},
    {"decimal($gemeinde/@nichts, 1)", "."},
    {"decimal(value('S06', $gemeinde, 2016), 2)", "3,72"},
    {"signed(0 - 0.94, 1)", "−0,9"},
    {"signed(0, 0)", "±0"},
    {"quantity(value('S06', $gemeinde, 2016))", "3,7\xE2\x80\xAF%"},
    {"quantity(value('D01', $gemeinde, 2014))", "40\xE2\x80\xAF" "500\xC2\xA0Personen"},
    {"quantity(value('S06', area('Dorfen'), 2016))", "(2,5)\xE2\x80\xAF%"},
    {"quantity(value('S06', area('Altdorf'), 2016))", "."},
    {"genitive($name)", "Bernheims"},
    {"date($edition/@date)", "23.11.2026"},
    {"long-date($edition/@date)", "23.\xC2\xA0November 2026"},
    {"count-word(count($gemeinden))", "sieben"},
    {"count-word(44)", "44"},
    {"capital('über')", "Über"},
    {"capital(count-word(2))", "Zwei"},
    {"$gemeinde/@title", "Große Kreisstadt Bernheim"},
    {"$kreis/@title", "Landkreis Muster"},
    {"$gemeinde/@km2", "46,9"},
    {"$land", "Baden-Württemberg"},
    {"$bund/@key", "DG"},
    {"area('Ähren')/@key", "08999007"},
    {"count(areas('kreis'))", "1"},
    {"count(indicators())", "7"},
    {"join(indicators(3)/@id)", "S06"},
    {"indicator('S06')/@caveat", "Keine Quote."},
    {"indicator('S06')/@polarity", "burden"},
    {"join(indicator('S06')/source)", "13211-01-03-5, 12411-02-03-5"},
    {"indicator('R01')/@level", "kreis"},
    {"join(fields()/@short, 'und')",
     "Familie und Jugend, Teilhabe, Soziale Sicherung, Alter und Pflege und Integration"},
    {"count(field(1)/leitziel)", "2"},
    {"count(sources())", "4"},
    {"sources('S06')/@licence-id", "dl-de/by-2-0"},
    {"join(years('S06'))", "2014, 2015, 2016"},
    {"join(years('D01', 2010, 2013))", "2010, 2011, 2012"},
    {"join(years(2011, 2013))", "2011, 2012, 2013"},
    {"signs()[1]/@words", "nichts vorhanden"},
    {"2015 - 1", "2014"},
    {"$edition/@publisher", "Landratsamt Muster"},
    {"'}' ", "}"},
};

static void test_expressions(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof expressions / sizeof expressions[0]; i++) {
        char body[400];
        snprintf(body, sizeof body, "<p>{%s}</p>", expressions[i].expression);
        struct buf want = BUF_INIT;
        buf_printf(&want, "%s|", expressions[i].text);
        expect_text(body, buf_str(&want));
        buf_release(&want);
    }
}

/* By name as DIN 5007-2 orders them: Ähren as Aehren, so before Altdorf. */
static void test_order_of_names(void **state)
{
    (void)state;
    expect_text("<p>{join($gemeinden, 'und')}</p>",
                "Ähren, Altdorf, Bernheim, Cronau, Dorfen, Ebern und Öde|");
}

static const struct { const char *body, *text; } bodies[] = {
    {"<p>  a <b> b</b>\n c{{x}}<br/> d </p>", "a b c{x}d|"},
    {"<p><if test=\"true()\">ja </if><if test=\"$name = 'X'\">nein</if>!</p>", "ja !|"},
    {"<choose><when test=\"false()\"><p>1</p></when><when test=\"true()\"><p>2</p></when>"
     "<otherwise><p>3</p></otherwise></choose>", "2|"},
    {"<choose><when test=\"false()\"><p>1</p></when><otherwise><p>3</p></otherwise></choose>",
     "3|"},
    {"<for-each select=\"years(2001, 2003)\" as=\"y\"><p>{$position}/{$last} {$y} {.}</p>"
     "</for-each>", "1/3 2001 2001|2/3 2002 2002|3/3 2003 2003|"},
    /* Numbers as numbers, hidden at the end in both orders, equal ones by the second sort. */
    {"<p><for-each select=\"$gemeinden\" as=\"g\"><sort by=\"value('S06',$g,2016)\" "
     "order=\"descending\"/><sort by=\"$g/@name\" order=\"descending\"/>{$g} </for-each></p>",
     "Bernheim Ähren Dorfen Cronau Ebern Öde Altdorf|"},
    {"<p><for-each select=\"$gemeinden\" as=\"g\"><sort by=\"value('S06',$g,2016)/@number\"/>"
     "{$g} </for-each></p>", "Öde Ebern Cronau Dorfen Ähren Bernheim Altdorf|"},
    {"<let name=\"x\" select=\"'aussen'\"/><section title=\"t\"><let name=\"x\" "
     "select=\"'innen'\"/><p>{$x}</p></section><p>{$x}</p>", "t|innen|aussen|"},
    {"<section title=\"t\" id=\"z\"><p><ref to=\"z\"/>, Seite <page of=\"z\"/></p></section>",
     "t|„t“, Seite\xC2\xA0, Seite |"},
    {"<section title=\"t\"><p>{value('S06',$gemeinde,2016)}</p><sources/></section>",
     "t|3,7|Quellen: Statistische Ämter des Bundes und der Länder, Tabellen 13211-01-03-5, "
     "12411-02-03-5 (dl-de/by-2-0).|"},
    {"<sources of=\"R01\"/>",
     "Quellen: Landratsamt Muster, Eigene Aufzeichnungen; Statistische Ämter des Bundes und der "
     "Länder, Tabelle 12411-02-03-5 (dl-de/by-2-0).|"},
    {"<section title=\"t\"><p>{value('S06',$gemeinde,2014)}</p><sources/></section>",
     "t|3,5|Quelle: Statistische Ämter des Bundes und der Länder, Tabelle 13211-01-03-5 "
     "(dl-de/by-2-0).|"},
    {"<sources of=\"S06:2014\"/>", "Quelle: Statistische Ämter des Bundes und der Länder, "
                                   "Tabelle 13211-01-03-5 (dl-de/by-2-0).|"},
    {"<sources of=\"D01 D20 D01\"/>", "Quelle: Statistische Ämter des Bundes und der Länder, "
                                      "Tabelle 12411-02-03-5 (dl-de/by-2-0).|"},
    {"<p>{value('S06','Altdorf',2016)} {value('S06','Dorfen',2016)} {value('S06','Öde',2016)} "
     "{value('S06','Öde',2011)}</p><signs/>",
     ". (2,5) – .|– nichts vorhanden; . geheim gehalten oder keine Angabe; ( ) eingeschränkte "
     "Aussagekraft.|"},
    {"<p>{difference(value('D01',$gemeinde,2010), value('D01',$gemeinde,2011))}</p><signs/>",
     ".|. wegen einer neuen Basis nicht vergleichbar.|"},
    {"<table><row><cell value=\"sum(series('D01',$gemeinde)/@number)\"/><cell "
     "value=\"$gemeinde/@nichts\"/></row></table>", "198\xE2\x80\xAF" "900|.|"},
};

static void test_bodies(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; i++)
        expect_text(bodies[i].body, bodies[i].text);
}

/* Faults: where (line 3 is the first of the body), what, and what was made anyway. */
static const struct { const char *body, *message, *text; } faults[] = {
    {"<p>{value('S99', $gemeinde, 2016)}</p>",
     "t.xml:3:5: Fehler: Der Ausdruck wurde nicht berechnet: Einen Indikator „S99“ gibt es "
     "nicht. Meinten Sie „S06“?", "?|"},
    {"<p>{value('Arbeitslosenantel', $gemeinde, 2016)}</p>", "Meinten Sie „S06“?", "?|"},
    {"<p>{value('S06', 'Bernheym', 2016)}</p>", "Ein Gebiet „Bernheym“ gibt es nicht. Meinten "
                                               "Sie „Bernheim“?", "?|"},
    {"<p>{value('S06', $gemeinde)}</p>", "t.xml:3:5: Fehler: „value()“ braucht", "?|"},
    {"<p>{value('S06', $gemeinde, 'gestern')}</p>", "„gestern“ ist kein Jahr.", "?|"},
    {"<p>{valu('S06', $gemeinde, 2016)}</p>", "Eine Funktion „valu()“ gibt es nicht. Meinten Sie "
                                             "„value()“?", "?|"},
    {"<p>a {$gemeind} b</p>", "t.xml:3:7: Fehler: Eine Variable „$gemeind“ gibt es hier nicht. "
                              "Meinten Sie „$gemeinde“?", "a ? b|"},
    {"<p>{1 +}</p>", "t.xml:3:8: Fehler: ", "?|"},
    {"<if test=\"has(\"><p>x</p></if>", "t.xml:3:", ""},
    {"<p>{part('D20', $gemeinde, 2015, 7)}</p>", "Der Indikator D20 hat 6 Untergliederungen; "
                                                "Nummer „7“ gibt es nicht.", "?|"},
    {"<p>{above('S06')}</p>", "Erwartet wird ein Wert, zum Beispiel above(", "?|"},
    {"<p>{difference(value('D01',$kreis,2014), value('S06',$kreis,2014))}</p>",
     "Werte mit verschiedenen Einheiten („Personen“ und „%“)", "?|"},
    {"<p>{decimal(1, 10)}</p>", "Die Zahl der Nachkommastellen muss zwischen 0 und 9 liegen", "?|"},
    {"<p>{join('x')}</p>", "join() braucht eine Liste", "?|"},
    {"<p>{field(6)}</p>", "Ein Handlungsfeld „6“ gibt es nicht.", "?|"},
    {"<p>{areas('stadt')}</p>", "Eine Gebietsart „stadt“ gibt es nicht", "?|"},
    {"<p>ab {$name</p>", "t.xml:3:7: Fehler: Die geschweifte Klammer wird nicht geschlossen.",
     "ab {$name|"},
    {"<p>ab } c</p>", "t.xml:3:7: Warnung: Zu dieser geschweiften Klammer fehlt der Anfang.",
     "ab } c|"},
    {"<p>a{ }b</p>", "t.xml:3:6: Fehler: Zwischen den geschweiften Klammern fehlt der Ausdruck",
     "ab|"},
    {"<p>a{$gemeinde/@nix}b</p>", "Warnung: Der Ausdruck „$gemeinde/@nix“ ergibt im Bericht "
                                 "Bernheim nichts", "ab|"},
    {"<p>{7 div 2}</p>", "Warnung: Der Ausdruck „7 div 2“ ergibt eine Zahl mit Nachkommastellen; "
                         "gedruckt wurde „3,5“.", "3,5|"},
    {"<for-each select=\"1 + 1\" as=\"x\"><p>y</p></for-each><p>z</p>",
     "t.xml:3:11: Fehler: „1 + 1“ ergibt keine Liste", "z|"},
    {"<section id=\"a\" title=\"1\"/><section id=\"a\" title=\"2\"/>",
     "Die Kennung „a“ gibt es im Bericht schon", "1|2|"},
    {"<section id=\"zeichen\" title=\"1\"><p><ref to=\"zeichn\">x</ref></p></section>",
     "Eine Stelle mit der Kennung „zeichn“ gibt es im Bericht nicht. Meinten Sie „zeichen“?",
     "1|x|"},
    {"<p>Seite <page of=\"nirgends\"/>.</p>", "Eine Stelle mit der Kennung „nirgends“",
     "Seite ?.|"},
    {"<section title=\"1\" field=\"7\"/>", "„7“ ist kein Handlungsfeld (0 bis 5)", "1|"},
    {"<section title=\"1\"><heading>2</heading></section>", "hat title und <heading>", "2|"},
    {"<sources of=\"S96\"/>", "Einen Indikator „S96“ gibt es nicht. Meinten Sie „S06“? Seine "
                              "Quellen fehlen.", ""},
    {"<xi:include href=\"a.xml\"/>", "t.xml:3:13: Fehler: Die Datei „a.xml“ gibt es im Ordner der "
                                     "Vorlagen nicht.", ""},
    {"<xi:include href=\"../a.xml\"/>", "Der Pfad „../a.xml“ führt aus dem Ordner der Vorlagen "
                                        "hinaus", ""},
    {"<xi:include href=\"/etc/passwd\"/>", "führt aus dem Ordner der Vorlagen hinaus", ""},
    {"<figure kind=\"ranking\"/>", "Eine Abbildung der Art „ranking“ braucht indicator", ""},
    {"<figure kind=\"line\" highlight=\"$gemeinde\"><series indicator=\"D01\"/></figure>",
     "„highlight“ hat bei einer Abbildung der Art „line“ keine Wirkung", ""},
    {"<figure kind=\"line\"><series indicator=\"D01\"/><reference area=\"$kreis\"/></figure>",
     "<reference> hat bei einer Abbildung der Art „line“ keine Wirkung", ""},
    {"<figure kind=\"line\"><series indicator=\"D10\"/></figure>",
     "Einen Indikator „D10“ gibt es nicht. Meinten Sie „D01“? Dieser Teil der Abbildung fehlt.",
     "Liniendiagramm: keine Angaben, die gezeigt werden können.|"},
    {"<figure kind=\"line\"><series indicator=\"D01\" area=\"'Nirgends'\"/></figure>",
     "„'Nirgends'“ ergibt kein Gebiet. Ein Gebiet „Nirgends“ gibt es nicht.",
     "Liniendiagramm: keine Angaben, die gezeigt werden können.|"},
    {"<figure kind=\"line\"><series indicator=\"D20\" part=\"w 1-2\"/></figure>",
     "Eine Untergliederung „w 1-2“ hat der Indikator D20 nicht.",
     "Liniendiagramm: keine Angaben, die gezeigt werden können.|"},
    {"<figure kind=\"ranking\" indicator=\"S06\" year=\"{'bald'}\"/>",
     "„bald“ ist kein Jahr. Die Angabe wurde übergangen.", ""},
    {"<figure kind=\"pyramid\" indicator=\"S06\"><series/></figure>",
     "Der Indikator S06 ist nicht nach Alter und Geschlecht gegliedert", ""},
    {"<figure kind=\"line\" title=\"L\"><series indicator=\"F09\"/></figure>",
     "Warnung: Für die Abbildung „L“ gibt es im Bericht Bernheim keine Werte",
     "L: keine Angaben, die gezeigt werden können.|"},
};

static void test_faults(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        struct folder f;
        open_folder(&f);
        struct document *doc = compose_body(&f, faults[i].body);
        char *messages = diag_text(f.d);
        if (strstr(messages, faults[i].message) == NULL)
            fail_msg("%s\ngives:\n%s\nexpected: %s", faults[i].body, messages,
                     faults[i].message);
        assert_non_null(doc);
        char *text = plain(doc);
        assert_string_equal(text, faults[i].text);
        free(text);
        free(messages);
        document_free(doc);
        close_folder(&f);
    }
}

/* What compose_check() finds without figures is said there, once, and not again. */
static void test_check_once(void **state)
{
    (void)state;
    struct folder f;
    open_folder(&f);
    write_file(&f, "t.xml", "<report volume=\"v\" title=\"{1 +}\" for=\"gemeinde\">"
                            "<if test=\"false()\"><p>{nix()} {</p>"
                            "<figure kind=\"line\"><series indicator=\"S99\"/></figure>"
                            "<figure kind=\"tile\" indicator=\"S06\"/></if></report>");
    assert_int_equal(compose_check(f.c, "t.xml", f.d), -1);
    assert_int_equal(diag_count(f.d), 5);
    struct document *doc = compose_report(f.c, "t.xml", BERNHEIM, f.d);
    assert_int_equal(diag_count(f.d), 5);
    assert_string_equal(doc->title, "?");
    document_free(doc);
    write_file(&f, "a.xml", "<report volume=\"v\" title=\"t\" for=\"gemeinde\"/>");
    assert_int_equal(compose_check(f.c, "a.xml", f.d), 0);
    assert_int_equal(diag_count(f.d), 5);
    close_folder(&f);
}

static const char include_head[] =
    "<chapter xmlns:xi=\"http://www.w3.org/2001/XInclude\"><p>{$x}</p><let name=\"y\" "
    "select=\"1\"/><xi:include href=\"%s\"/></chapter>";

static void test_include(void **state)
{
    (void)state;
    struct folder f;
    open_folder(&f);
    char text[400];
    snprintf(text, sizeof text, include_head, "b.xml");
    write_file(&f, "a.xml", text);
    snprintf(text, sizeof text, include_head, "a.xml");
    write_file(&f, "b.xml", text);
    struct document *doc = compose_body(
        &f, "<let name=\"x\" select=\"'innen'\"/><xi:include href=\"a.xml\"/>"
            "<xi:include href=\"t.xml\"/>");
    char *all = plain(doc);
    assert_string_equal(all, "innen|innen|");
    free(all);
    char *messages = diag_text(f.d);
    assert_non_null(strstr(messages, "b.xml:1:102: Fehler: Die Datei „a.xml“ bindet sich hier "
                                     "selbst ein (t.xml → a.xml → b.xml → a.xml)"));
    assert_non_null(strstr(messages, "Die Datei „t.xml“ bindet sich hier selbst ein"));
    free(messages);
    document_free(doc);
    close_folder(&f);
}

/* A chapter's names end with it; a report cannot be included. */
static void test_include_scope(void **state)
{
    (void)state;
    struct folder f;
    open_folder(&f);
    write_file(&f, "a.xml", "<chapter><let name=\"y\" select=\"1\"/><p>{$y}</p></chapter>");
    write_file(&f, "b.xml", "<report volume=\"v\" title=\"t\" for=\"gemeinde\"/>");
    struct document *doc = compose_body(
        &f, "<xi:include href=\"a.xml\"/><p>{$y}</p><xi:include href=\"b.xml\"/>");
    char *all = plain(doc);
    assert_string_equal(all, "1|?|");
    free(all);
    char *messages = diag_text(f.d);
    assert_non_null(strstr(messages, "Eine Variable „$y“ gibt es hier nicht."));
    assert_non_null(strstr(messages, "Die eingebundene Datei „b.xml“ beginnt mit <report> statt "
                                     "mit <chapter>"));
    free(messages);
    document_free(doc);
    close_folder(&f);
}

static void test_wrong_area(void **state)
{
    (void)state;
    struct folder f;
    open_folder(&f);
    write_file(&f, "t.xml", "<report volume=\"v\" title=\"t\" for=\"landkreis\"/>");
    write_file(&f, "a.xml", "<chapter/>");
    assert_null(compose_report(f.c, "t.xml", BERNHEIM, f.d));
    assert_null(compose_report(f.c, "a.xml", BERNHEIM, f.d));
    assert_null(compose_report(f.c, "fehlt.xml", BERNHEIM, f.d));
    assert_int_equal(diag_count(f.d), 3);
    assert_int_equal(diag_at(f.d, 0)->code, TEMPLATE_WRONG_AREA);
    assert_int_equal(diag_at(f.d, 1)->code, TEMPLATE_NO_REPORT);
    struct document *doc = compose_report(f.c, "t.xml", KREIS, f.d);
    assert_non_null(doc);
    assert_string_equal(doc->publication, "Landkreis Muster · Sozialbericht · Musterausgabe 2026");
    document_free(doc);
    close_folder(&f);
}

/* A sign is its own text, spoken in words; figures beside it stay plain. */
static void test_signs_are_spoken(void **state)
{
    (void)state;
    struct folder f;
    open_folder(&f);
    struct document *doc =
        compose_body(&f, "<p>Altdorf {value('S06','Altdorf',2016)}, hier "
                         "{value('S06',$gemeinde,2016)}.</p>");
    const struct doc_node *t = doc->root->first->first;
    assert_string_equal(t->text, "Altdorf ");
    assert_string_equal(t->next->text, ".");
    assert_string_equal(t->next->actual, "geheim gehalten");
    assert_string_equal(t->next->next->text, ", hier 3,7.");
    assert_null(t->next->next->actual);
    document_free(doc);
    close_folder(&f);
}

static void test_demonstration(void **state)
{
    (void)state;
    struct folder f;
    open_folder(&f);
    struct document *doc = compose_body(&f, "<p>{value('X02', $gemeinde, 2015)}</p>");
    assert_string_equal(doc->mark, "Demonstrationsdaten");
    document_free(doc);
    close_folder(&f);
    /* Also where only something computed from it is printed. */
    open_folder(&f);
    doc = compose_body(&f, "<p>{decimal(value('X02', $gemeinde, 2015)/@number + 1, 0)}</p>");
    assert_string_equal(doc->mark, "Demonstrationsdaten");
    document_free(doc);
    close_folder(&f);
    open_folder(&f);
    doc = compose_body(&f, "<p>{value('S06', $gemeinde, 2015)}</p>");
    assert_null(doc->mark);
    document_free(doc);
    close_folder(&f);
}

/* Loops that multiply end at the limit, with a message, not with the memory. */
static void test_limit(void **state)
{
    (void)state;
    struct folder f;
    open_folder(&f);
    struct document *doc = compose_body(
        &f, "<for-each select=\"years(1800, 2200)\" as=\"a\"><for-each select=\"years(1800, "
            "2200)\" as=\"b\"><for-each select=\"years(1800, 2200)\" as=\"c\"><p>x</p></for-each>"
            "</for-each></for-each>");
    assert_non_null(doc);
    assert_int_equal(diag_at(f.d, 0)->code, TEMPLATE_TOO_LARGE);
    document_free(doc);
    close_folder(&f);
}

/* Empty loops and texts that double end as well. */
static void test_limit_without_nodes(void **state)
{
    (void)state;
    struct folder f;
    open_folder(&f);
    struct document *doc = compose_body(
        &f, "<for-each select=\"years(1800, 2200)\" as=\"a\"><for-each select=\"years(1800, "
            "2200)\" as=\"b\"><for-each select=\"years(1800, 2200)\" as=\"c\"></for-each>"
            "</for-each></for-each>");
    assert_non_null(doc);
    assert_int_equal(diag_at(f.d, 0)->code, TEMPLATE_TOO_LARGE);
    document_free(doc);
    close_folder(&f);
    struct buf body = BUF_INIT;
    buf_adds(&body, "<let name=\"x\" select=\"'0123456789'\"/>");
    for (int i = 0; i < 40; i++)
        buf_adds(&body, "<let name=\"x\" select=\"concat($x, $x)\"/>");
    buf_adds(&body, "<p>{string-length($x)}</p>");
    open_folder(&f);
    doc = compose_body(&f, buf_str(&body));
    assert_int_equal(diag_at(f.d, 0)->code, TEMPLATE_LONG_TEXT);
    document_free(doc);
    close_folder(&f);
    buf_release(&body);
}

static void test_reference_is_complete(void **state)
{
    (void)state;
    size_t n = 0;
    while (compose_function_doc(n) != NULL)
        n++;
    assert_true(n >= 37);
    assert_true(strcmp(compose_function_doc(0)->signature, "above(wert)") == 0);
    for (size_t i = 1; i < n; i++)
        assert_true(strcmp(compose_function_doc(i - 1)->signature,
                           compose_function_doc(i)->signature) < 0);
}

/* Every element of the grammar is named in the printed reference. */
static void test_grammar_is_documented(void **state)
{
    (void)state;
    struct buf grammar = BUF_INIT;
    struct diag *d = diag_new();
    assert_int_equal(file_read("templates/report.rng", 1 << 20, &grammar, d), 0);
    struct buf reference = BUF_INIT;
    for (size_t i = 0; compose_element_doc(i) != NULL; i++) {
        const struct compose_element_doc *e = compose_element_doc(i);
        buf_printf(&reference, " %s %s %s ", e->name, e->attributes, e->text);
    }
    static const char mark[] = "<element name=\"";
    size_t n = 0;
    for (const char *p = buf_str(&grammar); (p = strstr(p, mark)) != NULL; n++) {
        p += sizeof mark - 1;
        char name[64];
        snprintf(name, sizeof name, "%.*s", (int)strcspn(p, "\""), p);
        if (strstr(buf_str(&reference), name) == NULL)
            fail_msg("<%s> is not in the reference", name);
    }
    assert_true(n > 40);
    buf_release(&reference);
    buf_release(&grammar);
    diag_free(d);
}

static int dump(const char *name, const char *area)
{
    struct diag *d = diag_new();
    struct compose *c = compose_new("tests/templates", &fake, &edition);
    struct document *doc = compose_report(c, name, published_find_area(&fake, area), d);
    if (doc != NULL)
        document_check(doc, d);
    char *messages = diag_text(d);
    char *text = doc != NULL ? document_dump(doc) : NULL;
    printf("%s%s", messages, text != NULL ? text : "");
    free(messages);
    free(text);
    document_free(doc);
    compose_free(c);
    diag_free(d);
    return 0;
}

int main(int argc, char **argv)
{
    if (argc == 4 && strcmp(argv[1], "dump") == 0)
        return dump(argv[2], argv[3]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_expressions),
        cmocka_unit_test(test_order_of_names),
        cmocka_unit_test(test_bodies),
        cmocka_unit_test(test_faults),
        cmocka_unit_test(test_check_once),
        cmocka_unit_test(test_include),
        cmocka_unit_test(test_include_scope),
        cmocka_unit_test(test_wrong_area),
        cmocka_unit_test(test_signs_are_spoken),
        cmocka_unit_test(test_demonstration),
        cmocka_unit_test(test_limit),
        cmocka_unit_test(test_limit_without_nodes),
        cmocka_unit_test(test_reference_is_complete),
        cmocka_unit_test(test_grammar_is_documented),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
