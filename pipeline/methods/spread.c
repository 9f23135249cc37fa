#include "methods/spread.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "methods/rank.h"

static const double normal_mad = 1.4826;
static const double normal_mean = 1.2533141373155003; /* sqrt(pi / 2) */

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a;
    double y = *(const double *)b;
    return (x > y) - (x < y);
}

void spread_sort(double *values, size_t n)
{
    qsort(values, n, sizeof *values, ascending);
}

double spread_quantile(const double *sorted, size_t n, double p)
{
    assert(n > 0 && p >= 0 && p <= 1);
    double place = (double)(n - 1) * p;
    size_t below = (size_t)floor(place);
    if (below + 1 >= n)
        return sorted[n - 1];
    return sorted[below] + (place - (double)below) * (sorted[below + 1] - sorted[below]);
}

struct quartiles spread_quartiles(const double *sorted, size_t n)
{
    return (struct quartiles){
        spread_quantile(sorted, n, 0.25),
        spread_quantile(sorted, n, 0.5),
        spread_quantile(sorted, n, 0.75),
    };
}

bool spread_classes(const double *values, size_t n, int q, int *classes)
{
    assert(q >= 1);
    size_t parts = (size_t)q;
    memset(classes, 0, n * sizeof *classes);
    if (n < parts)
        return false;
    struct ranked *list = mem_alloc(n * sizeof *list);
    for (size_t i = 0; i < n; i++)
        list[i] = (struct ranked){.value = -values[i], .item = i};
    rank_descending(list, n); /* of the negated values: 1 is the lowest */
    for (size_t i = 0; i < n; i++) {
        size_t from_top = n + 1 - (size_t)list[i].rank;
        classes[list[i].item] = (int)(parts + 1 - (from_top * parts + n - 1) / n);
    }
    free(list);
    return true;
}

/* Turns the values into their distances from c. */
static void distances(double *values, size_t n, double c)
{
    for (size_t i = 0; i < n; i++)
        values[i] = fabs(values[i] - c);
}

static double mean(const double *values, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += values[i];
    return sum / (double)n;
}

struct centre spread_centre(const double *values, size_t n)
{
    assert(n > 0);
    double *copy = mem_alloc(n * sizeof *copy);
    memcpy(copy, values, n * sizeof *copy);
    spread_sort(copy, n);
    struct centre c = {.median = spread_quantile(copy, n, 0.5)};
    distances(copy, n, c.median);
    spread_sort(copy, n);
    c.scale = normal_mad * spread_quantile(copy, n, 0.5);
    if (c.scale <= 0) {
        c.by_mean = true;
        c.scale = normal_mean * mean(copy, n);
    }
    free(copy);
    return c;
}

double spread_mad(const double *values, size_t n)
{
    struct centre c = spread_centre(values, n);
    return c.by_mean ? 0 : c.scale;
}

double spread_modified_z(struct centre c, double value)
{
    return c.scale > 0 ? (value - c.median) / c.scale : 0;
}
