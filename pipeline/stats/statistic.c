#include "stats/statistic_private.h"

#include <assert.h>
#include <math.h>

static void scaled(struct bounds b, double by, double *lower, double *upper)
{
    *lower = b.lower * by;
    *upper = b.upper * by;
}

/* A numerator above its denominator is no proportion (children in day care counted at
 * the place of the facility, for one): it has no interval. */
static void add_interval(const struct indicator *ind, struct statistic *s,
                         const struct yardstick *y)
{
    double x = s->numerator;
    double n = s->denominator;
    bool wilson = ind->interval == INTERVAL_WILSON;
    if (ind->interval == INTERVAL_NONE || x < 0 || (wilson && x > n))
        return;
    assert(ind->denominator != NULL); /* the catalogue sees to it */
    double by = wilson ? ind->factor : ind->factor / n;
    scaled(wilson ? interval_wilson(x, n, y->l95) : interval_cases(x, y->l95), by, &s->lower,
           &s->upper);
    scaled(wilson ? interval_wilson(x, n, y->l998) : interval_cases(x, y->l998), by,
           &s->lower998, &s->upper998);
    s->has_interval = isfinite(s->lower) && isfinite(s->upper) && isfinite(s->lower998) &&
                      isfinite(s->upper998);
    if (!s->has_interval)
        s->lower = s->upper = s->lower998 = s->upper998 = 0;
}

struct statistic statistic_make(const struct indicator *ind, struct amount numerator,
                                struct amount denominator, const struct yardstick *y)
{
    bool ratio = ind->denominator != NULL;
    struct amount both = numerator;
    if (ratio)
        amount_add(&both, denominator, 0);
    struct statistic s = {.sign = both.sign, .marks = both.marks, .raw = both.raw};
    if (!sign_counts(both.sign))
        return s;
    /* The denominator decides about the number, not about its kind: no cases among
     * many persons are still exactly nothing. */
    s.sign = numerator.sign;
    s.numerator = numerator.sum;
    s.denominator = ratio ? denominator.sum : 0;
    if (ratio && !(denominator.sum > 0)) {
        s.sign = SIGN_CROSSED;
        return s;
    }
    s.value = (ratio ? numerator.sum / denominator.sum : numerator.sum) * ind->factor;
    if (!isfinite(s.value) || !isfinite(s.numerator) || !isfinite(s.denominator))
        return (struct statistic){.sign = SIGN_CROSSED, .marks = both.marks, .raw = both.raw};
    add_interval(ind, &s, y);
    return s;
}

static enum comparison compare(double lower, double upper, double with)
{
    if (with < lower)
        return COMPARE_HIGHER;
    return with > upper ? COMPARE_LOWER : COMPARE_SIMILAR;
}

void plane_compare(struct statistic *plane, const struct yardstick *y)
{
    for (size_t a = 0; a < y->n_areas; a++) {
        struct statistic *s = &plane[a];
        if (y->kreis[a] == AREA_NONE || !s->has_interval ||
            !sign_counts(plane[y->kreis[a]].sign))
            continue;
        double with = plane[y->kreis[a]].value;
        s->district = compare(s->lower, s->upper, with);
        s->district998 = compare(s->lower998, s->upper998, with);
    }
}

void plane_rank(const struct areas *areas, struct statistic *plane, const struct yardstick *y)
{
    for (uint32_t k = 0; k < y->n_areas; k++) {
        const struct area *kreis = areas_at(areas, k);
        if (kreis->kind != AREA_KREIS)
            continue;
        size_t n = 0;
        for (size_t i = 0; i < kreis->n_members; i++) {
            uint32_t a = kreis->members[i];
            if (sign_counts(plane[a].sign) && n < y->n_areas)
                y->scratch[n++] = (struct ranked){plane[a].value, a, 0};
        }
        rank_descending(y->scratch, n);
        for (size_t i = 0; i < n; i++) {
            plane[y->scratch[i].item].rank = y->scratch[i].rank;
            plane[y->scratch[i].item].rank_of = (int)n;
        }
    }
}
