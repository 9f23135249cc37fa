/* Rules of the catalogue that look at the whole of an indicator: each message with line and
 * column, and right entries beside each that pass. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "facts/areas.h"
#include "facts/catalogue.h"
#include "folder.h"

static const char agenda[] =
    "<agenda><handlungsfeld id=\"3\" short=\"Sicherung\"><name>Soziale Sicherung</name>"
    "<leitziel>Eins</leitziel></handlungsfeld></agenda>";
static const char sources[] =
    "<sources><source id=\"A\" status=\"official\" protection=\"protected\""
    " retrieved=\"2017-10-10\"><publisher short=\"Amt\">Amt</publisher><table>1</table>"
    "<title>Titel</title><licence id=\"own\">Lizenz</licence><file path=\"data/a.csv\"/>"
    "</source></sources>";

#define M(id, unit, additive)                                                         \
    "<measure id=\"" id "\" unit=\"" unit "\" reference=\"31.12.\" additive=\"" additive \
    "\"><name>Messgröße " id "</name></measure>\n"
#define MEASURES                                                                            \
    M("people", "Personen", "yes") M("cared", "Kinder", "yes") M("full_day", "Kinder", "yes") \
    M("homes", "Haushalte", "yes") M("rate", "%%", "no") M("density", "je 10 000", "no")     \
    M("longest", "Kinder", "yes")                                                           \
    "<relation whole=\"cared\" complete=\"no\"><part measure=\"full_day\"/></relation>\n"    \
    "<relation whole=\"full_day\" complete=\"no\"><part measure=\"longest\"/></relation>\n"

enum { FIRST = 11 }; /* line of the indicator under test */

/* attributes: unit, factor, interval; body from line FIRST + 2 on. */
struct entry {
    const char *unit, *factor, *interval, *body;
};

#define T(more) "<term measure=" more "/>"
#define ABOVE(terms) "<numerator>" terms "</numerator>\n"
#define BELOW(terms) "<denominator>" terms "</denominator>\n"

static struct catalogue *load(struct folder *f, struct entry e, const char *name)
{
    char text[8192];
    snprintf(text, sizeof text,
             "<catalogue version=\"1\">\n" MEASURES
             "<indicator id=\"S01\" handlungsfeld=\"3\" level=\"kreis\" decimals=\"1\""
             " polarity=\"neutral\" unit=\"%s\" factor=\"%s\" interval=\"%s\">\n"
             "<name>Erster</name><short>Kurz</short><per>je</per><definition>T.</definition>\n"
             "%s</indicator>\n"
             "<indicator id=\"S02\" handlungsfeld=\"3\" level=\"kreis\" decimals=\"0\""
             " polarity=\"neutral\" unit=\"Personen\" factor=\"1\" interval=\"none\">\n"
             "<name>%s</name><short>Kurz</short><per>je</per><definition>T.</definition>\n"
             ABOVE(T("\"people\"")) "</indicator>\n</catalogue>\n",
             e.unit, e.factor, e.interval, e.body, name);
    folder_open(f);
    folder_write(f, "catalogue.xml", text);
    folder_write(f, "sources.xml", sources);
    folder_write(f, "agenda.xml", agenda);
    return catalogue_load(f->path, f->d);
}

static void passes(const char *unit, const char *factor, const char *interval, const char *body)
{
    struct folder f;
    struct catalogue *c = load(&f, (struct entry){unit, factor, interval, body}, "Zweiter");
    folder_expect_clean(&f);
    assert_non_null(c);
    catalogue_free(c);
    folder_close(&f);
}

/* An error: the catalogue is not given out. The place is where the reader must look. */
static void refused(enum diag_code code, int line, int column, struct entry e)
{
    struct folder f;
    struct catalogue *c = load(&f, e, "Zweiter");
    assert_null(c);
    const struct diag_item *m = folder_message(&f, code, 0);
    assert_non_null(m);
    assert_int_equal(m->at.line, line);
    assert_int_equal(m->at.column, column);
    assert_non_null(strstr(m->at.file, "catalogue.xml"));
    folder_close(&f);
}

enum { BODY = FIRST + 2 };

static int column_of(const char *attribute, struct entry e)
{
    int unit = (int)strlen("<indicator id=\"S01\" handlungsfeld=\"3\" level=\"kreis\" "
                           "decimals=\"1\" polarity=\"neutral\" ") + 1;
    int factor = unit + (int)strlen("unit=\"\" ") + (int)strlen(e.unit);
    int interval = factor + (int)strlen("factor=\"\" ") + (int)strlen(e.factor);
    return strcmp(attribute, "unit") == 0 ? unit
           : strcmp(attribute, "factor") == 0 ? factor : interval;
}

static void refused_at(enum diag_code code, const char *attribute, struct entry e)
{
    refused(code, FIRST, column_of(attribute, e), e);
}

static const char share[] = ABOVE(T("\"people\" ages=\"0-17\"")) BELOW(T("\"people\""));

static void units_name_their_factor(void **state)
{
    (void)state;
    passes("%", "100", "none", share);
    passes("je 1 000", "1000", "none", share);
    passes("je 10\xE2\x80\xAF" "000", "10000", "none", share);
    passes("je 100 Euro", "1", "none", share);
    passes("Stellen", "1", "none", share);
    passes("%", "1", "none", ABOVE(T("\"rate\"")));
    passes("je 10 000", "1", "none", ABOVE(T("\"density\"")));
    refused_at(CATALOGUE_FACTOR, "factor", (struct entry){"%", "1", "none", share});
    refused_at(CATALOGUE_FACTOR, "factor", (struct entry){"%", "1000", "none", share});
    refused_at(CATALOGUE_FACTOR, "factor", (struct entry){"je 1 000", "10000", "none", share});
    refused_at(CATALOGUE_PLAIN_UNIT, "unit",
               (struct entry){"%", "1", "none", ABOVE(T("\"people\""))});
    refused_at(CATALOGUE_PLAIN_UNIT, "unit",
               (struct entry){"%", "100", "none", ABOVE(T("\"rate\""))});
    refused_at(CATALOGUE_PLAIN_UNIT, "unit",
               (struct entry){"je 1 000", "1", "none", ABOVE(T("\"density\""))});
}

static void both_sides_count_something(void **state)
{
    (void)state;
    passes("Personen", "1", "none",
           ABOVE(T("\"people\"") T("\"cared\" weight=\"-1\"")));
    refused(CATALOGUE_SUBTRACTS, BODY, 1,
            (struct entry){"Personen", "1", "none", ABOVE(T("\"people\" weight=\"-1\""))});
    refused(CATALOGUE_SUBTRACTS, BODY + 1, 1,
            (struct entry){"%", "100", "none",
                           ABOVE(T("\"people\"")) BELOW(T("\"cared\" weight=\"-2\""))});
    refused(CATALOGUE_CONSTANT, BODY + 1, 1,
            (struct entry){"%", "100", "none", ABOVE(T("\"people\"")) BELOW(T("\"people\""))});
    passes("%", "100", "none", ABOVE(T("\"people\"")) BELOW(T("\"people\""))
           "<parts sex=\"m w\" ages=\"0-\"/>");
    passes("%", "100", "none",
           ABOVE(T("\"people\"")) "<denominator offset=\"-1\">" T("\"people\"") "</denominator>");
}

static void wilson_asks_for_a_share(void **state)
{
    (void)state;
    passes("%", "100", "wilson", share);
    passes("%", "100", "wilson",
           ABOVE(T("\"cared\" ages=\"0-2\"")) BELOW(T("\"people\" ages=\"0-2\"")));
    passes("%", "100", "wilson", ABOVE(T("\"cared\"")) BELOW(T("\"people\" ages=\"0-2\"")));
    passes("%", "100", "wilson", ABOVE(T("\"longest\"")) BELOW(T("\"cared\"")));
    passes("%", "100", "wilson", ABOVE(T("\"cared\"")) BELOW(T("\"people\" sex=\"w\"")));
    passes("%", "100", "wilson",
           ABOVE(T("\"cared\"")) BELOW(T("\"people\" nationality=\"foreign\"")));
    passes("%", "100", "wilson",
           ABOVE(T("\"cared\"")) BELOW(T("\"people\""))
           "<protection min-count=\"3\" min-denominator=\"50\"/>");
    passes("%", "100", "wilson",
           ABOVE(T("\"people\" ages=\"0-17\"")) BELOW(T("\"people\" ages=\"0-9\"")
                                                     T("\"people\" ages=\"10-64\"")));
    refused_at(CATALOGUE_WILSON_UNIT, "interval",
               (struct entry){"%", "100", "wilson", ABOVE(T("\"homes\"")) BELOW(T("\"people\""))});
    refused_at(CATALOGUE_WILSON_UNIT, "interval",
               (struct entry){"%", "100", "wilson", ABOVE(T("\"people\"")) BELOW(T("\"cared\""))});
    refused_at(CATALOGUE_WILSON_OUTSIDE, "interval",
               (struct entry){"%", "100", "wilson", ABOVE(T("\"people\" ages=\"0-17\""))
                              BELOW(T("\"people\" ages=\"0-14\""))});
    refused_at(CATALOGUE_WILSON_OUTSIDE, "interval",
               (struct entry){"%", "100", "wilson", ABOVE(T("\"cared\" ages=\"0-6\""))
                              BELOW(T("\"people\" ages=\"0-5\""))});
    refused_at(CATALOGUE_WILSON_OUTSIDE, "interval",
               (struct entry){"%", "100", "wilson", ABOVE(T("\"people\" ages=\"0-17\""))
                              BELOW(T("\"people\" sex=\"w\""))});
    refused_at(CATALOGUE_WILSON_OUTSIDE, "interval",
               (struct entry){"%", "100", "wilson", ABOVE(T("\"longest\"")) /* two steps */
                              BELOW(T("\"cared\" nationality=\"foreign\""))});
    refused_at(CATALOGUE_WILSON_OUTSIDE, "interval",
               (struct entry){"%", "100", "wilson", ABOVE(T("\"full_day\""))
                              BELOW(T("\"cared\" nationality=\"foreign\""))});
    refused_at(CATALOGUE_WILSON_OUTSIDE, "interval",
               (struct entry){"%", "100", "wilson", ABOVE(T("\"people\" nationality=\"german\""))
                              BELOW(T("\"people\" nationality=\"foreign\""))});
    refused_at(CATALOGUE_WILSON_OUTSIDE, "interval",
               (struct entry){"%", "100", "wilson", ABOVE(T("\"people\" ages=\"0-17\""))
                              BELOW(T("\"people\" ages=\"0-9\"") T("\"people\" ages=\"11-64\""))});
}

static void warned(enum diag_code code, int line, int column, struct entry e, const char *second)
{
    struct folder f;
    struct catalogue *c = load(&f, e, second);
    assert_non_null(c); /* used all the same */
    const struct diag_item *m = folder_message(&f, code, 0);
    assert_non_null(m);
    assert_int_equal(m->at.line, line);
    assert_int_equal(m->at.column, column);
    catalogue_free(c);
    folder_close(&f);
}

static void oddities_are_mentioned(void **state)
{
    (void)state;
    struct entry plain = {"Personen", "1", "none", ABOVE(T("\"people\""))};
    warned(CATALOGUE_NAME_TWICE, FIRST + 5, 1, plain, "Erster");
    warned(CATALOGUE_NAME_TWICE, FIRST + 5, 1, plain, "Erster");
    struct entry least = {"Personen", "1", "none", ABOVE(T("\"people\""))
                          "<protection min-count=\"3\" min-denominator=\"50\"/>"};
    warned(CATALOGUE_MIN_DENOMINATOR, BODY + 1, 27, least, "Zweiter");
    passes("Personen", "1", "none", ABOVE(T("\"people\"")) "<protection min-count=\"3\"/>");
    struct entry parts = {"Personen", "1", "none", ABOVE(T("\"people\" sex=\"w\""))
                          "<parts sex=\"m w\" ages=\"0-\"/>"};
    warned(CATALOGUE_PART_EMPTY, BODY + 1, 1, parts, "Zweiter");
    passes("Personen", "1", "none", ABOVE(T("\"people\" ages=\"0-9\""))
           "<parts sex=\"m w\" ages=\"0-9\"/>");
    parts.body = ABOVE(T("\"people\" ages=\"0-9\"")) "<parts sex=\"m w\" ages=\"0-9 10-\"/>";
    warned(CATALOGUE_PART_EMPTY, BODY + 1, 1, parts, "Zweiter");
}

/* One error does not hide the next. */
static void all_entries_are_checked(void **state)
{
    struct folder f;
    struct entry e = {"%", "1", "wilson", ABOVE(T("\"homes\"")) BELOW(T("\"people\""))};
    (void)state;
    assert_null(load(&f, e, "Erster"));
    assert_non_null(folder_message(&f, CATALOGUE_FACTOR, 0));
    assert_non_null(folder_message(&f, CATALOGUE_WILSON_UNIT, 0));
    assert_non_null(folder_message(&f, CATALOGUE_NAME_TWICE, 0));
    folder_close(&f);
}

/* 2,048 measures fit the key of a cell; 32,768 areas do. */
static void limits_are_told(void **state)
{
    enum { MEASURES_MOST = 2048, AREAS_MOST = 32768, A_KREIS = 1000 };
    size_t size = 4000000, at;
    char *text = malloc(size);
    struct folder f;
    (void)state;
    assert_non_null(text);
    for (int extra = 0; extra < 2; extra++) {
        at = (size_t)snprintf(text, size, "<catalogue version=\"1\">\n");
        for (int i = 0; i < MEASURES_MOST + extra; i++)
            at += (size_t)snprintf(text + at, size - at,
                                   "<measure id=\"m%d\" unit=\"x\" reference=\"x\" "
                                   "additive=\"yes\"><name>M%d</name></measure>\n", i, i);
        snprintf(text + at, size - at,
                 "<indicator id=\"S01\" handlungsfeld=\"3\" level=\"kreis\" decimals=\"1\""
                 " polarity=\"neutral\" unit=\"x\" factor=\"1\" interval=\"none\"><name>N</name>"
                 "<short>K</short><per>je</per><definition>T.</definition>" ABOVE(T("\"m0\""))
                 "</indicator></catalogue>");
        folder_open(&f);
        folder_write(&f, "catalogue.xml", text);
        folder_write(&f, "sources.xml", sources);
        folder_write(&f, "agenda.xml", agenda);
        struct catalogue *c = catalogue_load(f.path, f.d);
        assert_int_equal(c == NULL, extra);
        if (extra > 0)
            folder_expect(&f, CATALOGUE_FULL, MEASURES_MOST + 2, 1);
        catalogue_free(c);
        folder_close(&f);
    }
    for (int extra = 0; extra < 4; extra += 3) {
        int made = 2; /* Bund, Land */
        at = (size_t)snprintf(text, size, "<areas district=\"08000\" date=\"2015-12-31\">"
                              "<area key=\"DG\" kind=\"bund\" name=\"D\">"
                              "<area key=\"08\" kind=\"land\" name=\"L\">\n");
        for (int k = 0; made < AREAS_MOST + extra; k++) {
            at += (size_t)snprintf(text + at, size - at,
                                   "<area key=\"08%03d\" kind=\"kreis\" name=\"K\">\n", k);
            made++;
            for (int g = 0; g < A_KREIS && made < AREAS_MOST + extra; g++, made++)
                at += (size_t)snprintf(text + at, size - at, "<area key=\"08%03d%03d\""
                                       " kind=\"gemeinde\" name=\"G\"/>\n", k, g);
            at += (size_t)snprintf(text + at, size - at, "</area>\n");
        }
        snprintf(text + at, size - at, "</area></area></areas>");
        folder_open(&f);
        folder_write(&f, "areas.xml", text);
        struct areas *a = areas_load(f.path, f.d);
        assert_int_equal(a == NULL, extra > 0);
        assert_int_equal(diag_count(f.d), extra > 0); /* told once */
        if (extra > 0)
            folder_expect(&f, AREA_TOO_MANY, 0, 1);
        areas_free(a);
        folder_close(&f);
    }
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(units_name_their_factor),
        cmocka_unit_test(both_sides_count_something),
        cmocka_unit_test(wilson_asks_for_a_share),
        cmocka_unit_test(oddities_are_mentioned),
        cmocka_unit_test(all_entries_are_checked),
        cmocka_unit_test(limits_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
