#include "methods/funnel.h"

#include <assert.h>
#include <math.h>

/* Beyond numbers so much rarer than the commonest nothing is left that a sum could show. */
static const double negligible = 1e-20;

struct distribution {
    double n;    /* persons; unused where the number of cases has no end */
    double odds; /* of the binomial */
    double mean; /* of Poisson's */
    int binomial;
};

/* P(R = k) / P(R = k - 1) */
static double ratio(const struct distribution *d, double k)
{
    return d->binomial ? (d->n - k + 1) / k * d->odds : d->mean / k;
}

/* Limits from the weights of all numbers from first on; total is their sum. */
static struct funnel quantiles(const struct distribution *d, double first, double weight,
                               double total)
{
    static const double levels[] = {0.001, 0.025, 0.975, 0.999};
    double limits[4];
    double sum = 0, k = first;
    for (int i = 0; i < 4;) {
        sum += weight;
        for (; i < 4 && sum >= levels[i] * total; i++)
            limits[i] = fmax(0, k - (sum - levels[i] * total) / weight);
        k++;
        weight *= ratio(d, k);
    }
    return (struct funnel){limits[0], limits[1], limits[2], limits[3]};
}

static struct funnel limits_of(const struct distribution *d, double mode)
{
    double first = mode, lowest = 1, total = 1;
    for (double w = 1; first > 0 && w > negligible; first--) {
        w /= ratio(d, first);
        total += w;
        lowest = w;
    }
    double k = mode;
    for (double w = 1; w > negligible;) {
        k++;
        w *= ratio(d, k);
        total += w;
    }
    return quantiles(d, first, lowest, total);
}

struct funnel funnel_binomial(double probability, double n)
{
    assert(probability >= 0 && probability <= 1 && n >= 0);
    if (probability <= 0 || n <= 0)
        return (struct funnel){0, 0, 0, 0};
    if (probability >= 1)
        return (struct funnel){n, n, n, n};
    struct distribution d = {.n = n, .odds = probability / (1 - probability), .binomial = 1};
    return limits_of(&d, fmin(n, floor((n + 1) * probability)));
}

struct funnel funnel_poisson(double expected)
{
    assert(expected >= 0);
    if (expected <= 0)
        return (struct funnel){0, 0, 0, 0};
    return limits_of(&(struct distribution){.mean = expected}, floor(expected));
}
