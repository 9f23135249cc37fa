/* Statistics: examples computed by hand in the comments. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include "stats/stats.h"
#include "world.h"

#define POPULATION MEASURE("population", "Bevölkerung", "yes", "")
#define CASES MEASURE("cases", "Fälle", "yes", "")
#define RATE INDICATOR("T01", "gemeinde", "100", "wilson", OVER(OF("cases"), OF("population")))

static void assert_near(double is, double should, double tolerance)
{
    if (!(fabs(is - should) <= tolerance))
        fail_msg("%.10g is not %.10g within %g", is, should, tolerance);
}

static uint32_t world_indicator(const struct world *w, const char *id)
{
    uint32_t i = catalogue_find_indicator(w->catalogue, id);
    assert_int_not_equal(i, CATALOGUE_NONE);
    return i;
}

static struct stats *compute(struct world *w)
{
    facts_close(w->facts, catalogue_measures(w->catalogue));
    return stats_compute(w->areas, w->catalogue, w->facts);
}

static const struct statistic *at(const struct world *w, const struct stats *s, const char *id,
                                  uint32_t area, int year, uint32_t part)
{
    const struct statistic *x = stats_at(s, world_indicator(w, id), area, year, part);
    assert_non_null(x);
    return x;
}

static void assert_value(const struct world *w, const struct stats *s, const char *id,
                         uint32_t area, int year, uint32_t part, double should)
{
    const struct statistic *x = at(w, s, id, area, year, part);
    assert_int_equal(x->sign, SIGN_VALUE);
    assert_near(x->value, should, 1e-9);
}

static void assert_sign(const struct world *w, const struct stats *s, const char *id,
                        uint32_t area, int year, enum sign should)
{
    const struct statistic *x = at(w, s, id, area, year, 0);
    assert_int_equal(x->sign, should);
    if (!sign_counts(should)) {
        assert_true(x->value == 0 && !x->has_interval && x->rank == 0);
        assert_int_equal(x->district, COMPARE_NONE);
    }
}

/* A 10 of 100, B 30 of 900, C 5 of 50, D 15 of 450: the Kreis has 60 of 1500 = 4 %, the
 * group A + B 40 of 1000 = 4 %; the means of the ratios would be 6.67 and 6.67 %. */
static void larger_areas_are_ratios_of_sums(void **state)
{
    (void)state;
    static const double cases[] = {10, 30, 5, 15};
    static const double persons[] = {100, 900, 50, 450};
    struct world w;
    world_open(&w, CASES POPULATION RATE);
    for (uint32_t i = 0; i < 4; i++) {
        PUT(&w, "cases", A + i, 2015, cases[i]);
        PUT(&w, "population", A + i, 2015, persons[i]);
    }
    struct stats *s = compute(&w);
    assert_value(&w, s, "T01", A, 2015, 0, 10);
    assert_value(&w, s, "T01", B, 2015, 0, 100.0 / 30);
    assert_value(&w, s, "T01", KREIS, 2015, 0, 4);
    assert_value(&w, s, "T01", PAIR, 2015, 0, 4);
    assert_near(at(&w, s, "T01", KREIS, 2015, 0)->numerator, 60, 0);
    assert_near(at(&w, s, "T01", KREIS, 2015, 0)->denominator, 1500, 0);
    /* The Land has more Kreise than the one that is configured. */
    assert_sign(&w, s, "T01", LAND, 2015, SIGN_ABSENT);
    assert_sign(&w, s, "T01", DG, 2015, SIGN_ABSENT);
    stats_free(s);
    world_close(&w);
}

/* Rounded deliveries do not add up: what was delivered for the Kreis stands. */
static void a_cell_of_its_own_goes_before_the_sum(void **state)
{
    (void)state;
    struct world w;
    world_open(&w, CASES INDICATOR("T01", "gemeinde", "1", "none", PLAIN(OF("cases"))));
    for (uint32_t a = A; a <= D; a++)
        PUT(&w, "cases", a, 2015, 5);
    PUT(&w, "cases", KREIS, 2015, 22);
    PUT(&w, "cases", OTHER, 2015, 9);
    PUT(&w, "cases", DG, 2015, 1000);
    struct stats *s = compute(&w);
    assert_value(&w, s, "T01", KREIS, 2015, 0, 22);
    assert_value(&w, s, "T01", DG, 2015, 0, 1000);
    /* Both configured Kreise have a figure, but the Land may have more of them. */
    assert_sign(&w, s, "T01", LAND, 2015, SIGN_ABSENT);
    assert_value(&w, s, "T01", PAIR, 2015, 0, 10);
    stats_free(s);
    world_close(&w);
}

static void a_sum_with_a_hole_takes_its_sign(void **state)
{
    (void)state;
    static const struct {
        enum sign a, b, sum;
    } pairs[] = {
        {SIGN_VALUE, SIGN_NOTHING, SIGN_VALUE},
        {SIGN_VALUE, SIGN_SMALL, SIGN_VALUE},
        {SIGN_NOTHING, SIGN_NOTHING, SIGN_NOTHING},
        {SIGN_SMALL, SIGN_NOTHING, SIGN_SMALL},
        {SIGN_VALUE, SIGN_LATER, SIGN_LATER},
        {SIGN_UNSURE, SIGN_LATER, SIGN_UNSURE},
        {SIGN_UNSURE, SIGN_CROSSED, SIGN_CROSSED},
        {SIGN_UNKNOWN, SIGN_CROSSED, SIGN_UNKNOWN},
        {SIGN_UNKNOWN, SIGN_HIDDEN_UPSTREAM, SIGN_HIDDEN_UPSTREAM},
        {SIGN_HIDDEN_UPSTREAM, SIGN_NOTHING, SIGN_HIDDEN_UPSTREAM},
        {SIGN_HIDDEN_UPSTREAM, SIGN_ABSENT, SIGN_ABSENT},
    };
    struct world w;
    world_open(&w, CASES INDICATOR("T01", "gemeinde", "1", "none", PLAIN(OF("cases"))));
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        int year = 2000 + (int)i;
        if (pairs[i].a != SIGN_ABSENT)
            PUT(&w, "cases", A, year, 7, .sign = pairs[i].a, .marks = SIGN_REVISED);
        if (pairs[i].b != SIGN_ABSENT)
            PUT(&w, "cases", B, year, 7, .sign = pairs[i].b, .marks = SIGN_ESTIMATED);
    }
    struct stats *s = compute(&w);
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        int year = 2000 + (int)i;
        assert_sign(&w, s, "T01", PAIR, year, pairs[i].sum);
        assert_sign(&w, s, "T01", KREIS, year, SIGN_ABSENT);
        if (pairs[i].sum == SIGN_VALUE)
            assert_near(at(&w, s, "T01", PAIR, year, 0)->value, 7, 0);
    }
    assert_int_equal(at(&w, s, "T01", PAIR, 2000, 0)->marks, SIGN_REVISED | SIGN_ESTIMATED);
    assert_int_equal(at(&w, s, "T01", A, 2000, 0)->marks, SIGN_REVISED);
    stats_free(s);
    world_close(&w);
}

#define AGES "<term measure=\"population\" ages=\"15-64\"/>"

/* 15 to under 65 from 15-20 (3), 20-25 (4), 25-65 (50) or from 15-25 (8) and 25-65 (50):
 * fewer classes win, so 58 and not 57. B lacks 15-25 and gets 57. C has a gap (no 20-25):
 * no figure. D has the range itself. */
static void ages_are_covered_by_the_fewest_classes(void **state)
{
    (void)state;
    struct world w;
    world_open(&w, POPULATION INDICATOR("T01", "gemeinde", "1", "none", PLAIN(AGES)));
    for (uint32_t a = A; a <= C; a++) {
        PUT(&w, "population", a, 2015, 3, .from = 15, .to = 20);
        PUT(&w, "population", a, 2015, 50, .from = 25, .to = 65);
        PUT(&w, "population", a, 2015, 99, .from = 10, .to = 25);
        PUT(&w, "population", a, 2015, 99, .from = 18, .to = 30);
        if (a != C)
            PUT(&w, "population", a, 2015, 4, .from = 20, .to = 25);
    }
    PUT(&w, "population", A, 2015, 8, .from = 15, .to = 25);
    PUT(&w, "population", D, 2015, 1000, .from = 15, .to = 65);
    struct stats *s = compute(&w);
    assert_value(&w, s, "T01", A, 2015, 0, 58);
    assert_value(&w, s, "T01", B, 2015, 0, 57);
    assert_sign(&w, s, "T01", C, 2015, SIGN_ABSENT);
    assert_value(&w, s, "T01", D, 2015, 0, 1000);
    assert_value(&w, s, "T01", PAIR, 2015, 0, 115);
    stats_free(s);
    world_close(&w);
}

/* A: 15-20 leads nowhere, 15-40 and 40-65 make it, whatever lies between. B: of two ways
 * of two classes (15-20-65: 9, 15-25-65: 90) the one whose last class begins first. */
static void covers_are_found_among_many_classes(void **state)
{
    (void)state;
    struct world w;
    world_open(&w, POPULATION INDICATOR("T01", "gemeinde", "1", "none", PLAIN(AGES)));
    PUT(&w, "population", A, 2015, 100, .from = 15, .to = 20);
    PUT(&w, "population", A, 2015, 30, .from = 15, .to = 40);
    PUT(&w, "population", A, 2015, 100, .from = 20, .to = 25);
    PUT(&w, "population", A, 2015, 12, .from = 40, .to = 65);
    PUT(&w, "population", B, 2015, 4, .from = 15, .to = 20);
    PUT(&w, "population", B, 2015, 40, .from = 15, .to = 25);
    PUT(&w, "population", B, 2015, 5, .from = 20, .to = 65);
    PUT(&w, "population", B, 2015, 50, .from = 25, .to = 65);
    struct stats *s = compute(&w);
    assert_value(&w, s, "T01", A, 2015, 0, 42);
    assert_value(&w, s, "T01", B, 2015, 0, 9);
    stats_free(s);
    world_close(&w);
}

static void all_ages_need_an_open_class(void **state)
{
    (void)state;
    struct world w;
    world_open(&w, POPULATION INDICATOR("T01", "gemeinde", "1", "none", PLAIN(OF("population"))));
    PUT(&w, "population", A, 2015, 30, .from = 0, .to = 18);
    PUT(&w, "population", A, 2015, 70, .from = 18, .to = AGE_OPEN);
    PUT(&w, "population", B, 2015, 30, .from = 0, .to = 18);
    PUT(&w, "population", C, 2015, 70, .from = 18, .to = AGE_OPEN);
    struct stats *s = compute(&w);
    assert_value(&w, s, "T01", A, 2015, 0, 100);
    assert_sign(&w, s, "T01", B, 2015, SIGN_ABSENT);
    assert_sign(&w, s, "T01", C, 2015, SIGN_ABSENT);
    stats_free(s);
    world_close(&w);
}

static void sexes_and_nationalities_are_not_guessed(void **state)
{
    (void)state;
    struct world w;
    world_open(&w, POPULATION INDICATOR("T01", "gemeinde", "1", "none", PLAIN(
        "<term measure=\"population\" nationality=\"german\"/>"))
        INDICATOR("T02", "gemeinde", "1", "none", PLAIN(OF("population"))));
    PUT(&w, "population", A, 2015, 100);
    PUT(&w, "population", A, 2015, 10, .nationality = NAT_FOREIGN);
    PUT(&w, "population", B, 2015, 40, .sex = SEX_MALE);
    PUT(&w, "population", B, 2015, 50, .sex = SEX_FEMALE);
    struct stats *s = compute(&w);
    size_t n = 9;
    stats_years(s, world_indicator(&w, "T01"), &n);
    assert_int_equal(n, 0);
    assert_null(stats_at(s, world_indicator(&w, "T01"), A, 2015, 0));
    assert_sign(&w, s, "T02", B, 2015, SIGN_ABSENT);
    stats_free(s);
    world_close(&w);
}

static void means_are_never_summed(void **state)
{
    (void)state;
    struct world w;
    world_open(&w, MEASURE("mean_age", "Durchschnittsalter", "no", "")
        INDICATOR("T01", "gemeinde", "1", "none", PLAIN(OF("mean_age"))));
    for (uint32_t a = A; a <= D; a++)
        PUT(&w, "mean_age", a, 2015, 40);
    PUT(&w, "mean_age", A, 2016, 30, .from = 0, .to = 50);
    PUT(&w, "mean_age", A, 2016, 60, .from = 50, .to = AGE_OPEN);
    PUT(&w, "mean_age", KREIS, 2016, 41);
    struct stats *s = compute(&w);
    assert_value(&w, s, "T01", A, 2015, 0, 40);
    assert_sign(&w, s, "T01", KREIS, 2015, SIGN_ABSENT);
    assert_sign(&w, s, "T01", PAIR, 2015, SIGN_ABSENT);
    assert_sign(&w, s, "T01", A, 2016, SIGN_ABSENT);
    assert_value(&w, s, "T01", KREIS, 2016, 0, 41);
    stats_free(s);
    world_close(&w);
}

#define CENSUS \
    "<basis from=\"2011\" name=\"Zensus 2011\"/><basis from=\"2024\" name=\"Zensus 2022\"/>"
#define LATE OVER(OF("cases"), OF("population"))
#define OFFSET                                                       \
    "<numerator>" OF("cases") "</numerator><denominator offset=\"-1\">" OF("population") \
    "</denominator>"

/* The population of 2010 lies before the first basis, that of 2011 on Zensus 2011. With the
 * year before as denominator, the break reaches the rate one year later, in 2012. The
 * cases have a basis of their own from 2013. */
static void breaks_follow_the_year_of_the_denominator(void **state)
{
    (void)state;
    struct world w;
    world_open(&w, MEASURE("cases", "Fälle", "yes", "<basis from=\"2013\" name=\"Neue Zählung\"/>")
        MEASURE("population", "Bevölkerung", "yes", CENSUS)
        INDICATOR("T01", "gemeinde", "100", "none", OFFSET)
        INDICATOR("T02", "gemeinde", "100", "none", LATE));
    for (int year = 2010; year <= 2014; year++) {
        PUT(&w, "cases", A, year, year - 2000);
        PUT(&w, "population", A, year, 1000 + (year - 2000) * 100);
    }
    struct stats *s = compute(&w);
    uint32_t t01 = world_indicator(&w, "T01");
    size_t n = 0;
    const int *years = stats_years(s, t01, &n);
    assert_int_equal(n, 4);
    assert_int_equal(years[0], 2011);
    assert_int_equal(years[3], 2014);
    assert_value(&w, s, "T01", A, 2011, 0, 100 * 11.0 / 2000);
    assert_null(stats_break(s, t01, 2011, 2011));
    assert_string_equal(stats_break(s, t01, 2011, 2012), "Zensus 2011");
    assert_string_equal(stats_break(s, t01, 2012, 2011), "Zensus 2011");
    assert_string_equal(stats_break(s, t01, 2012, 2014), "Neue Zählung");
    assert_string_equal(stats_break(s, t01, 2011, 2014), "Neue Zählung");
    assert_null(stats_break(s, t01, 2013, 2024)); /* denominator still of 2023 */
    assert_string_equal(stats_break(s, t01, 2013, 2025), "Zensus 2022");
    assert_null(stats_break(s, t01, 2013, 2014));
    assert_string_equal(stats_break(s, world_indicator(&w, "T02"), 2010, 2011), "Zensus 2011");
    int b11 = at(&w, s, "T01", A, 2011, 0)->basis, b12 = at(&w, s, "T01", A, 2012, 0)->basis;
    int b13 = at(&w, s, "T01", A, 2013, 0)->basis, b14 = at(&w, s, "T01", A, 2014, 0)->basis;
    assert_true(b11 != b12 && b12 != b13 && b11 != b13 && b13 == b14);
    stats_free(s);
    world_close(&w);
}

/* Both bases start in 2012, but the denominator of the year before brings its own into
 * the rate in 2013 only: that is the newest between 2011 and 2013. */
static void the_newest_break_is_named(void **state)
{
    (void)state;
    struct world w;
    world_open(&w, MEASURE("cases", "Fälle", "yes", "<basis from=\"2012\" name=\"Neue Zählung\"/>")
        MEASURE("population", "Bevölkerung", "yes", "<basis from=\"2012\" name=\"Zensus\"/>")
        INDICATOR("T01", "gemeinde", "100", "none", OFFSET));
    struct stats *s = compute(&w);
    uint32_t t01 = world_indicator(&w, "T01");
    assert_string_equal(stats_break(s, t01, 2011, 2012), "Neue Zählung");
    assert_string_equal(stats_break(s, t01, 2012, 2013), "Zensus");
    assert_string_equal(stats_break(s, t01, 2011, 2013), "Zensus");
    stats_free(s);
    world_close(&w);
}

static void a_denominator_of_nothing_makes_no_sense(void **state)
{
    (void)state;
    struct world w;
    world_open(&w, CASES POPULATION RATE);
    PUT(&w, "cases", A, 2015, 0);
    PUT(&w, "population", A, 2015, 0);
    PUT(&w, "cases", B, 2015, 5);
    PUT(&w, "population", B, 2015, 0, .sign = SIGN_NOTHING);
    PUT(&w, "cases", C, 2015, 0, .sign = SIGN_NOTHING);
    PUT(&w, "population", C, 2015, 50);
    PUT(&w, "cases", D, 2015, 5, .sign = SIGN_UNKNOWN);
    PUT(&w, "population", D, 2015, 0);
    PUT(&w, "cases", E, 2015, 5);
    PUT(&w, "population", E, 2015, -50);
    struct stats *s = compute(&w);
    assert_sign(&w, s, "T01", E, 2015, SIGN_CROSSED);
    assert_sign(&w, s, "T01", A, 2015, SIGN_CROSSED);
    assert_sign(&w, s, "T01", B, 2015, SIGN_CROSSED);
    assert_sign(&w, s, "T01", C, 2015, SIGN_NOTHING);
    assert_sign(&w, s, "T01", D, 2015, SIGN_UNKNOWN);
    stats_free(s);
    world_close(&w);
}

static void hostile_numbers_are_crossed_out(void **state)
{
    (void)state;
    struct world w;
    world_open(&w, CASES POPULATION
        INDICATOR("T01", "gemeinde", "100", "byar", OVER(OF("cases"), OF("population"))));
    static const double cases[] = {1e308, NAN, INFINITY, 1e308};
    static const double persons[] = {1e-300, 10, 10, 1e308};
    for (uint32_t i = 0; i < 4; i++) {
        PUT(&w, "cases", A + i, 2015, cases[i]);
        PUT(&w, "population", A + i, 2015, persons[i]);
    }
    struct stats *s = compute(&w);
    assert_sign(&w, s, "T01", A, 2015, SIGN_CROSSED);
    assert_sign(&w, s, "T01", B, 2015, SIGN_CROSSED);
    assert_sign(&w, s, "T01", C, 2015, SIGN_CROSSED);
    assert_sign(&w, s, "T01", KREIS, 2015, SIGN_CROSSED);
    const struct statistic *d = at(&w, s, "T01", D, 2015, 0);
    assert_true(isfinite(d->value) && isfinite(d->lower) && isfinite(d->upper998));
    stats_free(s);
    world_close(&w);
}

/* Births 8, deaths 13 per 1000 of 2500: (8 - 13) / 2500 * 1000 = -2. */
static void balances_may_be_negative(void **state)
{
    (void)state;
    struct world w;
    world_open(&w, MEASURE("births", "Geborene", "yes", "")
        MEASURE("deaths", "Gestorbene", "yes", "")
        POPULATION INDICATOR("T01", "gemeinde", "1000", "none",
        OVER(OF("births") "<term measure=\"deaths\" weight=\"-1\"/>", OF("population"))));
    PUT(&w, "births", A, 2015, 8);
    PUT(&w, "deaths", A, 2015, 13);
    PUT(&w, "population", A, 2015, 2500);
    struct stats *s = compute(&w);
    assert_value(&w, s, "T01", A, 2015, 0, -2);
    assert_false(at(&w, s, "T01", A, 2015, 0)->has_interval);
    stats_free(s);
    world_close(&w);
}

/* Wilson 5/100 -> 2.1544 .. 11.1750 %; exact Poisson 3 of 1000 per 100 -> 0.061867 ..
 * 0.876727; Byar 20 -> 1.221143 .. 3.088988. More cases than persons are no share. */
static void intervals_have_the_unit_of_the_indicator(void **state)
{
    (void)state;
    struct world w;
    world_open(&w, CASES POPULATION RATE
        INDICATOR("T02", "gemeinde", "100", "byar", OVER(OF("cases"), OF("population"))));
    PUT(&w, "cases", A, 2015, 5);
    PUT(&w, "population", A, 2015, 100);
    PUT(&w, "cases", B, 2015, 3);
    PUT(&w, "population", B, 2015, 1000);
    PUT(&w, "cases", C, 2015, 20);
    PUT(&w, "population", C, 2015, 1000);
    PUT(&w, "cases", D, 2015, 60);
    PUT(&w, "population", D, 2015, 50);
    struct stats *s = compute(&w);
    assert_near(at(&w, s, "T01", A, 2015, 0)->lower, 2.1544, 5e-5);
    assert_near(at(&w, s, "T01", A, 2015, 0)->upper, 11.1750, 5e-5);
    assert_near(at(&w, s, "T02", B, 2015, 0)->lower, 0.061867, 5e-7);
    assert_near(at(&w, s, "T02", B, 2015, 0)->upper, 0.876727, 5e-7);
    assert_near(at(&w, s, "T02", C, 2015, 0)->lower, 1.221143, 5e-7);
    assert_near(at(&w, s, "T02", C, 2015, 0)->upper, 3.088988, 5e-7);
    const struct statistic *a = at(&w, s, "T01", A, 2015, 0);
    assert_true(a->lower998 < a->lower && a->upper998 > a->upper);
    assert_true(at(&w, s, "T02", D, 2015, 0)->has_interval);
    assert_false(at(&w, s, "T01", D, 2015, 0)->has_interval);
    assert_value(&w, s, "T01", D, 2015, 0, 120);
    stats_free(s);
    world_close(&w);
}

/* The Kreis has 4 %. Wilson: 5/100 -> 2.15..11.18 similar; 123/4567 -> 2.26..3.20 lower;
 * 40/40 -> 91..100 higher; 4/40 at 95 % -> 3.96..23.05 similar. 60/1000 -> 4.69..7.65 at
 * 95 %, 4.07..8.75 at 99.8 % (score limits with z = 3.0902). In 2014, 55/1000 -> 4.25 at
 * 95 %, 3.66 at 99.8 %. The neighbour E is measured by its own Kreis (30 %). */
static void comparison_needs_the_kreis_outside_of_the_interval(void **state)
{
    (void)state;
    static const double cases[] = {5, 123, 40, 60};
    static const double persons[] = {100, 4567, 40, 1000};
    static const enum comparison should[] = {COMPARE_SIMILAR, COMPARE_LOWER, COMPARE_HIGHER,
                                             COMPARE_HIGHER};
    struct world w;
    world_open(&w, CASES POPULATION RATE
        INDICATOR("T02", "gemeinde", "1", "none", PLAIN(OF("cases"))));
    for (uint32_t i = 0; i < 4; i++) {
        PUT(&w, "cases", A + i, 2015, cases[i]);
        PUT(&w, "population", A + i, 2015, persons[i]);
        PUT(&w, "cases", A + i, 2016, cases[i]);
        PUT(&w, "population", A + i, 2016, persons[i]);
    }
    PUT(&w, "cases", A, 2014, 55);
    PUT(&w, "population", A, 2014, 1000);
    PUT(&w, "cases", KREIS, 2014, 400);
    PUT(&w, "population", KREIS, 2014, 10000);
    PUT(&w, "cases", E, 2015, 100);
    PUT(&w, "population", E, 2015, 1000);
    PUT(&w, "cases", OTHER, 2015, 300);
    PUT(&w, "population", OTHER, 2015, 1000);
    PUT(&w, "cases", KREIS, 2015, 400);
    PUT(&w, "population", KREIS, 2015, 10000);
    PUT(&w, "cases", KREIS, 2016, 0, .sign = SIGN_UNKNOWN);
    PUT(&w, "cases", LAND, 2015, 1);
    PUT(&w, "population", LAND, 2015, 1000);
    struct stats *s = compute(&w);
    for (uint32_t i = 0; i < 4; i++) {
        assert_int_equal(at(&w, s, "T01", A + i, 2015, 0)->district, should[i]);
        assert_int_equal(at(&w, s, "T01", A + i, 2016, 0)->district, COMPARE_NONE);
        assert_int_equal(at(&w, s, "T02", A + i, 2015, 0)->district, COMPARE_NONE);
    }
    assert_int_equal(at(&w, s, "T01", B, 2015, 0)->district998, COMPARE_LOWER);
    assert_int_equal(at(&w, s, "T01", D, 2015, 0)->district998, COMPARE_HIGHER);
    assert_int_equal(at(&w, s, "T01", A, 2014, 0)->district, COMPARE_HIGHER);
    assert_int_equal(at(&w, s, "T01", A, 2014, 0)->district998, COMPARE_SIMILAR);
    assert_int_equal(at(&w, s, "T01", E, 2015, 0)->district, COMPARE_LOWER);
    assert_int_equal(at(&w, s, "T01", PAIR, 2015, 0)->district, COMPARE_LOWER);
    assert_int_equal(at(&w, s, "T01", MIXED, 2015, 0)->sign, SIGN_VALUE);
    assert_int_equal(at(&w, s, "T01", MIXED, 2015, 0)->district, COMPARE_NONE);
    assert_int_equal(at(&w, s, "T01", KREIS, 2015, 0)->district, COMPARE_NONE);
    assert_int_equal(at(&w, s, "T01", LAND, 2015, 0)->district, COMPARE_NONE);
    stats_free(s);
    world_close(&w);
}

/* A 2 of 6 and C 1 of 3 are the same third: rank 1 both, then 3; D without figure. */
static void ranks_share_ties_and_leave_out_holes(void **state)
{
    (void)state;
    struct world w;
    world_open(&w, CASES POPULATION RATE);
    PUT(&w, "cases", A, 2015, 2);
    PUT(&w, "population", A, 2015, 6);
    PUT(&w, "cases", B, 2015, 0, .sign = SIGN_NOTHING);
    PUT(&w, "population", B, 2015, 6);
    PUT(&w, "cases", C, 2015, 1);
    PUT(&w, "population", C, 2015, 3);
    PUT(&w, "cases", KREIS, 2015, 90);
    PUT(&w, "population", KREIS, 2015, 100);
    PUT(&w, "cases", E, 2015, 99);
    PUT(&w, "population", E, 2015, 100);
    struct stats *s = compute(&w);
    static const int ranks[] = {1, 3, 1, 0};
    for (uint32_t i = 0; i < 4; i++) {
        assert_int_equal(at(&w, s, "T01", A + i, 2015, 0)->rank, ranks[i]);
        assert_int_equal(at(&w, s, "T01", A + i, 2015, 0)->rank_of, ranks[i] > 0 ? 3 : 0);
    }
    assert_int_equal(at(&w, s, "T01", KREIS, 2015, 0)->rank, 0);
    assert_int_equal(at(&w, s, "T01", PAIR, 2015, 0)->rank, 0);
    assert_int_equal(at(&w, s, "T01", E, 2015, 0)->rank_of, 1); /* of the neighbour */
    stats_free(s);
    world_close(&w);
}

#define PARTS "<parts sex=\"m w\" ages=\"0-17 18-\"/>"

/* Parts in order: m 0-17, m 18-, w 0-17, w 18-. A share is of the whole: 20 of 100. */
static void parts_restrict_the_numerator_only(void **state)
{
    (void)state;
    struct world w;
    world_open(&w, POPULATION
        INDICATOR("T01", "gemeinde", "100", "none",
                  OVER(OF("population"), OF("population")) PARTS)
        INDICATOR("T02", "gemeinde", "1", "none",
                  PLAIN("<term measure=\"population\" sex=\"w\" ages=\"10-\"/>") PARTS));
    PUT(&w, "population", A, 2015, 100);
    PUT(&w, "population", A, 2015, 20, .from = 0, .to = 18, .sex = SEX_MALE);
    PUT(&w, "population", A, 2015, 25, .from = 18, .to = AGE_OPEN, .sex = SEX_MALE);
    PUT(&w, "population", A, 2015, 7, .from = 0, .to = 10, .sex = SEX_FEMALE);
    PUT(&w, "population", A, 2015, 8, .from = 10, .to = 18, .sex = SEX_FEMALE);
    PUT(&w, "population", A, 2015, 40, .from = 18, .to = AGE_OPEN, .sex = SEX_FEMALE);
    struct stats *s = compute(&w);
    static const double shares[] = {100, 20, 25, 15, 40};
    for (uint32_t p = 0; p < 5; p++)
        assert_value(&w, s, "T01", A, 2015, p, shares[p]);
    assert_value(&w, s, "T02", A, 2015, 0, 48);
    assert_int_equal(at(&w, s, "T02", A, 2015, 1)->sign, SIGN_ABSENT); /* men among women */
    assert_int_equal(at(&w, s, "T02", A, 2015, 2)->sign, SIGN_ABSENT);
    assert_value(&w, s, "T02", A, 2015, 3, 8);
    assert_value(&w, s, "T02", A, 2015, 4, 40);
    stats_free(s);
    world_close(&w);
}

static void indicators_of_the_kreis_have_nothing_below(void **state)
{
    (void)state;
    struct world w;
    world_open(&w, CASES INDICATOR("T01", "kreis", "1", "none", PLAIN(OF("cases")))
        INDICATOR("T02", "gemeinde", "1", "none", PLAIN(OF("cases"))));
    PUT(&w, "cases", KREIS, 2015, 12);
    PUT(&w, "cases", A, 2015, 3);
    PUT(&w, "cases", B, 2015, 3);
    struct stats *s = compute(&w);
    assert_value(&w, s, "T01", KREIS, 2015, 0, 12);
    assert_sign(&w, s, "T01", A, 2015, SIGN_ABSENT);
    assert_sign(&w, s, "T01", PAIR, 2015, SIGN_ABSENT);
    assert_value(&w, s, "T02", A, 2015, 0, 3);
    assert_value(&w, s, "T02", PAIR, 2015, 0, 6);
    assert_int_equal(stats_cells(s, world_indicator(&w, "T01"), A, 2015, 0, NULL, 0), 0);
    stats_free(s);
    world_close(&w);
}

static void only_years_with_both_sides_count(void **state)
{
    (void)state;
    struct world w;
    world_open(&w, CASES POPULATION RATE);
    for (int year = 2008; year <= 2015; year++)
        PUT(&w, "cases", A, year, 5);
    PUT(&w, "population", A, 2010, 100);
    PUT(&w, "population", B, 2012, 100); /* a year of both, but for no area both */
    PUT(&w, "population", A, 2015, 0, .sign = SIGN_LATER);
    struct stats *s = compute(&w);
    size_t n = 0;
    const int *years = stats_years(s, world_indicator(&w, "T01"), &n);
    assert_int_equal(n, 2);
    assert_int_equal(years[0], 2010);
    assert_int_equal(years[1], 2015);
    assert_null(stats_at(s, world_indicator(&w, "T01"), A, 2012, 0));
    assert_sign(&w, s, "T01", A, 2015, SIGN_LATER);
    stats_free(s);
    world_close(&w);
}

/* What explain shows must be what was summed: same cells, weights and sides. */
static void assert_cells_sum_up(const struct world *w, const struct stats *s, const char *id,
                                uint32_t area, int year, uint32_t part, size_t should)
{
    struct stat_cell cells[64];
    const struct statistic *x = at(w, s, id, area, year, part);
    double sides[2] = {0, 0};
    size_t n = stats_cells(s, world_indicator(w, id), area, year, part, cells, 64);
    assert_int_equal(n, should);
    for (size_t i = 0; i < n; i++) {
        sides[cells[i].denominator] += cells[i].weight * facts_at(w->facts, cells[i].cell).value;
        if (i > 0) /* in order of the formula */
            assert_true(cells[i].denominator >= cells[i - 1].denominator);
    }
    assert_near(sides[0], x->numerator, 0);
    assert_near(sides[1], x->denominator, 0);
}

static void the_cells_behind_a_statistic_make_it(void **state)
{
    (void)state;
    struct world w;
    world_open(&w, CASES POPULATION INDICATOR("T01", "gemeinde", "100", "none",
        OVER(OF("cases") "<term measure=\"population\" ages=\"0-9\" weight=\"-0.5\"/>",
             OF("population"))));
    for (uint32_t a = A; a <= D; a++) {
        PUT(&w, "cases", a, 2015, a);
        PUT(&w, "population", a, 2015, 10 * a, .from = 0, .to = 6);
        PUT(&w, "population", a, 2015, 20 * a, .from = 6, .to = 10);
        PUT(&w, "population", a, 2015, 50 * a, .from = 10, .to = AGE_OPEN);
    }
    struct stats *s = compute(&w);
    assert_cells_sum_up(&w, s, "T01", B, 2015, 0, 1 + 2 + 3);
    assert_cells_sum_up(&w, s, "T01", PAIR, 2015, 0, 2 * (1 + 2 + 3));
    assert_cells_sum_up(&w, s, "T01", KREIS, 2015, 0, 4 * (1 + 2 + 3));
    struct stat_cell one[2] = {{.cell = 0}, {.cell = CELL_NONE, .weight = 7}};
    assert_int_equal(stats_cells(s, world_indicator(&w, "T01"), B, 2015, 0, one, 1), 6);
    assert_int_equal(one[1].cell, CELL_NONE); /* not written beyond max */
    assert_int_equal(facts_key(w.facts, one[0].cell).area, B);
    assert_int_equal(stats_cells(s, world_indicator(&w, "T01"), B, 1700, 0, NULL, 0), 0);
    assert_int_equal(stats_cells(s, world_indicator(&w, "T01"), LAND, 2015, 0, NULL, 0), 0);
    stats_free(s);
    world_close(&w);
}

static void the_origin_in_raw_records_is_known(void **state)
{
    (void)state;
    struct world w;
    world_open(&w, CASES POPULATION RATE);
    PUT(&w, "cases", A, 2015, 5, .source = EIGEN);
    PUT(&w, "population", A, 2015, 100);
    PUT(&w, "cases", B, 2015, 5);
    PUT(&w, "population", B, 2015, 100);
    struct stats *s = compute(&w);
    assert_true(at(&w, s, "T01", A, 2015, 0)->raw);
    assert_false(at(&w, s, "T01", B, 2015, 0)->raw);
    assert_true(at(&w, s, "T01", PAIR, 2015, 0)->raw);
    stats_free(s);
    world_close(&w);
}

static void figures_of_months_are_no_figures_of_years(void **state)
{
    (void)state;
    struct world w;
    uint32_t first = 0;
    world_open(&w, CASES INDICATOR("T01", "gemeinde", "1", "none", PLAIN(OF("cases"))));
    struct fact_key december = {.area = A, .year = 2015, .month = 12, .age_to = AGE_OPEN};
    facts_add(w.facts, december, (struct fact){.value = 5}, &first);
    struct stats *s = compute(&w);
    size_t n = 9;
    stats_years(s, world_indicator(&w, "T01"), &n);
    assert_int_equal(n, 0);
    stats_free(s);
    stats_free(NULL);
    world_close(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(larger_areas_are_ratios_of_sums),
        cmocka_unit_test(a_cell_of_its_own_goes_before_the_sum),
        cmocka_unit_test(a_sum_with_a_hole_takes_its_sign),
        cmocka_unit_test(ages_are_covered_by_the_fewest_classes),
        cmocka_unit_test(covers_are_found_among_many_classes),
        cmocka_unit_test(all_ages_need_an_open_class),
        cmocka_unit_test(sexes_and_nationalities_are_not_guessed),
        cmocka_unit_test(means_are_never_summed),
        cmocka_unit_test(breaks_follow_the_year_of_the_denominator),
        cmocka_unit_test(the_newest_break_is_named),
        cmocka_unit_test(a_denominator_of_nothing_makes_no_sense),
        cmocka_unit_test(hostile_numbers_are_crossed_out),
        cmocka_unit_test(balances_may_be_negative),
        cmocka_unit_test(intervals_have_the_unit_of_the_indicator),
        cmocka_unit_test(comparison_needs_the_kreis_outside_of_the_interval),
        cmocka_unit_test(ranks_share_ties_and_leave_out_holes),
        cmocka_unit_test(parts_restrict_the_numerator_only),
        cmocka_unit_test(indicators_of_the_kreis_have_nothing_below),
        cmocka_unit_test(only_years_with_both_sides_count),
        cmocka_unit_test(the_cells_behind_a_statistic_make_it),
        cmocka_unit_test(the_origin_in_raw_records_is_known),
        cmocka_unit_test(figures_of_months_are_no_figures_of_years),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
