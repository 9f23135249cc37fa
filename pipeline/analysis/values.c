#include <math.h>

#include "analysis/analysis_private.h"

static const struct published_value *number_in(const struct published_value *v)
{
    return v != NULL && sign_counts(v->sign) && isfinite(v->value) ? v : NULL;
}

const struct published_value *shown_at(const struct analysis *a, uint32_t indicator,
                                       uint32_t area, int year)
{
    return shown_part(a, indicator, area, year, 0);
}

const struct published_value *shown_part(const struct analysis *a, uint32_t indicator,
                                         uint32_t area, int year, uint32_t part)
{
    return number_in(published_at(a->published, indicator, area, year, part));
}

int common_year(const struct analysis *a, uint32_t indicator, size_t least, int latest)
{
    const struct published_indicator *in = published_indicator(a->published, indicator);
    for (size_t i = in->n_years; i > 0; i--) {
        size_t n = 0;
        for (size_t k = 0; in->years[i - 1] <= latest && k < a->n_places; k++)
            n += shown_at(a, indicator, a->places[k], in->years[i - 1]) != NULL;
        if (n > 0 && n >= least)
            return in->years[i - 1];
    }
    return 0;
}

size_t half_of_places(const struct analysis *a)
{
    return (a->n_places + 1) / 2;
}

bool comparable(const struct analysis *a, uint32_t indicator, const struct published_value *early,
                const struct published_value *late)
{
    return early->basis == late->basis &&
           published_break(a->published, indicator, early->year, late->year) == NULL;
}

const struct published_value *shown_until(const struct analysis *a, uint32_t indicator,
                                          uint32_t area, int year)
{
    const struct published_indicator *in = published_indicator(a->published, indicator);
    for (size_t i = in->n_years; i > 0; i--) {
        const struct published_value *v =
            in->years[i - 1] <= year ? shown_at(a, indicator, area, in->years[i - 1]) : NULL;
        if (v != NULL)
            return v;
    }
    return NULL;
}

double rate_factor(const struct published_value *v)
{
    static const double factors[] = {1, 100, 1000, 10000, 100000};
    if (!v->has_count || !v->has_base || !(v->count > 0) || !(v->base > 0))
        return 0;
    double factor = v->value * v->base / v->count;
    for (size_t i = 0; i < sizeof factors / sizeof factors[0]; i++) {
        if (factor > factors[i] / 2 && factor < factors[i] * 2)
            return factors[i];
    }
    return 0;
}
