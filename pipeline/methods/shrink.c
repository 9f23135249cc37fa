#include "methods/shrink.h"

#include <assert.h>
#include <math.h>

#include "methods/series.h"

struct moments {
    double mean;    /* m */
    double spread;  /* s^2 */
    double persons; /* mean number of those places that have any */
};

static bool moments_of(const double *cases, const double *persons, size_t n,
                       struct moments *out)
{
    double all_cases = 0, all = 0, places = 0, spread = 0;
    if (!series_counts(cases, n) || !series_counts(persons, n))
        return false;
    for (size_t i = 0; i < n; i++) {
        if (persons[i] <= 0)
            continue;
        places++;
        all_cases += cases[i];
        all += persons[i];
    }
    if (places <= 0)
        return false;
    double mean = all_cases / all;
    for (size_t i = 0; i < n; i++) {
        if (persons[i] > 0)
            spread += (cases[i] - mean * persons[i]) * (cases[i] / persons[i] - mean);
    }
    *out = (struct moments){mean, spread / all, all / places};
    return isfinite(out->spread);
}

bool shrink_prior_rates(const double *cases, const double *persons, size_t n, struct prior *out)
{
    struct moments m;
    if (!moments_of(cases, persons, n, &m))
        return false;
    *out = (struct prior){m.mean, fmax(0, m.spread - m.mean / m.persons)};
    return true;
}

bool shrink_prior_proportions(const double *cases, const double *persons, size_t n,
                              struct prior *out)
{
    struct moments m;
    if (!moments_of(cases, persons, n, &m))
        return false;
    for (size_t i = 0; i < n; i++) {
        if (cases[i] > persons[i])
            return false;
    }
    double chance = m.mean * (1 - m.mean) / m.persons;
    double variance = m.persons > 1 ? (m.spread - chance) / (1 - 1 / m.persons) : 0;
    *out = (struct prior){m.mean, fmin(fmax(0, variance), m.mean * (1 - m.mean))};
    return true;
}

/* chance: variance of the rate of one person */
static double shrink(struct prior prior, double cases, double persons, double chance)
{
    assert(cases >= 0 && persons >= 0);
    if (persons <= 0 || prior.variance <= 0)
        return prior.mean;
    double own = prior.variance / (prior.variance + chance / persons);
    return prior.mean + own * (cases / persons - prior.mean);
}

double shrink_rate(struct prior prior, double cases, double persons)
{
    return shrink(prior, cases, persons, prior.mean);
}

double shrink_proportion(struct prior prior, double cases, double persons)
{
    double chance = prior.mean * (1 - prior.mean) - prior.variance;
    return shrink(prior, cases, persons, fmax(0, chance));
}
