#include "methods/projection.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "methods/series.h"
#include "methods/spread.h"

/* A cohort that counted then and counts now became older; base is who follows it. */
static double follow(double base, double then, double now, enum cohort_change change)
{
    if (then > 0 && (now <= then || (change == COHORT_RATIO && then >= 1)))
        return base * (now / then);
    return base + (now - then);
}

static void step_ages(struct age_tables t, size_t n, enum cohort_change change, double *next)
{
    size_t open = n - 1;
    for (size_t a = 1; a < open; a++)
        next[a] = follow(t.now[a - 1], t.then[a - 1], t.now[a], change);
    next[open] = follow(t.now[open - 1] + t.now[open], t.then[open - 1] + t.then[open],
                        t.now[open], change);
}

static double sum_of(const double *table, struct mothers m)
{
    double sum = 0;
    for (size_t a = m.from; a < m.to; a++)
        sum += table[a];
    return sum;
}

static bool usable(const double *table, size_t n)
{
    for (size_t a = 0; a < n; a++) {
        if (!(table[a] >= 0 && table[a] <= PROJECTION_MOST))
            return false;
    }
    return true;
}

bool projection_step(struct age_tables women, struct age_tables men, size_t n,
                     struct mothers mothers, enum cohort_change change, double *next_women,
                     double *next_men)
{
    if (n < 3 || mothers.from < 1 || mothers.from >= mothers.to || mothers.to > n ||
        !usable(women.then, n) || !usable(women.now, n) || !usable(men.then, n) ||
        !usable(men.now, n))
        return false;
    step_ages(women, n, change, next_women);
    step_ages(men, n, change, next_men);
    double now = sum_of(women.now, mothers);
    double growth = now > 0 ? sum_of(next_women, mothers) / now : 0;
    next_women[0] = women.now[0] * growth;
    next_men[0] = men.now[0] * growth;
    return true;
}

static size_t class_of(double size, const double *limits, size_t n)
{
    size_t k = 0;
    while (k < n && size >= limits[k])
        k++;
    return k;
}

bool projection_interval(double projected, double size, const struct past_error *errors,
                         size_t n, const double *limits, size_t n_limits,
                         struct interval_level l, struct bounds *out)
{
    double given[] = {projected, size};
    if (!series_counts(given, 2))
        return false;
    size_t class = class_of(size, limits, n_limits), found = 0;
    double *same = mem_alloc((n + 1) * sizeof *same);
    for (size_t i = 0; i < n; i++) {
        if (class_of(errors[i].size, limits, n_limits) == class)
            same[found++] = errors[i].error;
    }
    /* A hair below 4, because 1 - 0.8 is not quite 0.2. */
    bool enough = (double)found * (1 - l.level) >= 4 - 1e-9 && series_usable(same, found);
    if (enough) {
        double tail = (1 - l.level) / 2;
        spread_sort(same, found);
        out->lower = projected * fmax(0, 1 + spread_quantile(same, found, tail));
        out->upper = projected * fmax(0, 1 + spread_quantile(same, found, 1 - tail));
    }
    free(same);
    return enough;
}
