#include "methods/trend.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "methods/series.h"
#include "methods/spread.h"

enum { MOST_PAIRS = TREND_EXACT * (TREND_EXACT - 1) / 2 };

/* How many orders of the values have 0, 1, 2 ... falling pairs: the coefficients of a
 * polynomial in q. For n different values it is the product of (1 + q + ... + q^(j-1)) for
 * j = 1..n; of t equal ones the same product for t has to be divided out. All fits: 20! is
 * below 2^64, and what runs over on the way runs back. */
struct orders {
    uint64_t count[MOST_PAIRS + 1];
    size_t most; /* falling pairs */
};

static void multiply(struct orders *o, size_t j)
{
    size_t most = o->most + j - 1;
    for (size_t k = 1; k <= most; k++)
        o->count[k] += o->count[k - 1];
    for (size_t k = most; k >= j; k--)
        o->count[k] -= o->count[k - j];
    o->most = most;
}

static void divide(struct orders *o, size_t j)
{
    for (size_t k = j; k <= o->most; k++)
        o->count[k] += o->count[k - j];
    for (size_t k = o->most; k >= 1; k--)
        o->count[k] -= o->count[k - 1];
    o->most -= j - 1;
}

static struct orders orders_of(size_t n)
{
    struct orders o = {.count = {1}};
    for (size_t j = 2; j <= n; j++)
        multiply(&o, j);
    return o;
}

static double total(const struct orders *o)
{
    uint64_t sum = 0;
    for (size_t k = 0; k <= o->most; k++)
        sum += o->count[k];
    return (double)sum;
}

/* Share of the orders whose S is at least as far from 0 as s. */
static double exact_p(const struct orders *o, double s)
{
    size_t fallen = (o->most - (size_t)fabs(s)) / 2;
    uint64_t tail = 0;
    for (size_t k = 0; k <= fallen; k++)
        tail += o->count[k];
    return fmin(1, 2 * (double)tail / total(o));
}

static double rises_minus_falls(const double *values, size_t n)
{
    long s = 0;
    for (size_t i = 0; i < n; i++) {
        for (size_t j = i + 1; j < n; j++)
            s += (values[j] > values[i]) - (values[j] < values[i]);
    }
    return (double)s;
}

static double spread_of_pairs(size_t n)
{
    double t = (double)n;
    return t * (t - 1) * (2 * t + 5);
}

static size_t equal_from(const double *sorted, size_t n, size_t first)
{
    size_t end = first + 1;
    while (end < n && sorted[end] <= sorted[first])
        end++;
    return end - first;
}

bool trend_kendall(const double *values, size_t n, struct kendall *out)
{
    if (n < SERIES_POINTS || n > SERIES_LONGEST || !series_usable(values, n))
        return false;
    double *sorted = mem_alloc(n * sizeof *sorted);
    memcpy(sorted, values, n * sizeof *sorted);
    spread_sort(sorted, n);
    bool exact = n <= TREND_EXACT;
    struct orders orders = orders_of(exact ? n : 0);
    double pairs = spread_of_pairs(n);
    for (size_t i = 0, t; i < n; i += t) {
        t = equal_from(sorted, n, i);
        pairs -= spread_of_pairs(t);
        for (size_t j = 2; exact && j <= t; j++)
            divide(&orders, j);
    }
    free(sorted);
    struct kendall k = {.s = rises_minus_falls(values, n), .variance = pairs / 18};
    if (fabs(k.s) > 1)
        k.z = copysign((fabs(k.s) - 1) / sqrt(k.variance), k.s);
    k.exact = exact;
    k.p = exact ? exact_p(&orders, k.s) : erfc(fabs(k.z) / sqrt(2));
    *out = k;
    return true;
}

/* The largest M so that the true slope lies below the M-th smallest or above the M-th largest
 * slope with no more than the allowed probability; 0 where even M = 1 is too much. */
static size_t rank_of_limit(size_t n, struct interval_level l)
{
    if (n > TREND_EXACT) {
        double pairs = (double)n * (double)(n - 1) / 2;
        double rank = floor((pairs - l.z * sqrt(spread_of_pairs(n) / 18)) / 2);
        return rank >= 1 ? (size_t)rank : 0;
    }
    struct orders o = orders_of(n);
    double allowed = (1 - l.level) / 2 * total(&o);
    uint64_t tail = 0;
    size_t rank = 0;
    while ((double)(tail += o.count[rank]) <= allowed)
        rank++;
    return rank;
}

static size_t all_slopes(const double *years, const double *values, size_t n, double *slopes)
{
    size_t k = 0;
    for (size_t i = 0; i < n; i++) {
        for (size_t j = i + 1; j < n; j++)
            slopes[k++] = (values[j] - values[i]) / (years[j] - years[i]);
    }
    spread_sort(slopes, k);
    return k;
}

bool trend_sen(const double *years, const double *values, size_t n, struct interval_level l,
               struct sen *out)
{
    if (n < SERIES_POINTS || n > SERIES_LONGEST || !series_usable(values, n) ||
        !series_ascends(years, n))
        return false;
    double *slopes = mem_alloc(n * (n - 1) / 2 * sizeof *slopes);
    size_t pairs = all_slopes(years, values, n, slopes);
    size_t rank = rank_of_limit(n, l);
    *out = (struct sen){.slope = spread_quantile(slopes, pairs, 0.5), .bounded = rank > 0};
    if (rank > 0) {
        out->lower = slopes[rank - 1];
        out->upper = slopes[pairs - rank];
    }
    free(slopes);
    return true;
}
