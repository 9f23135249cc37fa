/* Standardised rates against R 4 and the example of the Fingertips method (a rate per 1 000
 * in three age groups): sums and Dobson's interval written out by its formula. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include "methods/standardise.h"

static void assert_near(double is, double should)
{
    if (!(fabs(is - should) <= 1e-12 * fmax(1, fabs(should))))
        fail_msg("%.15g is not %.15g", is, should);
}

static void assert_bounds(struct weighted_sum w, double level, double by, double lower,
                          double upper)
{
    struct bounds b = interval_weighted(w, interval_level(level));
    assert_near(b.lower * by, lower);
    assert_near(b.upper * by, upper);
}

static void direct_rate_matches_the_published_example(void **state)
{
    (void)state;
    static const struct stratum s[] = {
        {5, 3000, 200000}, {20, 2500, 220000}, {60, 900, 110000}};
    struct weighted_sum w;
    assert_true(standardise_direct(s, 3, &w));
    assert_near(w.sum * 1000, 17.7861635220126);
    assert_near(w.cases, 85);
    assert_bounds(w, 0.95, 1000, 14.1589639615924, 22.0490100614318);
    assert_bounds(w, 0.998, 1000, 12.3394519761409, 24.6872084368184);
}

/* Under ten cases the limits of the count are exact, and one stratum may have none. */
static void few_cases_take_exact_limits(void **state)
{
    (void)state;
    static const struct stratum s[] = {{0, 120, 4}, {1, 340.5, 3}, {3, 90, 2}, {2, 15, 1}};
    struct weighted_sum w;
    assert_true(standardise_direct(s, 4, &w));
    assert_near(w.sum, 0.0208810572687225);
    assert_bounds(w, 0.95, 1, 0.00503183567549836, 0.0503397336674361);
    assert_bounds(w, 0.998, 1, 0.000463357592156832, 0.071213398655745);
}

static void rates_are_carried_to_a_smaller_place(void **state)
{
    (void)state;
    static const struct stratum s[] = {{40, 30000, 310}, {160, 24000, 0}, {500, 9000, 77.5}};
    struct weighted_sum w;
    assert_true(standardise_carry(s, 3, &w));
    assert_near(w.sum, 4.71888888888889);
    assert_near(w.variance, 0.0413467283950617);
    assert_near(w.cases, 700);
    assert_bounds(w, 0.95, 1, 4.3276755563202, 5.13262867090483);
}

/* Of one stratum nothing remains of the weights but their factor. */
static void one_stratum_has_the_limits_of_its_count(void **state)
{
    (void)state;
    static const double counts[] = {1, 3, 9, 10, 42, 1e9};
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
        struct stratum s = {counts[i], 4, 10};
        struct weighted_sum w;
        struct bounds plain = interval_cases(counts[i], interval_level(0.95));
        assert_true(standardise_carry(&s, 1, &w));
        assert_bounds(w, 0.95, 1, 2.5 * plain.lower, 2.5 * plain.upper);
        assert_true(standardise_direct(&s, 1, &w));
        assert_bounds(w, 0.95, 1, plain.lower / 4, plain.upper / 4);
    }
}

static void what_cannot_be_divided_is_no_rate(void **state)
{
    (void)state;
    static const struct stratum no_persons[] = {{3, 100, 1}, {0, 0, 1}};
    static const struct stratum no_weight[] = {{3, 100, 0}, {2, 50, 0}};
    static const struct stratum empty_class[] = {{3, 100, 10}, {0, 0, 0}};
    struct weighted_sum w;
    assert_false(standardise_direct(no_persons, 2, &w));
    assert_false(standardise_carry(no_persons, 2, &w));
    assert_false(standardise_direct(no_weight, 2, &w));
    assert_true(standardise_direct(empty_class, 2, &w));
    assert_near(w.sum, 0.03);
    assert_true(standardise_carry(empty_class, 2, &w));
    assert_near(w.sum, 0.3);
    assert_false(standardise_direct(no_weight, 0, &w));
}

/* One very heavy case beside a thousand light ones. */
static void no_bound_is_negative(void **state)
{
    (void)state;
    static const struct stratum s[] = {{1000, 1e6, 1}, {1, 1, 1}};
    struct weighted_sum w;
    assert_true(standardise_carry(s, 2, &w));
    struct bounds b = interval_weighted(w, interval_level(0.998));
    assert_true(b.lower >= 0 && b.lower <= w.sum && w.sum <= b.upper);
    static const struct stratum steep[] = {{1e6, 1e9, 1}, {1, 1, 1}};
    assert_true(standardise_carry(steep, 2, &w));
    b = interval_weighted(w, interval_level(0.998));
    assert_true(b.lower >= 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(direct_rate_matches_the_published_example),
        cmocka_unit_test(few_cases_take_exact_limits),
        cmocka_unit_test(rates_are_carried_to_a_smaller_place),
        cmocka_unit_test(one_stratum_has_the_limits_of_its_count),
        cmocka_unit_test(what_cannot_be_divided_is_no_rate),
        cmocka_unit_test(no_bound_is_negative),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
