/* What the statistical methods cost: processor time of one call, in microseconds. No test. Call:
 * methods. Multiply by the number of indicators and areas: Germany has 11,000 municipalities. */
#include <stdint.h>
#include <stdio.h>
#include <time.h>

#include "methods/forecast.h"
#include "methods/shrink.h"
#include "methods/spread.h"
#include "methods/trend.h"
#include "methods/trend_cases.h"
#include "methods/unequal.h"

enum { LONGEST = 44, ROUNDS = 5000 };

struct data {
    double years[LONGEST], cases[LONGEST], persons[LONGEST];
    size_t n;
};

static void call_kendall(const struct data *d)
{
    struct kendall k;
    trend_kendall(d->cases, d->n, &k);
}

static void call_sen(const struct data *d)
{
    struct sen s;
    trend_sen(d->years, d->cases, d->n, interval_level(0.95), &s);
}

static void call_proportions(const struct data *d)
{
    struct case_trend c;
    trend_proportions(d->years, d->cases, d->persons, d->n, &c);
}

static void call_linear(const struct data *d)
{
    struct forecast f;
    forecast_linear(d->years, d->cases, d->n, 2060, interval_level(0.95), &f);
}

static void call_cases(const struct data *d)
{
    struct forecast f;
    forecast_cases(d->years, d->cases, d->n, 2060, interval_level(0.95), &f);
}

static void call_shrink(const struct data *d)
{
    struct prior p;
    shrink_prior_proportions(d->cases, d->persons, d->n, &p);
    for (size_t i = 0; i < d->n; i++)
        shrink_proportion(p, d->cases[i], d->persons[i]);
}

static void call_classes(const struct data *d)
{
    int classes[LONGEST];
    spread_classes(d->cases, d->n, 5, classes);
}

static void call_outliers(const struct data *d)
{
    struct centre c = spread_centre(d->cases, d->n);
    for (size_t i = 0; i < d->n; i++)
        spread_modified_z(c, d->cases[i]);
}

static void call_dissimilarity(const struct data *d)
{
    struct dissimilarity u;
    unequal_dissimilarity(d->cases, d->persons, d->n, &u);
}

static void call_gini(const struct data *d)
{
    double g;
    unequal_gini(d->cases, d->persons, d->n, &g);
}

struct bench {
    const char *name;
    void (*call)(const struct data *);
    size_t sizes[3];
};

static const struct bench benches[] = {
    {"Mann-Kendall", call_kendall, {10, 16, 40}},
    {"Sen's slope, 95 %", call_sen, {10, 16, 40}},
    {"Cochran-Armitage", call_proportions, {10, 16, 40}},
    {"straight line", call_linear, {10, 16, 40}},
    {"case numbers", call_cases, {10, 16, 40}},
    {"shrinkage", call_shrink, {44, 0, 0}},
    {"classes", call_classes, {44, 0, 0}},
    {"outliers", call_outliers, {44, 0, 0}},
    {"dissimilarity", call_dissimilarity, {44, 0, 0}},
    {"Gini", call_gini, {44, 0, 0}},
};

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return 1e6 * (double)t.tv_sec + 1e-3 * (double)t.tv_nsec;
}

int main(void)
{
    struct data d = {.n = 0};
    uint32_t seed = 1;
    for (size_t i = 0; i < LONGEST; i++) {
        seed = seed * 1664525 + 1013904223;
        d.years[i] = 2001 + (double)i;
        d.persons[i] = 1000 + (double)(seed >> 16);
        d.cases[i] = 20 + (double)(seed >> 24);
    }
    for (size_t b = 0; b < sizeof benches / sizeof *benches; b++) {
        printf("  %-18s", benches[b].name);
        for (size_t s = 0; s < 3 && benches[b].sizes[s] > 0; s++) {
            d.n = benches[b].sizes[s];
            double start = now();
            for (int i = 0; i < ROUNDS; i++)
                benches[b].call(&d);
            printf("  n = %2zu: %6.2f us", d.n, (now() - start) / ROUNDS);
        }
        printf("\n");
    }
    return 0;
}
