#include "methods/unequal.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "methods/series.h"

static const double most_persons = 1e15; /* whole numbers stay exact in sums */

/* ln(k!) less Stirling's approximation, ln(sqrt(2 pi k) (k / e)^k); k > 0, whole. */
static double stirling_rest(double k)
{
    if (k > 15)
        return (1 / 12.0 - (1 / 360.0 - (1 / 1260.0 - 1 / (1680 * k * k)) / (k * k)) / (k * k)) / k;
    double factorial = 1;
    for (double i = 2; i <= k; i++)
        factorial *= i;
    return log(factorial) - (0.5 * log(2 * acos(-1) * k) + k * log(k) - k);
}

/* k ln(k / mean) + mean - k without cancellation where k is near the mean; k, mean > 0. */
static double deviance(double k, double mean)
{
    double u = (k - mean) / mean;
    return mean * ((1 + u) * log1p(u) - u);
}

/* Probability of k among n with mean n p, by the saddle-point expansion of Loader, Fast and
 * Accurate Computation of Binomial Probabilities (2000): logarithms of factorials would lose
 * all digits for large n. 0 < p < 1. */
static double binomial(double k, double n, double p)
{
    if (n <= 0)
        return 1;
    if (k <= 0)
        return exp(n * log1p(-p));
    if (k >= n)
        return exp(n * log(p));
    double rest = n - k;
    double exponent = stirling_rest(n) - stirling_rest(k) - stirling_rest(rest) -
                      deviance(k, n * p) - deviance(rest, n * (1 - p));
    return exp(exponent) * sqrt(n / (2 * acos(-1) * k * rest));
}

/* Mean absolute deviation of the number that a place of t persons gets of a group, all being
 * spread by chance. */
static double chance_deviation(double t, double group, double rest)
{
    double all = group + rest;
    if (t <= 0 || t >= all)
        return 0;
    /* The limits only matter where a whole mean came out too large. */
    double v = fmin(floor(group * (t / all)) + 1, fmin(group, t));
    double p = t / all;
    double probability =
        binomial(v, group, p) * binomial(t - v, rest, p) / binomial(t, all, p);
    return 2 * v * ((rest - t + v) / all) * probability;
}

static double expected(const double *group, const double *persons, size_t n)
{
    double g = 0, all = 0, sum = 0;
    for (size_t i = 0; i < n; i++) {
        g += round(group[i]);
        all += round(persons[i]);
    }
    if (g <= 0 || g >= all)
        return 0;
    for (size_t i = 0; i < n; i++)
        sum += chance_deviation(round(persons[i]), g, all - g);
    return fmin(1, sum / (2 * g * ((all - g) / all)));
}

static double corrected(double index, double by_chance)
{
    if (index < by_chance)
        return (index - by_chance) / by_chance;
    return by_chance < 1 ? (index - by_chance) / (1 - by_chance) : 0;
}

bool unequal_dissimilarity(const double *group, const double *persons, size_t n,
                           struct dissimilarity *out)
{
    double g = 0, all = 0, sum = 0;
    size_t places = 0;
    if (!series_counts(group, n) || !series_counts(persons, n))
        return false;
    for (size_t i = 0; i < n; i++) {
        if (group[i] > persons[i])
            return false;
        places += persons[i] > 0;
        g += group[i];
        all += persons[i];
    }
    double rest = all - g;
    if (places < 2 || g <= 0 || rest <= 0 || all > most_persons)
        return false;
    for (size_t i = 0; i < n; i++)
        sum += fabs(group[i] / g - (persons[i] - group[i]) / rest);
    out->index = fmin(1, sum / 2);
    out->expected = expected(group, persons, n);
    out->corrected = corrected(out->index, out->expected);
    return true;
}

struct weighted {
    double value, weight;
};

static int ascending(const void *a, const void *b)
{
    const struct weighted *x = a;
    const struct weighted *y = b;
    return (x->value > y->value) - (x->value < y->value);
}

/* The sum over pairs is that over the gaps between neighbours in the sorted list, each times
 * the weight below and above it: every term is positive, nothing cancels. */
static double gini(const struct weighted *list, size_t n, double weight, double mean)
{
    double below = 0, sum = 0;
    for (size_t i = 0; i + 1 < n; i++) {
        below += list[i].weight / weight;
        sum += (list[i + 1].value - list[i].value) * below * fmax(0, 1 - below);
    }
    return sum / mean;
}

bool unequal_gini(const double *values, const double *weights, size_t n, double *out)
{
    double weight = 0, mean = 0;
    if (!series_counts(values, n) || !series_counts(weights, n))
        return false;
    for (size_t i = 0; i < n; i++)
        weight += weights[i];
    if (weight <= 0)
        return false;
    struct weighted *list = mem_alloc(n * sizeof *list);
    for (size_t i = 0; i < n; i++) {
        list[i] = (struct weighted){values[i], weights[i]};
        mean += values[i] * (weights[i] / weight);
    }
    qsort(list, n, sizeof *list, ascending);
    *out = mean > 0 ? gini(list, n, weight, mean) : 0;
    free(list);
    return true;
}
