/* Catalogue: what is read, what the grammar cannot see. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "facts/catalogue.h"
#include "folder.h"

static const char agenda[] =
    "<agenda><handlungsfeld id=\"3\" short=\"Soziale Sicherung\"><name>Soziale Sicherung und "
    "Sozialhilfe</name><leitziel>Eins</leitziel><leitziel>Zwei</leitziel></handlungsfeld>"
    "</agenda>";

static const char sources[] =
    "<sources>\n"
    "<source id=\"A\" status=\"official\" protection=\"protected\" retrieved=\"2017-10-10\">"
    "<publisher short=\"Ämter\">Statistische Ämter</publisher><table>12411-01-01-5</table>"
    "<title>Bevölkerung</title><licence id=\"dl-de/by-2-0\">Lizenz</licence>"
    "<file path=\"data/a.csv\"/></source>\n"
    "<source id=\"B\" status=\"own\" protection=\"raw\" min-count=\"10\" retrieved=\"2017-10-10\">"
    "<publisher short=\"LRA\">Landratsamt</publisher><table>T</table>"
    "<title>Eigene</title><licence id=\"own\">Lizenz</licence>"
    "<file path=\"data/b.csv\"/><file path=\"data/c.csv\"/></source>\n"
    "</sources>\n";

#define HEAD                                                                                  \
    "<catalogue version=\"2026-11\">\n"                                                       \
    "<measure id=\"population\" unit=\"Personen\" reference=\"31.12.\" additive=\"yes\">"     \
    "<name>Bevölkerung</name><basis from=\"2011\" name=\"Zensus 2011\"/>"                     \
    "<basis from=\"2023\" name=\"Zensus 2022\"/></measure>\n"                                 \
    "<measure id=\"unemployed\" unit=\"Personen\" reference=\"Jahr\" additive=\"yes\">"       \
    "<name>Arbeitslose</name></measure>\n"                                                    \
    "<measure id=\"mean_age\" unit=\"Jahre\" reference=\"31.12.\" additive=\"no\">"           \
    "<name>Durchschnittsalter</name></measure>"                                               \
    "<measure id=\"first\" unit=\"Euro\" reference=\"Jahr\" additive=\"yes\" amount=\"yes\">" \
    "<name>Größter Beitrag</name></measure>"                                                  \
    "<measure id=\"next\" unit=\"Euro\" reference=\"Jahr\" additive=\"yes\">"                 \
    "<name>Zweiter Beitrag</name></measure>\n"

#define TEXTS                                                                    \
    "<name>Arbeitslosenanteil</name><short>Arbeitslose</short><per>je 100</per>" \
    "<definition>Text.</definition>"

#define NUMERATOR "<numerator><term measure=\"unemployed\"/></numerator>"
#define DENOMINATOR \
    "<denominator offset=\"-1\"><term measure=\"population\" ages=\"15-64\"/></denominator>"

static const char good[] =
    HEAD "<indicator id=\"S06\" handlungsfeld=\"3\" level=\"gemeinde\" unit=\"%\" factor=\"100\" "
         "decimals=\"1\" polarity=\"burden\" interval=\"wilson\">\n" TEXTS
    "\n" NUMERATOR "\n" DENOMINATOR
    "\n<protection min-count=\"4\" min-denominator=\"60\" dominance-largest=\"first\""
    " dominance-second=\"next\" dominance-share=\"85\" dominance-p=\"10\" behind=\"mean_age\""
    " min-behind=\"5\" zero=\"hide\" full=\"hide\"/>\n"
    "<classes limits=\"-2.5 2 7.5\"/></indicator>\n"
    "<indicator id=\"D03\" handlungsfeld=\"0\" level=\"kreis\" unit=\"Personen\" factor=\"1\" "
    "decimals=\"0\" polarity=\"neutral\" interval=\"none\">\n"
    "<name>Saldo</name><short>Saldo</short><per>Personen</per><definition>Text.</definition>"
    "\n<numerator><term measure=\"population\" sex=\"w\" ages=\"65-\" nationality=\"foreign\"/>"
    "<term measure=\"unemployed\" weight=\"-1\"/></numerator>\n"
    "<parts sex=\"m w\" ages=\"0-2 3-5 6-\"/>\n</indicator>\n</catalogue>\n";

static struct catalogue *load(struct folder *f, const char *catalogue, const char *other_sources,
                              const char *other_agenda)
{
    folder_open(f);
    folder_write(f, "catalogue.xml", catalogue);
    folder_write(f, "sources.xml", other_sources);
    folder_write(f, "agenda.xml", other_agenda);
    return catalogue_load(f->path, f->d);
}

static void reads_measures(void **state)
{
    (void)state;
    struct folder f;
    struct catalogue *c = load(&f, good, sources, agenda);
    folder_expect_clean(&f);
    assert_string_equal(catalogue_version(c), "2026-11");
    assert_int_equal(catalogue_measures(c), 5);
    assert_int_equal(catalogue_find_measure(c, "unemployed", 10), 1);
    assert_int_equal(catalogue_find_measure(c, "unemploye", 9), CATALOGUE_NONE);
    const struct measure *m = catalogue_measure(c, 0);
    assert_string_equal(m->unit, "Personen");
    assert_true(m->additive);
    assert_false(catalogue_measure(c, 2)->additive);
    assert_false(m->amount);
    assert_true(catalogue_measure(c, 3)->amount);
    assert_int_equal(measure_basis(m, 2010), 0);
    assert_int_equal(measure_basis(m, 2011), 1);
    assert_int_equal(measure_basis(m, 2022), 1);
    assert_int_equal(measure_basis(m, 2024), 2);
    assert_string_equal(measure_basis_name(m, 2010), "");
    assert_string_equal(measure_basis_name(m, 2024), "Zensus 2022");
    catalogue_free(c);
    folder_close(&f);
}

static void reads_indicators(void **state)
{
    (void)state;
    struct folder f;
    struct catalogue *c = load(&f, good, sources, agenda);
    assert_int_equal(catalogue_find_indicator(c, "s06"), 0);
    assert_int_equal(catalogue_find_indicator(c, "S6"), CATALOGUE_NONE);
    const struct indicator *i = catalogue_indicator(c, 0);
    assert_string_equal(i->short_name, "Arbeitslose");
    assert_string_equal(i->caveat, "");
    assert_int_equal(i->n_limits, 3);
    assert_true(i->limits[0] == -2.5 && i->limits[1] == 2 && i->limits[2] == 7.5);
    assert_false(i->district_only);
    assert_true(i->factor == 100 && i->decimals == 1 && i->denominator_offset == -1);
    assert_int_equal(i->polarity, POLARITY_BURDEN);
    assert_int_equal(i->interval, INTERVAL_WILSON);
    assert_true(i->min_count == 4 && i->min_denominator == 60);
    const struct protection *p = &i->protection;
    assert_true(p->largest == 3 && p->second == 4 && p->share == 85 && p->p == 10);
    assert_true(p->behind == 2 && p->min_behind == 5 && p->hide_zero && p->hide_full);
    /* "15-64" includes both ends; the structure does not include the upper one. */
    assert_int_equal(i->denominator[0].age_from, 15);
    assert_int_equal(i->denominator[0].age_to, 65);
    assert_int_equal(i->numerator[0].age_to, AGE_OPEN);
    const struct indicator *j = catalogue_indicator(c, 1);
    assert_null(j->denominator);
    assert_true(j->district_only);
    assert_int_equal(j->n_numerator, 2);
    assert_int_equal(j->numerator[0].sex, SEX_FEMALE);
    assert_int_equal(j->numerator[0].nationality, NAT_FOREIGN);
    assert_int_equal(j->numerator[0].age_from, 65);
    assert_int_equal(j->numerator[0].age_to, AGE_OPEN);
    assert_true(j->numerator[1].weight == -1);
    assert_true(j->min_count == 3); /* what nobody decided is protected */
    p = &j->protection;
    assert_true(p->largest == CATALOGUE_NONE && p->second == CATALOGUE_NONE);
    assert_true(p->behind == CATALOGUE_NONE && !p->hide_zero && !p->hide_full);
    assert_int_equal(j->n_parts, 6);
    assert_int_equal(j->parts[2].sex, SEX_MALE);
    assert_int_equal(j->parts[2].age_to, AGE_OPEN);
    assert_int_equal(j->parts[4].sex, SEX_FEMALE);
    assert_int_equal(j->parts[4].age_from, 3);
    assert_int_equal(j->parts[4].age_to, 6);
    catalogue_free(c);
    folder_close(&f);
}

static void reads_sources_and_agenda(void **state)
{
    (void)state;
    struct folder f;
    struct catalogue *c = load(&f, good, sources, agenda);
    assert_int_equal(catalogue_sources(c), 2);
    const struct source *a = catalogue_source(c, 0), *b = catalogue_source(c, 1);
    assert_string_equal(a->publisher_short, "Ämter");
    assert_string_equal(a->licence_id, "dl-de/by-2-0");
    assert_false(a->raw);
    assert_true(b->raw);
    assert_int_equal(b->status, SOURCE_OWN);
    assert_int_equal(b->n_files, 2);
    assert_true(a->min_count == 0 && a->method == METHOD_HIDE);
    assert_true(b->min_count == 10 && b->method == METHOD_HIDE);
    assert_string_equal(b->files[1], "data/c.csv");
    assert_int_equal(catalogue_handlungsfelder(c), 1);
    const struct handlungsfeld *h = catalogue_handlungsfeld(c, 0);
    assert_int_equal(h->id, 3);
    assert_string_equal(h->short_name, "Soziale Sicherung");
    assert_string_equal(h->leitziele[1], "Zwei");
    catalogue_free(c);
    folder_close(&f);
}

static const char *replaced(char *out, size_t size, const char *text, const char *from,
                            const char *to)
{
    const char *at = strstr(text, from);
    assert_non_null(at);
    snprintf(out, size, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
    return out;
}

static void refuse(const char *from, const char *to, enum diag_code code, int line)
{
    struct folder f;
    char text[8192];
    struct catalogue *c = load(&f, replaced(text, sizeof text, good, from, to), sources, agenda);
    if (c != NULL)
        fail_msg("accepted: %s", to);
    folder_expect(&f, code, line, 0);
    folder_close(&f);
}

static void refuses_bad_formulas(void **state)
{
    (void)state;
    refuse("measure=\"unemployed\"", "measure=\"unemploied\"", CATALOGUE_MEASURE, 7);
    refuse("ages=\"15-64\"", "ages=\"64-15\"", CATALOGUE_AGES, 8);
    refuse("measure=\"unemployed\"", "measure=\"mean_age\"", CATALOGUE_NOT_ADDITIVE, 5);
    refuse("<term measure=\"population\" ages=\"15-64\"/>", "<term measure=\"mean_age\"/>",
           CATALOGUE_NOT_ADDITIVE, 5);
    refuse(DENOMINATOR, "", CATALOGUE_INTERVAL, 5);
    refuse("\"unemployed\"/>", "\"unemployed\" weight=\"-1\"/>", CATALOGUE_INTERVAL, 5);
    refuse("0-2 3-5", "0-3 3-5", CATALOGUE_PARTS, 0);
    refuse("weight=\"-1\"", "weight=\"0\"", CATALOGUE_WEIGHT, 13);
}

/* From the second line on: after the head come measures, an indicator, its protection. */
static void refuses_rules_that_lack_something(void **state)
{
    (void)state;
    refuse("dominance-largest=\"first\"", "dominance-largest=\"frist\"", CATALOGUE_MEASURE, 9);
    refuse(" dominance-largest=\"first\"", "", CATALOGUE_RULE, 9);
    refuse(" dominance-second=\"next\"", "", CATALOGUE_RULE, 9);
    refuse(" dominance-p=\"10\"", "", CATALOGUE_RULE, 9);
    refuse(" dominance-second=\"next\" dominance-share=\"85\" dominance-p=\"10\"", "",
           CATALOGUE_RULE, 9);
    refuse(" behind=\"mean_age\"", "", CATALOGUE_RULE, 9);
    refuse(" dominance-p=\"10\"", " dominance-p=\"100\"", XML_BAD_VALUE, 9);
    refuse(" full=\"hide\"", " full=\"no\"", XML_BAD_VALUE, 9);
    refuse("<term measure=\"unemployed\" weight=\"-1\"/>", "<term measure=\"next\"/>",
           CATALOGUE_RULE, 11);
    refuse(DENOMINATOR "\n<protection min-count=\"4\"", "\n<protection min-count=\"4\"",
           CATALOGUE_RULE, 0);
}

static void read_source(const char *to, enum diag_code code, int line)
{
    struct folder f;
    char text[8192];
    struct catalogue *c =
        load(&f, good, replaced(text, sizeof text, sources, " min-count=\"10\"", to), agenda);
    if (line == 0) {
        folder_expect_clean(&f);
        assert_non_null(c);
    } else {
        assert_null(c);
        folder_expect(&f, code, line, 0);
    }
    catalogue_free(c);
    folder_close(&f);
}

static void refuses_methods_that_do_not_go_together(void **state)
{
    (void)state;
    struct folder f;
    char text[8192];
    read_source(" method=\"round5\"", SOURCE_RULE, 0);
    read_source(" method=\"cellkey\"", SOURCE_RULE, 0);
    read_source(" method=\"cellkey\" max-change=\"9\" variance=\"8.1\"", SOURCE_RULE, 0);
    read_source(" method=\"round5\" min-count=\"10\"", SOURCE_RULE, 3);
    read_source(" method=\"round5\" variance=\"1\"", SOURCE_RULE, 3);
    read_source(" max-change=\"3\"", SOURCE_RULE, 3);
    read_source(" method=\"cellkey\" max-change=\"1\" variance=\"0.95\"", SOURCE_RULE, 3);
    read_source(" method=\"cellkey\" max-change=\"1\"", SOURCE_RULE, 3); /* variance 1 */
    read_source(" method=\"cellkey\" max-change=\"10\"", XML_BAD_VALUE, 3);
    read_source(" method=\"cellkey\" variance=\"0\"", XML_BAD_VALUE, 3);
    read_source(" method=\"mal so\"", XML_BAD_VALUE, 3);
    assert_null(load(&f, good,
                     replaced(text, sizeof text, sources, "protection=\"protected\"",
                              "protection=\"protected\" min-count=\"5\""),
                     agenda));
    folder_expect(&f, SOURCE_RULE, 2, 0);
    folder_close(&f);
}

static void refuses_bad_entries(void **state)
{
    (void)state;
    refuse("id=\"unemployed\"", "id=\"population\"", CATALOGUE_TWICE, 3);
    refuse("id=\"D03\"", "id=\"S06\"", CATALOGUE_TWICE, 11);
    refuse("from=\"2023\"", "from=\"2011\"", CATALOGUE_BASIS, 2);
    refuse("handlungsfeld=\"3\"", "handlungsfeld=\"4\"", CATALOGUE_FIELD, 5);
}

/* One to four, ascending, no finer than the values are printed. */
static void refuses_bad_limits(void **state)
{
    static const char *const limits[] = {"2 2", "3 2", "2.55", "1 2 3 4 5", "1e3", "1,5 2",
                                         "1000000000"};
    (void)state;
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
        refuse("-2.5 2 7.5", limits[i], CATALOGUE_LIMITS, 10);
}

static void names_the_nearest_measure(void **state)
{
    (void)state;
    struct folder f;
    char text[8192];
    load(&f, replaced(text, sizeof text, good, "\"unemployed\"/>", "\"unemploied\"/>"), sources,
         agenda);
    const struct diag_item *m = folder_message(&f, CATALOGUE_MEASURE, 0);
    assert_non_null(m);
    assert_non_null(strstr(m->text, "„unemployed“"));
    assert_int_equal(m->at.column, 18); /* the attribute */
    folder_close(&f);
}

static void warns_of_double_counting(void **state)
{
    (void)state;
    struct folder f;
    char text[8192];
    struct catalogue *c =
        load(&f,
             replaced(text, sizeof text, good, "<term measure=\"population\" ages=\"15-64\"/>",
                      "<term measure=\"population\" ages=\"15-64\"/>"
                      "<term measure=\"population\" ages=\"60-70\"/>"),
             sources, agenda);
    assert_non_null(c);
    folder_expect(&f, CATALOGUE_OVERLAP, 8, 0);
    catalogue_free(c);
    folder_close(&f);
}

static void refuses_bad_sources(void **state)
{
    (void)state;
    struct folder f;
    char text[8192];
    assert_null(load(&f, good, replaced(text, sizeof text, sources, "id=\"B\"", "id=\"A\""),
                     agenda));
    folder_expect(&f, CATALOGUE_TWICE, 3, 0);
    folder_close(&f);
    assert_null(load(&f, good, replaced(text, sizeof text, sources, "data/c.csv", "data/a.csv"),
                     agenda));
    folder_expect(&f, CATALOGUE_FILE_TWICE, 3, 0);
    folder_close(&f);
}

static void reads_the_real_files(void **state)
{
    (void)state;
    if (!file_exists("inputs/catalogue.xml")) {
        print_message("skipped: inputs/catalogue.xml is not there\n");
        skip();
    }
    struct folder f;
    folder_open(&f);
    struct catalogue *c = catalogue_load("inputs", f.d);
    folder_expect_clean(&f);
    assert_int_equal(catalogue_handlungsfelder(c), 5);
    assert_int_not_equal(catalogue_find_measure(c, "population", 10), CATALOGUE_NONE);
    catalogue_free(c);
    folder_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_measures),
        cmocka_unit_test(reads_indicators),
        cmocka_unit_test(reads_sources_and_agenda),
        cmocka_unit_test(refuses_bad_formulas),
        cmocka_unit_test(refuses_rules_that_lack_something),
        cmocka_unit_test(refuses_methods_that_do_not_go_together),
        cmocka_unit_test(refuses_bad_entries),
        cmocka_unit_test(refuses_bad_limits),
        cmocka_unit_test(names_the_nearest_measure),
        cmocka_unit_test(warns_of_double_counting),
        cmocka_unit_test(refuses_bad_sources),
        cmocka_unit_test(reads_the_real_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
