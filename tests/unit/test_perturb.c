/* Rounding and cell keys: chances as R computes them (tests/perturb/chances.R), unbiased and
 * of the given variance for every count; keys that are even and know nothing of the order of
 * rows; figures that agree with the changed counts and say so. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>

#include "folder.h"
#include "guard/guard.h"
#include "guard/perturb.h"
#include "stats/stats.h"
#include "world.h"

#define POPULATION MEASURE("population", "Bevölkerung", "yes", "")
#define CASES MEASURE("cases", "Fälle", "yes", "")
#define MEAN MEASURE("mean", "Mittel", "no", "")
#define LAND_AREA                                                                         \
    "<measure id=\"land\" unit=\"km²\" reference=\"31.12.\" additive=\"yes\" amount=\"yes\">" \
    "<name>Fläche</name></measure>"
#define PROTECT "<protection min-count=\"3\" min-denominator=\"50\"/>"
#define RATE                                                                          \
    INDICATOR("T01", "gemeinde", "100", "wilson", OVER(OF("cases"), OF("population")) \
              PROTECT)
#define COUNT INDICATOR("T02", "gemeinde", "1", "none", PLAIN(OF("cases")) PROTECT)
#define OTHER_ONE INDICATOR("T03", "gemeinde", "1", "none", PLAIN(OF("population")) PROTECT)
#define AMOUNT INDICATOR("T04", "gemeinde", "1", "none", PLAIN(OF("land")) PROTECT)
#define KEYS " method=\"cellkey\" max-change=\"3\" variance=\"2\""

static const char seed_text[] =
    "0123456789abcdef00112233445566778899AABBCCDDEEFF0f1e2d3c4b5a6978\n";

static void assert_near(double is, double should, double tolerance)
{
    if (!(fabs(is - should) <= tolerance))
        fail_msg("%.12g is not %.12g within %g", is, should, tolerance);
}

static void chances_are_those_of_r(void **state)
{
    (void)state;
    FILE *f = fopen("tests/perturb/chances.txt", "r");
    int lines = 0, most = 0, count = 0;
    double variance = 0;
    assert_non_null(f);
    while (fscanf(f, "%d %lf %d", &most, &variance, &count) == 3) {
        struct perturb_chances c = perturb_chances(count, most, variance);
        for (int i = 0; i <= 2 * most; i++) {
            double p = -1;
            assert_int_equal(fscanf(f, "%lf", &p), 1);
            assert_near(c.p[i], p, 1e-10);
        }
        lines++;
    }
    fclose(f);
    assert_int_equal(lines, 27);
}

/* Mean 0, the variance, a sum of 1 and no negative result: all that sources.rng allows. */
static void every_count_is_unbiased(void **state)
{
    (void)state;
    for (int most = 1; most <= PERTURB_MOST; most++) {
        for (int step = 0; step <= 40; step++) {
            double variance = 0.1 + (0.9 * most - 0.1) * step / 40;
            for (int count = 1; count <= most + 2; count++) {
                struct perturb_chances c = perturb_chances(count, most, variance);
                double sum = 0, mean = 0, square = 0;
                for (int d = -most; d <= most; d++) {
                    double p = c.p[d + most];
                    assert_true(p >= 0 && p <= 1);
                    assert_true(count + d >= 0 || !(p > 0));
                    sum += p;
                    mean += p * d;
                    square += p * d * d;
                }
                assert_near(sum, 1, 1e-12);
                assert_near(mean, 0, 1e-9);
                assert_near(square, variance, 1e-9);
            }
        }
    }
}

static void keys_choose_with_the_chances(void **state)
{
    (void)state;
    enum { KEYS_TRIED = 100000 };
    for (int count = 1; count <= 4; count++) {
        struct perturb_chances c = perturb_chances(count, 3, 2);
        int seen[7] = {0};
        for (int i = 0; i < KEYS_TRIED; i++)
            seen[perturb_change(&c, 3, (i + 0.5) / KEYS_TRIED) + 3]++;
        for (int i = 0; i < 7; i++)
            assert_near((double)seen[i] / KEYS_TRIED, c.p[i], 2.0 / KEYS_TRIED);
        assert_int_equal(perturb_change(&c, 3, 0), count < 3 ? -count : -3);
        assert_int_equal(perturb_change(&c, 3, 1 - 0x1p-53), 3);
    }
}

static void keys_are_even_and_of_the_whole_cell(void **state)
{
    (void)state;
    struct world w;
    unsigned char seed[SHA256_BYTES] = {1, 2, 3}, other[SHA256_BYTES] = {1, 2, 4};
    int tenths[10] = {0};
    world_open(&w, CASES POPULATION RATE);
    struct fact_key k = {.year = 2015, .age_to = AGE_OPEN};
    double key = perturb_key(seed, w.areas, w.catalogue, k);
    assert_true(key == perturb_key(seed, w.areas, w.catalogue, k));
    assert_true(key != perturb_key(other, w.areas, w.catalogue, k));
    struct fact_key changes[] = {k, k, k, k, k, k, k, k};
    changes[0].measure = 1;
    changes[1].area = B;
    changes[2].year = 2014;
    changes[3].month = 1;
    changes[4].sex = SEX_FEMALE;
    changes[5].nationality = NAT_FOREIGN;
    changes[6].age_from = 65;
    changes[7].age_to = 65;
    for (size_t i = 0; i < 8; i++)
        assert_true(key != perturb_key(seed, w.areas, w.catalogue, changes[i]));
    for (int year = 1900; year < 2100; year++) {
        for (int age = 0; age < 100; age++) {
            struct fact_key x = {.year = year, .age_from = age, .age_to = age + 1};
            double v = perturb_key(seed, w.areas, w.catalogue, x);
            assert_true(v >= 0 && v < 1);
            tenths[(int)(v * 10)]++;
        }
    }
    double chi = 0; /* 9 degrees of freedom: above 33.7 once in 10,000 (R: qchisq) */
    for (int i = 0; i < 10; i++)
        chi += (tenths[i] - 2000.0) * (tenths[i] - 2000.0) / 2000;
    assert_true(chi < 33.7);
    world_close(&w);
}

/* By the rule's own words: multiples of five, the nearest, 2 at most. */
static void rounding_goes_to_the_nearest_multiple_of_five(void **state)
{
    (void)state;
    for (int n = -20000; n <= 20000; n++) {
        double r = perturb_round(n);
        assert_true(fmod(r, 5) == 0);
        assert_true(fabs(r - n) <= 2);
    }
    assert_near(perturb_round(2.5), 5, 0);
    assert_near(perturb_round(-2.5), -5, 0);
    assert_near(perturb_round(1e15 + 3), 1e15 + 5, 0);
}

static void put_counts(struct world *w, bool backwards)
{
    static const double cases[] = {0, 1, 2, 13};
    for (uint32_t i = 0; i < 4; i++) {
        uint32_t k = backwards ? 3 - i : i;
        PUT(w, "cases", A + k, 2015, cases[k], .source = EIGEN, .marks = SIGN_PROVISIONAL);
        PUT(w, "population", A + k, 2015, 101);
    }
    PUT(w, "cases", E, 2015, 0, .sign = SIGN_UNKNOWN, .source = EIGEN);
    PUT(w, "cases", OTHER, 2015, -1, .source = EIGEN);
    PUT(w, "land", A, 2015, 12, .source = EIGEN);
    PUT(w, "mean", A, 2015, 1.5, .source = EIGEN);
    facts_close(w->facts, catalogue_measures(w->catalogue));
}

static struct facts *changed(struct world *w, struct folder *f, const char *own, bool backwards)
{
    world_open_with(w, CASES POPULATION MEAN LAND_AREA RATE COUNT OTHER_ONE AMOUNT, own);
    put_counts(w, backwards);
    struct facts *out = perturb_facts(f->path, w->areas, w->catalogue, w->facts, f->d);
    return out;
}

static struct fact fact_of(const struct world *w, const struct facts *f, const char *measure,
                           uint32_t area)
{
    struct fact_key k = {.measure = catalogue_find_measure(w->catalogue, measure,
                                                           strlen(measure)),
                         .area = area, .year = 2015, .age_to = AGE_OPEN};
    uint32_t cell = facts_find(f, k);
    assert_int_not_equal(cell, CELL_NONE);
    return facts_at(f, cell);
}

static void only_raw_counts_are_changed(void **state)
{
    (void)state;
    struct folder f;
    struct world w;
    folder_open(&f);
    struct facts *out = changed(&w, &f, " method=\"round5\"", false);
    assert_non_null(out);
    static const double rounded[] = {0, 0, 0, 15};
    for (uint32_t i = 0; i < 4; i++) {
        struct fact is = fact_of(&w, out, "cases", A + i);
        assert_true(is.value == rounded[i] && !signbit(is.value));
        assert_int_equal(is.marks, SIGN_PROVISIONAL);
        assert_true(fact_of(&w, out, "population", A + i).value == 101);
    }
    assert_int_equal(fact_of(&w, out, "cases", E).sign, SIGN_UNKNOWN);
    assert_true(!signbit(fact_of(&w, out, "cases", OTHER).value));
    assert_true(fact_of(&w, out, "land", A).value == 12);
    assert_true(fact_of(&w, out, "mean", A).value == 1.5);
    assert_true(perturb_needed(w.catalogue) && !perturb_needs_seed(w.catalogue));
    facts_free(out);
    world_close(&w);
    folder_close(&f);
}

static void cell_keys_know_nothing_of_the_order(void **state)
{
    (void)state;
    struct folder f;
    struct world one, two;
    folder_open(&f);
    folder_write(&f, PERTURB_SEED_FILE, seed_text);
    struct facts *x = changed(&one, &f, KEYS, false);
    struct facts *y = changed(&two, &f, KEYS, true);
    assert_non_null(x);
    assert_non_null(y);
    static const double cases[] = {0, 1, 2, 13};
    int moved = 0;
    for (uint32_t i = 0; i < 4; i++) {
        double is = fact_of(&one, x, "cases", A + i).value;
        assert_true(is == fact_of(&two, y, "cases", A + i).value);
        assert_true(is >= 0 && fabs(is - cases[i]) <= 3 && (i > 0 || is == 0));
        moved += is != cases[i];
    }
    assert_true(moved > 0);
    facts_free(x);
    facts_free(y);
    world_close(&one);
    world_close(&two);
    folder_close(&f);
}

/* 2,400 cells of fifty: from -3 to 3, even on average, of variance 2 (five standard errors
 * of each, by the chances that R gives). */
static void large_counts_change_both_ways(void **state)
{
    (void)state;
    struct folder f;
    struct world w;
    double sum = 0, squares = 0;
    int least = 0, most = 0, n = 0;
    folder_open(&f);
    folder_write(&f, PERTURB_SEED_FILE, seed_text);
    world_open_with(&w, CASES COUNT, KEYS);
    for (int year = 1980; year < 2010; year++) {
        for (int age = 0; age < 80; age++, n++)
            PUT(&w, "cases", E, year, 50, .source = EIGEN, .from = age, .to = age + 1);
    }
    facts_close(w.facts, catalogue_measures(w.catalogue));
    struct facts *out = perturb_facts(f.path, w.areas, w.catalogue, w.facts, f.d);
    assert_non_null(out);
    for (uint32_t i = 0; i < facts_count(out); i++) {
        double change = facts_at(out, i).value - 50;
        sum += change;
        squares += change * change;
        least = change < least ? (int)change : least;
        most = change > most ? (int)change : most;
    }
    assert_int_equal(n, 2400);
    assert_int_equal(least, -3);
    assert_int_equal(most, 3);
    assert_near(sum / n, 0, 0.145);
    assert_near(squares / n, 2, 0.26);
    facts_free(out);
    world_close(&w);
    folder_close(&f);
}

static void a_bad_seed_is_refused(void **state)
{
    (void)state;
    static const char *const seeds[] = {
        "", "geheim\n", "0123456789abcdef\n",
        "0000000000000000000000000000000000000000000000000000000000000000\n",
        "0123456789abcdef00112233445566778899aabbccddeeff0f1e2d3c4b5a697x\n",
        "0123456789abcdef00112233445566778899aabbccddeeff0f1e2d3c4b5a69788\n"};
    for (size_t i = 0; i <= sizeof seeds / sizeof *seeds; i++) {
        struct folder f;
        struct world w;
        folder_open(&f);
        if (i > 0)
            folder_write(&f, PERTURB_SEED_FILE, seeds[i - 1]);
        assert_null(changed(&w, &f, KEYS, false));
        folder_expect(&f, i > 0 ? PERTURB_BAD_SEED : PERTURB_NO_SEED, i > 0 ? 1 : 0, 0);
        world_close(&w);
        folder_close(&f);
    }
}

/* Rates are made of the rounded counts; nothing is hidden; readers are told, once, and only
 * beside the figures concerned. */
static void figures_are_made_of_rounded_counts(void **state)
{
    (void)state;
    struct folder f;
    struct world w;
    folder_open(&f);
    struct facts *out = changed(&w, &f, " method=\"round5\"", false);
    struct stats *s = stats_compute(w.areas, w.catalogue, out);
    struct published *p = guard_publish(w.areas, w.catalogue, out, s);
    uint32_t rate = published_find_indicator(p, "T01"), count = published_find_indicator(p, "T02");
    uint32_t plain = published_find_indicator(p, "T03");
    assert_near(published_at(p, rate, D, 2015, 0)->value, 100 * 15 / 101.0, 1e-12);
    assert_near(published_at(p, rate, KREIS, 2015, 0)->value, 100 * 15 / 404.0, 1e-12);
    assert_near(published_at(p, count, B, 2015, 0)->value, 0, 0);
    assert_int_equal(published_hidden(p), 0);
    const char *caveat = published_indicator(p, rate)->caveat;
    const char *note = strstr(caveat, "Vielfache von 5");
    assert_non_null(note);
    assert_null(strstr(note + 1, "Vielfache von 5"));
    assert_string_equal(published_indicator(p, plain)->caveat, "");
    plain = published_find_indicator(p, "T04");
    assert_string_equal(published_indicator(p, plain)->caveat, "");
    published_free(p);
    stats_free(s);
    facts_free(out);
    world_close(&w);
    folder_close(&f);
}

/* A changed count of one or two is no secret. */
static void small_counts_with_keys_are_shown(void **state)
{
    (void)state;
    struct folder f;
    struct world w;
    folder_open(&f);
    folder_write(&f, PERTURB_SEED_FILE, seed_text);
    world_open_with(&w, CASES COUNT, KEYS);
    for (int year = 1980; year < 2020; year++)
        PUT(&w, "cases", E, year, 2, .source = EIGEN);
    facts_close(w.facts, catalogue_measures(w.catalogue));
    struct facts *out = perturb_facts(f.path, w.areas, w.catalogue, w.facts, f.d);
    assert_non_null(out);
    struct stats *s = stats_compute(w.areas, w.catalogue, out);
    struct published *p = guard_publish(w.areas, w.catalogue, out, s);
    int small = 0;
    for (int year = 1980; year < 2020; year++) {
        const struct published_value *v = published_at(p, 0, E, year, 0);
        assert_int_equal(v->sign, SIGN_VALUE);
        assert_true(v->value >= 0 && v->value <= 5);
        small += v->value > 0 && v->value < 3;
    }
    assert_true(small > 5);
    published_free(p);
    stats_free(s);
    facts_free(out);
    world_close(&w);
    folder_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(chances_are_those_of_r),
        cmocka_unit_test(every_count_is_unbiased),
        cmocka_unit_test(keys_choose_with_the_chances),
        cmocka_unit_test(keys_are_even_and_of_the_whole_cell),
        cmocka_unit_test(rounding_goes_to_the_nearest_multiple_of_five),
        cmocka_unit_test(only_raw_counts_are_changed),
        cmocka_unit_test(cell_keys_know_nothing_of_the_order),
        cmocka_unit_test(large_counts_change_both_ways),
        cmocka_unit_test(a_bad_seed_is_refused),
        cmocka_unit_test(small_counts_with_keys_are_shown),
        cmocka_unit_test(figures_are_made_of_rounded_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
