/* Plausibility: each rule finds what it is for and is silent otherwise. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "check/check.h"
#include "world.h"

/* Measures and one share; the Kreis has the Gemeinden A, B, C, D. */
static const char body[] =
    MEASURE("people", "Personen", "yes", "<basis from=\"2011\" name=\"Zensus 2011\"/>")
        MEASURE("jobless", "Arbeitslose", "yes", "") MEASURE("age", "Alter", "no", "")
            INDICATOR("S01", "gemeinde", "100", "wilson", OVER(OF("jobless"), OF("people")));

static void begin(struct world *w)
{
    world_open(w, body);
    /* complete and consistent: 10 + 20 + 30 + 40 = 100 */
    for (uint32_t i = 0; i < 4; i++)
        PUT(w, "people", A + i, 2015, 10.0 * (i + 1));
    PUT(w, "people", KREIS, 2015, 100);
    for (uint32_t i = 0; i < 4; i++)
        PUT(w, "jobless", A + i, 2015, i);
}

static void run(struct world *w)
{
    facts_close(w->facts, catalogue_measures(w->catalogue));
    check_facts(w->areas, w->catalogue, w->facts, w->diag);
}

static size_t messages(const struct world *w, enum diag_code code, const char *part)
{
    size_t n = 0;
    for (size_t i = 0; i < diag_count(w->diag); i++) {
        const struct diag_item *m = diag_at(w->diag, i);
        if (m->code == code)
            n += part == NULL || strstr(m->text, part) != NULL;
    }
    return n;
}

/* Nothing but one message of this code, which contains the text. */
static void expect_only(struct world *w, enum diag_code code, const char *part)
{
    run(w);
    if (diag_count(w->diag) != 1 || messages(w, code, part) != 1) {
        char *text = diag_text(w->diag);
        print_error("%s", text);
        free(text);
    }
    assert_int_equal(diag_count(w->diag), 1);
    assert_int_equal(messages(w, code, part), 1);
    world_close(w);
}

static void is_silent_about_sound_figures(void **state)
{
    (void)state;
    struct world w;
    begin(&w);
    PUT(&w, "people", A, 2015, 4, .sex = SEX_MALE);
    PUT(&w, "people", A, 2015, 6, .sex = SEX_FEMALE);
    PUT(&w, "people", A, 2015, 10, .from = 0, .to = 65);
    PUT(&w, "people", A, 2015, 0, .sign = SIGN_NOTHING, .from = 65,
        .to = AGE_OPEN);
    run(&w);
    assert_int_equal(diag_count(w.diag), 0);
    world_close(&w);
}

static void adds_men_and_women(void **state)
{
    (void)state;
    struct world w;
    begin(&w);
    PUT(&w, "people", D, 2015, 10, .sex = SEX_MALE);
    PUT(&w, "people", D, 2015, 20, .sex = SEX_FEMALE);
    expect_only(&w, CHECK_SUM_SEX, "Dorfen 2015: 30 statt 40");
    begin(&w);
    PUT(&w, "people", D, 2015, 19, .sex = SEX_MALE);
    PUT(&w, "people", D, 2015, 20, .sex = SEX_FEMALE);
    expect_only(&w, CHECK_SMALL_SEX, "Dorfen 2015: 39 statt 40");
    begin(&w); /* a half that is secret says nothing; means do not add up */
    PUT(&w, "people", D, 2015, 0, .sign = SIGN_UNKNOWN, .sex = SEX_MALE);
    PUT(&w, "people", D, 2015, 2, .sex = SEX_FEMALE);
    PUT(&w, "age", KREIS, 2015, 43.4);
    PUT(&w, "age", KREIS, 2015, 42.2, .sex = SEX_MALE);
    PUT(&w, "age", KREIS, 2015, 44.7, .sex = SEX_FEMALE);
    run(&w);
    assert_int_equal(diag_count(w.diag), 0);
    world_close(&w);
}

static void adds_germans_and_foreigners(void **state)
{
    (void)state;
    struct world w;
    begin(&w);
    PUT(&w, "people", D, 2015, 10, .nationality = NAT_GERMAN);
    PUT(&w, "people", D, 2015, 10, .nationality = NAT_FOREIGN);
    expect_only(&w, CHECK_SUM_NATIONALITY, "20 statt 40");
}

/* Two partitions of the ages; the finer one is used, the other one does not disturb. */
static void adds_ages(void **state)
{
    (void)state;
    struct world w;
    begin(&w);
    PUT(&w, "people", D, 2015, 5, .from = 0, .to = 3);
    PUT(&w, "people", D, 2015, 5, .from = 3, .to = 65);
    PUT(&w, "people", D, 2015, 30, .from = 0, .to = 65);
    PUT(&w, "people", D, 2015, 10, .from = 65, .to = AGE_OPEN);
    expect_only(&w, CHECK_SUM_AGES, "Dorfen 2015: 20 statt 40");
    begin(&w); /* a gap: no chain, nothing to compare */
    PUT(&w, "people", D, 2015, 5, .from = 0, .to = 3);
    PUT(&w, "people", D, 2015, 10, .from = 65, .to = AGE_OPEN);
    run(&w);
    assert_int_equal(diag_count(w.diag), 0);
    world_close(&w);
}

static void adds_municipalities_exactly(void **state)
{
    (void)state;
    struct world w;
    begin(&w);
    PUT(&w, "jobless", KREIS, 2015, 7);
    expect_only(&w, CHECK_SUM_AREAS, "Muster 2015: 6 statt 7");
    begin(&w);
    PUT(&w, "jobless", KREIS, 2015, 6);
    run(&w);
    assert_int_equal(diag_count(w.diag), 0);
    world_close(&w);
    world_open(&w, body); /* one is secret: the others may not exceed the Kreis */
    for (uint32_t i = 0; i < 3; i++)
        PUT(&w, "people", A + i, 2015, 10);
    PUT(&w, "people", D, 2015, 0, .sign = SIGN_UNKNOWN);
    PUT(&w, "people", KREIS, 2015, 29);
    PUT(&w, "jobless", KREIS, 2015, 1);
    expect_only(&w, CHECK_SUM_AREAS, "30 statt 29");
}

static void compares_parts_with_the_whole(void **state)
{
    (void)state;
    struct world w;
    begin(&w);
    PUT(&w, "people", B, 2015, 21, .sex = SEX_FEMALE,
        .from = 65, .to = AGE_OPEN);
    expect_only(&w, CHECK_PART, "Bernheim 2015 (Frauen, 65 Jahre und älter): 21 von 20");
}

static void compares_shares(void **state)
{
    (void)state;
    struct world w;
    world_open(&w, body);
    PUT(&w, "people", KREIS, 2015, 10);
    PUT(&w, "jobless", KREIS, 2015, 11);
    expect_only(&w, CHECK_RATIO, "S01, Muster 2015: 11 von 10");
}

static void names_missing_municipalities_once(void **state)
{
    (void)state;
    struct world w;
    begin(&w);
    PUT(&w, "age", A, 2014, 40, .sex = SEX_MALE);
    PUT(&w, "age", A, 2014, 40);
    expect_only(&w, CHECK_MISSING, "Alter 2014: keine Zahl für Bernheim, Cronau, Dorfen.");
}

/* Ten years around 1,000 with one of 2,000; the new basis of 2011 is no jump. */
static void notes_jumps_within_a_basis(void **state)
{
    (void)state;
    static const double values[] = {1000, 1010, 1000, 1020, 1010, 1000, 1015, 2000, 2010, 2000};
    struct world w;
    world_open(&w, body);
    for (int i = 0; i < 10; i++) {
        PUT(&w, "people", KREIS, 2013 + i, values[i]);
        PUT(&w, "jobless", KREIS, 2013 + i, 5);
    }
    PUT(&w, "people", KREIS, 2010, 5000);
    PUT(&w, "people", KREIS, 2011, 990);
    PUT(&w, "people", KREIS, 2012, 1000);
    run(&w);
    assert_int_equal(messages(&w, CHECK_JUMP, "Muster 2020: 2 000 nach 1 015"), 1);
    assert_int_equal(messages(&w, CHECK_JUMP, "2011"), 0);
    assert_int_equal(diag_count(w.diag), 1);
    assert_int_equal(diag_worst(w.diag), SEV_NOTE);
    world_close(&w);
}

static void groups_its_findings(void **state)
{
    (void)state;
    struct world w;
    begin(&w);
    for (uint32_t i = 0; i < 4; i++)
        PUT(&w, "people", A + i, 2015, 500, .sex = SEX_MALE);
    expect_only(&w, CHECK_PART, "; insgesamt 4 Fälle");
}

static void names_indicators_without_figures(void **state)
{
    (void)state;
    struct world w;
    world_open(&w, body);
    expect_only(&w, CHECK_NO_DATA, "S01");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_silent_about_sound_figures),
        cmocka_unit_test(adds_men_and_women),
        cmocka_unit_test(adds_germans_and_foreigners),
        cmocka_unit_test(adds_ages),
        cmocka_unit_test(adds_municipalities_exactly),
        cmocka_unit_test(compares_parts_with_the_whole),
        cmocka_unit_test(compares_shares),
        cmocka_unit_test(names_missing_municipalities_once),
        cmocka_unit_test(notes_jumps_within_a_basis),
        cmocka_unit_test(groups_its_findings),
        cmocka_unit_test(names_indicators_without_figures),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
