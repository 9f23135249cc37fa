/* Limits of funnels against R 4.2.2, computed apart from this program: for each level p
 *   r <- qbinom(p, n, share);  max(0, r - (pbinom(r, n, share) - p) / dbinom(r, n, share))
 * and the same with qpois, ppois, dpois. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include "methods/funnel.h"

#define LENGTH(list) (sizeof(list) / sizeof((list)[0]))

static void assert_near(double is, double should)
{
    if (!(fabs(is - should) <= 1e-9 * fmax(1, should)))
        fail_msg("%.12g is not %.12g", is, should);
}

static void assert_limits(struct funnel is, struct funnel should)
{
    assert_near(is.low998, should.low998);
    assert_near(is.low95, should.low95);
    assert_near(is.high95, should.high95);
    assert_near(is.high998, should.high998);
}

static void binomial_limits_are_those_of_r(void **state)
{
    (void)state;
    static const struct {
        double share, n;
        struct funnel limits;
    } r[] = {
        {0.06, 2000, {87.9822663987, 99.1056961933, 140.7370348017, 153.5631694332}},
        {0.031, 150, {0, 0.3780808424, 8.7694487876, 11.9197653692}},
        {0.031, 27000, {749.8406712892, 781.1279476051, 892.7628723208, 925.8335589639}},
        {0.5, 10, {0.0024, 1.3244444444, 7.6755555556, 8.9976}},
        {0.9, 40, {28.5686219356, 31.3599358181, 38.8444408668, 39.9323450430}},
        {0.001, 300, {0, 0, 1.3562452014, 2.7768258657}},
        {0.06, 93000, {5356.9538569215, 5437.9704858601, 5721.8642309101, 5804.5584165904}},
        {0.03, 1e7, {298333.8321935522, 298942.6539141670, 301057.2363261146, 301667.8466351693}},
    };
    for (size_t i = 0; i < LENGTH(r); i++)
        assert_limits(funnel_binomial(r[i].share, r[i].n), r[i].limits);
}

static void poisson_limits_are_those_of_r(void **state)
{
    (void)state;
    static const struct {
        double expected;
        struct funnel limits;
    } r[] = {
        {0.3, {0, 0, 1.3580519419, 2.7797663930}},
        {4.2, {0, 0.1588472086, 8.1744811414, 11.3963609483}},
        {18, {5.9396130573, 9.6418952908, 26.2962457710, 31.9528482351}},
        {100, {70.0652842648, 80.3663371217, 119.5808948521, 131.8047503976}},
        {2500.5, {2346.9052745792, 2402.4638605812, 2598.4832675244, 2655.9438659047}},
        {1e6, {996910.6927835152, 998040.0097415502, 1001959.9374595158, 1003091.1569375949}},
    };
    for (size_t i = 0; i < LENGTH(r); i++)
        assert_limits(funnel_poisson(r[i].expected), r[i].limits);
}

/* Nobody, or nothing to happen, or what happens to everybody: chance has no part in it. */
static void what_is_certain_has_no_spread(void **state)
{
    (void)state;
    assert_limits(funnel_binomial(0, 50), (struct funnel){0, 0, 0, 0});
    assert_limits(funnel_binomial(0.2, 0), (struct funnel){0, 0, 0, 0});
    assert_limits(funnel_binomial(1, 50), (struct funnel){50, 50, 50, 50});
    assert_limits(funnel_poisson(0), (struct funnel){0, 0, 0, 0});
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(binomial_limits_are_those_of_r),
        cmocka_unit_test(poisson_limits_are_those_of_r),
        cmocka_unit_test(what_is_certain_has_no_spread),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
