/* Intervals and ranks against published tables and R.
 *
 * Sources: Newcombe, Statistics in Medicine 17 (1998) 857, table I (Wilson, method 3);
 * Garwood, Biometrika 28 (1936) 437 (exact Poisson); values marked R are of R 4,
 * prop.test(x, n, correct = FALSE), poisson.test(x), qnorm(p); Byar after Breslow & Day
 * (1987), as in the methods of the Fingertips profiles. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include "methods/interval.h"
#include "methods/rank.h"

#define LENGTH(list) (sizeof(list) / sizeof((list)[0]))

struct example {
    double x, n, lower, upper;
};

static void assert_near(double is, double should, double tolerance)
{
    if (!(fabs(is - should) <= tolerance))
        fail_msg("%.10g is not %.10g within %g", is, should, tolerance);
}

static void levels_have_normal_quantiles(void **state)
{
    (void)state; /* R: qnorm(0.975), qnorm(0.999), qnorm(0.995) */
    assert_near(interval_level(0.95).z, 1.959963984540054, 1e-12);
    assert_near(interval_level(0.998).z, 3.090232306167813, 1e-12);
    assert_near(interval_level(0.99).z, 2.575829303548901, 1e-12);
    assert_near(interval_level(0.998).level, 0.998, 0);
}

static void wilson_matches_newcombe_and_r(void **state)
{
    (void)state;
    static const struct example newcombe[] = {
        {81, 263, 0.2553, 0.3662}, {15, 148, 0.0624, 0.1605},
        {0, 20, 0, 0.1611},        {1, 29, 0.0061, 0.1718},
    };
    static const struct example r[] = {
        {5, 100, 0.021544, 0.111750}, {0, 40, 0, 0.087622},
        {40, 40, 0.912378, 1},        {123, 4567, 0.022620, 0.032040},
    };
    struct interval_level l = interval_level(0.95);
    for (size_t i = 0; i < LENGTH(newcombe); i++) {
        struct bounds b = interval_wilson(newcombe[i].x, newcombe[i].n, l);
        assert_near(b.lower, newcombe[i].lower, 5e-5);
        assert_near(b.upper, newcombe[i].upper, 5e-5);
    }
    for (size_t i = 0; i < LENGTH(r); i++) {
        struct bounds b = interval_wilson(r[i].x, r[i].n, l);
        assert_near(b.lower, r[i].lower, 5e-7);
        assert_near(b.upper, r[i].upper, 5e-7);
    }
}

static void wilson_stays_within_the_possible(void **state)
{
    (void)state;
    struct interval_level l = interval_level(0.998);
    for (int n = 1; n < 400; n += 7) {
        struct bounds none = interval_wilson(0, n, l);
        struct bounds all = interval_wilson(n, n, l);
        assert_true(none.lower == 0 && none.upper < 1);
        assert_true(all.upper == 1 && all.lower > 0);
        assert_near(all.lower, 1 - none.upper, 1e-12);
        for (int x = 0; x <= n; x++) {
            struct bounds b = interval_wilson(x, n, l);
            assert_true(b.lower >= 0 && b.lower <= (double)x / n);
            assert_true(b.upper <= 1 && b.upper >= (double)x / n);
        }
    }
}

static void poisson_matches_garwood_and_r(void **state)
{
    (void)state;
    static const struct example r95[] = {
        {0, 0, 0, 3.68888},       {1, 0, 0.02532, 5.57164},   {3, 0, 0.61867, 8.76727},
        {5, 0, 1.62349, 11.66833}, {9, 0, 4.11537, 17.08480}, {10, 0, 4.79539, 18.39036},
    };
    static const struct example garwood99[] = {
        {0, 0, 0, 5.30}, {1, 0, 0.00501, 7.43}, {3, 0, 0.338, 10.98}, {5, 0, 1.08, 14.15},
    };
    for (size_t i = 0; i < LENGTH(r95); i++) {
        struct bounds b = interval_poisson(r95[i].x, interval_level(0.95));
        assert_near(b.lower, r95[i].lower, 5e-6);
        assert_near(b.upper, r95[i].upper, 5e-6);
    }
    for (size_t i = 0; i < LENGTH(garwood99); i++) {
        struct bounds b = interval_poisson(garwood99[i].x, interval_level(0.99));
        assert_near(b.lower, garwood99[i].lower, 5e-3);
        assert_near(b.upper, garwood99[i].upper, 5e-3);
    }
}

/* For none and one case the bounds can be written down: exp(-u) = 0.001 at no case;
 * 1 - exp(-l) = 0.001 at one. */
static void poisson_at_998_matches_the_logarithm(void **state)
{
    (void)state;
    struct interval_level l = interval_level(0.998);
    assert_near(interval_poisson(0, l).lower, 0, 0);
    assert_near(interval_poisson(0, l).upper, -log(0.001), 1e-9);
    assert_near(interval_poisson(1, l).lower, -log(0.999), 1e-9);
}

static void byar_matches_fingertips(void **state)
{
    (void)state;
    static const struct example vectors[] = {
        {10, 0, 4.78745, 18.39146},  {20, 0, 12.21143, 30.88988},
        {50, 0, 37.10810, 65.92016}, {100, 0, 81.36211, 121.62794},
    };
    for (size_t i = 0; i < LENGTH(vectors); i++) {
        struct bounds b = interval_byar(vectors[i].x, interval_level(0.95));
        assert_near(b.lower, vectors[i].lower, 5e-6);
        assert_near(b.upper, vectors[i].upper, 5e-6);
    }
}

static void cases_change_the_method_at_ten(void **state)
{
    (void)state;
    struct interval_level l = interval_level(0.95);
    assert_near(interval_cases(9, l).lower, 4.11537, 5e-6);
    assert_near(interval_cases(10, l).lower, 4.78745, 5e-6);  /* exact: 4.79539 */
    assert_near(interval_cases(9.99, l).upper, interval_poisson(9.99, l).upper, 0);
}

/* Means over years give fractions; the smallest must not upset the quantile. */
static void fractions_of_a_case_have_bounds(void **state)
{
    (void)state;
    struct interval_level l = interval_level(0.998);
    for (double x = 1e-12; x < 10; x *= 1.7) {
        struct bounds b = interval_cases(x, l);
        assert_true(isfinite(b.lower) && isfinite(b.upper));
        assert_true(b.lower >= 0 && b.lower <= x && b.upper >= x);
        assert_true(b.upper >= interval_cases(x / 2, l).upper);
    }
}

static void equal_values_share_the_smaller_rank(void **state)
{
    (void)state; /* 1, 2, 2, 4: standard competition ranking */
    struct ranked list[] = {{3.5, 0, 0}, {9, 1, 0}, {3.5, 2, 0}, {-1, 3, 0}};
    static const size_t items[] = {1, 0, 2, 3};
    static const int ranks[] = {1, 2, 2, 4};
    rank_descending(list, LENGTH(list));
    for (size_t i = 0; i < LENGTH(list); i++) {
        assert_int_equal(list[i].item, items[i]);
        assert_int_equal(list[i].rank, ranks[i]);
    }
    rank_descending(list, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(levels_have_normal_quantiles),
        cmocka_unit_test(wilson_matches_newcombe_and_r),
        cmocka_unit_test(wilson_stays_within_the_possible),
        cmocka_unit_test(poisson_matches_garwood_and_r),
        cmocka_unit_test(poisson_at_998_matches_the_logarithm),
        cmocka_unit_test(byar_matches_fingertips),
        cmocka_unit_test(cases_change_the_method_at_ten),
        cmocka_unit_test(fractions_of_a_case_have_bounds),
        cmocka_unit_test(equal_values_share_the_smaller_rank),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
