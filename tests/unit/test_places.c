/* Methods over many places: shrinkage, spread, inequality, whole numbers, projection. Worked and
 * published values, properties, refusals; the numbers themselves are compared with R's in
 * tests/methods.
 *
 * Sources: Duncan's index as in the project's domain notes, computed in Python; the Alabama
 * paradox as in Balinski & Young, Fair Representation (2001); otherwise sums over all cases that
 * there are, by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "methods/apportion.h"
#include "methods/projection.h"
#include "methods/shrink.h"
#include "methods/spread.h"
#include "methods/unequal.h"

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

/* --- shrinkage ------------------------------------------------------------------------------ */

static void shrunk_rates_lie_between(void **state)
{
    (void)state;
    uint64_t seed = 1;
    for (int round = 0; round < 200; round++) {
        double cases[20], persons[20];
        struct prior rate, share;
        for (size_t i = 0; i < 20; i++) {
            persons[i] = floor(pow(10, 4 * draw(&seed)));
            cases[i] = floor(persons[i] * 0.3 * draw(&seed));
        }
        assert_true(shrink_prior_rates(cases, persons, 20, &rate) &&
                    shrink_prior_proportions(cases, persons, 20, &share));
        assert_true(rate.variance >= 0 && share.variance >= 0 && rate.mean == share.mean);
        for (size_t i = 0; i < 20; i++) {
            double own = cases[i] / persons[i], to = rate.mean;
            double r = shrink_rate(rate, cases[i], persons[i]);
            double p = shrink_proportion(share, cases[i], persons[i]);
            assert_true(r >= fmin(own, to) - 1e-15 && r <= fmax(own, to) + 1e-15);
            assert_true(p >= fmin(own, to) - 1e-15 && p <= fmax(own, to) + 1e-15);
            /* a thousand times the persons: nearer to their own rate */
            double large = shrink_rate(rate, 1000 * cases[i], 1000 * persons[i]);
            assert_true(fabs(large - own) <= fabs(r - own) + 1e-15);
        }
    }
}

static void without_differences_all_get_the_mean(void **state)
{
    (void)state;
    static const double cases[] = {10, 20, 30, 0}, persons[] = {100, 200, 300, 0};
    struct prior p;
    assert_true(shrink_prior_rates(cases, persons, 4, &p));
    assert_near(p.mean, 0.1, 1e-15);
    assert_near(p.variance, 0, 0);
    assert_near(shrink_rate(p, 3, 5), 0.1, 1e-15);
    assert_near(shrink_rate((struct prior){0.1, 0.01}, 0, 0), 0.1, 0); /* no persons */
    assert_true(shrink_prior_proportions(cases, persons, 1, &p));      /* alone */
    assert_near(p.variance, 0, 0);
    assert_true(shrink_prior_proportions(persons, persons, 4, &p)); /* all are cases */
    assert_near(shrink_proportion(p, 5, 5), 1, 1e-15);
}

/* Fifty places of two persons, half with the share 0.2 and half with 0.8, with exactly the
 * outcomes to be expected: 17 places with no case, 16 with one, 17 with two. The variance of
 * the shares is 0.09, and that is what must be found. */
static void moments_of_proportions_have_no_bias(void **state)
{
    (void)state;
    double cases[50], persons[50];
    struct prior p;
    for (size_t i = 0; i < 50; i++) {
        cases[i] = i < 17 ? 0 : i < 33 ? 1 : 2;
        persons[i] = 2;
    }
    assert_true(shrink_prior_proportions(cases, persons, 50, &p));
    assert_near(p.mean, 0.5, 1e-12);
    assert_near(p.variance, 0.09, 1e-12);
    assert_near(shrink_proportion(p, 2, 2), 0.5 + 0.5 * 0.09 / (0.09 + 0.08), 1e-12);
}

static void wrong_numbers_have_no_prior(void **state)
{
    (void)state;
    static const double wrong[] = {NAN, INFINITY, -1, 1e19, 1e-320};
    static const double zeros[] = {0, 0};
    struct prior p;
    for (size_t i = 0; i < LENGTH(wrong); i++) {
        double bad[] = {1, wrong[i]}, good[] = {5, 5};
        assert_false(shrink_prior_rates(bad, good, 2, &p));
        assert_false(shrink_prior_proportions(good, bad, 2, &p));
    }
    double six[] = {6, 1}, five[] = {5, 5};
    assert_true(shrink_prior_rates(six, five, 2, &p));
    assert_false(shrink_prior_proportions(six, five, 2, &p));
    assert_false(shrink_prior_rates(zeros, zeros, 2, &p) || shrink_prior_rates(six, five, 0, &p));
}

/* --- spread --------------------------------------------------------------------------------- */

static void quantiles_of_one_and_two(void **state)
{
    (void)state;
    static const double two[] = {10, 20};
    for (double p = 0; p <= 1; p += 0.125) {
        assert_near(spread_quantile(two, 1, p), 10, 0);
        assert_near(spread_quantile(two, 2, p), 10 + 10 * p, 1e-12);
    }
    struct quartiles q = spread_quartiles((double[]){1, 2, 3, 4, 5, 6}, 6);
    assert_near(q.lower, 2.25, 0); /* R: quantile(1:6) */
    assert_near(q.median, 3.5, 0);
    assert_near(q.upper, 4.75, 0);
}

static void classes_are_as_even_as_possible(void **state)
{
    (void)state;
    for (size_t n = 0; n < 60; n++) {
        for (int q = 1; q <= 10; q++) {
            double values[60];
            int classes[60], sizes[11] = {0};
            for (size_t i = 0; i < n; i++)
                values[i] = (double)((i * 37) % 61);
            bool done = spread_classes(values, n, q, classes);
            assert_int_equal(done, n >= (size_t)q);
            for (size_t i = 0; i < n; i++) {
                assert_true(done ? classes[i] >= 1 && classes[i] <= q : classes[i] == 0);
                sizes[classes[i]]++;
                for (size_t j = 0; j < i; j++)
                    assert_true(!done || (values[i] < values[j]) <= (classes[i] <= classes[j]));
            }
            for (int k = 1; done && k <= q; k++)
                assert_true(sizes[k] == (int)n / q || sizes[k] == ((int)n + q - 1) / q);
        }
    }
}

static void equal_values_share_a_class(void **state)
{
    (void)state;
    static const double values[] = {5, 1, 5, 5, 9, 5};
    int classes[6];
    assert_true(spread_classes(values, 6, 3, classes));
    for (size_t i = 0; i < 6; i++)
        assert_int_equal(classes[i], values[i] < 9 ? 1 : 3);
}

static void outliers_stand_out(void **state)
{
    (void)state;
    static const double values[] = {10, 12, 11, 13, 12, 11, 10, 60};
    static const double equal[] = {4, 4, 4, 4, 4};
    static const double nearly[] = {4, 4, 4, 4, 9};
    struct centre c = spread_centre(values, 8);
    assert_near(c.median, 11.5, 0);
    assert_near(spread_mad(values, 8), 1.4826, 1e-12); /* distances 1.5 .5 .5 1.5 .5 .5 1.5 48.5 */
    for (size_t i = 0; i < 8; i++)
        assert_int_equal(fabs(spread_modified_z(c, values[i])) > SPREAD_FAR, i == 7);
    c = spread_centre(equal, 5);
    assert_true(c.by_mean);
    assert_near(spread_modified_z(c, 4), 0, 0);
    assert_near(spread_modified_z(c, 1e18), 0, 0); /* nothing to measure by */
    c = spread_centre((double[]){1e-320, 2e-320, 3e-320, 1e18}, 4);
    assert_true(c.by_mean);
    assert_near(spread_modified_z(c, 1e18), 4 / 1.253314137, 1e-8);
    c = spread_centre((double[]){1e-320, 2e-320, 3e-320}, 3);
    assert_near(spread_modified_z(c, 1e18), 0, 0);
    c = spread_centre(nearly, 5);
    assert_true(c.by_mean);
    assert_near(spread_mad(nearly, 5), 0, 0);
    assert_near(spread_modified_z(c, 9), 5 / 1.253314137, 1e-8);
}

/* --- inequality ----------------------------------------------------------------------------- */

static void duncan_is_met(void **state)
{
    (void)state;
    static const double group[] = {120, 40, 15, 25}, persons[] = {1000, 800, 500, 700};
    struct dissimilarity d;
    assert_true(unequal_dissimilarity(group, persons, 4, &d));
    assert_near(d.index, 0.2857143, 5e-8);
    assert_true(d.expected > 0 && d.corrected > 0 && d.corrected < d.index);
}

/* The mean index over all groups of g among ten persons in places of 2, 3 and 5. */
static void chance_is_the_mean_of_all_groups(void **state)
{
    (void)state;
    static const int place[] = {0, 0, 1, 1, 1, 2, 2, 2, 2, 2};
    static const double persons[] = {2, 3, 5};
    for (int g = 1; g < 10; g++) {
        double sum = 0, expected = 0;
        int groups = 0;
        for (int set = 0; set < 1024; set++) {
            double group[3] = {0};
            int size = 0;
            struct dissimilarity d;
            for (int i = 0; i < 10; i++) {
                group[place[i]] += set >> i & 1;
                size += set >> i & 1;
            }
            if (size != g)
                continue;
            assert_true(unequal_dissimilarity(group, persons, 3, &d));
            sum += d.index;
            expected = d.expected;
            groups++;
        }
        assert_near(expected, sum / groups, 1e-13);
    }
}

static void dissimilarity_has_symmetry(void **state)
{
    (void)state;
    uint64_t seed = 5;
    for (int round = 0; round < 100; round++) {
        double group[8], rest[8], persons[8], large_group[8], large[8];
        struct dissimilarity d, r, l;
        for (size_t i = 0; i < 8; i++) {
            persons[i] = 20 + floor(draw(&seed) * 300);
            group[7 - i] = 0;
        }
        for (size_t i = 0; i < 8; i++) {
            group[i] = floor(draw(&seed) * 20);
            rest[i] = persons[i] - group[i];
            large_group[i] = 100 * group[i];
            large[i] = 100 * persons[i];
        }
        assert_true(unequal_dissimilarity(group, persons, 8, &d) &&
                    unequal_dissimilarity(rest, persons, 8, &r) &&
                    unequal_dissimilarity(large_group, large, 8, &l));
        assert_near(r.index, d.index, 1e-12);
        assert_near(r.expected, d.expected, 1e-12);
        assert_near(l.index, d.index, 1e-12);
        assert_near(l.expected / d.expected, 0.1, 0.01); /* chance counts as 1 / sqrt(persons) */
        assert_true(d.corrected >= -1 && d.corrected <= d.index);
    }
}

static void extremes_of_dissimilarity(void **state)
{
    (void)state;
    static const double persons[] = {100, 100, 100};
    static const double apart[] = {100, 0, 0}, even[] = {20, 20, 20}, none[] = {0, 0, 0};
    static const double alone[] = {5, 0, 0}, one[] = {100, 0, 0};
    static const double single[] = {1, 0, 0}, singles[] = {1, 1, 1};
    struct dissimilarity d;
    assert_true(unequal_dissimilarity(apart, persons, 3, &d));
    assert_near(d.index, 1, 1e-12);
    assert_near(d.corrected, 1, 1e-12);
    assert_true(unequal_dissimilarity(even, persons, 3, &d));
    assert_near(d.index, 0, 1e-12);
    assert_near(d.corrected, -1, 1e-12);
    assert_true(unequal_dissimilarity(single, singles, 3, &d));
    assert_near(d.expected, 1, 1e-12);
    assert_near(d.corrected, 0, 1e-12); /* it cannot be otherwise */
    /* rounded, only one place is left: no chance in it */
    assert_true(unequal_dissimilarity((double[]){3, 0.2}, (double[]){10, 0.4}, 2, &d));
    assert_near(d.expected, 0, 0);
    assert_near(d.corrected, d.index, 0);
    assert_false(unequal_dissimilarity(none, persons, 3, &d));
    assert_false(unequal_dissimilarity(persons, persons, 3, &d));
    assert_false(unequal_dissimilarity(alone, one, 3, &d)); /* one place */
    assert_false(unequal_dissimilarity(persons, alone, 3, &d));
    assert_false(unequal_dissimilarity(apart, persons, 0, &d));
    assert_false(unequal_dissimilarity((double[]){1, 1}, (double[]){1e17, 1e17}, 2, &d));
}

static void gini_of_known_spreads(void **state)
{
    (void)state;
    double values[100], ones[100], g;
    for (size_t i = 0; i < 100; i++) {
        values[i] = (double)i + 1;
        ones[i] = 3;
    }
    for (size_t n = 1; n <= 100; n++) { /* of 1..n: (n - 1) / 3n */
        assert_true(unequal_gini(values, ones, n, &g));
        assert_near(g, (double)(n - 1) / (3 * (double)n), 1e-12);
    }
    assert_true(unequal_gini((double[]){0, 0, 0, 8}, ones, 4, &g));
    assert_near(g, 0.75, 1e-12);
    assert_true(unequal_gini((double[]){0, 0}, ones, 2, &g));
    assert_near(g, 0, 0);
    /* one place of three persons is three places of one */
    double split, merged;
    assert_true(unequal_gini((double[]){5, 2, 2, 2}, (double[]){7, 1, 1, 1}, 4, &split));
    assert_true(unequal_gini((double[]){2, 5}, (double[]){3, 7}, 2, &merged));
    assert_near(split, merged, 1e-14);
    /* who has no weight does not count, however far out */
    double tenths[11], far[11];
    for (size_t i = 0; i < 11; i++) {
        tenths[i] = i < 10 ? 0.1 : 0;
        far[i] = i < 10 ? 1 : 1e18;
    }
    assert_true(unequal_gini(far, tenths, 11, &g));
    assert_near(g, 0, 0);
    assert_false(unequal_gini(values, (double[]){0, 0}, 2, &g));
    assert_false(unequal_gini((double[]){1, -1}, ones, 2, &g));
    assert_false(unequal_gini((double[]){1, NAN}, ones, 2, &g) || unequal_gini(ones, ones, 0, &g));
}

/* Rounding must not lead out of the range. */
static void nothing_exceeds_one(void **state)
{
    (void)state;
    uint64_t seed = 8;
    for (int round = 0; round < 2000; round++) {
        double persons[30], group[30], single[30], ones[30], g;
        struct dissimilarity d;
        size_t n = 3 + (size_t)(draw(&seed) * 27);
        for (size_t i = 0; i < n; i++) {
            persons[i] = 1 + floor(draw(&seed) * 1000);
            group[i] = i % 2 == 0 ? persons[i] : 0;
            single[i] = i == 0 ? 1 : 0;
            ones[i] = 1;
        }
        assert_true(unequal_dissimilarity(group, persons, n, &d));
        assert_true(d.index <= 1 && d.corrected <= 1);
        assert_true(unequal_dissimilarity(single, ones, n, &d));
        assert_true(d.expected <= 1 && fabs(d.corrected) <= 1);
        persons[0] = 1e-18 * (1 + draw(&seed));
        single[0] = 1e18 * draw(&seed);
        assert_true(unequal_gini(single, persons, n, &g) && g >= 0 && g <= 1);
    }
}

/* --- whole numbers -------------------------------------------------------------------------- */

static void alabama_has_its_paradox(void **state)
{
    (void)state;
    static const double weights[] = {6, 6, 2};
    double seats[3];
    assert_true(apportion(weights, 3, 10, seats));
    assert_true(seats[0] == 4 && seats[1] == 4 && seats[2] == 2);
    assert_true(apportion(weights, 3, 11, seats));
    assert_true(seats[0] == 5 && seats[1] == 5 && seats[2] == 1);
}

static void parts_add_up_and_stay_near(void **state)
{
    (void)state;
    uint64_t seed = 6;
    for (int round = 0; round < 2000; round++) {
        double weights[30], whole[30], sum = 0, all = 0;
        size_t n = 1 + (size_t)(draw(&seed) * 30);
        double total = floor(pow(10, 9 * draw(&seed)));
        for (size_t i = 0; i < n; i++) {
            weights[i] = draw(&seed) < 0.2 ? 0 : pow(10, 8 * draw(&seed) - 2);
            sum += weights[i];
        }
        if (sum <= 0) {
            assert_false(apportion(weights, n, total, whole));
            continue;
        }
        assert_true(apportion(weights, n, total, whole));
        for (size_t i = 0; i < n; i++) {
            assert_true(whole[i] >= 0 && floor(whole[i]) == whole[i]);
            assert_true(fabs(whole[i] - weights[i] / sum * total) < 1 + 1e-6);
            all += whole[i];
        }
        assert_near(all, total, 0);
        assert_true(apportion(weights, n, total, weights)); /* in place */
        assert_memory_equal(weights, whole, n * sizeof *whole);
    }
}

static void ties_go_to_the_first(void **state)
{
    (void)state;
    double weights[7], whole[7];
    for (size_t i = 0; i < 7; i++)
        weights[i] = 3;
    assert_true(apportion(weights, 7, 10, whole));
    for (size_t i = 0; i < 7; i++)
        assert_near(whole[i], i < 3 ? 2 : 1, 0);
    assert_true(apportion(weights, 7, 0, whole) && apportion(NULL, 0, 0, NULL));
    assert_false(apportion(weights, 7, 1.5, whole) || apportion(weights, 7, -1, whole));
    assert_false(apportion(weights, 7, NAN, whole) || apportion(weights, 7, 1e16, whole));
    assert_false(apportion((double[]){0, 0}, 2, 1, whole) || apportion(NULL, 0, 1, NULL));
    assert_false(apportion((double[]){1, -1}, 2, 1, whole));
    assert_false(apportion((double[]){1, NAN}, 2, 1, whole));
}

/* --- projection ----------------------------------------------------------------------------- */

static const struct mothers mothers = {1, 3};

static void what_stays_as_it_is_stays(void **state)
{
    (void)state;
    static const double table[] = {50, 48, 47, 40, 90};
    double women[5], men[5];
    struct age_tables t = {table, table};
    /* a stationary population; the open group 90 of 40 + 90 */
    for (int c = COHORT_RATIO; c <= COHORT_MIXED; c++) {
        assert_true(projection_step(t, t, 5, mothers, (enum cohort_change)c, women, men));
        for (size_t a = 0; a < 5; a++)
            assert_near(women[a], table[a], 1e-12);
        assert_memory_equal(women, men, sizeof men);
    }
}

static void one_step_by_hand(void **state)
{
    (void)state;
    static const double then[] = {100, 80, 60, 40}, now[] = {90, 110, 72, 50};
    double women[4], men[4];
    struct age_tables t = {then, now};
    assert_true(projection_step(t, t, 4, mothers, COHORT_RATIO, women, men));
    assert_near(women[1], 90 * 110 / 100.0, 1e-12);
    assert_near(women[2], 110 * 72 / 80.0, 1e-12);
    assert_near(women[3], (72 + 50) * 50 / (60 + 40.0), 1e-12);
    assert_near(women[0], 90 / (110 + 72.0) * (99 + 99), 1e-12);
    assert_true(projection_step(t, t, 4, mothers, COHORT_MIXED, women, men));
    assert_near(women[1], 90 + (110 - 100), 1e-12); /* grew: the difference */
    assert_near(women[2], 110 * 72 / 80.0, 1e-12);  /* shrank: the ratio */
}

static void projections_are_never_negative(void **state)
{
    (void)state;
    uint64_t seed = 7;
    for (int round = 0; round < 3000; round++) {
        double tables[4][6], women[6], men[6], ratio[6];
        for (size_t i = 0; i < 24; i++)
            tables[i / 6][i % 6] = draw(&seed) < 0.3 ? 0 : floor(pow(10, 12 * draw(&seed)));
        struct age_tables w = {tables[0], tables[1]}, m = {tables[2], tables[3]};
        assert_true(projection_step(w, m, 6, mothers, COHORT_RATIO, ratio, men));
        assert_true(projection_step(w, m, 6, mothers, COHORT_MIXED, women, men));
        for (size_t a = 0; a < 6; a++) {
            assert_true(women[a] >= 0 && men[a] >= 0 && isfinite(women[a]) && isfinite(men[a]));
            assert_true(ratio[a] >= 0 && isfinite(ratio[a]));
        }
    }
}

static void parts_of_a_person_do_not_explode(void **state)
{
    (void)state;
    static const double then[] = {1e-300, 1e-300, 1, 1}, now[] = {1e12, 1e12, 1e12, 1e12};
    struct age_tables t = {then, now};
    double women[4], men[4];
    assert_true(projection_step(t, t, 4, mothers, COHORT_RATIO, women, men));
    for (size_t a = 0; a < 4; a++)
        assert_true(isfinite(women[a]) && isfinite(men[a]));
}

static void wrong_tables_are_refused(void **state)
{
    (void)state;
    static const double good[] = {1, 2, 3, 4};
    static const double wrong[] = {NAN, INFINITY, -1, 1e13};
    static const struct mothers impossible[] = {{0, 2}, {2, 2}, {3, 2}, {2, 5}};
    double women[4] = {-7}, men[4] = {-7};
    struct age_tables fine = {good, good};
    for (size_t i = 0; i < 4; i++) {
        double bad[] = {1, 2, 3, wrong[i]};
        struct age_tables first = {bad, good}, second = {good, bad};
        assert_false(projection_step(first, fine, 4, mothers, COHORT_RATIO, women, men));
        assert_false(projection_step(fine, second, 4, mothers, COHORT_RATIO, women, men));
        assert_false(projection_step(fine, fine, 4, impossible[i], COHORT_RATIO, women, men));
    }
    assert_false(projection_step(fine, fine, 2, (struct mothers){1, 2}, COHORT_RATIO, women, men));
    assert_true(women[0] == -7 && men[0] == -7);
}

static void intervals_come_from_places_of_the_size(void **state)
{
    (void)state;
    static const double limits[] = {1000};
    struct interval_level l = interval_level(0.8);
    struct past_error errors[42];
    struct bounds b;
    for (size_t i = 0; i < 42; i++) /* small places err from -20 % to 20 %, large ones by 1 % */
        errors[i] = i % 2 == 0 ? (struct past_error){500, ((double)i - 20) / 100}
                               : (struct past_error){5000, 0.01};
    assert_true(projection_interval(200, 999, errors, 42, limits, 1, l, &b));
    assert_near(b.lower, 200 * (1 - 0.16), 1e-9); /* 21 errors: the third and the third last */
    assert_near(b.upper, 200 * (1 + 0.16), 1e-9);
    assert_true(projection_interval(200, 1000, errors, 42, limits, 1, l, &b));
    assert_near(b.lower, 202, 1e-9);
    assert_near(b.upper, 202, 1e-9);
    assert_false(projection_interval(200, 999, errors, 37, limits, 1, l, &b)); /* 19 of them */
    assert_true(projection_interval(200, 999, errors, 39, limits, 1, l, &b));  /* 20 */
    assert_false(projection_interval(200, 999, errors, 42, limits, 1, interval_level(0.95), &b));
    assert_false(projection_interval(NAN, 999, errors, 42, limits, 1, l, &b));
    errors[4].error = NAN;
    assert_false(projection_interval(200, 999, errors, 42, limits, 1, l, &b));
    errors[4].error = -5; /* more than all is not lost */
    errors[2].error = errors[0].error = -5;
    assert_true(projection_interval(200, 999, errors, 42, limits, 1, l, &b));
    assert_near(b.lower, 0, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shrunk_rates_lie_between),
        cmocka_unit_test(without_differences_all_get_the_mean),
        cmocka_unit_test(moments_of_proportions_have_no_bias),
        cmocka_unit_test(wrong_numbers_have_no_prior),
        cmocka_unit_test(quantiles_of_one_and_two),
        cmocka_unit_test(classes_are_as_even_as_possible),
        cmocka_unit_test(equal_values_share_a_class),
        cmocka_unit_test(outliers_stand_out),
        cmocka_unit_test(duncan_is_met),
        cmocka_unit_test(chance_is_the_mean_of_all_groups),
        cmocka_unit_test(dissimilarity_has_symmetry),
        cmocka_unit_test(extremes_of_dissimilarity),
        cmocka_unit_test(gini_of_known_spreads),
        cmocka_unit_test(nothing_exceeds_one),
        cmocka_unit_test(alabama_has_its_paradox),
        cmocka_unit_test(parts_add_up_and_stay_near),
        cmocka_unit_test(ties_go_to_the_first),
        cmocka_unit_test(what_stays_as_it_is_stays),
        cmocka_unit_test(one_step_by_hand),
        cmocka_unit_test(projections_are_never_negative),
        cmocka_unit_test(parts_of_a_person_do_not_explode),
        cmocka_unit_test(wrong_tables_are_refused),
        cmocka_unit_test(intervals_come_from_places_of_the_size),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
