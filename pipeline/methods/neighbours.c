#include "methods/neighbours.h"

#include <assert.h>
#include <math.h>

#include "base/arena.h"
#include "methods/index.h"

void neighbours_standardise(double *x, size_t n, size_t n_variables)
{
    struct arena *a = arena_new();
    double *column = arena_array(a, n + 1, sizeof *column);
    for (size_t k = 0; k < n_variables; k++) {
        for (size_t i = 0; i < n; i++)
            column[i] = x[i * n_variables + k];
        index_standardise(column, NULL, n);
        for (size_t i = 0; i < n; i++)
            x[i * n_variables + k] = column[i];
    }
    arena_free(a);
}

static double distance(const double *a, const double *b, const double *weight, size_t n)
{
    double squares = 0;
    for (size_t k = 0; k < n; k++) {
        assert(weight[k] > 0);
        squares += weight[k] * (a[k] - b[k]) * (a[k] - b[k]);
    }
    return sqrt(squares);
}

void neighbours_distances(const double *z, const double *weight, size_t n, size_t n_variables,
                          double *distances)
{
    double farthest = 0;
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j <= i; j++) {
            double d = distance(z + i * n_variables, z + j * n_variables, weight, n_variables);
            distances[i * n + j] = distances[j * n + i] = d;
            farthest = fmax(farthest, d);
        }
    }
    for (size_t i = 0; farthest > 0 && i < n * n; i++)
        distances[i] /= farthest;
}

size_t neighbours_nearest(const double *distances, size_t n, size_t place, size_t k, size_t *out)
{
    assert(place < n);
    const double *d = distances + place * n;
    size_t found = 0;
    for (size_t j = 0; j < n; j++) {
        if (j == place)
            continue;
        size_t at = found < k ? found : k;
        while (at > 0 && d[out[at - 1]] > d[j]) {
            if (at < k)
                out[at] = out[at - 1];
            at--;
        }
        if (at < k)
            out[at] = j;
        found += found < k;
    }
    return found;
}
