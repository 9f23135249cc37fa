/* Trends and extrapolations: published tables, worked values, properties, refusals. The numbers
 * themselves are compared with R's in tests/methods.
 *
 * Sources: Kendall, Rank Correlation Methods (1970), appendix table 1 (upper tail of S, also table
 * A18 of Gilbert 1987); worked values of the project's domain notes, computed in Python. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>

#include "methods/forecast.h"
#include "methods/series.h"
#include "methods/trend.h"
#include "methods/trend_cases.h"

#define LENGTH(list) (sizeof(list) / sizeof((list)[0]))

static void assert_near(double is, double should, double tolerance)
{
    if (!(fabs(is - should) <= tolerance))
        fail_msg("%.10g is not %.10g within %g", is, should, tolerance);
}

/* Numbers that look random and are the same everywhere. */
static double draw(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (double)(*state >> 11) / 9007199254740992.0;
}

static void fill_years(double *years, size_t n)
{
    for (size_t i = 0; i < n; i++)
        years[i] = 2001 + (double)i;
}

/* A series of n different values with the given number of falling pairs. */
static void with_falls(double *values, size_t n, size_t falls)
{
    for (size_t i = 0; i < n; i++) {
        size_t before = falls < i ? falls : i; /* this one is smaller than so many before */
        falls -= before;
        for (size_t j = 0; j < i; j++)
            values[j] += values[j] > (double)(i - before) ? 1 : 0;
        values[i] = (double)(i - before) + 1;
    }
}

static void worked_values_are_met(void **state)
{
    (void)state;
    static const double values[] = {3.1, 3.3, 3.2, 3.6, 3.9, 4.0};
    static const double x[] = {40, 44, 45, 52, 60}, n[] = {1000, 1010, 1005, 1020, 1030};
    double years[6];
    struct kendall k;
    struct sen s;
    struct case_trend c;
    fill_years(years, 6);
    assert_true(trend_kendall(values, 6, &k));
    assert_near(k.s, 13, 0);
    assert_near(k.variance, 28.3333, 5e-5);
    assert_near(k.z, 2.254407, 5e-7);
    assert_near(k.p, 0.016667, 5e-7);
    assert_true(trend_sen(years, values, 6, interval_level(0.95), &s));
    assert_near(s.slope, 0.2, 1e-12);
    assert_true(trend_proportions(years, x, n, 5, &c));
    assert_near(c.chi_squared, 4.338386, 5e-7);
    assert_true(c.z > 0);
}

struct tail {
    size_t n, s;
    double p;
};

static void exact_p_is_kendalls_table(void **state)
{
    (void)state;
    static const struct tail table[] = {
        {5, 4, 0.242},  {5, 6, 0.117},   {5, 8, 0.042},   {5, 10, 0.0083},
        {8, 10, 0.138}, {8, 14, 0.054},  {8, 18, 0.016},  {8, 22, 0.0028},
        {9, 12, 0.130}, {9, 16, 0.060},  {9, 20, 0.022},  {9, 24, 0.0063},
        {10, 9, 0.242}, {10, 17, 0.078}, {10, 23, 0.023}, {10, 29, 0.0046},
    };
    for (size_t i = 0; i < LENGTH(table); i++) {
        double values[10] = {0};
        struct kendall k;
        size_t n = table[i].n;
        with_falls(values, n, (n * (n - 1) / 2 - table[i].s) / 2);
        assert_true(trend_kendall(values, n, &k));
        assert_near(k.s, (double)table[i].s, 0);
        assert_near(k.p / 2, table[i].p, table[i].p < 0.01 ? 5e-5 : 5e-4);
        assert_true(k.exact);
    }
}

/* Every order of the five values is written down and counted. */
static void ties_are_counted_exactly(void **state)
{
    (void)state;
    static const double values[] = {2, 1, 2, 2, 3};
    struct kendall given;
    assert_true(trend_kendall(values, 5, &given));
    int all = 0, as_far = 0;
    for (int code = 0; code < 3125; code++) {
        double order[5];
        int used = 0;
        for (int i = 0, rest = code; i < 5; i++, rest /= 5) {
            order[i] = values[rest % 5];
            used |= 1 << rest % 5;
        }
        struct kendall k;
        if (used != 31)
            continue;
        assert_true(trend_kendall(order, 5, &k));
        all++;
        as_far += fabs(k.s) >= fabs(given.s);
    }
    assert_int_equal(all, 120);
    assert_near(given.p, as_far / 120.0, 1e-15);
}

static void kendall_knows_only_order(void **state)
{
    (void)state;
    uint64_t seed = 1;
    for (size_t n = 5; n < 40; n++) {
        double values[40], back[40], other[40];
        struct kendall k, b, o;
        for (size_t i = 0; i < n; i++) {
            values[i] = floor(draw(&seed) * 12);
            back[n - 1 - i] = values[i];
            other[i] = exp(values[i]) - 5;
        }
        assert_true(trend_kendall(values, n, &k) && trend_kendall(back, n, &b) &&
                    trend_kendall(other, n, &o));
        assert_true(k.s == -b.s && k.z == -b.z && k.p == b.p);
        assert_true(k.s == o.s && k.variance == o.variance && k.p == o.p);
        assert_true(k.p > 0 && k.p <= 1 && k.exact == (n <= TREND_EXACT));
    }
}

static void sen_follows_scale_and_slope(void **state)
{
    (void)state;
    struct interval_level l = interval_level(0.95);
    uint64_t seed = 2;
    for (size_t n = 5; n < 30; n++) {
        double years[30], values[30], other[30], back[30];
        struct sen s, o, b;
        fill_years(years, n);
        for (size_t i = 0; i < n; i++) {
            values[i] = floor(draw(&seed) * 1000);
            other[i] = 4 * values[i] + 8 * years[i] - 3;
            back[n - 1 - i] = values[i];
        }
        assert_true(trend_sen(years, values, n, l, &s) && trend_sen(years, other, n, l, &o) &&
                    trend_sen(years, back, n, l, &b));
        assert_true(s.bounded && s.lower <= s.slope && s.slope <= s.upper);
        assert_near(o.slope, 4 * s.slope + 8, 1e-9);
        assert_near(o.lower, 4 * s.lower + 8, 1e-9);
        assert_near(o.upper, 4 * s.upper + 8, 1e-9);
        assert_near(b.slope, -s.slope, 1e-12);
        assert_near(b.lower, -s.upper, 1e-12);
    }
}

/* Five points: S = 10 has p = 2/120, S = 8 has 10/120; so the 95 % interval is the whole range
 * of slopes, and 99 % has none. */
static void intervals_of_short_series(void **state)
{
    (void)state;
    static const double years[] = {2001, 2002, 2005, 2006, 2010};
    static const double values[] = {1, 5, 2, 9, 30};
    struct sen s;
    assert_true(trend_sen(years, values, 5, interval_level(0.95), &s));
    assert_true(s.bounded);
    assert_near(s.lower, -1, 1e-12);
    assert_near(s.upper, 7, 1e-12);
    assert_true(trend_sen(years, values, 5, interval_level(0.99), &s));
    assert_false(s.bounded);
}

static void trends_of_cases_have_symmetry(void **state)
{
    (void)state;
    uint64_t seed = 3;
    for (size_t n = 5; n < 15; n++) {
        double years[15], moved[15], x[15], rest[15], persons[15], tenfold[15], ten_x[15];
        struct case_trend c, r, m, t;
        fill_years(years, n);
        for (size_t i = 0; i < n; i++) {
            persons[i] = 50 + floor(draw(&seed) * 1000);
            x[i] = floor(draw(&seed) * persons[i]);
            rest[i] = persons[i] - x[i];
            moved[i] = 2 * years[i] + 100;
            tenfold[i] = 4 * persons[i];
            ten_x[i] = 4 * x[i];
        }
        assert_true(trend_proportions(years, x, persons, n, &c) &&
                    trend_proportions(years, rest, persons, n, &r) &&
                    trend_proportions(moved, x, persons, n, &m) &&
                    trend_proportions(years, ten_x, tenfold, n, &t));
        assert_near(r.z, -c.z, 1e-9);
        assert_near(m.z, c.z, 1e-9);
        assert_near(t.z, 2 * c.z, 1e-9);
        assert_true(trend_rates(years, x, tenfold, n, &t) && trend_rates(years, x, persons, n, &r));
        assert_near(r.z, t.z, 1e-9); /* of one tenth the rate: the same */
    }
}

static void forecasts_follow_their_series(void **state)
{
    (void)state;
    struct interval_level l = interval_level(0.95);
    double years[6], line[6], doubling[6];
    struct forecast f;
    fill_years(years, 6);
    for (size_t i = 0; i < 6; i++) {
        line[i] = 100 - 30 * (double)i;
        doubling[i] = 10 * pow(2, (double)i);
    }
    assert_true(forecast_linear(years, line, 6, 2008, l, &f));
    assert_near(f.expected, -110, 1e-9);
    assert_near(f.lower, -110, 1e-9);
    assert_true(forecast_cases(years, doubling, 6, 2008, l, &f));
    assert_near(f.expected, 1280, 1e-9);
    assert_near(f.growth, 2, 1e-12);
    assert_near(f.dispersion, 1, 0); /* better than chance counts as chance */
    assert_true(f.lower > 0 && f.lower < 1280 && f.upper > 1280 + 2 * sqrt(1280));
}

static void forecasts_widen_with_distance(void **state)
{
    (void)state;
    struct interval_level l = interval_level(0.95);
    static const double cases[] = {12, 9, 15, 11, 8, 14, 10};
    double years[7], before = 0;
    fill_years(years, 7);
    for (double year = 2008; year < 2020; year++) {
        struct forecast f, g;
        assert_true(forecast_cases(years, cases, 7, year, l, &f));
        assert_true(forecast_linear(years, cases, 7, year, l, &g));
        assert_true(f.lower >= 0 && f.lower <= f.expected && f.expected <= f.upper);
        assert_true(g.upper - g.lower > before);
        before = g.upper - g.lower;
    }
}

/* Growth whose powers are beyond the range of numbers. */
static void years_may_lie_far_apart(void **state)
{
    (void)state;
    static const double years[] = {1000, 1200, 1400, 1600, 1800}, cases[] = {1, 2, 4, 8, 16};
    struct forecast f;
    assert_true(forecast_cases(years, cases, 5, 2000, interval_level(0.95), &f));
    assert_near(f.expected, 32, 1e-9);
    assert_near(f.growth, pow(2, 0.005), 1e-12);
    double many[60], steep[60] = {[58] = 1, [59] = 1e6}; /* a millionfold for sixty years */
    fill_years(many, 60);
    assert_true(forecast_cases(many, steep, 60, 2060, interval_level(0.95), &f));
    assert_near(f.expected, 1e6, 1);
    assert_near(f.growth, 1e6, 10);
}

static void growth_without_a_best_value_is_refused(void **state)
{
    (void)state;
    static const double series[][5] = {
        {0, 0, 0, 0, 0},
        {0, 0, 0, 0, 7},
        {7, 0, 0, 0, 0},
        {1, 2, -1, 3, 4},
    };
    double years[5];
    struct forecast f = {.expected = -1};
    fill_years(years, 5);
    for (size_t i = 0; i < LENGTH(series); i++)
        assert_false(forecast_cases(years, series[i], 5, 2008, interval_level(0.95), &f));
    assert_false(forecast_cases(years, series[1], 5, 2005, interval_level(0.95), &f));
    assert_false(forecast_cases(years, series[2], 5, 2001, interval_level(0.95), &f));
    static const double rising[] = {1, 10, 100, 1000, 10000};
    assert_false(forecast_cases(years, rising, 5, 2900, interval_level(0.95), &f));
    assert_near(f.expected, -1, 0);
}

static void four_points_are_refused(void **state)
{
    (void)state;
    static const double values[] = {1, 2, 3, 4, 5}, persons[] = {0, 9, 9, 9, 9};
    struct interval_level l = interval_level(0.95);
    struct kendall k;
    struct sen s;
    struct case_trend c;
    struct forecast f;
    for (size_t n = 0; n <= 5; n++) {
        bool enough = n == SERIES_POINTS;
        assert_int_equal(trend_kendall(values, n, &k), enough);
        assert_int_equal(trend_sen(values, values, n, l, &s), enough);
        assert_int_equal(trend_proportions(values, values, values, n, &c), enough);
        assert_int_equal(trend_rates(values, values, values, n, &c), enough);
        assert_int_equal(forecast_linear(values, values, n, 9, l, &f), enough);
        assert_int_equal(forecast_cases(values, values, n, 9, l, &f), enough);
    }
    assert_false(trend_rates(values, values, persons, 5, &c)); /* one year says nothing */
}

static void what_is_no_series_is_refused(void **state)
{
    (void)state;
    static const double wrong[] = {NAN, INFINITY, -INFINITY, 1e19, -1e300};
    struct interval_level l = interval_level(0.95);
    struct kendall k;
    struct sen s;
    struct case_trend c;
    struct forecast f;
    double years[5], values[] = {1, 2, 3, 4, 5};
    fill_years(years, 5);
    for (size_t i = 0; i < LENGTH(wrong); i++) {
        double bad[] = {1, 2, wrong[i], 4, 5};
        assert_false(trend_kendall(bad, 5, &k));
        assert_false(trend_sen(years, bad, 5, l, &s) || trend_sen(bad, values, 5, l, &s));
        assert_false(trend_rates(years, bad, values, 5, &c));
        assert_false(trend_rates(years, values, bad, 5, &c));
        assert_false(trend_proportions(bad, values, values, 5, &c));
        assert_false(forecast_linear(years, bad, 5, 2010, l, &f));
        assert_false(forecast_cases(years, values, 5, wrong[i], l, &f));
    }
    static const double unordered[] = {2001, 2003, 2002, 2004, 2005};
    static const double twice[] = {2001, 2002, 2002, 2003, 2004};
    assert_false(trend_sen(unordered, values, 5, l, &s) || trend_sen(twice, values, 5, l, &s));
    assert_false(trend_rates(twice, values, values, 5, &c));
    assert_false(forecast_linear(twice, values, 5, 2010, l, &f));
    assert_false(trend_proportions(years, values, unordered, 0, &c));
    static const double tiny[] = {1, 2, 1e-320, 4, 5}, close[] = {1e-320, 2e-320, 1, 2, 3};
    assert_false(trend_rates(years, values, tiny, 5, &c) || trend_sen(close, values, 5, l, &s));
    static double endless[SERIES_LONGEST + 1];
    fill_years(endless, SERIES_LONGEST + 1);
    assert_true(trend_kendall(endless, SERIES_LONGEST, &k));
    assert_false(trend_kendall(endless, SERIES_LONGEST + 1, &k));
    assert_false(trend_sen(endless, endless, SERIES_LONGEST + 1, l, &s));
    assert_false(trend_rates(endless, endless, endless, SERIES_LONGEST + 1, &c));
    assert_false(forecast_linear(endless, endless, SERIES_LONGEST + 1, 2, l, &f));
    static const double fewer[] = {1, 2, 3, 4, 4};
    assert_false(trend_proportions(years, values, fewer, 5, &c));
    static const double negative[] = {1, 2, -3, 4, 5};
    assert_false(trend_rates(years, negative, values, 5, &c));
}

/* Numbers of any size: what is given is finite. */
static void results_are_finite(void **state)
{
    (void)state;
    struct interval_level l = interval_level(0.998);
    uint64_t seed = 4;
    int given = 0;
    for (int i = 0; i < 3000; i++) {
        double years[8], values[8], persons[8];
        struct kendall k;
        struct sen s;
        struct case_trend c;
        struct forecast f;
        for (size_t j = 0; j < 8; j++) {
            years[j] = (j > 0 ? years[j - 1] : 0) + 1 + floor(draw(&seed) * 9);
            values[j] = draw(&seed) < 0.3 ? 0 : pow(10, 36 * draw(&seed) - 18);
            persons[j] = draw(&seed) < 0.3 ? 0 : pow(10, 36 * draw(&seed) - 18);
        }
        if (trend_kendall(values, 8, &k))
            assert_true(isfinite(k.z) && k.p >= 0 && k.p <= 1);
        if (trend_sen(years, values, 8, l, &s))
            assert_true(isfinite(s.slope) && isfinite(s.lower) && isfinite(s.upper));
        if (trend_rates(years, values, persons, 8, &c))
            assert_true(isfinite(c.z) && isfinite(c.chi_squared) && c.p >= 0 && c.p <= 1);
        if (forecast_linear(years, values, 8, 90, l, &f))
            assert_true(isfinite(f.lower) && isfinite(f.upper) && isfinite(f.dispersion));
        if (forecast_cases(years, values, 8, 90, l, &f)) {
            assert_true(f.lower >= 0 && f.lower <= f.expected && f.expected <= f.upper);
            assert_true(isfinite(f.upper) && isfinite(f.growth) && f.dispersion >= 1);
            assert_true(isfinite(f.dispersion));
            given++;
        }
    }
    assert_true(given > 300);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(worked_values_are_met),
        cmocka_unit_test(exact_p_is_kendalls_table),
        cmocka_unit_test(ties_are_counted_exactly),
        cmocka_unit_test(kendall_knows_only_order),
        cmocka_unit_test(sen_follows_scale_and_slope),
        cmocka_unit_test(intervals_of_short_series),
        cmocka_unit_test(trends_of_cases_have_symmetry),
        cmocka_unit_test(forecasts_follow_their_series),
        cmocka_unit_test(forecasts_widen_with_distance),
        cmocka_unit_test(years_may_lie_far_apart),
        cmocka_unit_test(growth_without_a_best_value_is_refused),
        cmocka_unit_test(four_points_are_refused),
        cmocka_unit_test(what_is_no_series_is_refused),
        cmocka_unit_test(results_are_finite),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
