#include "methods/apportion.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "methods/series.h"

struct share {
    double whole, rest;
    size_t item;
};

static int by_rest(const void *a, const void *b)
{
    const struct share *x = a;
    const struct share *y = b;
    if (x->rest > y->rest || x->rest < y->rest)
        return x->rest > y->rest ? -1 : 1;
    return x->item < y->item ? -1 : x->item > y->item;
}

/* Division with remainder; exact for whole weights whose product with the total is below
 * 2^53, so that equal remainders are found equal. */
static struct share divide(double weight, double total, double sum, size_t item)
{
    double product = weight * total;
    double whole = sum > 0 ? floor(product / sum) : 0;
    double rest = product - whole * sum;
    if (rest < 0 && whole > 0) {
        whole--;
        rest += sum;
    } else if (rest >= sum && sum > 0) {
        whole++;
        rest -= sum;
    }
    return (struct share){whole, rest, item};
}

/* What is left: fewer than n, but for what binary arithmetic misses of very large totals. */
static void settle(struct share *shares, size_t n, double left)
{
    for (size_t i = 0; left > 0; i = (i + 1) % n) {
        shares[i].whole++;
        left--;
    }
    for (size_t i = n; left < 0; i--) {
        if (i == 0)
            i = n;
        if (shares[i - 1].whole > 0) {
            shares[i - 1].whole--;
            left++;
        }
    }
}

bool apportion(const double *weights, size_t n, double total, double *whole)
{
    double sum = 0;
    if (!series_counts(weights, n) || !(total >= 0 && total <= APPORTION_MOST) ||
        floor(total) < total)
        return false;
    for (size_t i = 0; i < n; i++)
        sum += weights[i];
    if (sum <= 0 && total > 0)
        return false;
    struct share *shares = mem_alloc((n + 1) * sizeof *shares);
    double left = total;
    for (size_t i = 0; i < n; i++) {
        shares[i] = divide(weights[i], total, sum, i);
        left -= shares[i].whole;
    }
    qsort(shares, n, sizeof *shares, by_rest);
    settle(shares, n, left);
    for (size_t i = 0; i < n; i++)
        whole[shares[i].item] = shares[i].whole;
    free(shares);
    return true;
}
