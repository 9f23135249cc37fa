/* Plausibility: each rule finds what it is for and is silent otherwise. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <math.h>

#include <cmocka.h>

#include "base/buf.h"
#include "check/check.h"
#include "methods/jump.h"
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

static struct checked *run(struct world *w)
{
    facts_close(w->facts, catalogue_measures(w->catalogue));
    struct checked *c = check_new(w->areas, w->catalogue, w->facts);
    check_facts(c, CHECK_ALL, 2016, w->diag);
    return c;
}

/* Findings of a rule and severity whose place and text contain the part. */
static size_t findings(const struct world *w, const struct checked *c, const char *rule,
                       enum check_level level, const char *part)
{
    size_t n = 0;
    for (size_t i = 0; i < check_count(c); i++) {
        const struct check_finding *f = check_at(c, i);
        char text[512];
        snprintf(text, sizeof text, "%s %d (%s): %s",
                 f->area == AREA_NONE ? "" : areas_at(w->areas, f->area)->short_name, f->year,
                 f->part, f->text);
        bool same = strcmp(f->rule->id, rule) == 0 && f->level == level;
        n += same && strstr(text, part) != NULL;
    }
    return n;
}

static void print_all(const struct checked *c)
{
    struct buf b = BUF_INIT;
    check_text(c, &b);
    print_error("%s", buf_str(&b));
    buf_release(&b);
}

/* Nothing but one finding of this rule, which contains the text. */
static void expect_only(struct world *w, const char *rule, enum check_level level,
                        const char *part)
{
    struct checked *c = run(w);
    if (check_count(c) != 1 || findings(w, c, rule, level, part) != 1)
        print_all(c);
    assert_int_equal(check_count(c), 1);
    assert_int_equal(findings(w, c, rule, level, part), 1);
    check_free(c);
    world_close(w);
}

static void expect_nothing(struct world *w)
{
    struct checked *c = run(w);
    if (check_count(c) != 0)
        print_all(c);
    assert_int_equal(check_count(c), 0);
    assert_int_equal(diag_count(w->diag), 0);
    check_free(c);
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
    expect_nothing(&w);
}

static void adds_men_and_women(void **state)
{
    (void)state;
    struct world w;
    begin(&w);
    PUT(&w, "people", D, 2015, 10, .sex = SEX_MALE);
    PUT(&w, "people", D, 2015, 20, .sex = SEX_FEMALE);
    expect_only(&w, "sum-sex", CHECK_WARNING, "Dorfen 2015 (): 30 statt 40");
    begin(&w);
    PUT(&w, "people", D, 2015, 19, .sex = SEX_MALE);
    PUT(&w, "people", D, 2015, 20, .sex = SEX_FEMALE);
    expect_only(&w, "sum-sex", CHECK_NOTE, "Dorfen 2015 (): 39 statt 40");
    begin(&w); /* a half that is secret says nothing; means do not add up */
    PUT(&w, "people", D, 2015, 0, .sign = SIGN_UNKNOWN, .sex = SEX_MALE);
    PUT(&w, "people", D, 2015, 2, .sex = SEX_FEMALE);
    PUT(&w, "age", KREIS, 2015, 43.4);
    PUT(&w, "age", KREIS, 2015, 42.2, .sex = SEX_MALE);
    PUT(&w, "age", KREIS, 2015, 44.7, .sex = SEX_FEMALE);
    expect_nothing(&w);
}

static void adds_germans_and_foreigners(void **state)
{
    (void)state;
    struct world w;
    begin(&w);
    PUT(&w, "people", D, 2015, 10, .nationality = NAT_GERMAN);
    PUT(&w, "people", D, 2015, 10, .nationality = NAT_FOREIGN);
    expect_only(&w, "sum-nationality", CHECK_WARNING, "20 statt 40");
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
    expect_only(&w, "sum-ages", CHECK_WARNING, "Dorfen 2015 (): 20 statt 40");
    begin(&w); /* a gap: no chain, nothing to compare */
    PUT(&w, "people", D, 2015, 5, .from = 0, .to = 3);
    PUT(&w, "people", D, 2015, 10, .from = 65, .to = AGE_OPEN);
    expect_nothing(&w);
}

static void adds_municipalities_exactly(void **state)
{
    (void)state;
    struct world w;
    begin(&w);
    PUT(&w, "jobless", KREIS, 2015, 7);
    expect_only(&w, "sum-areas", CHECK_WARNING, "Muster 2015 (): 6 statt 7");
    begin(&w);
    PUT(&w, "jobless", KREIS, 2015, 6);
    expect_nothing(&w);
    world_open(&w, body); /* one is secret: the others may not exceed the Kreis */
    for (uint32_t i = 0; i < 3; i++)
        PUT(&w, "people", A + i, 2015, 10);
    PUT(&w, "people", D, 2015, 0, .sign = SIGN_UNKNOWN);
    PUT(&w, "people", KREIS, 2015, 29);
    PUT(&w, "jobless", KREIS, 2015, 1);
    expect_only(&w, "sum-areas", CHECK_WARNING, "30 statt 29");
}

static void compares_parts_with_the_whole(void **state)
{
    (void)state;
    struct world w;
    begin(&w);
    PUT(&w, "people", B, 2015, 21, .sex = SEX_FEMALE,
        .from = 65, .to = AGE_OPEN);
    expect_only(&w, "part", CHECK_NOTE, "Bernheim 2015 (Frauen, 65 Jahre und älter): 21 von 20");
}

static void compares_shares(void **state)
{
    (void)state;
    struct world w;
    world_open(&w, body);
    PUT(&w, "people", KREIS, 2015, 10);
    PUT(&w, "jobless", KREIS, 2015, 11);
    expect_only(&w, "numerator", CHECK_WARNING, "Muster 2015 (): 11 von 10");
}

static void names_missing_municipalities_once(void **state)
{
    (void)state;
    struct world w;
    begin(&w);
    PUT(&w, "age", A, 2014, 40, .sex = SEX_MALE);
    PUT(&w, "age", A, 2014, 40);
    expect_only(&w, "missing", CHECK_WARNING, "2014 (): keine Zahl für Bernheim, Cronau, Dorfen");
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
    struct checked *c = run(&w);
    assert_int_equal(findings(&w, c, "break", CHECK_NOTE, "Muster 2020 (): 2 000 nach 1 015"), 1);
    assert_int_equal(check_count(c), 2); /* and 5 jobless, year after year */
    assert_int_equal(findings(&w, c, "gap", CHECK_WARNING, ""), 0);
    check_free(c);
    world_close(&w);
}

/* A series that never changed has no spread: whatever it does next is unusual. One that grows
 * alike every year does nothing unusual, however the quotients are rounded. */
static void notes_jumps_where_nothing_varies(void **state)
{
    (void)state;
    struct world w;
    double grows = 1005; /* its quotients are not all the same double */
    world_open(&w, body);
    for (int year = 2011; year <= 2020; year++, grows *= 1.2) {
        PUT(&w, "jobless", KREIS, year, year < 2020 ? 400 : 600);
        PUT(&w, "people", KREIS, year, grows);
    }
    struct checked *c = run(&w);
    assert_int_equal(findings(&w, c, "jump", CHECK_NOTE, "Muster 2020 (): 600 nach 400"), 1);
    assert_int_equal(findings(&w, c, "jump", CHECK_NOTE, ""), 1);
    assert_int_equal(findings(&w, c, "break", CHECK_NOTE, ""), 0);
    check_free(c);
    world_close(&w);
}

/* For people: three of a kind, the others counted. Without a line the file alone is told. */
static void groups_its_findings(void **state)
{
    (void)state;
    struct world w;
    struct buf b = BUF_INIT;
    begin(&w);
    for (uint32_t i = 0; i < 4; i++)
        PUT(&w, "people", A + i, 2015, 500, .sex = SEX_MALE);
    struct checked *c = run(&w);
    assert_int_equal(findings(&w, c, "part", CHECK_WARNING, "500 von"), 4);
    check_text(c, &b);
    assert_non_null(strstr(buf_str(&b), "Cronau 2015 (Männer): 500 von 30"));
    assert_null(strstr(buf_str(&b), "Dorfen 2015 (Männer): 500 von 40"));
    assert_non_null(strstr(buf_str(&b), "und ein weiterer Fall"));
    assert_non_null(strstr(buf_str(&b), "        test.csv\n"));
    assert_null(strstr(buf_str(&b), ":0"));
    buf_release(&b);
    check_free(c);
    world_close(&w);
}

static void names_indicators_without_figures(void **state)
{
    (void)state;
    struct world w;
    world_open(&w, body);
    expect_only(&w, "no-data", CHECK_NOTE, "S01");
}

/* R: poisson.test(c(a, b))$p.value; besselI(2 * m, 0, TRUE), for 1e5 sum(dpois(0:3e5, 1e5)^2);
 * pbinom(k - 1, n, p, lower.tail = FALSE) */
static void agrees_with_r(void **state)
{
    (void)state;
    static const struct { double a, b, p; } chance[] = {
        {37, 70, 0.00184012404687335}, {70, 37, 0.00184012404687335}, {0, 0, 1},
        {22, 48, 0.00254756489825396}, {0, 10, 0.001953125}, {5, 5, 1},
        {1000, 1100, 0.0307207078642424}, {40000, 41000, 0.000447821823137556},
        {2883, 4259, 7.00493649799796e-60},
    };
    static const struct { double m, p; } equal[] = {
        {0, 1}, {1, 0.308508322553671}, {10, 0.089780311884826}, {1000, 0.00892117827643967},
        {1e5, 0.00089206261561674},
    };
    for (size_t i = 0; i < sizeof chance / sizeof *chance; i++)
        assert_true(fabs(jump_chance(chance[i].a, chance[i].b) - chance[i].p) <=
                    1e-9 * chance[i].p);
    for (size_t i = 0; i < sizeof equal / sizeof *equal; i++)
        assert_true(fabs(jump_equal(equal[i].m) - equal[i].p) <= 1e-9 * equal[i].p);
    assert_true(fabs(jump_many(10, 20, 0.089780311884826) / 2.691348e-06 - 1) < 1e-6);
    assert_true(fabs(jump_many(5, 11, 0.00892117827643967) / 2.496428e-08 - 1) < 1e-6);
    assert_true(jump_many(0, 7, 0.5) >= 1);
    assert_true(jump_chance(-5, 10) >= 1 && jump_chance((double)NAN, 10) >= 1);
    assert_true(jump_chance(1e300, 1) < 1e-12 && jump_chance((double)INFINITY, 1) >= 1);
    /* beyond 1e9 the normal distribution: R's pnorm(-1, 0, 1) * 2 for one standard deviation */
    assert_true(fabs(jump_chance(1e9, 1e9 + sqrt(2e9)) - 0.317310507862914) < 1e-4);
}

/* The grammar lists the rules of the table, in their order. */
static void grammar_knows_the_rules(void **state)
{
    (void)state;
    FILE *f = fopen("inputs/catalogue.rng", "r");
    assert_non_null(f);
    static char text[1 << 16];
    size_t n = fread(text, 1, sizeof text - 1, f);
    fclose(f);
    text[n] = '\0';
    const char *at = strstr(text, "<define name=\"check-rule\">");
    assert_non_null(at);
    const struct check_rule *r;
    for (size_t i = 0; (r = check_rule_at(i)) != NULL; i++) {
        char value[64];
        at = strstr(at, "<value>") + strlen("<value>");
        snprintf(value, sizeof value, "%s</value>", r->id);
        assert_memory_equal(at, value, strlen(value));
        assert_ptr_equal(check_rule_find(r->id), r);
    }
    assert_memory_equal(strstr(at, "<value>"), "<value>off", strlen("<value>off"));
    assert_null(check_rule_find("nothing"));
}

/* Worlds that nobody wants: no figures, one that is the same everywhere, enormous ones. */
static void bears_extremes(void **state)
{
    (void)state;
    static const double values[] = {0, -1e15, 1e15, 1e300, 0.001, -3};
    struct world w;
    world_open(&w, body);
    check_free(run(&w));
    world_close(&w);
    world_open(&w, body);
    for (uint32_t area = 0; area < N_AREAS; area++)
        for (int year = 1900; year <= 2155; year++)
            PUT(&w, "people", area, year, values[(area + (uint32_t)year) % 6]);
    PUT(&w, "jobless", KREIS, 1900, 1);
    PUT(&w, "jobless", KREIS, 2155, 1);
    struct checked *c = run(&w);
    struct buf b = BUF_INIT;
    check_text(c, &b);
    check_csv(c, &b);
    check_json(c, w.diag, &b);
    assert_true(check_count(c) > 0);
    buf_release(&b);
    check_free(c);
    world_close(&w);
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
        cmocka_unit_test(notes_jumps_where_nothing_varies),
        cmocka_unit_test(groups_its_findings),
        cmocka_unit_test(names_indicators_without_figures),
        cmocka_unit_test(agrees_with_r),
        cmocka_unit_test(grammar_knows_the_rules),
        cmocka_unit_test(bears_extremes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
