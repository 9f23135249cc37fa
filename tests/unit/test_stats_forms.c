/* Pooled years, standardised rates and ratios, estimates: from the catalogue to what is
 * published. Expected values are of R 4, the formulas written out (Byar, qchisq(), Dobson);
 * what is easily done by hand stands in the comments. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include "guard/guard.h"
#include "stats/stats.h"
#include "world.h"

#define POPULATION(bases) MEASURE("population", "Bevölkerung", "yes", bases)
#define CASES MEASURE("cases", "Fälle", "yes", "")
#define PROTECT(least, persons) \
    "<protection min-count=\"" least "\" min-denominator=\"" persons "\"/>"
#define YOUNG_OLD(a, b) "<stratum ages=\"0-49\"" a "/><stratum ages=\"50-\"" b "/>"
#define RATE(id, factor, form, protection)                                          \
    INDICATOR(id, "gemeinde", factor, "byar", OVER(OF("cases"), OF("population")) form \
              protection)
#define WEIGHTS YOUNG_OLD(" weight=\"3\"", " weight=\"1\"")
#define DIRECT                                                                       \
    RATE("T01", "1000", "<standard method=\"direct\" population=\"Muster\">" WEIGHTS \
         "</standard>", PROTECT("1", "1"))
#define INDIRECT                                                                           \
    RATE("T02", "100", "<standard method=\"indirect\">" YOUNG_OLD("", "") "</standard>", "")
#define ESTIMATE(round) \
    RATE("T03", "1", "<estimate round=\"" round "\">" YOUNG_OLD("", "") "</estimate>", "")
#define POOLED                                                                          \
    "<indicator id=\"T04\" handlungsfeld=\"0\" level=\"gemeinde\" unit=\"Wert\""         \
    " factor=\"1000\" decimals=\"1\" polarity=\"burden\" interval=\"byar\" pool=\"3\">"  \
    "<name>Anteil</name><short>T04</short><per>je</per><definition>Text.</definition>"  \
    "<numerator><term measure=\"cases\"/></numerator>"                                  \
    "<denominator offset=\"-1\"><term measure=\"population\"/></denominator>"           \
    PROTECT("3", "1") "</indicator>"

static const double cases[4][2] = {{12, 8}, {30, 45}, {3, 4}, {20, 11}};
static const double persons[4][2] = {{1000, 500}, {3000, 1500}, {400, 100}, {2500, 900}};

static void assert_near(double is, double should)
{
    if (!(fabs(is - should) <= 1e-12 * fmax(1, fabs(should))))
        fail_msg("%.15g is not %.15g", is, should);
}

static void put_young_and_old(struct world *w, const char *measure, uint32_t area, int year,
                              const double *two, uint32_t source)
{
    PUT(w, measure, area, year, two[0], .from = 0, .to = 50, .source = source);
    PUT(w, measure, area, year, two[1], .from = 50, .to = AGE_OPEN, .source = source);
}

static void put_all(struct world *w, uint32_t source)
{
    for (uint32_t i = 0; i < 4; i++) {
        put_young_and_old(w, "cases", A + i, 2015, cases[i], source);
        put_young_and_old(w, "population", A + i, 2015, persons[i], AMT);
    }
}

static struct stats *compute(struct world *w)
{
    facts_close(w->facts, catalogue_measures(w->catalogue));
    return stats_compute(w->areas, w->catalogue, w->facts);
}

static const struct statistic *at(const struct world *w, const struct stats *s, const char *id,
                                  uint32_t area, int year)
{
    uint32_t i = catalogue_find_indicator(w->catalogue, id);
    assert_int_not_equal(i, CATALOGUE_NONE);
    const struct statistic *x = stats_at(s, i, area, year, 0);
    assert_non_null(x);
    return x;
}

static void assert_figure(const struct statistic *x, double value, double lower, double upper)
{
    assert_true(sign_counts(x->sign) && x->has_interval);
    assert_near(x->value, value);
    assert_near(x->lower, lower);
    assert_near(x->upper, upper);
}

static void assert_no_number(const struct statistic *x, enum sign sign)
{
    assert_int_equal(x->sign, sign);
    assert_true(x->value == 0 && x->numerator == 0 && x->denominator == 0 && !x->has_interval);
    assert_int_equal(x->district, COMPARE_NONE);
}

static void direct_rates_weigh_the_strata(void **state)
{
    (void)state;
    struct world w;
    world_open(&w, CASES POPULATION("") DIRECT);
    put_all(&w, AMT);
    struct stats *s = compute(&w);
    assert_figure(at(&w, s, "T01", A, 2015), 13, 7.84834440713829, 20.2029788160349);
    assert_figure(at(&w, s, "T01", B, 2015), 15, 11.7319763918999, 18.8812982827707);
    assert_figure(at(&w, s, "T01", KREIS, 2015), 12.731884057971, 10.6418968093406,
                  15.1094007964041);
    assert_figure(at(&w, s, "T01", PAIR, 2015), 14.5, 11.6743918968422, 17.7917020192393);
    const struct statistic *d = at(&w, s, "T01", D, 2015);
    assert_figure(d, 9.05555555555556, 6.14976172753861, 12.8565925199121);
    assert_near(d->lower998, 4.83484746461687);
    assert_near(d->upper998, 15.3088946041408);
    assert_near(d->numerator, 31);
    assert_near(d->denominator, 3400);
    assert_int_equal(d->district, COMPARE_SIMILAR);
    assert_int_equal(d->rank, 3);
    assert_int_equal(d->rank_of, 3);
    assert_no_number(at(&w, s, "T01", C, 2015), SIGN_UNSURE); /* seven cases */
    stats_free(s);
    world_close(&w);
}

/* Weighted by the district's 6 900 and 3 000 persons of the year before. */
static void the_district_can_be_the_standard_population(void **state)
{
    (void)state;
    static const double district[] = {6900, 3000};
    struct world w;
    world_open(&w, CASES POPULATION("") RATE("T01", "1000",
        "<standard method=\"direct\" population=\"Landkreis\" year=\"2014\">"
        YOUNG_OLD("", "") "</standard>", ""));
    put_all(&w, AMT);
    put_young_and_old(&w, "population", KREIS, 2014, district, AMT);
    struct stats *s = compute(&w);
    assert_figure(at(&w, s, "T01", A, 2015), 13.2121212121212, 8.05526455221766,
                  20.4223720934268);
    struct stat_cell cells[8];
    assert_int_equal(stats_cells(s, 0, A, 2015, 0, cells, 8), 6);
    assert_true(cells[3].standard && cells[3].denominator && cells[3].stratum == 1);
    assert_int_equal(facts_key(w.facts, cells[3].cell).year, 2014);
    stats_free(s);
    world_close(&w);
}

static void ratios_set_cases_against_those_expected(void **state)
{
    (void)state;
    struct world w;
    world_open(&w, CASES POPULATION("") INDIRECT);
    put_all(&w, AMT);
    put_young_and_old(&w, "cases", E, 2015, cases[0], AMT);
    put_young_and_old(&w, "population", E, 2015, persons[0], AMT);
    struct stats *s = compute(&w);
    assert_figure(at(&w, s, "T02", A, 2015), 96.3687150837989, 58.8399853077123,
                  148.840904013589);
    assert_near(at(&w, s, "T02", A, 2015)->denominator, 20.7536231884058);
    assert_figure(at(&w, s, "T02", C, 2015), 115.994236311239, 46.6356989805165,
                  238.992459163656);
    assert_figure(at(&w, s, "T02", PAIR, 2015), 114.437849162011, 92.5847121687136,
                  139.895737355055);
    const struct statistic *kreis = at(&w, s, "T02", KREIS, 2015);
    assert_true(kreis->value == 100 && !kreis->has_interval);
    assert_near(kreis->numerator, 133);
    assert_int_equal(stats_cells(s, 0, A, 2015, 0, NULL, 0), 4 + 16); /* with the Kreis */
    assert_int_equal(stats_cells(s, 0, KREIS, 2015, 0, NULL, 0), 16);
    assert_int_equal(at(&w, s, "T02", D, 2015)->district, COMPARE_SIMILAR); /* 47.9 .. 100.1 */
    assert_near(at(&w, s, "T02", E, 2015)->value, 100); /* its own Kreis is E alone */
    assert_no_number(at(&w, s, "T02", MIXED, 2015), SIGN_ABSENT);
    assert_no_number(at(&w, s, "T02", LAND, 2015), SIGN_ABSENT);
    stats_free(s);
    world_close(&w);
}

static void estimates_carry_the_rates_of_the_kreis(void **state)
{
    (void)state;
    struct world w;
    world_open(&w, CASES POPULATION("") ESTIMATE("10"));
    static const double all[] = {65, 68};
    put_young_and_old(&w, "cases", KREIS, 2015, all, AMT);
    for (uint32_t i = 0; i < 4; i++)
        put_young_and_old(&w, "population", A + i, 2015, persons[i], AMT);
    put_young_and_old(&w, "population", E, 2015, persons[0], AMT);
    struct stats *s = compute(&w);
    /* 20.75 (17.4; 24.6), 62.3 (52.1; 73.8), 6.03, 44.0 (36.8; 52.1) */
    assert_figure(at(&w, s, "T03", A, 2015), 20, 10, 30);
    assert_figure(at(&w, s, "T03", B, 2015), 60, 50, 80);
    assert_figure(at(&w, s, "T03", C, 2015), 10, 0, 10);
    assert_figure(at(&w, s, "T03", D, 2015), 40, 30, 60);
    assert_figure(at(&w, s, "T03", PAIR, 2015), 80, 60, 100);
    assert_int_equal(at(&w, s, "T03", A, 2015)->marks, SIGN_ESTIMATED);
    assert_int_equal(at(&w, s, "T03", A, 2015)->district, COMPARE_NONE);
    const struct statistic *kreis = at(&w, s, "T03", KREIS, 2015);
    assert_true(kreis->value == 133 && kreis->marks == 0 && !kreis->has_interval);
    assert_no_number(at(&w, s, "T03", MIXED, 2015), SIGN_ABSENT);
    assert_no_number(at(&w, s, "T03", E, 2015), SIGN_ABSENT); /* nothing known of its Kreis */
    stats_free(s);
    world_close(&w);
}

/* Whatever the figures, the places together have what the Kreis has, but for rounding. */
static void estimates_add_up_to_the_kreis(void **state)
{
    (void)state;
    uint32_t seed = 20161231;
    for (int run = 0; run < 200; run++) {
        struct world w;
        double sum = 0, two[2];
        world_open(&w, CASES POPULATION("") ESTIMATE("5"));
        for (uint32_t a = KREIS; a <= D; a++) {
            for (int k = 0; k < 2; k++) {
                seed = seed * 1664525 + 1013904223;
                two[k] = 1 + (seed >> 16) % 5000;
            }
            put_young_and_old(&w, a == KREIS ? "cases" : "population", a, 2015, two, AMT);
        }
        struct stats *s = compute(&w);
        for (uint32_t a = A; a <= D; a++)
            sum += at(&w, s, "T03", a, 2015)->value;
        assert_true(fabs(sum - at(&w, s, "T03", KREIS, 2015)->value) <= 4 * 2.5 + 1e-9);
        stats_free(s);
        world_close(&w);
    }
}

/* 2 + 3 + 7 of 110 + 100 + 90 persons, each of the year before: 40 per 1000. */
static void pooled_years_are_one_rate(void **state)
{
    (void)state;
    static const double births[] = {2, 3, 7}, people[] = {110, 100, 90};
    struct world w;
    world_open(&w, CASES POPULATION("") POOLED);
    for (int i = 0; i < 3; i++) {
        PUT(&w, "cases", A, 2014 + i, births[i]);
        PUT(&w, "population", A, 2013 + i, people[i]);
        PUT(&w, "cases", B, 2014 + i, 10);
    }
    PUT(&w, "population", B, 2013, 100); /* and no other year */
    struct stats *s = compute(&w);
    size_t n = 0;
    const int *years = stats_years(s, 0, &n);
    assert_int_equal(n, 1);
    assert_int_equal(years[0], 2016);
    const struct statistic *x = at(&w, s, "T04", A, 2016);
    assert_figure(x, 40, 20.6450328102634, 69.8761935120557);
    assert_near(x->lower998, 13.33458663475);
    assert_near(x->upper998, 90.2698645068013);
    assert_near(x->numerator, 12);
    assert_near(x->denominator, 300);
    assert_no_number(at(&w, s, "T04", B, 2016), SIGN_ABSENT);
    struct stat_cell cells[8];
    assert_int_equal(stats_cells(s, 0, A, 2016, 0, cells, 8), 6);
    double sides[2] = {0, 0};
    for (size_t i = 0; i < 6; i++)
        sides[cells[i].denominator] += facts_at(w.facts, cells[i].cell).value;
    assert_true(sides[0] == 12 && sides[1] == 300);
    stats_free(s);
    world_close(&w);
}

/* The denominator of 2012 is of 2011, on the new basis: 2013 and 2014 would mix the two. */
static void no_pool_reaches_across_a_break(void **state)
{
    (void)state;
    struct world w;
    world_open(&w, CASES POPULATION("<basis from=\"2011\" name=\"Zensus 2011\"/>") POOLED);
    for (int year = 2007; year <= 2016; year++) {
        PUT(&w, "cases", A, year, 5);
        PUT(&w, "population", A, year, 100);
    }
    struct stats *s = compute(&w);
    size_t n = 0;
    const int *years = stats_years(s, 0, &n);
    static const int should[] = {2010, 2011, 2014, 2015, 2016};
    assert_int_equal(n, 5);
    assert_memory_equal(years, should, sizeof should);
    assert_null(stats_break(s, 0, 2010, 2011));
    assert_null(stats_break(s, 0, 2012, 2013)); /* named once, not in every pooled year */
    assert_null(stats_break(s, 0, 2014, 2016));
    assert_string_equal(stats_break(s, 0, 2011, 2014), "Zensus 2011");
    assert_int_not_equal(at(&w, s, "T04", A, 2011)->basis, at(&w, s, "T04", A, 2014)->basis);
    stats_free(s);
    world_close(&w);
}

/* All less the young is the old: 8 of A. A difference below zero is no stratum. */
static void strata_may_be_differences(void **state)
{
    (void)state;
    struct world w;
    world_open(&w, CASES MEASURE("young", "Jung", "yes", "") POPULATION("")
        INDICATOR("T01", "gemeinde", "1000", "byar",
        "<numerator><term measure=\"young\" stratum=\"1\"/><term measure=\"cases\" stratum=\"2\"/>"
        "<term measure=\"young\" weight=\"-1\" stratum=\"2\"/></numerator><denominator>"
        OF("population") "</denominator><standard method=\"direct\" population=\"Muster\">" WEIGHTS
        "</standard>" PROTECT("1", "1")));
    for (uint32_t i = 0; i < 2; i++) {
        PUT(&w, "cases", A + i, 2015, cases[0][0] + cases[0][1]);
        PUT(&w, "young", A + i, 2015, i == 0 ? cases[0][0] : 21);
        put_young_and_old(&w, "population", A + i, 2015, persons[0], AMT);
    }
    struct stats *s = compute(&w);
    assert_figure(at(&w, s, "T01", A, 2015), 13, 7.84834440713829, 20.2029788160349);
    assert_near(at(&w, s, "T01", A, 2015)->numerator, 20);
    assert_no_number(at(&w, s, "T01", B, 2015), SIGN_CROSSED);
    stats_free(s);
    world_close(&w);
}

static void signs_pass_through_strata(void **state)
{
    (void)state;
    struct world w;
    world_open(&w, CASES POPULATION("") DIRECT INDIRECT);
    put_young_and_old(&w, "population", A, 2015, persons[0], AMT);
    PUT(&w, "cases", A, 2015, 12, .from = 0, .to = 50);
    PUT(&w, "cases", A, 2015, 0, .from = 50, .to = AGE_OPEN, .sign = SIGN_HIDDEN_UPSTREAM);
    put_young_and_old(&w, "population", B, 2015, persons[1], AMT);
    put_young_and_old(&w, "cases", B, 2015, cases[1], AMT);
    put_young_and_old(&w, "population", KREIS, 2015, (const double[]){0, 0}, AMT);
    put_young_and_old(&w, "cases", KREIS, 2015, cases[2], AMT);
    struct stats *s = compute(&w);
    assert_no_number(at(&w, s, "T01", A, 2015), SIGN_HIDDEN_UPSTREAM);
    assert_no_number(at(&w, s, "T01", PAIR, 2015), SIGN_HIDDEN_UPSTREAM);
    assert_int_equal(at(&w, s, "T01", B, 2015)->sign, SIGN_VALUE);
    assert_no_number(at(&w, s, "T02", B, 2015), SIGN_CROSSED); /* a Kreis without persons */
    assert_no_number(at(&w, s, "T01", KREIS, 2015), SIGN_CROSSED);
    stats_free(s);
    world_close(&w);
}

/* Sums that overflow, and what remains when one is taken from another. */
static void figures_beyond_all_bounds_are_crossed_out(void **state)
{
    (void)state;
    static const double huge[] = {1.5e308, 1.5e308}, tiny[] = {1e-300, 1e-300};
    struct world w;
    world_open(&w, CASES POPULATION("") DIRECT ESTIMATE("10")
        INDICATOR("T02", "gemeinde", "100", "byar",
        "<numerator><term measure=\"cases\" weight=\"2\"/><term measure=\"cases\" weight=\"-2\"/>"
        "</numerator><denominator>" OF("population") "</denominator><standard method=\"indirect\">"
        YOUNG_OLD("", "") "</standard>"));
    for (uint32_t a = A; a <= D; a++) {
        put_young_and_old(&w, "cases", a, 2015, huge, AMT);
        put_young_and_old(&w, "population", a, 2015, a == A ? tiny : persons[1], AMT);
    }
    struct stats *s = compute(&w);
    assert_no_number(at(&w, s, "T01", A, 2015), SIGN_CROSSED);
    assert_no_number(at(&w, s, "T01", B, 2015), SIGN_CROSSED);
    assert_no_number(at(&w, s, "T01", KREIS, 2015), SIGN_CROSSED);
    assert_no_number(at(&w, s, "T02", A, 2015), SIGN_CROSSED);
    assert_no_number(at(&w, s, "T02", KREIS, 2015), SIGN_CROSSED);
    assert_no_number(at(&w, s, "T03", A, 2015), SIGN_CROSSED);
    assert_no_number(at(&w, s, "T03", KREIS, 2015), SIGN_CROSSED);
    stats_free(s);
    world_close(&w);
}

/* The Kreis among the cells of a ratio does not make a small count large. */
static void small_counts_stay_hidden_beside_their_standard(void **state)
{
    (void)state;
    static const double few[] = {1, 1}, none[] = {0, 0};
    struct world w;
    world_open(&w, CASES POPULATION("")
        RATE("T02", "100", "<standard method=\"indirect\">" YOUNG_OLD("", "") "</standard>",
             PROTECT("3", "1")) ESTIMATE("1") POOLED);
    for (uint32_t i = 0; i < 4; i++) {
        put_young_and_old(&w, "population", A + i, 2015, persons[i], AMT);
        put_young_and_old(&w, "cases", A + i, 2015, i == 0 ? few : i == 1 ? none : cases[i],
                          EIGEN);
        for (int year = 2017; year <= 2019; year++)
            PUT(&w, "cases", A + i, year, i == 0 && year == 2017 ? 2 : 0, .source = EIGEN);
        for (int year = 2016; year <= 2018; year++)
            PUT(&w, "population", A + i, year, 1000);
    }
    struct stats *s = compute(&w);
    struct published *p = guard_publish(w.areas, w.catalogue, w.facts, s);
    uint32_t ratio = published_find_indicator(p, "T02");
    assert_int_equal(published_at(p, ratio, A, 2015, 0)->sign, SIGN_HIDDEN);
    assert_false(published_at(p, ratio, A, 2015, 0)->has_base);
    assert_true(published_at(p, ratio, B, 2015, 0)->value == 0);
    /* Beside A's two cases another count is hidden, or the Kreis would give them back. */
    assert_int_equal(published_at(p, ratio, C, 2015, 0)->sign, SIGN_HIDDEN);
    assert_true(published_at(p, ratio, C, 2015, 0)->for_others);
    const struct published_value *d = published_at(p, ratio, D, 2015, 0);
    assert_true(d->has_count && d->count == 31 && d->has_base);
    /* Of three years only their sum is shown; in all of A's there are two cases. */
    uint32_t pool = published_find_indicator(p, "T04");
    assert_int_equal(published_at(p, pool, A, 2019, 0)->sign, SIGN_HIDDEN);
    assert_int_equal(published_indicator(p, pool)->pooled, 3);
    assert_string_equal(published_indicator(p, ratio)->base, "Erwartete Fälle");
    assert_string_equal(published_indicator(p, ratio)->formula,
                        "Fälle / erwartete Fälle · 100; erwartete Fälle: Summe der Schichten aus "
                        "Bevölkerung · Häufigkeit in der Schicht im Landkreis; Schichten: "
                        "1. unter 50 Jahre, 2. 50 Jahre und älter");
    assert_string_equal(published_indicator(p, pool)->base,
                        "Bevölkerung (Vorjahr), Summe aus 3 Jahren");
    /* Estimates show nothing of A but its persons. */
    uint32_t estimate = published_find_indicator(p, "T03");
    assert_true(published_at(p, estimate, A, 2015, 0)->marks & SIGN_ESTIMATED);
    published_free(p);
    stats_free(s);
    world_close(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(direct_rates_weigh_the_strata),
        cmocka_unit_test(the_district_can_be_the_standard_population),
        cmocka_unit_test(ratios_set_cases_against_those_expected),
        cmocka_unit_test(estimates_carry_the_rates_of_the_kreis),
        cmocka_unit_test(estimates_add_up_to_the_kreis),
        cmocka_unit_test(pooled_years_are_one_rate),
        cmocka_unit_test(no_pool_reaches_across_a_break),
        cmocka_unit_test(strata_may_be_differences),
        cmocka_unit_test(signs_pass_through_strata),
        cmocka_unit_test(figures_beyond_all_bounds_are_crossed_out),
        cmocka_unit_test(small_counts_stay_hidden_beside_their_standard),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
