/* Index, rank intervals and neighbours: worked by hand, their properties, and extremes. All
 * places and figures of the district are computed again by R in tests/analysis. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "methods/index.h"
#include "methods/neighbours.h"
#include "methods/rank_interval.h"

#define LENGTH(list) (sizeof(list) / sizeof((list)[0]))

static void assert_near(double is, double should, double tolerance)
{
    if (!(fabs(is - should) <= tolerance))
        fail_msg("%.17g is not %.17g within %g", is, should, tolerance);
}

/* By hand: mean 19/4; squares 1 * 2.75^2 + 2 * 0.75^2 + 1 * 4.25^2 = 26.75, over 4. */
static void moments_weigh_the_places(void **state)
{
    (void)state;
    const double x[] = {2, 4, NAN, 9}, w[] = {1, 2, 100, 1};
    struct index_moments m = index_moments(x, w, 4);
    assert_near(m.mean, 4.75, 1e-15);
    assert_near(m.deviation, sqrt(26.75 / 4), 1e-15);
    assert_int_equal(m.n, 3);
    m = index_moments(x, NULL, 4); /* 5; (9 + 1 + 16) / 3 */
    assert_near(m.mean, 5, 1e-15);
    assert_near(m.deviation, sqrt(26.0 / 3), 1e-15);
}

static void what_says_nothing_is_told_apart(void **state)
{
    (void)state;
    const double none[] = {NAN, NAN}, alike[] = {0.1, 0.1, 0.1}, w[] = {0, 0, 0};
    struct index_component c = {index_moments(none, NULL, 2), 1, 1};
    assert_true(isnan(c.moments.mean));
    assert_true(isnan(index_z(&c, 1)));
    c.moments = index_moments(alike, NULL, 3);
    assert_true(c.moments.deviation <= 0);
    assert_near(index_z(&c, 0.1), 0, 0);
    c.moments = index_moments(alike, w, 3); /* nobody lives there */
    assert_true(isnan(index_z(&c, 0.1)));
    assert_int_equal(index_moments(NULL, NULL, 0).n, 0);
}

static void a_constant_changes_no_z_and_direction_turns_it(void **state)
{
    (void)state;
    const double x[] = {3, 1, 4, 1, 5, 9, 2, 6};
    double moved[LENGTH(x)];
    for (size_t i = 0; i < LENGTH(x); i++)
        moved[i] = x[i] + 1024;
    struct index_component c = {index_moments(x, NULL, LENGTH(x)), 1, 1};
    struct index_component m = {index_moments(moved, NULL, LENGTH(x)), 1, 1};
    struct index_component turned = {c.moments, -1, 1};
    for (size_t i = 0; i < LENGTH(x); i++) {
        assert_near(index_z(&m, moved[i]), index_z(&c, x[i]), 1e-12);
        assert_near(index_z(&turned, x[i]), -index_z(&c, x[i]), 0);
    }
}

static void missing_weight_is_not_filled(void **state)
{
    (void)state;
    const struct index_component c[] = {{{0, 1, 9}, 1, 2}, {{0, 1, 9}, 1, 1}, {{0, 1, 9}, 1, 1}};
    const double all[] = {1, -2, 3}, one[] = {1, NAN, 3}, two[] = {NAN, NAN, 3};
    const double nothing[] = {NAN, NAN, NAN};
    assert_near(index_value(c, all, 3, 0), (2.0 - 2 + 3) / 4, 1e-15);
    assert_near(index_value(c, one, 3, 0.25), 5.0 / 3, 1e-15);
    assert_true(isnan(index_value(c, one, 3, 0.24)));
    assert_true(isnan(index_value(c, two, 3, 0.5)));
    assert_true(isnan(index_value(c, nothing, 3, 0.99)));
    assert_near(index_missing(c, two, 3), 0.75, 1e-15);
    assert_near(index_missing(c, nothing, 3), 1, 0);
}

static void classes_begin_at_their_limits(void **state)
{
    (void)state;
    const double limits[] = {-1, 1, 1.5};
    const struct { double score; int klass; } cases[] = {
        {-9, 1}, {-1.0000001, 1}, {-1, 2}, {0, 2}, {1, 3}, {1.4999, 3}, {1.5, 4}, {99, 4}};
    for (size_t i = 0; i < LENGTH(cases); i++)
        assert_int_equal(index_class(cases[i].score, limits, 3), cases[i].klass);
}

enum { PLACES = 4 };

static void simulate(const struct chance_value *values, unsigned draws, uint32_t seed,
                     struct rank_interval *out)
{
    static const struct index_component one = {{0, 1, PLACES}, 1, 1};
    struct rank_simulation s = {&one, 1, values, PLACES, 0, seed, draws};
    rank_intervals(&s, out);
}

static void without_chance_ranks_stand(void **state)
{
    (void)state;
    struct rank_interval out[PLACES];
    const struct chance_value values[] = {
        {3, CHANCE_NONE, 0, 0, 1}, {NAN, CHANCE_BINOMIAL, 100, 100, 1},
        {0, CHANCE_POISSON, 100, 100, 1},      /* no case: nothing to draw */
        {100, CHANCE_BINOMIAL, 100, 100, 1}};  /* all are cases */
    simulate(values, 100, 1, out);
    const int ranks[] = {2, 0, 3, 1};
    for (size_t i = 0; i < PLACES; i++) {
        assert_int_equal(out[i].lower, ranks[i]);
        assert_int_equal(out[i].upper, ranks[i]);
    }
}

/* 50 of 100 between fixed shares (R's pbinom(): P(X > 62) = P(X <= 37) = 0.0060,
 * P(X <= 45) = 0.1841): only that of 45.5 is passed in more than 2.5 % of the draws. */
static void chance_reaches_as_far_as_the_binomial(void **state)
{
    (void)state;
    struct rank_interval out[PLACES];
    const struct chance_value values[] = {
        {50, CHANCE_BINOMIAL, 100, 100, 1}, {62.5, CHANCE_NONE, 0, 0, 1},
        {45.5, CHANCE_NONE, 0, 0, 1}, {37.5, CHANCE_NONE, 0, 0, 1}};
    simulate(values, 20000, 5, out);
    const struct rank_interval should[] = {{2, 3}, {1, 1}, {2, 3}, {4, 4}};
    for (size_t i = 0; i < PLACES; i++) {
        assert_int_equal(out[i].lower, should[i].lower);
        assert_int_equal(out[i].upper, should[i].upper);
    }
    /* A reach of 0 is no chance at all. */
    struct chance_value still[PLACES];
    memcpy(still, values, sizeof still);
    still[0].reach = 0;
    simulate(still, 20000, 5, out);
    assert_int_equal(out[0].lower, 2);
    assert_int_equal(out[0].upper, 2);
}

static void extremes_are_borne(void **state)
{
    (void)state;
    struct rank_interval out[PLACES];
    const struct chance_value values[] = {
        {1e-9, CHANCE_POISSON, 1e15, 1000, 1}, {50, CHANCE_BINOMIAL, 0.2, 100, 1},
        {99.9999, CHANCE_BINOMIAL, 1e6, 100, 1}, {1000, CHANCE_POISSON, 1e12, 1, 1}};
    simulate(values, 100, UINT32_MAX, out);
    for (size_t i = 0; i < PLACES; i++)
        assert_in_range(out[i].lower, 1, PLACES);
    struct rank_simulation none = {NULL, 0, NULL, 0, 0, 1, 100};
    rank_intervals(&none, out);
}

static void the_same_seed_draws_the_same(void **state)
{
    (void)state;
    struct rank_interval a[PLACES], b[PLACES];
    const struct chance_value values[] = {
        {5, CHANCE_POISSON, 1000, 1000, 1}, {6, CHANCE_POISSON, 900, 1000, 1},
        {7, CHANCE_BINOMIAL, 1200, 1000, 1}, {5.5, CHANCE_BINOMIAL, 800, 1000, 0.5}};
    simulate(values, 1000, 42, a);
    simulate(values, 1000, 42, b);
    assert_memory_equal(a, b, sizeof a);
}

/* Three points on a line of slope 4/3: 5 and 10 apart. */
static void the_farthest_pair_has_one(void **state)
{
    (void)state;
    const double z[] = {0, 0, 3, 4, 6, 8}, weight[] = {1, 1}, first[] = {4, 1};
    double d[9];
    neighbours_distances(z, weight, 3, 2, d);
    const double should[] = {0, 0.5, 1, 0.5, 0, 0.5, 1, 0.5, 0};
    for (size_t i = 0; i < 9; i++)
        assert_near(d[i], should[i], 1e-15);
    const double corner[] = {0, 0, 3, 0, 0, 4}; /* 6, 4, and sqrt(36 + 16) the farthest */
    neighbours_distances(corner, first, 3, 2, d);
    assert_near(d[1], 6 / sqrt(52), 1e-15);
    assert_near(d[2], 4 / sqrt(52), 1e-15);
    assert_near(d[5], 1, 1e-15);
}

static void variables_are_standardised(void **state)
{
    (void)state;
    double x[] = {1, 7, 3, 7, 5, 7}; /* 1, 3, 5: mean 3, deviation sqrt(8/3); 7: no spread */
    neighbours_standardise(x, 3, 2);
    const double should[] = {-2 / sqrt(8.0 / 3), 0, 0, 0, 2 / sqrt(8.0 / 3), 0};
    for (size_t i = 0; i < LENGTH(x); i++)
        assert_near(x[i], should[i], 1e-15);
}

static void ties_go_by_number(void **state)
{
    (void)state;
    const double z[] = {0, 1, -1, 2, -1}, weight[] = {1};
    double d[25];
    size_t near[5];
    neighbours_distances(z, weight, 5, 1, d);
    assert_int_equal(neighbours_nearest(d, 5, 0, 3, near), 3);
    assert_int_equal(near[0], 1);
    assert_int_equal(near[1], 2);
    assert_int_equal(near[2], 4);
    assert_int_equal(neighbours_nearest(d, 5, 3, 9, near), 4);
    assert_int_equal(near[3], 4);
    assert_int_equal(neighbours_nearest(d, 1, 0, 3, near), 0);
    const double alike[] = {2, 2};
    neighbours_distances(alike, weight, 2, 1, d);
    assert_near(d[1], 0, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(moments_weigh_the_places),
        cmocka_unit_test(what_says_nothing_is_told_apart),
        cmocka_unit_test(a_constant_changes_no_z_and_direction_turns_it),
        cmocka_unit_test(missing_weight_is_not_filled),
        cmocka_unit_test(classes_begin_at_their_limits),
        cmocka_unit_test(without_chance_ranks_stand),
        cmocka_unit_test(chance_reaches_as_far_as_the_binomial),
        cmocka_unit_test(extremes_are_borne),
        cmocka_unit_test(the_same_seed_draws_the_same),
        cmocka_unit_test(the_farthest_pair_has_one),
        cmocka_unit_test(variables_are_standardised),
        cmocka_unit_test(ties_go_by_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
