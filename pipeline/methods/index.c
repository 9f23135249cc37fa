#include "methods/index.h"

#include <assert.h>
#include <math.h>

static double weight_of(const double *x, const double *weight, size_t i)
{
    if (isnan(x[i]))
        return 0;
    return weight == NULL ? 1 : weight[i];
}

struct index_moments index_moments(const double *x, const double *weight, size_t n)
{
    struct index_moments m = {NAN, NAN, 0};
    double total = 0, sum = 0, squares = 0;
    for (size_t i = 0; i < n; i++) {
        double w = weight_of(x, weight, i);
        assert(w >= 0 && isfinite(w));
        if (w > 0) {
            total += w;
            sum += w * x[i];
            m.n++;
        }
    }
    if (m.n == 0)
        return m;
    m.mean = sum / total;
    double first = NAN;
    int spread = 0; /* of equal values the rounded mean may differ: they have no deviation */
    for (size_t i = 0; i < n; i++) {
        double w = weight_of(x, weight, i);
        if (!(w > 0))
            continue;
        first = isnan(first) ? x[i] : first;
        spread |= x[i] < first || x[i] > first;
        squares += w * (x[i] - m.mean) * (x[i] - m.mean);
    }
    m.deviation = spread ? sqrt(squares / total) : 0;
    return m;
}

double index_z(const struct index_component *c, double x)
{
    assert(c->direction == 1 || c->direction == -1);
    if (isnan(x) || c->moments.n == 0)
        return NAN;
    return c->moments.deviation > 0
               ? c->direction * ((x - c->moments.mean) / c->moments.deviation) : 0;
}

double index_missing(const struct index_component *c, const double *z, size_t n_components)
{
    double total = 0, missing = 0;
    for (size_t k = 0; k < n_components; k++) {
        assert(c[k].weight > 0);
        total += c[k].weight;
        missing += isnan(z[k]) ? c[k].weight : 0;
    }
    return n_components > 0 ? missing / total : 1;
}

double index_value(const struct index_component *c, const double *z, size_t n_components,
                   double most)
{
    assert(most >= 0 && most < 1);
    double sum = 0, weight = 0;
    for (size_t k = 0; k < n_components; k++) {
        if (!isnan(z[k])) {
            sum += c[k].weight * z[k];
            weight += c[k].weight;
        }
    }
    return weight > 0 && index_missing(c, z, n_components) <= most ? sum / weight : NAN;
}

void index_standardise(double *values, const double *weight, size_t n)
{
    struct index_component c = {index_moments(values, weight, n), 1, 1};
    for (size_t i = 0; i < n; i++)
        values[i] = index_z(&c, values[i]);
}

int index_class(double score, const double *limits, size_t n)
{
    assert(isfinite(score));
    int klass = 1;
    for (size_t i = 0; i < n; i++)
        klass += score >= limits[i];
    return klass;
}
