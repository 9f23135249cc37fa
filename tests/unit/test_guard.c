/* The guard: a hidden value leaves no number anywhere, everything else stays. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include "guard/guard.h"
#include "stats/stats.h"
#include "world.h"

#define POPULATION MEASURE("population", "Bevölkerung", "yes", "")
#define CASES MEASURE("cases", "Fälle", "yes", "")
#define PROTECT(least, persons) \
    "<protection min-count=\"" least "\" min-denominator=\"" persons "\"/>"
#define RATE                                                                               \
    INDICATOR("T01", "gemeinde", "100", "wilson", OVER(OF("cases"), OF("population")) \
              PROTECT("3", "50"))
#define COUNT                                                            \
    INDICATOR("T02", "gemeinde", "1", "none", PLAIN(OF("cases")) PROTECT("3", "1"))

static void assert_near(double is, double should, double tolerance)
{
    if (!(fabs(is - should) <= tolerance))
        fail_msg("%.10g is not %.10g within %g", is, should, tolerance);
}

/* Closes the world: what is published must not need it any more. */
static struct published *publish(struct world *w)
{
    facts_close(w->facts, catalogue_measures(w->catalogue));
    struct stats *s = stats_compute(w->areas, w->catalogue, w->facts);
    struct published *p = guard_publish(w->areas, w->catalogue, w->facts, s);
    stats_free(s);
    world_close(w);
    return p;
}

static uint32_t indicator(const struct published *p, const char *id)
{
    uint32_t i = published_find_indicator(p, id);
    assert_int_not_equal(i, PUBLISHED_NONE);
    return i;
}

static const struct published_value *at(const struct published *p, const char *id, uint32_t area,
                                        int year, uint32_t part)
{
    const struct published_value *v = published_at(p, indicator(p, id), area, year, part);
    assert_non_null(v);
    return v;
}

/* Only sign, year and basis may differ from nothing at all. */
static void assert_silent(const struct published_value *v)
{
    assert_true(v->value == 0 && v->count == 0 && !v->has_count && v->marks == 0);
    assert_true(v->base == 0 && !v->has_base);
    assert_true(!v->has_interval && v->lower == 0 && v->upper == 0);
    assert_true(v->lower998 == 0 && v->upper998 == 0);
    assert_int_equal(v->district, PUBLISHED_NOT_COMPARED);
    assert_int_equal(v->district998, PUBLISHED_NOT_COMPARED);
    assert_true(v->rank == 0 && v->rank_of == 0);
}

static void assert_hidden(const struct published *p, const char *id, uint32_t area,
                          uint32_t part)
{
    const struct published_value *v = at(p, id, area, 2015, part);
    assert_int_equal(v->sign, SIGN_HIDDEN);
    assert_int_equal(v->year, 2015);
    assert_silent(v);
}

static void assert_shown(const struct published *p, const char *id, uint32_t area,
                         uint32_t part, double should)
{
    const struct published_value *v = at(p, id, area, 2015, part);
    assert_int_equal(v->sign, SIGN_VALUE);
    assert_near(v->value, should, 1e-9);
}

/* Whatever has no number has nothing else either, in all of the run. */
static void assert_all_silent(const struct published *p)
{
    size_t hidden = 0;
    for (uint32_t i = 0; i < published_indicators(p); i++) {
        const struct published_indicator *ind = published_indicator(p, i);
        for (size_t y = 0; y < ind->n_years; y++) {
            for (uint32_t part = 0; part <= ind->n_parts; part++) {
                for (uint32_t a = 0; a < N_AREAS; a++) {
                    const struct published_value *v =
                        published_at(p, i, a, ind->years[y], part);
                    if (!sign_counts(v->sign))
                        assert_silent(v);
                    assert_true(isfinite(v->value) && isfinite(v->upper998));
                    hidden += v->sign == SIGN_HIDDEN;
                }
            }
        }
    }
    assert_int_equal(hidden, published_hidden(p));
}

/* Around the least count of 3: 0 shown, 1 and 2 hidden, 3 shown. */
static void put_small(struct world *w, uint32_t source)
{
    static const double cases[] = {0, 1, 2, 3};
    for (uint32_t i = 0; i < 4; i++) {
        PUT(w, "cases", A + i, 2015, cases[i], .source = source, .marks = SIGN_PROVISIONAL);
        PUT(w, "population", A + i, 2015, 100);
    }
}

static void small_raw_counts_leave_no_number(void **state)
{
    (void)state;
    struct world w;
    world_open(&w, CASES POPULATION RATE COUNT);
    put_small(&w, EIGEN);
    struct published *p = publish(&w);
    assert_shown(p, "T01", A, 0, 0);
    assert_hidden(p, "T01", B, 0);
    assert_hidden(p, "T01", C, 0);
    assert_shown(p, "T01", D, 0, 3);
    assert_shown(p, "T02", A, 0, 0);
    assert_hidden(p, "T02", B, 0);
    assert_hidden(p, "T02", C, 0);
    assert_shown(p, "T02", D, 0, 3);
    assert_shown(p, "T02", KREIS, 0, 6);
    assert_hidden(p, "T02", PAIR, 0); /* 0 + 1: still below the least count */
    assert_int_equal(published_hidden(p), 6);
    assert_all_silent(p);
    published_free(p);
}

static void protected_sources_are_passed_through(void **state)
{
    (void)state;
    struct world w;
    world_open(&w, CASES POPULATION RATE COUNT);
    put_small(&w, AMT);
    PUT(&w, "cases", LAND, 2015, 0, .sign = SIGN_HIDDEN_UPSTREAM, .marks = SIGN_REVISED);
    PUT(&w, "cases", DG, 2015, 0, .sign = SIGN_LATER);
    struct published *p = publish(&w);
    assert_shown(p, "T02", B, 0, 1);
    assert_shown(p, "T02", C, 0, 2);
    assert_int_equal(at(p, "T02", C, 2015, 0)->marks, SIGN_PROVISIONAL);
    assert_int_equal(at(p, "T02", LAND, 2015, 0)->sign, SIGN_HIDDEN_UPSTREAM);
    assert_int_equal(at(p, "T02", DG, 2015, 0)->sign, SIGN_LATER);
    assert_int_equal(published_hidden(p), 0);
    assert_all_silent(p);
    published_free(p);
}

/* Without C (hidden), A 40 %, B 20 % and D 20 % rank 1, 2, 2 of 3: no gap. */
static void ranks_close_over_hidden_values(void **state)
{
    (void)state;
    static const double cases[] = {40, 20, 2, 20};
    struct world w;
    world_open(&w, CASES POPULATION INDICATOR("T01", "gemeinde", "100", "none",
        OVER(OF("cases"), OF("population")) PROTECT("3", "1")));
    for (uint32_t i = 0; i < 4; i++) {
        PUT(&w, "cases", A + i, 2015, cases[i], .source = EIGEN);
        PUT(&w, "population", A + i, 2015, i == 2 ? 3 : 100);
    }
    /* no total: nothing is hidden beside C */
    PUT(&w, "cases", KREIS, 2015, 0, .sign = SIGN_UNKNOWN);
    struct published *p = publish(&w);
    static const int ranks[] = {1, 2, 0, 2};
    for (uint32_t i = 0; i < 4; i++) {
        assert_int_equal(at(p, "T01", A + i, 2015, 0)->rank, ranks[i]);
        assert_int_equal(at(p, "T01", A + i, 2015, 0)->rank_of, ranks[i] > 0 ? 3 : 0);
    }
    assert_int_equal(at(p, "T01", KREIS, 2015, 0)->rank, 0);
    assert_all_silent(p);
    published_free(p);
}

/* T02 asks for 3 only, T03 for 10: 9.5 cases must not come back through T02. A measure of
 * its own (others) is not concerned. */
static void the_strictest_indicator_of_a_measure_rules(void **state)
{
    (void)state;
    struct world w;
    world_open(&w, CASES MEASURE("others", "Andere", "yes", "") POPULATION
        INDICATOR("T03", "gemeinde", "100", "byar", OVER(OF("cases"), OF("population"))
                  PROTECT("10", "1")) COUNT
        INDICATOR("T04", "gemeinde", "1", "none", PLAIN(OF("others")) PROTECT("3", "1")));
    PUT(&w, "cases", C, 2015, 9.5, .source = EIGEN);
    PUT(&w, "cases", D, 2015, 10, .source = EIGEN);
    PUT(&w, "others", C, 2015, 9.5, .source = EIGEN);
    PUT(&w, "population", C, 2015, 100);
    PUT(&w, "population", D, 2015, 100);
    struct published *p = publish(&w);
    assert_hidden(p, "T02", C, 0);
    assert_hidden(p, "T03", C, 0);
    assert_shown(p, "T02", D, 0, 10);
    assert_shown(p, "T03", D, 0, 10);
    assert_shown(p, "T04", C, 0, 9.5);
    published_free(p);
}

/* 100 official cases and 2 raw ones: 102 less what is published elsewhere gives 2. The
 * same for 102 - 2 raw, and for 2 raw persons below the line. */
static void a_small_count_does_not_hide_in_a_sum(void **state)
{
    (void)state;
    struct world w;
    world_open(&w, CASES MEASURE("few", "Wenige", "yes", "") POPULATION
        INDICATOR("T05", "gemeinde", "1", "none", PLAIN(OF("cases") OF("few")) PROTECT("3", "1"))
        INDICATOR("T06", "gemeinde", "1", "none",
                  PLAIN(OF("cases") "<term measure=\"few\" weight=\"-1\"/>") PROTECT("3", "1"))
        INDICATOR("T07", "gemeinde", "100", "none", OVER(OF("cases"), OF("few"))
                  PROTECT("3", "1")));
    for (uint32_t i = 0; i < 2; i++) {
        PUT(&w, "cases", C + i, 2015, 100);
        PUT(&w, "few", C + i, 2015, 2 + i, .source = EIGEN);
    }
    struct published *p = publish(&w);
    assert_hidden(p, "T05", C, 0);
    assert_hidden(p, "T06", C, 0);
    assert_hidden(p, "T07", C, 0);
    assert_shown(p, "T05", D, 0, 103);
    assert_shown(p, "T06", D, 0, 97);
    assert_shown(p, "T07", D, 0, 100.0 / 3 * 100);
    assert_all_silent(p);
    published_free(p);
}

/* Women among the cases (2 of 50), cases over raw persons (9 over 2), men less women
 * (40 - 2), one raw measure beside another (2 + 50), a group of a raw and an official
 * count (2 + 100): each shows the 2 to whoever knows the rest. */
static void small_counts_are_found_on_every_side(void **state)
{
    (void)state;
    struct world w;
    world_open(&w, CASES MEASURE("base", "Basis", "yes", "") MEASURE("few", "Wenige", "yes", "")
        INDICATOR("T01", "gemeinde", "100", "none",
                  OVER("<term measure=\"cases\" sex=\"w\"/>", OF("cases")) PROTECT("3", "1"))
        INDICATOR("T02", "gemeinde", "1", "none", PLAIN("<term measure=\"cases\" sex=\"m\"/>"
                  "<term measure=\"cases\" sex=\"w\" weight=\"-1\"/>") PROTECT("3", "1"))
        INDICATOR("T03", "gemeinde", "1", "none", PLAIN(OF("few") OF("cases")) PROTECT("3", "1"))
        INDICATOR("T04", "gemeinde", "1", "none", OVER(OF("cases"), OF("base"))
                  PROTECT("3", "1"))
        INDICATOR("T05", "gemeinde", "1", "none", PLAIN(OF("few")) PROTECT("3", "1")));
    for (uint32_t i = 0; i < 2; i++) {
        PUT(&w, "cases", C + i, 2015, 50, .source = EIGEN);
        PUT(&w, "cases", C + i, 2015, 40, .source = EIGEN, .sex = SEX_MALE);
        PUT(&w, "cases", C + i, 2015, 2 + i, .source = EIGEN, .sex = SEX_FEMALE);
        PUT(&w, "base", C + i, 2015, 2 + i, .source = EIGEN);
        PUT(&w, "few", C + i, 2015, 2 + i, .source = EIGEN);
    }
    PUT(&w, "few", A, 2015, 2, .source = EIGEN);
    PUT(&w, "few", B, 2015, 100);
    PUT(&w, "few", E, 2015, 1);
    PUT(&w, "few", KREIS, 2015, 0, .sign = SIGN_UNKNOWN); /* no total, no complement */
    struct published *p = publish(&w);
    static const char *const ids[] = {"T01", "T02", "T03", "T04"};
    for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++) {
        assert_hidden(p, ids[i], C, 0);
        assert_int_equal(at(p, ids[i], D, 2015, 0)->sign, SIGN_VALUE);
    }
    assert_hidden(p, "T05", PAIR, 0);
    assert_shown(p, "T05", B, 0, 100);
    assert_shown(p, "T05", E, 0, 1);
    assert_all_silent(p);
    published_free(p);
}

static void means_of_a_deliverer_are_no_counts(void **state)
{
    (void)state;
    struct world w;
    world_open(&w, MEASURE("mean", "Mittel", "no", "")
        INDICATOR("T01", "gemeinde", "1", "none", PLAIN(OF("mean")) PROTECT("3", "1")));
    PUT(&w, "mean", A, 2015, 1.5, .source = EIGEN);
    struct published *p = publish(&w);
    assert_shown(p, "T01", A, 0, 1.5);
    assert_false(at(p, "T01", A, 2015, 0)->has_count);
    published_free(p);
}

#define PARTS "<parts sex=\"m w\" ages=\"0-17 18-\"/>"

static void parts_are_protected_on_their_own(void **state)
{
    (void)state;
    struct world w;
    world_open(&w, CASES POPULATION INDICATOR("T01", "gemeinde", "1", "none",
                                              PLAIN(OF("cases")) PROTECT("3", "1") PARTS));
    PUT(&w, "cases", A, 2015, 50, .source = EIGEN);
    PUT(&w, "cases", A, 2015, 1, .source = EIGEN, .from = 0, .to = 18, .sex = SEX_MALE);
    PUT(&w, "cases", A, 2015, 20, .source = EIGEN, .from = 18, .to = AGE_OPEN, .sex = SEX_MALE);
    PUT(&w, "cases", A, 2015, 2, .source = EIGEN, .from = 0, .to = 10, .sex = SEX_FEMALE);
    PUT(&w, "cases", A, 2015, 2, .source = EIGEN, .from = 10, .to = 18, .sex = SEX_FEMALE);
    PUT(&w, "cases", A, 2015, 25, .source = EIGEN, .from = 18, .to = AGE_OPEN,
        .sex = SEX_FEMALE);
    struct published *p = publish(&w);
    assert_shown(p, "T01", A, 0, 50);
    assert_hidden(p, "T01", A, 1);
    assert_shown(p, "T01", A, 2, 20);
    assert_hidden(p, "T01", A, 3); /* 2 + 2 are 4, but 50 less the others would tell the 1 */
    assert_true(at(p, "T01", A, 2015, 3)->for_others);
    assert_shown(p, "T01", A, 4, 25);
    const struct published_indicator *ind = published_indicator(p, indicator(p, "T01"));
    assert_int_equal(ind->n_parts, 4);
    assert_true(ind->parts[2].sex == 2 && ind->parts[2].age_from == 0 &&
                ind->parts[2].age_to == 18 && ind->parts[3].age_to == 127);
    assert_all_silent(p);
    published_free(p);
}

/* The Kreis has 2 raw cases in all: nobody may be told to lie above or below it. */
static void nothing_is_compared_with_a_hidden_kreis(void **state)
{
    (void)state;
    struct world w;
    world_open(&w, CASES POPULATION RATE);
    PUT(&w, "cases", KREIS, 2015, 2, .source = EIGEN);
    PUT(&w, "population", KREIS, 2015, 1000);
    PUT(&w, "cases", KREIS, 2016, 5, .source = EIGEN);
    PUT(&w, "population", KREIS, 2016, 1000);
    for (int year = 2015; year <= 2016; year++) {
        PUT(&w, "cases", A, year, 40);
        PUT(&w, "population", A, year, 100);
    }
    PUT(&w, "cases", E, 2015, 40); /* its own Kreis is shown: 40 of 100 */
    PUT(&w, "population", E, 2015, 100);
    struct published *p = publish(&w);
    assert_hidden(p, "T01", KREIS, 0);
    assert_int_equal(at(p, "T01", E, 2015, 0)->district, PUBLISHED_SIMILAR);
    assert_int_equal(at(p, "T01", A, 2015, 0)->district, PUBLISHED_NOT_COMPARED);
    assert_int_equal(at(p, "T01", A, 2015, 0)->district998, PUBLISHED_NOT_COMPARED);
    assert_int_equal(at(p, "T01", A, 2016, 0)->district, PUBLISHED_HIGHER);
    assert_int_equal(at(p, "T01", A, 2016, 0)->district998, PUBLISHED_HIGHER);
    assert_true(at(p, "T01", A, 2015, 0)->has_interval);
    published_free(p);
}

/* Least denominator 50: 49 "/", 50 shown. Fewer than ten cases "( )", none and ten not. */
static void thin_rates_are_unsure_or_limited(void **state)
{
    (void)state;
    static const double cases[] = {20, 9, 10, 0};
    static const double persons[] = {49, 50, 50, 50};
    struct world w;
    world_open(&w, CASES POPULATION RATE COUNT);
    for (uint32_t i = 0; i < 4; i++) {
        PUT(&w, "cases", A + i, 2015, cases[i]);
        PUT(&w, "population", A + i, 2015, persons[i]);
    }
    struct published *p = publish(&w);
    assert_int_equal(at(p, "T01", A, 2015, 0)->sign, SIGN_UNSURE);
    assert_silent(at(p, "T01", A, 2015, 0));
    assert_shown(p, "T01", B, 0, 18);
    assert_int_equal(at(p, "T01", B, 2015, 0)->marks, SIGN_LIMITED);
    assert_int_equal(at(p, "T01", C, 2015, 0)->marks, 0);
    assert_int_equal(at(p, "T01", D, 2015, 0)->marks, 0);
    assert_int_equal(at(p, "T01", C, 2015, 0)->rank, 1); /* A would have been first */
    assert_int_equal(at(p, "T01", C, 2015, 0)->rank_of, 3);
    assert_int_equal(at(p, "T02", B, 2015, 0)->marks, 0); /* a count is as sure as can be */
    assert_int_equal(published_hidden(p), 0);
    assert_all_silent(p);
    published_free(p);
}

/* Less than ten euros are not few cases; less than ten foreigners are. */
static void only_cases_can_be_few(void **state)
{
    (void)state;
    struct world w;
    world_open(&w, CASES POPULATION
        "<measure id=\"tax\" unit=\"EUR\" reference=\"Jahr\" additive=\"yes\"><name>Steuer</name>"
        "</measure>"
        INDICATOR("T01", "gemeinde", "1", "none", OVER(OF("tax"), OF("population")))
        INDICATOR("T02", "gemeinde", "100", "none", OVER(OF("cases"), OF("population")))
        INDICATOR("T03", "gemeinde", "100", "none",
                  OVER("<term measure=\"cases\" weight=\"-1\"/>" OF("population"),
                       OF("population"))));
    PUT(&w, "tax", A, 2015, 5);
    PUT(&w, "cases", A, 2015, 91);
    PUT(&w, "population", A, 2015, 100);
    PUT(&w, "cases", B, 2015, 5);
    PUT(&w, "population", B, 2015, 100);
    struct published *p = publish(&w);
    assert_int_equal(at(p, "T01", A, 2015, 0)->marks, 0);
    assert_int_equal(at(p, "T02", A, 2015, 0)->marks, 0);
    assert_int_equal(at(p, "T02", B, 2015, 0)->marks, SIGN_LIMITED);
    assert_int_equal(at(p, "T03", A, 2015, 0)->marks, 0); /* a balance of 9 */
    published_free(p);
}

static void counts_are_told_where_the_numerator_is_one(void **state)
{
    (void)state;
    struct world w;
    world_open(&w, CASES POPULATION RATE COUNT
        INDICATOR("T03", "gemeinde", "100", "none", OVER(OF("cases"), OF("population"))));
    PUT(&w, "cases", A, 2015, 12);
    PUT(&w, "population", A, 2015, 100);
    struct published *p = publish(&w);
    assert_true(at(p, "T01", A, 2015, 0)->has_count);
    assert_near(at(p, "T01", A, 2015, 0)->count, 12, 0);
    assert_true(at(p, "T02", A, 2015, 0)->has_count);
    assert_near(at(p, "T02", A, 2015, 0)->count, 12, 0);
    assert_false(at(p, "T03", A, 2015, 0)->has_count);
    assert_near(at(p, "T03", A, 2015, 0)->count, 0, 0);
    published_free(p);
}

/* Wilson 5/100 -> 2.1544 .. 11.1750 %: nothing is lost on the way. */
static void what_may_be_seen_arrives_complete(void **state)
{
    (void)state;
    struct world w;
    world_open(&w, CASES POPULATION RATE);
    PUT(&w, "cases", A, 2015, 5);
    PUT(&w, "population", A, 2015, 100);
    struct published *p = publish(&w);
    const struct published_value *v = at(p, "T01", A, 2015, 0);
    assert_true(v->has_interval);
    assert_near(v->lower, 2.1544, 5e-5);
    assert_near(v->upper, 11.1750, 5e-5);
    assert_true(v->lower998 < v->lower && v->upper998 > v->upper && v->lower998 > 0);
    assert_int_equal(v->rank, 1);
    assert_int_equal(v->rank_of, 1);
    published_free(p);
}

static void years_latest_and_breaks(void **state)
{
    (void)state;
    struct world w;
    world_open(&w, MEASURE("cases", "Fälle", "yes",
                           "<basis from=\"2013\" name=\"Neue Zählung\"/>"
                           "<basis from=\"2014\" name=\"Neueste Zählung\"/>") COUNT);
    PUT(&w, "cases", A, 2011, 10);
    PUT(&w, "cases", A, 2012, 0, .sign = SIGN_UNKNOWN); /* no number at all in 2012 */
    PUT(&w, "cases", A, 2013, 12);
    PUT(&w, "cases", A, 2014, 2, .source = EIGEN);      /* hidden; B has a number */
    PUT(&w, "cases", B, 2014, 50);
    struct published *p = publish(&w);
    uint32_t t = indicator(p, "t02"); /* case tolerant */
    const struct published_indicator *ind = published_indicator(p, t);
    assert_int_equal(ind->n_years, 3);
    assert_int_equal(ind->years[1], 2013);
    assert_null(published_at(p, t, A, 2012, 0));
    assert_int_equal(published_latest(p, t, A)->year, 2013);
    assert_int_equal(published_latest(p, t, B)->year, 2014);
    assert_null(published_latest(p, t, C));
    assert_string_equal(published_break(p, t, 2011, 2013), "Neue Zählung");
    assert_string_equal(published_break(p, t, 2012, 2013), "Neue Zählung");
    assert_string_equal(published_break(p, t, 2011, 2014), "Neueste Zählung");
    assert_string_equal(published_break(p, t, 2014, 2011), "Neueste Zählung");
    assert_null(published_break(p, t, 2011, 2012));
    assert_null(published_break(p, t, 2014, 2014));
    assert_true(published_at(p, t, A, 2011, 0)->basis != published_at(p, t, A, 2013, 0)->basis);
    published_free(p);
}

static void areas_sources_and_fields_are_handed_on(void **state)
{
    (void)state;
    struct world w;
    world_open(&w, CASES POPULATION RATE COUNT);
    PUT(&w, "cases", A, 2015, 30, .source = EIGEN);
    PUT(&w, "population", A, 2015, 100, .source = AMT);
    struct published *p = publish(&w);
    assert_int_equal(published_areas(p), N_AREAS);
    assert_int_equal(published_find_area(p, "08999003"), C);
    assert_int_equal(published_find_area(p, "0899900"), PUBLISHED_NONE);
    assert_int_equal(published_district(p), KREIS);
    assert_int_equal(published_area(p, C)->parent, KREIS);
    assert_int_equal(published_area(p, DG)->parent, PUBLISHED_NONE);
    assert_int_equal(published_area(p, PAIR)->kind, PUBLISHED_GROUP);
    assert_string_equal(published_area(p, KREIS)->short_name, "Muster");
    assert_int_equal(published_find_indicator(p, "T99"), PUBLISHED_NONE);
    const struct published_indicator *rate = published_indicator(p, indicator(p, "T01"));
    assert_int_equal(rate->n_sources, 2);
    const struct published_indicator *count = published_indicator(p, indicator(p, "T02"));
    assert_int_equal(count->n_sources, 1);
    assert_int_equal(count->sources[0], EIGEN);
    assert_int_equal(published_sources(p), 2);
    assert_string_equal(published_source(p, AMT)->status, "amtlich");
    assert_string_equal(published_source(p, EIGEN)->status, "eigene Aufzeichnungen");
    assert_int_equal(published_fields(p), 1);
    assert_string_equal(published_field(p, 0)->leitziele[0], "Alle Kinder wachsen gut auf.");
    assert_string_equal(rate->interval, "Wilson");
    assert_string_equal(count->interval, "");
    assert_int_equal(rate->polarity, PUBLISHED_BURDEN);
    published_free(p);
}

static void formulas_read_like_german(void **state)
{
    (void)state;
    struct world w;
    world_open(&w, CASES MEASURE("deaths", "Gestorbene", "yes", "") POPULATION
        INDICATOR("T01", "gemeinde", "100", "none", "<numerator>" OF("cases") "</numerator>"
            "<denominator offset=\"-1\"><term measure=\"population\" ages=\"15-64\"/>"
            "</denominator>")
        INDICATOR("T02", "gemeinde", "1", "none", PLAIN(OF("cases")))
        INDICATOR("T03", "gemeinde", "1000", "none",
            OVER(OF("cases") "<term measure=\"deaths\" weight=\"-1\"/>", OF("population")))
        INDICATOR("T04", "gemeinde", "100", "none",
            OVER("<term measure=\"population\" sex=\"w\" nationality=\"foreign\" ages=\"65-\"/>",
                 "<term measure=\"population\" ages=\"0-2\"/>"
                 "<term measure=\"cases\" weight=\"0.5\"/>")));
    struct published *p = publish(&w);
    assert_string_equal(published_indicator(p, 0)->formula,
                        "Fälle / Bevölkerung (15 bis unter 65 Jahre, Vorjahr) · 100");
    assert_string_equal(published_indicator(p, 1)->formula, "Fälle");
    assert_string_equal(published_indicator(p, 2)->formula,
                        "(Fälle − Gestorbene) / Bevölkerung · 1\u202F000");
    assert_string_equal(published_indicator(p, 3)->formula,
                        "Bevölkerung (weiblich, ausländische Staatsangehörigkeit, "
                        "65 Jahre und älter) / (Bevölkerung (unter 3 Jahre) + 0,5 · Fälle) "
                        "· 100");
    published_free(p);
}

static void the_dump_tells_all_and_nothing_hidden(void **state)
{
    (void)state;
    static const char should[] =
        "area;indicator;part;year;value;sign;marks;lower;upper;lower998;upper998;district;"
        "district998;rank;count;basis\n"
        "08999;T02;;2015;6;;p;;;;;;;;6;0\n"
        "08999001;T02;;2015;0;;p;;;;;;;2/2;0;0\n"
        "08999002;T02;;2015;;hidden;;;;;;;;;;0\n"
        "08999003;T02;;2015;;hidden;;;;;;;;;;0\n"
        "08999004;T02;;2015;3;;p;;;;;;;1/2;3;0\n"
        "AB;T02;;2015;;hidden;;;;;;;;;;0\n"
        "08999001;T02;m0-17;2015;0.1;;;;;;;;;1/1;0.1;0\n"
        "08999002;T02;w18-;2015;0.25;;;;;;;;;1/1;0.25;0\n";
    struct world w;
    world_open(&w, CASES POPULATION INDICATOR("T02", "gemeinde", "1", "none",
                                              PLAIN(OF("cases")) PROTECT("3", "1") PARTS));
    put_small(&w, EIGEN);
    PUT(&w, "cases", A, 2015, 0.1, .from = 0, .to = 18, .sex = SEX_MALE);
    PUT(&w, "cases", B, 2015, 0.25, .from = 18, .to = AGE_OPEN, .sex = SEX_FEMALE);
    struct published *p = publish(&w);
    char *text = published_dump(p);
    assert_string_equal(text, should);
    free(text);
    published_free(p);
    published_free(NULL);
}

/* Persons stand beside rates with an interval; limits are those of R (test_funnel.c) for
 * 6 % of 2,000 persons and 18 cases expected, in the unit of the indicator. */
static void bases_and_limits_come_with_intervals(void **state)
{
    (void)state;
    struct world w;
    struct published_limits k;
    world_open(&w, CASES POPULATION RATE COUNT
        INDICATOR("T03", "gemeinde", "1000", "byar", OVER(OF("cases"), OF("population"))
                  PROTECT("3", "1")));
    PUT(&w, "cases", A, 2015, 120);
    PUT(&w, "population", A, 2015, 2000);
    struct published *p = publish(&w);
    assert_true(at(p, "T01", A, 2015, 0)->has_base);
    assert_near(at(p, "T01", A, 2015, 0)->base, 2000, 0);
    assert_false(at(p, "T02", A, 2015, 0)->has_base);
    assert_string_equal(published_indicator(p, indicator(p, "T01"))->base, "Bevölkerung");
    assert_string_equal(published_indicator(p, indicator(p, "T02"))->base, "");
    assert_true(published_limits(p, indicator(p, "T01"), 6, 2000, &k));
    assert_near(k.low998, 87.9822663987 / 20, 1e-9);
    assert_near(k.low95, 99.1056961933 / 20, 1e-9);
    assert_near(k.high95, 140.7370348017 / 20, 1e-9);
    assert_near(k.high998, 153.5631694332 / 20, 1e-9);
    assert_true(published_limits(p, indicator(p, "T03"), 9, 2000, &k));
    assert_near(k.low998, 5.9396130573 / 2, 1e-9);
    assert_near(k.high998, 31.9528482351 / 2, 1e-9);
    assert_false(published_limits(p, indicator(p, "T02"), 6, 2000, &k));
    assert_false(published_limits(p, indicator(p, "T01"), 101, 2000, &k));
    assert_false(published_limits(p, indicator(p, "T01"), 6, 0, &k));
    published_free(p);
}

/* Any counts, any origin: what is silent is silent, what is shown is not small. */
static void nothing_small_gets_out_of_random_worlds(void **state)
{
    (void)state;
    uint32_t seed = 12345;
    for (int round = 0; round < 60; round++) {
        struct world w;
        world_open(&w, CASES POPULATION RATE COUNT);
        double raw[N_AREAS];
        for (uint32_t a = KREIS; a <= D; a++) {
            seed = seed * 1664525u + 1013904223u;
            raw[a] = (double)(seed >> 28) - 1;
            if (raw[a] < 0 || (a == KREIS && round % 2 == 0))
                continue;
            PUT(&w, "cases", a, 2015, raw[a], .source = EIGEN);
            PUT(&w, "population", a, 2015, 40 + (double)(seed >> 20 & 31));
        }
        struct published *p = publish(&w);
        assert_all_silent(p);
        for (uint32_t a = A; a <= D; a++) {
            const struct published_value *v =
                published_at(p, indicator(p, "T02"), a, 2015, 0);
            bool small = raw[a] > 0 && raw[a] < 3;
            if (v == NULL || raw[a] < 0)
                continue;
            assert_int_equal(v->sign, small || v->for_others ? SIGN_HIDDEN : SIGN_VALUE);
            assert_false(v->for_others && raw[a] < 3);
        }
        published_free(p);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(small_raw_counts_leave_no_number),
        cmocka_unit_test(protected_sources_are_passed_through),
        cmocka_unit_test(ranks_close_over_hidden_values),
        cmocka_unit_test(the_strictest_indicator_of_a_measure_rules),
        cmocka_unit_test(a_small_count_does_not_hide_in_a_sum),
        cmocka_unit_test(small_counts_are_found_on_every_side),
        cmocka_unit_test(means_of_a_deliverer_are_no_counts),
        cmocka_unit_test(parts_are_protected_on_their_own),
        cmocka_unit_test(nothing_is_compared_with_a_hidden_kreis),
        cmocka_unit_test(thin_rates_are_unsure_or_limited),
        cmocka_unit_test(only_cases_can_be_few),
        cmocka_unit_test(counts_are_told_where_the_numerator_is_one),
        cmocka_unit_test(what_may_be_seen_arrives_complete),
        cmocka_unit_test(years_latest_and_breaks),
        cmocka_unit_test(areas_sources_and_fields_are_handed_on),
        cmocka_unit_test(formulas_read_like_german),
        cmocka_unit_test(the_dump_tells_all_and_nothing_hidden),
        cmocka_unit_test(bases_and_limits_come_with_intervals),
        cmocka_unit_test(nothing_small_gets_out_of_random_worlds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
