#include "stats/standard_private.h"

#include <assert.h>
#include <math.h>

/* Below, no rate is standardised directly: rule of the public health observatories, whose
 * method is Dobson's. */
static const double least_cases = 10;

void strata_clear(struct strata *x, size_t n)
{
    assert(n <= MAX_STRATA);
    x->n = n;
    for (size_t i = 0; i < n; i++)
        x->cases[i] = x->persons[i] = x->kreis_cases[i] = x->kreis_persons[i] =
            amount_nothing();
}

static struct amount sum_of(const struct amount *list, size_t n)
{
    struct amount sum = amount_nothing();
    for (size_t i = 0; i < n; i++)
        amount_add(&sum, list[i], 1);
    return sum;
}

/* A difference of rounded figures can fall below 0: then the strata contradict each other. */
static bool usable(const struct stratum *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (!(list[i].cases >= 0 && list[i].persons >= 0 && list[i].standard >= 0) ||
            !isfinite(list[i].cases) || !isfinite(list[i].persons) ||
            !isfinite(list[i].standard))
            return false;
    }
    return true;
}

static struct statistic without_number(struct statistic s, enum sign sign)
{
    return (struct statistic){.sign = sign, .marks = s.marks, .raw = s.raw};
}

static struct statistic finished(struct statistic s)
{
    bool finite = isfinite(s.value) && isfinite(s.numerator) && isfinite(s.denominator) &&
                  isfinite(s.lower) && isfinite(s.upper) && isfinite(s.lower998) &&
                  isfinite(s.upper998);
    return finite ? s : without_number(s, SIGN_CROSSED);
}

static void set_bounds(struct statistic *s, struct bounds b95, struct bounds b998, double by)
{
    s->has_interval = true;
    s->lower = b95.lower * by;
    s->upper = b95.upper * by;
    s->lower998 = b998.lower * by;
    s->upper998 = b998.upper * by;
}

static struct statistic make_direct(const struct indicator *ind, const struct strata *x,
                                    struct statistic s, const struct yardstick *y)
{
    struct stratum list[MAX_STRATA];
    struct weighted_sum w;
    for (size_t i = 0; i < x->n; i++)
        list[i] = (struct stratum){x->cases[i].sum, x->persons[i].sum, x->weights[i]};
    if (!usable(list, x->n) || !standardise_direct(list, x->n, &w))
        return without_number(s, SIGN_CROSSED);
    if (w.cases < least_cases)
        return without_number(s, SIGN_UNSURE);
    s.value = w.sum * ind->factor;
    set_bounds(&s, interval_weighted(w, y->l95), interval_weighted(w, y->l998), ind->factor);
    return finished(s);
}

/* Cases that the place would have at the rates of its Kreis. */
static bool expect(const struct strata *x, struct weighted_sum *out)
{
    struct stratum list[MAX_STRATA];
    for (size_t i = 0; i < x->n; i++)
        list[i] = (struct stratum){x->kreis_cases[i].sum, x->kreis_persons[i].sum,
                                   x->persons[i].sum};
    return usable(list, x->n) && standardise_carry(list, x->n, out);
}

static struct statistic make_indirect(const struct indicator *ind, const struct strata *x,
                                      struct statistic s, bool itself, const struct yardstick *y)
{
    struct weighted_sum w;
    if (!(s.numerator >= 0) || !isfinite(s.numerator) || !expect(x, &w) || !(w.sum > 0))
        return without_number(s, SIGN_CROSSED);
    s.denominator = w.sum;
    s.value = s.numerator / w.sum * ind->factor;
    if (itself) { /* by definition: no chance is in it */
        s.value = ind->factor;
        s.denominator = s.numerator;
    } else {
        set_bounds(&s, interval_cases(s.numerator, y->l95), interval_cases(s.numerator, y->l998),
                   ind->factor / w.sum);
    }
    return finished(s);
}

static double rounded(double v, double to)
{
    return floor(v / to + 0.5) * to;
}

/* The bounds are rounded outwards, so that they still cover what they covered. */
static struct statistic make_estimate(const struct indicator *ind, const struct strata *x,
                                      struct statistic s, const struct yardstick *y)
{
    double to = ind->standard->round;
    struct weighted_sum w;
    if (!expect(x, &w))
        return without_number(s, SIGN_CROSSED);
    s.value = s.numerator = rounded(w.sum, to);
    s.sign = !(w.sum > 0) ? SIGN_NOTHING : s.value > 0 ? SIGN_VALUE : SIGN_SMALL;
    s.marks |= SIGN_ESTIMATED;
    if (w.cases > 0) {
        struct bounds b95 = interval_weighted(w, y->l95), b998 = interval_weighted(w, y->l998);
        set_bounds(&s, (struct bounds){floor(b95.lower / to), ceil(b95.upper / to)},
                   (struct bounds){floor(b998.lower / to), ceil(b998.upper / to)}, to);
    }
    return finished(s);
}

/* Everything that enters the figure gives its sign to it. */
static struct amount all_of(const struct strata *x, bool own_cases, bool kreis)
{
    struct amount all = sum_of(x->persons, x->n);
    if (own_cases)
        amount_add(&all, sum_of(x->cases, x->n), 0);
    if (kreis) {
        amount_add(&all, sum_of(x->kreis_cases, x->n), 0);
        amount_add(&all, sum_of(x->kreis_persons, x->n), 0);
    }
    return all;
}

struct statistic standard_make(const struct indicator *ind, const struct strata *x,
                               enum standard_place place, const struct yardstick *y)
{
    enum form form = ind->standard->form;
    bool estimated = form == FORM_ESTIMATE && place == PLACE_MEMBER;
    bool kreis = place == PLACE_MEMBER && form != FORM_DIRECT;
    struct amount all = all_of(x, !estimated, kreis);
    struct statistic s = {.sign = all.sign, .marks = all.marks, .raw = all.raw};
    if (place == PLACE_NONE && form != FORM_DIRECT)
        return (struct statistic){.sign = SIGN_ABSENT};
    if (!sign_counts(all.sign))
        return s;
    struct amount cases = sum_of(x->cases, x->n);
    s.sign = cases.sign;
    s.numerator = cases.sum;
    s.denominator = sum_of(x->persons, x->n).sum;
    if (form == FORM_DIRECT)
        return make_direct(ind, x, s, y);
    if (form == FORM_INDIRECT)
        return make_indirect(ind, x, s, place == PLACE_STANDARD, y);
    if (estimated)
        return make_estimate(ind, x, s, y);
    s.value = s.numerator;
    return finished(s);
}
