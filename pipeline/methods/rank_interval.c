#include "methods/rank_interval.h"

#include <assert.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/arena.h"
#include "methods/rank.h"

/* Numbers so much rarer than the commonest are never drawn. */
static const double negligible = 1e-16;
/* From so many expected cases on chance no longer moves a rate by a thousandth. */
static const double many = 1e8;

struct distribution { /* of a number of cases, summed up */
    double *sums;     /* NULL: the value stands */
    size_t n;
    double first;     /* the number of cases of sums[0] */
};

/* P(X = k) / P(X = k - 1) */
static double ratio(const struct chance_value *v, double persons, double k)
{
    double rate = v->value / v->factor;
    return v->kind == CHANCE_BINOMIAL ? (persons - k + 1) / k * (rate / (1 - rate))
                                      : rate * persons / k;
}

static void sum_from(struct distribution *d, const struct chance_value *v, double persons,
                     double mode)
{
    double weight = 1, last = mode;
    for (d->first = mode; d->first > 0 && weight > negligible; d->first--)
        weight /= ratio(v, persons, d->first);
    double w = 1;
    while (w > negligible) {
        last++;
        w *= ratio(v, persons, last);
    }
    d->n = (size_t)(last - d->first) + 1;
    d->sums = mem_alloc(d->n * sizeof *d->sums);
    double sum = 0, k = d->first;
    for (size_t i = 0; i < d->n; i++) {
        sum += weight;
        d->sums[i] = sum;
        weight *= ratio(v, persons, ++k);
    }
}

static struct distribution distribution_of(const struct chance_value *v)
{
    struct distribution d = {NULL, 0, 0};
    if (v->kind == CHANCE_NONE || isnan(v->value))
        return d;
    assert(v->persons > 0 && v->factor > 0);
    double rate = v->value / v->factor;
    bool binomial = v->kind == CHANCE_BINOMIAL;
    double persons = binomial ? floor(v->persons + 0.5) : v->persons;
    if (!(rate > 0) || (binomial && rate >= 1) || rate * persons > many || persons < 1)
        return d;
    double mode = binomial ? fmin(persons, floor((persons + 1) * rate)) : floor(rate * persons);
    sum_from(&d, v, persons, mode);
    return d;
}

/* The number of cases at which the sums pass u of all, 0 <= u < 1. */
static double cases_at(const struct distribution *d, double u)
{
    double wanted = u * d->sums[d->n - 1];
    size_t low = 0, high = d->n - 1;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (d->sums[middle] > wanted)
            high = middle;
        else
            low = middle + 1;
    }
    return d->first + (double)low;
}

static double drawn(const struct chance_value *v, const struct distribution *d, gsl_rng *rng)
{
    if (d->sums == NULL)
        return v->value;
    double persons = v->kind == CHANCE_BINOMIAL ? floor(v->persons + 0.5) : v->persons;
    double value = v->factor * cases_at(d, gsl_rng_uniform(rng)) / persons;
    return v->value + v->reach * (value - v->value);
}

struct work {
    struct distribution *distributions; /* like the values */
    double *z;             /* of one place */
    struct ranked *list;
    unsigned *seen;        /* how often each place had each rank: n * n */
};

static void draw_once(const struct rank_simulation *s, struct work *w, gsl_rng *rng)
{
    size_t n = 0;
    for (size_t i = 0; i < s->n; i++) {
        for (size_t k = 0; k < s->n_components; k++) {
            size_t at = i * s->n_components + k;
            w->z[k] = index_z(&s->components[k],
                              drawn(&s->values[at], &w->distributions[at], rng));
        }
        double value = index_value(s->components, w->z, s->n_components, s->most);
        if (!isnan(value))
            w->list[n++] = (struct ranked){value, i, 0};
    }
    rank_descending(w->list, n);
    for (size_t i = 0; i < n; i++)
        w->seen[w->list[i].item * s->n + (size_t)w->list[i].rank - 1]++;
}

/* The first rank up to which at least so many draws lie; 0 where there are none. */
static int rank_at(const unsigned *seen, size_t n, double draws)
{
    double sum = 0;
    for (size_t r = 0; r < n; r++) {
        sum += seen[r];
        if (sum > 0 && sum >= draws)
            return (int)r + 1;
    }
    return 0;
}

void rank_intervals(const struct rank_simulation *s, struct rank_interval *out)
{
    assert(s->draws >= 40);
    size_t n_values = s->n * s->n_components;
    struct arena *a = arena_new();
    struct work w = {arena_array(a, n_values + 1, sizeof *w.distributions),
                     arena_array(a, s->n_components + 1, sizeof *w.z),
                     arena_array(a, s->n + 1, sizeof *w.list),
                     arena_array(a, s->n * s->n + 1, sizeof *w.seen)};
    for (size_t i = 0; i < n_values; i++)
        w.distributions[i] = distribution_of(&s->values[i]);
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_taus2);
    assert(rng != NULL);
    gsl_rng_set(rng, s->seed);
    for (unsigned i = 0; i < s->draws; i++)
        draw_once(s, &w, rng);
    gsl_rng_free(rng);
    for (size_t i = 0; i < s->n; i++)
        out[i] = (struct rank_interval){rank_at(w.seen + i * s->n, s->n, 0.025 * s->draws),
                                        rank_at(w.seen + i * s->n, s->n, 0.975 * s->draws)};
    for (size_t i = 0; i < n_values; i++)
        free(w.distributions[i].sums);
    arena_free(a);
}
