/* Primary rules beyond the least count of an indicator: least count of a source, dominance,
 * units behind, none or all of a group, denominators that are no persons; and every mark of
 * a publisher reaches the published figure. */
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
#define HOMES MEASURE("homes", "Haushalte", "yes", "")
#define AMOUNT(id, unit)                                                                    \
    "<measure id=\"" id "\" unit=\"" unit "\" reference=\"Jahr\" additive=\"yes\" amount=\"yes\">" \
    "<name>Betrag " id "</name></measure>"
#define MONEY AMOUNT("money", "Euro") AMOUNT("first", "Euro") AMOUNT("second", "Euro")
#define PROTECT(more) "<protection min-count=\"3\" min-denominator=\"50\"" more "/>"
#define COUNT(id, measure, more) \
    INDICATOR(id, "gemeinde", "1", "none", PLAIN(OF(measure)) PROTECT(more))
#define RATE(id, more) \
    INDICATOR(id, "gemeinde", "100", "wilson", OVER(OF("cases"), OF("population")) PROTECT(more))

#define INDICATOR_HEAD                                                                     \
    "<indicator id=\"T01\" handlungsfeld=\"0\" level=\"gemeinde\" unit=\"Wert\" factor=\"1\""   \
    " decimals=\"1\" polarity=\"burden\" interval=\"none\"><name>A</name><short>A</short>"      \
    "<per>je</per><definition>Text.</definition>" PLAIN(OF("money"))                       \
    "<protection min-count=\"3\""

struct shown { /* what came out */
    struct published *p;
};

static struct shown publish(struct world *w)
{
    facts_close(w->facts, catalogue_measures(w->catalogue));
    struct stats *s = stats_compute(w->areas, w->catalogue, w->facts);
    struct shown x = {guard_publish(w->areas, w->catalogue, w->facts, s)};
    stats_free(s);
    world_close(w);
    return x;
}

static const struct published_value *at(struct shown x, const char *id, uint32_t area)
{
    uint32_t i = published_find_indicator(x.p, id);
    assert_int_not_equal(i, PUBLISHED_NONE);
    const struct published_value *v = published_at(x.p, i, area, 2015, 0);
    assert_non_null(v);
    return v;
}

/* For its own sake: what is hidden beside it is another rule's. */
static bool hidden(struct shown x, const char *id, uint32_t area)
{
    const struct published_value *v = at(x, id, area);
    assert_true(v->sign == SIGN_HIDDEN || sign_counts(v->sign));
    if (v->sign == SIGN_HIDDEN)
        assert_true(!(v->value > 0) && !(v->value < 0) && !v->has_count && v->rank == 0);
    return v->sign == SIGN_HIDDEN && !v->for_others;
}

/* The source's least count holds where the indicator asks for less, for its own counts. */
static void least_count_of_a_source(void **state)
{
    (void)state;
    struct world w;
    world_open_with(&w, CASES POPULATION COUNT("T01", "cases", "") COUNT("T02", "population", ""),
                    " min-count=\"10\"");
    static const double counts[] = {0, 9, 10};
    for (uint32_t i = 0; i < 3; i++) {
        PUT(&w, "cases", A + i, 2015, counts[i], .source = EIGEN);
        PUT(&w, "population", A + i, 2015, 5, .source = AMT);
    }
    struct shown x = publish(&w);
    assert_false(hidden(x, "T01", A));
    assert_true(hidden(x, "T01", B));
    assert_false(hidden(x, "T01", C));
    assert_false(hidden(x, "T02", A));
    assert_false(at(x, "T01", B)->sensitive);
    published_free(x.p);
}

/* And the indicator's where the source asks for less. */
static void the_strictest_of_source_and_indicator_counts(void **state)
{
    (void)state;
    struct world w;
    world_open_with(&w, CASES COUNT("T01", "cases", ""), " min-count=\"2\"");
    PUT(&w, "cases", E, 2015, 2, .source = EIGEN);
    PUT(&w, "cases", A, 2015, 3, .source = EIGEN);
    struct shown x = publish(&w);
    assert_true(hidden(x, "T01", E));
    assert_false(hidden(x, "T01", A));
    published_free(x.p);
}

static void put_money(struct world *w, uint32_t area, double total, double first, double second)
{
    PUT(w, "money", area, 2015, total, .source = EIGEN);
    PUT(w, "first", area, 2015, first, .source = EIGEN);
    PUT(w, "second", area, 2015, second, .source = EIGEN);
}

/* The case with which the handbooks of disclosure control explain why the p% rule is
 * better: of 100,000 the two largest are 50,000 and 49,000. The (1,90) rule sees no harm,
 * but the second knows the first to 2 %: 100,000 - 49,000 = 51,000. */
static void put_contributions(struct world *w)
{
    put_money(w, A, 100000, 50000, 49000);
    put_money(w, B, 100000, 90000, 1000); /* just 90 %; the rest is 9,000 = 10 % of 90,000 */
    put_money(w, C, 100000, 90001, 1000);
    put_money(w, D, 100000, 40000, 20000);
    put_money(w, E, 0, 0, 0);
}

static void one_contributor_dominates(void **state)
{
    (void)state;
    struct world w;
    world_open(&w, MONEY COUNT("T01", "money",
                               " dominance-largest=\"first\" dominance-share=\"90\""));
    put_contributions(&w);
    struct shown x = publish(&w);
    assert_false(hidden(x, "T01", A));
    assert_false(hidden(x, "T01", B));
    assert_true(hidden(x, "T01", C));
    assert_false(hidden(x, "T01", D));
    assert_false(hidden(x, "T01", E));
    assert_true(at(x, "T01", C)->sensitive);
    assert_int_equal(guard_unchecked(x.p), 0);
    published_free(x.p);
}

static void the_second_could_estimate_the_first(void **state)
{
    (void)state;
    struct world w;
    world_open(&w, MONEY COUNT("T01", "money",
                               " dominance-largest=\"first\" dominance-second=\"second\""
                               " dominance-p=\"10\"")
                       COUNT("T02", "money", ""));
    put_contributions(&w);
    struct shown x = publish(&w);
    assert_true(hidden(x, "T01", A)); /* 1,000 < 5,000 */
    assert_false(hidden(x, "T01", B)); /* 9,000 = 9,000 */
    assert_true(hidden(x, "T01", C));  /* 8,999 < 9,000.1 */
    assert_false(hidden(x, "T01", D));
    assert_false(hidden(x, "T01", E));
    assert_true(hidden(x, "T02", A)); /* the rule is the measure's, in every indicator */
    assert_false(hidden(x, "T02", D));
    published_free(x.p);
}

/* The largest of a sum is the largest of its members; protected figures have no rule. */
static void dominance_in_a_sum(void **state)
{
    (void)state;
    struct world w;
    world_open(&w, MONEY COUNT("T01", "money",
                               " dominance-largest=\"first\" dominance-second=\"second\""
                               " dominance-share=\"85\" dominance-p=\"15\""));
    put_money(&w, A, 1000, 900, 50);
    put_money(&w, B, 100, 40, 20); /* both: 1,100; 900 is 82 %, the rest without 50 is 150 */
    put_money(&w, C, 10, 4, 2);
    put_money(&w, D, 10, 4, 2);
    PUT(&w, "money", E, 2015, 70, .source = AMT);
    struct shown x = publish(&w);
    assert_true(hidden(x, "T01", A));
    assert_false(hidden(x, "T01", B));
    assert_false(hidden(x, "T01", PAIR)); /* 82 % and 150 >= 135 */
    assert_false(hidden(x, "T01", KREIS));
    assert_false(hidden(x, "T01", E));
    published_free(x.p);
}

/* The smaller member comes first; a publisher's figure in the sum needs no companion. */
static void the_two_largest_of_a_sum(void **state)
{
    (void)state;
    struct world w;
    world_open(&w, MONEY COUNT("T01", "money",
                               " dominance-largest=\"first\" dominance-second=\"second\""
                               " dominance-p=\"15\""));
    put_money(&w, A, 200, 200, 0);
    put_money(&w, B, 750, 700, 10); /* both: 950 - 700 - 200 = 50 is 7 % of 700 */
    PUT(&w, "money", E, 2015, 70, .source = AMT);
    struct shown x = publish(&w);
    assert_true(hidden(x, "T01", A) && hidden(x, "T01", B));
    assert_true(hidden(x, "T01", PAIR));
    assert_true(hidden(x, "T01", MIXED));
    published_free(x.p);
    world_open(&w, MONEY COUNT("T01", "money",
                               " dominance-largest=\"first\" dominance-share=\"85\""));
    PUT(&w, "money", A, 2015, 100, .source = EIGEN);
    PUT(&w, "first", A, 2015, 20, .source = EIGEN);
    PUT(&w, "money", E, 2015, 70, .source = AMT);
    x = publish(&w);
    assert_false(hidden(x, "T01", MIXED));
    assert_int_equal(guard_unchecked(x.p), 0);
    published_free(x.p);
}

static void without_a_companion_nothing_is_shown(void **state)
{
    (void)state;
    struct world w;
    world_open(&w, MONEY HOMES CASES
                   COUNT("T01", "money", " dominance-largest=\"first\" dominance-share=\"90\"")
                       COUNT("T02", "cases", " behind=\"homes\""));
    PUT(&w, "money", A, 2015, 100, .source = EIGEN);
    PUT(&w, "money", B, 2015, 100, .source = EIGEN);
    PUT(&w, "first", B, 2015, 0, .sign = SIGN_UNKNOWN, .source = EIGEN);
    PUT(&w, "money", E, 2015, 100, .source = EIGEN);
    PUT(&w, "first", E, 2015, 20, .source = EIGEN);
    PUT(&w, "cases", A, 2015, 50, .source = EIGEN);
    PUT(&w, "cases", E, 2015, 0, .source = EIGEN);
    struct shown x = publish(&w);
    assert_true(hidden(x, "T01", A));
    assert_true(hidden(x, "T01", B));
    assert_false(hidden(x, "T01", E));
    assert_true(hidden(x, "T02", A));
    assert_false(hidden(x, "T02", E)); /* nobody: nothing can be behind */
    assert_int_equal(guard_unchecked(x.p), 6); /* A and B, and the groups of them */
    published_free(x.p);
}

/* Ten persons in two households tell of two households. */
static void few_units_behind_many_persons(void **state)
{
    (void)state;
    struct world w;
    world_open(&w, HOMES CASES POPULATION
                   RATE("T01", " behind=\"homes\" min-behind=\"3\"") COUNT("T02", "cases", ""));
    static const double homes[] = {2, 3, 0, 40};
    static const double cases[] = {10, 10, 0, 90};
    for (uint32_t i = 0; i < 4; i++) {
        PUT(&w, "cases", A + i, 2015, cases[i], .source = EIGEN);
        PUT(&w, "homes", A + i, 2015, homes[i], .source = EIGEN);
        PUT(&w, "population", A + i, 2015, 1000);
    }
    struct shown x = publish(&w);
    assert_true(hidden(x, "T01", A) && hidden(x, "T02", A));
    assert_false(hidden(x, "T01", B) || hidden(x, "T02", B));
    assert_false(hidden(x, "T01", C));
    assert_false(hidden(x, "T01", D));
    assert_true(at(x, "T01", A)->sensitive);
    assert_false(hidden(x, "T01", KREIS)); /* 45 households */
    published_free(x.p);
}

/* One household may have persons of both sexes: two and two are perhaps only two. */
static void units_of_one_area_are_not_added(void **state)
{
    (void)state;
    struct world w;
    world_open(&w, HOMES CASES COUNT("T02", "cases", " behind=\"homes\"")
                       INDICATOR("T01", "gemeinde", "1", "none",
                                 PLAIN("<term measure=\"cases\" sex=\"m\"/>"
                                       "<term measure=\"cases\" sex=\"w\"/>") PROTECT("")));
    for (enum sex sex = SEX_MALE; sex <= SEX_FEMALE; sex++) {
        PUT(&w, "cases", A, 2015, 10, .source = EIGEN, .sex = sex);
        PUT(&w, "homes", A, 2015, 2, .source = EIGEN, .sex = sex);
        PUT(&w, "cases", B, 2015, 10, .source = EIGEN, .sex = sex);
        PUT(&w, "homes", B, 2015, 1, .source = EIGEN, .sex = sex);
        PUT(&w, "cases", E, 2015, 10, .source = EIGEN, .sex = sex);
        PUT(&w, "homes", E, 2015, 3, .source = EIGEN, .sex = sex);
    }
    struct shown x = publish(&w);
    assert_true(hidden(x, "T01", A));
    assert_true(hidden(x, "T01", B));
    assert_false(hidden(x, "T01", PAIR)); /* two in A and one in B are three */
    assert_false(hidden(x, "T01", E));
    published_free(x.p);
}

static void put_group(struct world *w)
{
    static const double cases[] = {0, 60, 59, 30};
    for (uint32_t i = 0; i < 4; i++) {
        PUT(w, "cases", A + i, 2015, cases[i], .source = EIGEN);
        PUT(w, "population", A + i, 2015, 60);
    }
    PUT(w, "cases", E, 2015, 0, .source = AMT);
    PUT(w, "population", E, 2015, 60);
}

/* The publisher shows that it is all; only the population is our own. */
static void all_of_a_publisher_stay(void **state)
{
    (void)state;
    struct world w;
    world_open(&w, CASES POPULATION RATE("T01", " full=\"hide\""));
    PUT(&w, "cases", E, 2015, 60, .source = AMT);
    PUT(&w, "population", E, 2015, 60, .source = EIGEN);
    struct shown x = publish(&w);
    assert_false(hidden(x, "T01", E));
    published_free(x.p);
}

static void nobody_is_shown_unless_asked(void **state)
{
    (void)state;
    for (int hide = 0; hide < 2; hide++) {
        struct world w;
        world_open(&w, hide ? CASES POPULATION RATE("T01", " zero=\"hide\"")
                                  COUNT("T02", "cases", "")
                            : CASES POPULATION RATE("T01", " zero=\"show\"")
                                  COUNT("T02", "cases", ""));
        put_group(&w);
        struct shown x = publish(&w);
        assert_int_equal(hidden(x, "T01", A), hide);
        assert_int_equal(hidden(x, "T02", A), hide);
        assert_false(hidden(x, "T01", B));
        assert_false(hidden(x, "T01", D));
        assert_false(hidden(x, "T01", E)); /* the publisher's own zero */
        published_free(x.p);
    }
}

/* A dash says it as well as a zero, and so does a sum of dashes. */
static void nothing_is_nobody(void **state)
{
    (void)state;
    struct world w;
    world_open(&w, CASES POPULATION RATE("T01", " zero=\"hide\""));
    for (uint32_t i = 0; i < 4; i++) {
        PUT(&w, "cases", A + i, 2015, i < 2 ? 0 : 20, .source = EIGEN,
            .sign = i < 2 ? SIGN_NOTHING : SIGN_VALUE);
        PUT(&w, "population", A + i, 2015, 60);
    }
    struct shown x = publish(&w);
    assert_true(hidden(x, "T01", A) && hidden(x, "T01", B));
    assert_true(hidden(x, "T01", PAIR));
    assert_false(hidden(x, "T01", C));
    published_free(x.p);
}

/* What is hidden for its own sake is not given back by the total, whatever the rule: each
 * of the municipalities hidden beside it leaves it more than one value. */
static void the_total_gives_nothing_back(void **state)
{
    (void)state;
    static const char *const catalogues[] = {
        CASES POPULATION HOMES RATE("T01", " zero=\"hide\""),
        CASES POPULATION HOMES RATE("T01", " full=\"hide\""),
        CASES POPULATION HOMES RATE("T01", " behind=\"homes\"")};
    static const double cases[] = {0, 100, 50};
    for (size_t r = 0; r < 3; r++) {
        struct world w;
        world_open(&w, catalogues[r]);
        for (uint32_t i = 0; i < 4; i++) {
            PUT(&w, "cases", A + i, 2015, i == 2 ? cases[r] : 40 + i, .source = EIGEN);
            PUT(&w, "homes", A + i, 2015, i == 2 ? 2 : 30, .source = EIGEN);
            PUT(&w, "population", A + i, 2015, 100, .source = AMT);
        }
        struct shown x = publish(&w);
        int beside = 0;
        for (uint32_t i = 0; i < 4; i++)
            beside += at(x, "T01", A + i)->for_others;
        assert_true(hidden(x, "T01", C));
        assert_int_equal(at(x, "T01", KREIS)->sign, SIGN_VALUE);
        assert_true(beside >= 1);
        assert_int_equal(published_exposed(x.p), 0);
        published_free(x.p);
    }
}

/* All of a group: hidden as a rate, and the count beside the population would tell it. */
static void all_are_shown_unless_asked(void **state)
{
    (void)state;
    for (int hide = 0; hide < 2; hide++) {
        struct world w;
        world_open(&w, hide ? CASES POPULATION COUNT("T02", "cases", "")
                                  RATE("T01", " full=\"hide\"") COUNT("T03", "population", "")
                            : CASES POPULATION COUNT("T02", "cases", "")
                                  RATE("T01", "") COUNT("T03", "population", ""));
        put_group(&w);
        struct shown x = publish(&w);
        assert_int_equal(hidden(x, "T01", B), hide);
        assert_int_equal(hidden(x, "T02", B), hide);
        assert_false(hidden(x, "T03", B));
        assert_false(hidden(x, "T01", C));
        assert_false(hidden(x, "T01", A));
        assert_false(hidden(x, "T02", C));
        published_free(x.p);
    }
}

/* 40 square kilometres are no group of 40 persons; 40 persons are. */
static void only_persons_make_a_denominator_small(void **state)
{
    (void)state;
    struct world w;
    world_open(&w, POPULATION CASES AMOUNT("land", "km²")
                   INDICATOR("T01", "gemeinde", "1", "none",
                             OVER(OF("population"), OF("land")) PROTECT(""))
                       RATE("T02", "")
                       INDICATOR("T03", "gemeinde", "1", "none", PLAIN(OF("land")) PROTECT("")));
    for (uint32_t i = 0; i < 4; i++) {
        PUT(&w, "population", A + i, 2015, 40);
        PUT(&w, "cases", A + i, 2015, 10);
        PUT(&w, "land", A + i, 2015, i + 0.5, .source = EIGEN);
    }
    struct shown x = publish(&w);
    for (uint32_t i = 0; i < 4; i++) {
        assert_int_equal(at(x, "T01", A + i)->sign, SIGN_VALUE);
        assert_true(fabs(at(x, "T01", A + i)->value - 40 / (i + 0.5)) < 1e-9);
        assert_int_equal(at(x, "T02", A + i)->sign, SIGN_UNSURE);
        assert_int_equal(at(x, "T03", A + i)->sign, SIGN_VALUE);
    }
    assert_int_equal(at(x, "T02", KREIS)->sign, SIGN_VALUE); /* 160 persons */
    published_free(x.p);
}

/* Signs and marks of either source, in a plain value and in a rate. */
static void every_mark_of_a_publisher_survives(void **state)
{
    (void)state;
    for (uint32_t source = AMT; source <= EIGEN; source++) {
        for (enum sign sign = SIGN_VALUE; sign < SIGN_HIDDEN; sign++) {
            for (unsigned marks = 0; marks < 16; marks++) {
                struct world w;
                world_open(&w, CASES POPULATION COUNT("T01", "cases", "") RATE("T02", ""));
                PUT(&w, "cases", A, 2015, sign == SIGN_VALUE ? 40 : 0, .sign = sign,
                    .marks = marks, .source = source);
                PUT(&w, "population", A, 2015, 100);
                PUT(&w, "cases", B, 2015, 50);
                PUT(&w, "population", B, 2015, 100);
                struct shown x = publish(&w);
                assert_int_equal(at(x, "T01", A)->sign, sign);
                assert_int_equal(at(x, "T02", A)->sign, sign);
                assert_int_equal(at(x, "T01", A)->marks, sign_counts(sign) ? marks : 0);
                assert_int_equal(at(x, "T02", A)->marks, sign_counts(sign) ? marks : 0);
                published_free(x.p);
            }
        }
    }
}

/* What the others leave of a sum: a hidden one of its members lies between nothing (where
 * it protects others: three) and the rest of the sum. By hand, without a program. Returns how
 * many were looked at. */
static size_t check_margin(struct shown x, const double *money, size_t first, size_t end,
                         double percent)
{
    static const double least[] = {3, 0};
    double rest = 0;
    size_t n = 0;
    for (size_t i = first; i < end; i++) {
        const struct published_value *v = at(x, "T01", (uint32_t)(A + i));
        rest += v->sign != SIGN_HIDDEN ? 0 : money[i] - (v->for_others ? least[0] : least[1]);
    }
    for (size_t i = first; i < end; i++) {
        if (!hidden(x, "T01", (uint32_t)(A + i)))
            continue;
        bool enough = rest >= money[i] * (1 + percent / 100);
        size_t n_hidden = 0;
        for (size_t k = first; k < end; k++)
            n_hidden += at(x, "T01", (uint32_t)(A + k))->sign == SIGN_HIDDEN;
        if (!enough || n_hidden < 2)
            fail_msg("%.0f of %zu..%zu: at most %.2f", money[i], first, end, rest);
        n++;
    }
    return n;
}

/* Even with all but the Kreis hidden A, and the pair where it is hidden for its own sake,
 * must have room above them. */
static bool can_be_protected(struct shown x, const double *money, double percent)
{
    double up = percent / 100, others = money[1] + money[2] + money[3];
    return others - 9 >= money[0] * up &&
           (!hidden(x, "T01", PAIR) || money[2] + money[3] - 6 >= (money[0] + money[1]) * up);
}

/* The sum of the Kreis stands beside; that of the first two may be shown or hidden. */
static void check_amounts(const char *rule, double percent, uint32_t seed)
{
    size_t n = 0;
    for (int round = 0; round < 300; round++) {
        struct world w;
        double money[4], sum = 0;
        char body[4096];
        snprintf(body, sizeof body, "%s%s%s%s", MONEY INDICATOR_HEAD, rule, "/>", "</indicator>");
        world_open(&w, body);
        for (uint32_t i = 0; i < 4; i++) {
            seed = seed * 1664525u + 1013904223u;
            money[i] = 10 + (seed >> 16) % (i > 0 && round % 2 == 0 ? 100 : 3000);
            double first = i == 0 ? money[i] * 0.97 : money[i] * 0.3;
            PUT(&w, "money", A + i, 2015, money[i], .source = EIGEN);
            PUT(&w, "first", A + i, 2015, first, .source = EIGEN);
            PUT(&w, "second", A + i, 2015, money[i] * 0.02, .source = EIGEN);
            sum += money[i];
        }
        struct shown x = publish(&w);
        bool possible = can_be_protected(x, money, percent);
        assert_true(hidden(x, "T01", A) && sum > 0);
        if (!hidden(x, "T01", KREIS)) {
            assert_int_equal(published_exposed(x.p) == 0, possible);
            n += possible ? check_margin(x, money, 0, 4, percent) : 0;
            if (possible && at(x, "T01", PAIR)->sign != SIGN_HIDDEN)
                n += check_margin(x, money, 0, 2, percent);
        }
        published_free(x.p);
    }
    assert_true(n > 200);
}

static void a_hidden_amount_keeps_its_margin(void **state)
{
    (void)state;
    check_amounts(" dominance-largest=\"first\" dominance-second=\"second\" dominance-p=\"10\"",
                  10, 7);
    check_amounts(" dominance-largest=\"first\" dominance-share=\"90\"", 15, 8);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(least_count_of_a_source),
        cmocka_unit_test(the_strictest_of_source_and_indicator_counts),
        cmocka_unit_test(one_contributor_dominates),
        cmocka_unit_test(the_second_could_estimate_the_first),
        cmocka_unit_test(dominance_in_a_sum),
        cmocka_unit_test(the_two_largest_of_a_sum),
        cmocka_unit_test(a_hidden_amount_keeps_its_margin),
        cmocka_unit_test(without_a_companion_nothing_is_shown),
        cmocka_unit_test(few_units_behind_many_persons),
        cmocka_unit_test(units_of_one_area_are_not_added),
        cmocka_unit_test(nobody_is_shown_unless_asked),
        cmocka_unit_test(all_of_a_publisher_stay),
        cmocka_unit_test(nothing_is_nobody),
        cmocka_unit_test(the_total_gives_nothing_back),
        cmocka_unit_test(all_are_shown_unless_asked),
        cmocka_unit_test(only_persons_make_a_denominator_small),
        cmocka_unit_test(every_mark_of_a_publisher_survives),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
