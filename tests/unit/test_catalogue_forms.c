/* Catalogue: pooled years, strata, estimates: what is read, what is refused and where. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "facts/catalogue.h"
#include "folder.h"

static const char agenda[] =
    "<agenda><handlungsfeld id=\"1\" short=\"Familie\"><name>Familie</name>"
    "<leitziel>Eins</leitziel></handlungsfeld></agenda>";
static const char sources[] =
    "<sources><source id=\"A\" status=\"official\" protection=\"protected\""
    " retrieved=\"2017-10-10\"><publisher short=\"Amt\">Amt</publisher><table>1</table>"
    "<title>T</title><licence id=\"x\">L</licence><file path=\"data/a.csv\"/></source></sources>";

#define MEASURE(id, additive)                                                       \
    "<measure id=\"" id "\" unit=\"Personen\" reference=\"Jahr\" additive=\"" additive \
    "\"><name>" id "</name></measure>\n"
#define INDICATOR(id, attributes)                                                          \
    "<indicator id=\"" id "\" handlungsfeld=\"0\" unit=\"Wert\" decimals=\"1\""               \
    " polarity=\"neutral\" interval=\"byar\" " attributes ">\n<name>N " id "</name>"        \
    "<short>S</short><per>P</per><definition>D</definition>\n"
#define CASES "<numerator><term measure=\"cases\"/></numerator>\n"
#define PEOPLE "<denominator><term measure=\"people\" ages=\"15-64\"/></denominator>\n"

/* Lines: measures 2 to 4, then five lines of each indicator from 5, 10, 15, 20 on. */
static const char good[] =
    "<catalogue version=\"1\">\n" MEASURE("cases", "yes") MEASURE("young", "yes")
    MEASURE("people", "yes")
    INDICATOR("T01", "level=\"gemeinde\" factor=\"1000\" pool=\"3\"") CASES PEOPLE
    "</indicator>\n"
    INDICATOR("T02", "level=\"gemeinde\" factor=\"1000\"")
    "<numerator><term measure=\"young\" stratum=\"1\"/><term measure=\"cases\" stratum=\"2\"/>"
    "<term measure=\"young\" stratum=\"2\" weight=\"-1\"/></numerator>\n" PEOPLE
    "<standard method=\"direct\" population=\"Muster 2013\"><stratum ages=\"15-24\" weight=\"7\"/>"
    "<stratum ages=\"25-64\" weight=\"50.5\"/></standard></indicator>\n"
    INDICATOR("T03", "level=\"gemeinde\" factor=\"100\"") CASES PEOPLE
    "<standard method=\"indirect\"><stratum sex=\"m\"/><stratum sex=\"w\"/></standard>"
    "</indicator>\n"
    INDICATOR("T04", "level=\"gemeinde\" factor=\"1\"") CASES PEOPLE
    "<estimate round=\"10\"><stratum ages=\"15-49\"/><stratum ages=\"50-64\"/></estimate>"
    "</indicator>\n"
    "</catalogue>\n";

static struct catalogue *load(struct folder *f, const char *text)
{
    folder_open(f);
    folder_write(f, "catalogue.xml", text);
    folder_write(f, "sources.xml", sources);
    folder_write(f, "agenda.xml", agenda);
    return catalogue_load(f->path, f->d);
}

static void reads_forms(void **state)
{
    (void)state;
    struct folder f;
    struct catalogue *c = load(&f, good);
    folder_expect_clean(&f);
    assert_non_null(c);
    const struct indicator *pooled = catalogue_indicator(c, 0);
    assert_int_equal(pooled->pool, 3);
    assert_int_equal(indicator_form(pooled), FORM_PLAIN);
    assert_true(pooled->min_denominator == 50);
    const struct indicator *direct = catalogue_indicator(c, 1);
    assert_int_equal(direct->pool, 1);
    assert_int_equal(indicator_form(direct), FORM_DIRECT);
    assert_string_equal(direct->standard->population, "Muster 2013");
    assert_int_equal(direct->standard->n_strata, 2);
    assert_int_equal(direct->standard->year, 0);
    assert_true(direct->standard->strata[1].weight == 50.5);
    assert_int_equal(direct->standard->strata[1].part.age_from, 25);
    assert_int_equal(direct->standard->strata[1].part.age_to, 65);
    assert_int_equal(direct->numerator[2].stratum, 2);
    assert_int_equal(direct->denominator[0].stratum, 0);
    const struct indicator *indirect = catalogue_indicator(c, 2);
    assert_int_equal(indicator_form(indirect), FORM_INDIRECT);
    assert_int_equal(indirect->standard->strata[0].part.sex, SEX_MALE);
    assert_int_equal(indirect->standard->strata[0].part.age_to, AGE_OPEN);
    assert_true(indirect->min_denominator == 5); /* expected cases */
    const struct indicator *estimate = catalogue_indicator(c, 3);
    assert_int_equal(indicator_form(estimate), FORM_ESTIMATE);
    assert_true(estimate->standard->round == 10);
    catalogue_free(c);
    folder_close(&f);
}

/* The n-th place of `from` is replaced. */
static void refuse(const char *from, int n, const char *to, enum diag_code code, int line)
{
    struct folder f;
    char text[8192];
    const char *at = good;
    while ((at = strstr(at, from)) != NULL && --n > 0)
        at++;
    assert_non_null(at);
    snprintf(text, sizeof text, "%.*s%s%s", (int)(at - good), good, to, at + strlen(from));
    struct catalogue *c = load(&f, text);
    if (c != NULL)
        fail_msg("accepted: %s", to);
    folder_expect(&f, code, line, 0);
    folder_close(&f);
}

static void refuses_strata_that_make_no_sense(void **state)
{
    (void)state;
    refuse("25-64", 1, "24-64", CATALOGUE_STRATA, 14);
    refuse("stratum=\"2\"", 1, "stratum=\"3\"", CATALOGUE_STRATUM, 12);
    refuse("stratum=\"1\"", 1, "stratum=\"2\"", CATALOGUE_STANDARD, 12); /* none in the first */
    refuse("<term measure=\"cases\"/>", 1, "<term measure=\"cases\" stratum=\"1\"/>",
           CATALOGUE_STRATUM, 7); /* of an indicator without strata */
    refuse("15-49", 1, "70-79", CATALOGUE_STANDARD, 23);  /* not in the denominator */
    refuse("15-49", 1, "49-15", CATALOGUE_AGES, 24);
    refuse("50.5", 1, "1e3", XML_BAD_VALUE, 0);
    refuse("weight=\"50.5\"", 1, "weight=\"0\"", XML_BAD_VALUE, 0);
    refuse("weight=\"50.5\"", 1, "weight=\"9999999999999\"", CATALOGUE_WEIGHT, 14);
    refuse("weight=\"50.5\"", 1, "weight=\"99999999999999999999\"", CATALOGUE_STANDARD, 14);
}

static void refuses_forms_that_make_no_sense(void **state)
{
    (void)state;
    refuse(PEOPLE, 1, "", CATALOGUE_STANDARD, 5);
    refuse(PEOPLE, 3, "", CATALOGUE_STANDARD, 0);
    refuse("factor=\"1\"", 1, "factor=\"1000\"", CATALOGUE_STANDARD, 24);
    refuse("level=\"gemeinde\" factor=\"1\"", 1, "level=\"kreis\" factor=\"1\"",
           CATALOGUE_STANDARD, 24);
    refuse("</standard>", 2, "</standard><parts sex=\"m w\" ages=\"0-\"/>", CATALOGUE_STANDARD, 0);
    refuse("pool=\"3\"", 1, "pool=\"1\"", XML_BAD_VALUE, 0);
    refuse("pool=\"3\"", 1, "pool=\"11\"", XML_BAD_VALUE, 0);
    refuse("round=\"10\"", 1, "round=\"7\"", XML_BAD_VALUE, 0);
    refuse("population=\"Muster 2013\"", 1, "", CATALOGUE_STANDARD, 14);
    refuse(" weight=\"50.5\"", 1, "", CATALOGUE_STANDARD, 14);
    refuse("population=\"Muster 2013\"", 1, "population=\"X\" year=\"2015\"", CATALOGUE_STANDARD,
           14);
    refuse("method=\"indirect\"", 1, "method=\"indirect\" population=\"X\"", CATALOGUE_STANDARD,
           19);
}

/* One more than fit. */
static void refuses_too_many_strata(void **state)
{
    (void)state;
    struct folder f;
    char text[16384], strata[8192] = "";
    size_t n = 0;
    for (int i = 0; i <= MAX_STRATA; i++)
        n += (size_t)snprintf(strata + n, sizeof strata - n, "<stratum ages=\"%d-%d\"/>", i, i);
    const char *at = strstr(good, "<stratum sex=\"m\"/>");
    snprintf(text, sizeof text, "%.*s%s%s", (int)(at - good), good, strata,
             strstr(at, "</standard>"));
    assert_null(load(&f, text));
    folder_expect(&f, CATALOGUE_STRATA, 19, 0);
    folder_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_forms),
        cmocka_unit_test(refuses_strata_that_make_no_sense),
        cmocka_unit_test(refuses_forms_that_make_no_sense),
        cmocka_unit_test(refuses_too_many_strata),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
