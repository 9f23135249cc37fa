/* Labels of axes: against the authors' own implementation of the algorithm, and what
 * holds for every axis: the data is covered, labels are round and can be written. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include <cmocka.h>

#include "layout/chart_tools_private.h"

enum { NO_LIMIT = 99 };

struct axis {
    double lo, hi;
    int wished;
    double first, step;
    int n;
};

static void compare(const struct axis *cases, size_t count, bool cover)
{
    for (size_t i = 0; i < count; i++) {
        const struct axis *c = &cases[i];
        struct ticks t = ticks_best(&(struct tick_wish){.lo = c->lo,
                                                        .hi = c->hi,
                                                        .wished = c->wished,
                                                        .most = NO_LIMIT,
                                                        .skips = 9,
                                                        .decimals = NO_LIMIT,
                                                        .cover = cover});
        bool same = fabs(t.first - c->first) <= 1e-9 * c->step &&
                    fabs(t.step / c->step - 1) < 1e-9 && t.n == c->n;
        if (!same)
            fail_msg("%g..%g, %d: %g by %g, %d instead of %g by %g, %d", c->lo, c->hi, c->wished,
                     t.first, t.step, t.n, c->first, c->step, c->n);
    }
}

/* extended(lo, hi, wished) of the R package labeling 0.4.2 by Justin Talbot, run with
 * R 4.2.2; the first case is the example of its manual. */
static void test_as_published(void **state)
{
    static const struct axis cases[] = {
        {8.1, 14.1, 4, 8, 2, 4},
        {0, 100, 5, 0, 25, 5},
        {39295, 41403, 5, 39500, 500, 5},
        {7.4, 9.4, 5, 7.5, 0.5, 5},
        {-90, 42, 5, -100, 50, 4},
        {0, 0.23, 5, 0, 0.05, 6},
        {0, 10, 5, 0, 2.5, 5},
        {0, 1930, 5, 0, 500, 5},
        {1999.5, 2016, 6, 2000, 4, 5},
        {-4.2, 15.8, 5, -5, 5, 5},
        {0, 14.8, 5, 0, 5, 4},
        {3.5, 3.72, 4, 3.5, 0.1, 3},
        {1e5, 3e9, 6, 0, 5e8, 7},
        {-17.3, -1, 4, -15, 5, 4},
        {0.0012, 0.0047, 7, 0.001, 5e-4, 8},
        {43.1, 67.9, 9, 42.5, 2.5, 11},
        {-1, 1, 3, -1, 1, 3},
        {92, 1234567, 5, 0, 3e5, 5},
        {101, 113, 3, 100, 5, 4},
        {5.01, 5.97, 8, 5, 0.1, 11},
    };
    (void)state;
    compare(cases, sizeof cases / sizeof *cases, false);
}

/* The same with only.loose = TRUE: the labels enclose the data. */
static void test_as_published_loose(void **state)
{
    static const struct axis cases[] = {
        {8.1, 14.1, 4, 7.5, 2.5, 4},   {39295, 41403, 5, 39000, 500, 6},
        {7.4, 9.4, 5, 7.4, 0.4, 6},    {-90, 42, 5, -100, 50, 4},
        {0, 0.23, 5, 0, 0.05, 6},      {0, 10, 5, 0, 2.5, 5},
        {1999.5, 2016, 6, 1998, 3, 7}, {-4.2, 15.8, 5, -5, 5, 6},
        {0, 14.8, 5, 0, 5, 4},         {1e5, 3e9, 6, 0, 5e8, 7},
        {-17.3, -1, 4, -20, 5, 5},     {0.0012, 0.0047, 7, 0.001, 5e-4, 9},
        {43.1, 67.9, 9, 42, 3, 10},    {92, 1234567, 5, 0, 250000, 6},
        {101, 113, 3, 100, 5, 4},      {5.01, 5.97, 8, 5, 0.1, 11},
    };
    (void)state;
    compare(cases, sizeof cases / sizeof *cases, true);
}

/* Axes as charts use them, judged by eye: whole numbers where they do as well, no more
 * decimals than allowed, little empty room. */
static void test_axes(void **state)
{
    static const struct {
        struct axis axis; /* wished: at most */
        int most_decimals, decimals;
    } cases[] = {
        {{0, 1930, 6, 0, 500, 5}, 0, 0},     {{39295, 41403, 6, 39000, 500, 6}, 0, 0},
        {{7.4, 9.4, 6, 7, 0.5, 6}, 1, 1},    {{-90, 42, 6, -100, 50, 4}, 0, 0},
        {{0, 10, 6, 0, 2, 6}, 1, 0},         {{0, 12, 6, 0, 3, 5}, 1, 0},
        {{0, 0.3, 6, 0, 1, 2}, 0, 0},        {{0, 0.23, 6, 0, 0.05, 6}, 2, 2},
        {{-1, 1, 3, -1, 1, 3}, 0, 0},        {{0, 110, 6, 0, 30, 5}, 0, 0},
        {{16.8, 18, 6, 16.5, 0.5, 4}, 1, 1}, {{0, 0.004, 6, 0, 1, 2}, 0, 0},
        {{0, 100, 6, 0, 25, 5}, 1, 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct axis *c = &cases[i].axis;
        struct ticks t = ticks_cover(c->lo, c->hi, c->wished, cases[i].most_decimals);
        if (fabs(t.first - c->first) > 1e-9 || fabs(t.step - c->step) > 1e-9 || t.n != c->n)
            fail_msg("%g..%g: %g by %g, %d", c->lo, c->hi, t.first, t.step, t.n);
        assert_int_equal(t.decimals, cases[i].decimals);
    }
}

static bool is_whole(double v)
{
    return fabs(v - round(v)) < 1e-6;
}

static void check_axis(double lo, double hi, int max_n, int max_decimals)
{
    struct ticks t = ticks_cover(lo, hi, max_n, max_decimals);
    double last = tick_value(&t, t.n - 1), slack = t.step * 1e-6;
    bool zero = false, written = true;
    for (int k = 0; k < t.n; k++) {
        zero = zero || tick_value(&t, k) == 0;
        written = written && is_whole(tick_value(&t, k) / t.step) &&
                  is_whole(tick_value(&t, k) * pow(10, t.decimals));
    }
    bool covers = t.first <= lo + slack && last >= hi - slack;
    bool tight = lo == hi || (t.first + t.step > lo && last - t.step < hi);
    if (!covers || !tight || !written || t.n < 2 || t.n > max_n || t.decimals > max_decimals ||
        (lo <= 0 && hi >= 0 && !zero))
        fail_msg("%g..%g, at most %d, %d decimals: %g by %g, %d labels, %d decimals", lo, hi, max_n,
                 max_decimals, t.first, t.step, t.n, t.decimals);
}

static void test_every_axis(void **state)
{
    static const double ends[] = {-1e12, -40773, -17.3, -1, -0.004, 0,     1e-7, 0.23,
                                  1,     3.7,    9.99,  44, 1999.5, 40365, 1e5,  3e9};
    enum { N = sizeof ends / sizeof *ends };
    (void)state;
    for (size_t i = 0; i < N; i++) {
        for (size_t k = i; k < N; k++) {
            for (int max_n = 3; max_n <= 8; max_n++) {
                check_axis(ends[i], ends[k], max_n, 0);
                check_axis(ends[i], ends[k], max_n, 2);
                check_axis(ends[i], ends[k], max_n, 9);
            }
        }
    }
}

/* Ten times the data, or upside down: the same axis. */
static void test_alike(void **state)
{
    (void)state;
    for (int i = 1; i < 4000; i++) {
        double lo = i % 5 == 0 ? 0 : (i * 7919 % 1000) / 10.0,
               hi = lo + (i * 104729 % 999 + 1) / 7.0;
        struct ticks t = ticks_cover(lo, hi, 6, 12);
        struct tick_wish w = {lo, hi, 5, 6, 1, 12, true, false};
        struct ticks free_choice = ticks_best(&w);
        w.lo = 10 * lo;
        w.hi = 10 * hi;
        struct ticks tenfold = ticks_best(&w);
        assert_true(fabs(tenfold.step / free_choice.step - 10) < 1e-8);
        assert_int_equal(tenfold.n, free_choice.n);
        struct ticks mirror = ticks_cover(-hi, -lo, 6, 12);
        assert_true(fabs(mirror.step / t.step - 1) < 1e-9);
        assert_true(fabs(mirror.first + tick_value(&t, t.n - 1)) < 1e-6 * t.step);
    }
}

/* 20 microseconds each, with room for a slow machine and for sanitizers. */
static void test_speed(void **state)
{
    struct timespec from, to;
    enum { TIMES = 20000 };
    int n = 0;
    (void)state;
    assert_int_equal(clock_gettime(CLOCK_MONOTONIC, &from), 0);
    for (int i = 0; i < TIMES; i++)
        n += ticks_cover(i % 7 * 13.7, i % 7 * 13.7 + pow(10, i % 13 - 4), 3 + i % 5, i % 3).n;
    assert_int_equal(clock_gettime(CLOCK_MONOTONIC, &to), 0);
    double all =
        (double)(to.tv_sec - from.tv_sec) * 1e6 + (double)(to.tv_nsec - from.tv_nsec) / 1e3;
    assert_true(n >= 2 * TIMES && all / TIMES < 200);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_as_published), cmocka_unit_test(test_as_published_loose),
        cmocka_unit_test(test_axes),         cmocka_unit_test(test_every_axis),
        cmocka_unit_test(test_alike),        cmocka_unit_test(test_speed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
