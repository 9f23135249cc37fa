/* agree CASES: the methods of the program against what R says of the same cases.
 *
 * Reads the lines of cases.R: method, kind, inputs, the number of outputs and the outputs. A
 * method that refuses must do so where R's does. Every number must agree to 1e-9 of itself or, in
 * sums of much larger numbers that cancel, of the size of these; where that is so the size
 * stands beside the number. Prints "ok" or "not ok" for each method and kind. */
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "methods/apportion.h"
#include "methods/forecast.h"
#include "methods/projection.h"
#include "methods/shrink.h"
#include "methods/spread.h"
#include "methods/trend.h"
#include "methods/trend_cases.h"
#include "methods/unequal.h"

static const double tolerance = 1e-9;

enum { MOST_NUMBERS = 4096, MOST_VALUES = 1024 };

struct test { /* one case while it is checked */
    double *numbers;
    size_t n, at;
    double *outputs; /* R's */
    size_t n_outputs, compared;
    double worst; /* deviation, as a share of the number or its size */
};

struct vector {
    double *values;
    size_t n;
};

static double next(struct test *t)
{
    return t->at < t->n ? t->numbers[t->at++] : NAN;
}

static size_t next_size(struct test *t)
{
    double x = next(t);
    return x >= 0 && x <= MOST_VALUES ? (size_t)x : 0;
}

static struct vector next_vector(struct test *t)
{
    size_t n = next_size(t);
    if (n > t->n - t->at)
        n = 0;
    t->at += n;
    return (struct vector){t->numbers + t->at - n, n};
}

static struct interval_level next_level(struct test *t)
{
    return interval_level(next(t));
}

static double largest(struct vector v)
{
    double most = 0;
    for (size_t i = 0; i < v.n; i++)
        most = fmax(most, fabs(v.values[i]));
    return most;
}

/* Called when all inputs are read: the outputs follow. */
static void expect(struct test *t)
{
    t->n_outputs = next_size(t);
    t->outputs = t->numbers + t->at;
    if (t->at + t->n_outputs != t->n || t->n_outputs == 0)
        t->worst = INFINITY;
}

static void same(struct test *t, double is, double size)
{
    if (!(t->compared < t->n_outputs)) {
        t->worst = INFINITY;
        return;
    }
    double should = t->outputs[t->compared++];
    if (!(fabs(is - should) > 0) && isfinite(is))
        return;
    double apart = fabs(is - should) / fmax(fabs(should), size);
    t->worst = apart <= t->worst ? t->worst : apart; /* of NaN too */
    if (isnan(apart))
        t->worst = INFINITY;
}

/* Whether the method gave a result; false ends the case. */
static bool given(struct test *t, bool done)
{
    same(t, done ? 1 : 0, 0);
    return done && t->n_outputs > 1;
}

static void kendall(struct test *t)
{
    struct vector v = next_vector(t);
    struct kendall k;
    expect(t);
    if (!given(t, trend_kendall(v.values, v.n, &k)))
        return;
    same(t, k.s, 0);
    same(t, k.variance, 0);
    same(t, k.z, 0);
    same(t, k.p, 0);
    same(t, k.exact ? 1 : 0, 0);
}

static void sen(struct test *t)
{
    struct interval_level l = next_level(t);
    struct vector years = next_vector(t), v = next_vector(t);
    struct sen s;
    expect(t);
    if (!given(t, trend_sen(years.values, v.values, v.n, l, &s)))
        return;
    double size = 1e-6 * largest(v); /* differences, whose median may be a mean near zero */
    same(t, s.slope, size);
    same(t, s.bounded ? 1 : 0, 0);
    same(t, s.lower, size);
    same(t, s.upper, size);
}

static void case_trend(struct test *t, bool rates)
{
    struct vector years = next_vector(t), cases = next_vector(t), persons = next_vector(t);
    struct case_trend c;
    expect(t);
    bool done = rates ? trend_rates(years.values, cases.values, persons.values, years.n, &c)
                      : trend_proportions(years.values, cases.values, persons.values, years.n, &c);
    if (!given(t, done))
        return;
    same(t, c.chi_squared, 1);
    same(t, c.p, 1e-3);
    same(t, c.chi_squared > 1e-8 ? copysign(1, c.z) : 0, 0);
    if (!(fabs(c.z * c.z - c.chi_squared) <= tolerance * c.chi_squared))
        t->worst = INFINITY;
}

static void proportions(struct test *t)
{
    case_trend(t, false);
}

static void rates(struct test *t)
{
    case_trend(t, true);
}

static void shrunk(struct test *t, bool of_rates)
{
    struct vector cases = next_vector(t), persons = next_vector(t);
    struct prior prior;
    expect(t);
    bool done = of_rates ? shrink_prior_rates(cases.values, persons.values, cases.n, &prior)
                         : shrink_prior_proportions(cases.values, persons.values, cases.n, &prior);
    if (!given(t, done))
        return;
    same(t, prior.mean, 0);
    same(t, prior.variance, prior.mean * prior.mean);
    for (size_t i = 0; i < cases.n; i++) {
        double x = cases.values[i], n = persons.values[i];
        same(t, of_rates ? shrink_rate(prior, x, n) : shrink_proportion(prior, x, n), prior.mean);
    }
}

static void shrunk_rates(struct test *t)
{
    shrunk(t, true);
}

static void shrunk_proportions(struct test *t)
{
    shrunk(t, false);
}

static void quantile(struct test *t)
{
    double p = next(t);
    struct vector v = next_vector(t);
    expect(t);
    spread_sort(v.values, v.n);
    same(t, spread_quantile(v.values, v.n, p), 1e-6 * largest(v));
    struct quartiles q = spread_quartiles(v.values, v.n);
    if (!(q.lower <= q.median && q.median <= q.upper))
        t->worst = INFINITY;
}

static void classes(struct test *t)
{
    int q = (int)next(t);
    struct vector v = next_vector(t);
    int found[MOST_VALUES];
    expect(t);
    if (!given(t, spread_classes(v.values, v.n, q, found)))
        return;
    for (size_t i = 0; i < v.n; i++)
        same(t, found[i], 0);
}

static void outliers(struct test *t)
{
    struct vector v = next_vector(t);
    expect(t);
    struct centre c = spread_centre(v.values, v.n);
    same(t, c.median, 1e-6 * largest(v));
    same(t, c.scale, 1e-6 * largest(v));
    same(t, c.by_mean ? 1 : 0, 0);
    for (size_t i = 0; i < v.n; i++)
        same(t, spread_modified_z(c, v.values[i]), 1);
    if (!c.by_mean && spread_mad(v.values, v.n) < c.scale)
        t->worst = INFINITY;
}

static void dissimilarity(struct test *t)
{
    struct vector group = next_vector(t), persons = next_vector(t);
    struct dissimilarity d;
    expect(t);
    if (!given(t, unequal_dissimilarity(group.values, persons.values, group.n, &d)))
        return;
    same(t, d.index, 1e-6);
    same(t, d.expected, 0);
    same(t, d.corrected, 1);
}

static void gini(struct test *t)
{
    struct vector v = next_vector(t), w = next_vector(t);
    double g = 0;
    expect(t);
    if (given(t, unequal_gini(v.values, w.values, v.n, &g)))
        same(t, g, 1e-6);
}

static void forecast(struct test *t, bool linear)
{
    struct interval_level l = next_level(t);
    double year = next(t);
    struct vector years = next_vector(t), v = next_vector(t);
    struct forecast f;
    expect(t);
    bool done = linear ? forecast_linear(years.values, v.values, v.n, year, l, &f)
                       : forecast_cases(years.values, v.values, v.n, year, l, &f);
    if (!given(t, done))
        return;
    double size = linear ? largest(v) : 0;
    same(t, f.expected, size);
    same(t, f.lower, linear ? size : f.expected);
    same(t, f.upper, size);
    same(t, f.growth, size);
    same(t, f.dispersion, size * size);
}

static void linear(struct test *t)
{
    forecast(t, true);
}

static void cases(struct test *t)
{
    forecast(t, false);
}

static void step(struct test *t)
{
    struct mothers mothers = {(size_t)next(t), 0};
    mothers.to = (size_t)next(t);
    enum cohort_change change = next(t) > 0 ? COHORT_MIXED : COHORT_RATIO;
    struct age_tables women = {.then = NULL}, men = {.then = NULL};
    struct vector v = next_vector(t);
    double next_women[MOST_VALUES], next_men[MOST_VALUES];
    women.then = v.values;
    women.now = next_vector(t).values;
    men.then = next_vector(t).values;
    men.now = next_vector(t).values;
    expect(t);
    if (!given(t, projection_step(women, men, v.n, mothers, change, next_women, next_men)))
        return;
    for (size_t a = 0; a < v.n; a++)
        same(t, next_women[a], 0);
    for (size_t a = 0; a < v.n; a++)
        same(t, next_men[a], 0);
}

static void interval(struct test *t)
{
    struct interval_level l = next_level(t);
    double projected = next(t), size = next(t);
    struct vector limits = next_vector(t), sizes = next_vector(t), errors = next_vector(t);
    struct past_error past[MOST_VALUES];
    struct bounds b;
    expect(t);
    for (size_t i = 0; i < sizes.n; i++)
        past[i] = (struct past_error){sizes.values[i], errors.values[i]};
    if (!given(t,
               projection_interval(projected, size, past, sizes.n, limits.values, limits.n, l, &b)))
        return;
    same(t, b.lower, 1e-6 * projected);
    same(t, b.upper, 1e-6 * projected);
}

static void apportioned(struct test *t)
{
    double total = next(t), whole[MOST_VALUES];
    struct vector w = next_vector(t);
    expect(t);
    if (!given(t, apportion(w.values, w.n, total, whole)))
        return;
    for (size_t i = 0; i < w.n; i++)
        same(t, whole[i], 0);
}

struct method {
    const char *name;
    void (*check)(struct test *);
};

static const struct method methods[] = {
    {"kendall", kendall},
    {"sen", sen},
    {"proportions", proportions},
    {"rates", rates},
    {"shrink_rates", shrunk_rates},
    {"shrink_proportions", shrunk_proportions},
    {"quantile", quantile},
    {"classes", classes},
    {"outliers", outliers},
    {"dissimilarity", dissimilarity},
    {"gini", gini},
    {"linear", linear},
    {"cases", cases},
    {"step", step},
    {"interval", interval},
    {"apportion", apportioned},
};
static const char *const kinds[] = {"random", "extreme", "real"};

enum { METHODS = sizeof methods / sizeof *methods, KINDS = 3 };

struct tally {
    size_t cases, failed, first; /* line of the first failure */
    double worst;
};

/* The line's numbers after its first two words; false where the line is none. */
static bool numbers_of(char *line, struct test *t)
{
    char *end;
    while (*line != '\0' && *line != '\n' && t->n < MOST_NUMBERS) {
        t->numbers[t->n++] = strtod(line, &end);
        if (end == line)
            return false;
        line = end;
    }
    return *line == '\0' || *line == '\n';
}

static bool check_line(char *line, size_t number, struct tally tallies[METHODS][KINDS])
{
    char name[32], kind[32];
    int m = 0, k = 0, length = 0;
    double numbers[MOST_NUMBERS];
    struct test t = {.numbers = numbers};
    if (sscanf(line, "%31s %31s%n", name, kind, &length) != 2 || !numbers_of(line + length, &t))
        return false;
    while (m < METHODS && strcmp(methods[m].name, name) != 0)
        m++;
    while (k < KINDS && strcmp(kinds[k], kind) != 0)
        k++;
    if (m == METHODS || k == KINDS)
        return false;
    methods[m].check(&t);
    struct tally *tally = &tallies[m][k];
    tally->cases++;
    tally->worst = fmax(tally->worst, t.worst);
    if (t.worst <= tolerance && t.compared == t.n_outputs)
        return true;
    if (tally->failed++ == 0)
        tally->first = number;
    return true;
}

static void report(const struct method *m, const char *kind, const struct tally *t)
{
    if (t->failed > 0)
        printf("not ok %s, %s: %zu of %zu cases differ from R, by up to %.2g; first in line %zu\n",
               m->name, kind, t->failed, t->cases, t->worst, t->first);
    else if (t->cases > 0)
        printf("ok %s, %s: %zu cases as in R, apart by %.1g at most\n", m->name, kind, t->cases,
               t->worst);
    else if (strcmp(kind, "real") != 0)
        printf("not ok %s, %s: no case\n", m->name, kind);
}

int main(int argc, char **argv)
{
    static struct tally tallies[METHODS][KINDS];
    FILE *file = argc == 2 ? fopen(argv[1], "r") : NULL;
    char *line = NULL;
    size_t room = 0, number = 0;
    if (file == NULL)
        return 2;
    while (getline(&line, &room, file) >= 0) {
        if (!check_line(line, ++number, tallies))
            printf("not ok agree: line %zu is no case\n", number);
    }
    free(line);
    fclose(file);
    for (int m = 0; m < METHODS; m++) {
        for (int k = 0; k < KINDS; k++)
            report(&methods[m], kinds[k], &tallies[m][k]);
    }
    return 0;
}
