#include "methods/standardise.h"

#include <assert.h>
#include <math.h>

static void add(struct weighted_sum *w, double cases, double weight)
{
    w->sum += weight * cases;
    w->variance += weight * weight * cases;
    w->cases += cases;
}

bool standardise_direct(const struct stratum *s, size_t n, struct weighted_sum *out)
{
    struct weighted_sum w = {0, 0, 0};
    double all = 0;
    for (size_t i = 0; i < n; i++)
        all += s[i].standard;
    for (size_t i = 0; i < n; i++) {
        assert(s[i].cases >= 0 && s[i].persons >= 0 && s[i].standard >= 0);
        if (s[i].standard > 0 && !(s[i].persons > 0))
            return false;
        add(&w, s[i].cases, s[i].standard > 0 ? s[i].standard / all / s[i].persons : 0);
    }
    *out = w;
    return all > 0;
}

bool standardise_carry(const struct stratum *s, size_t n, struct weighted_sum *out)
{
    struct weighted_sum w = {0, 0, 0};
    for (size_t i = 0; i < n; i++) {
        assert(s[i].cases >= 0 && s[i].persons >= 0 && s[i].standard >= 0);
        if (s[i].persons > 0)
            add(&w, s[i].cases, s[i].standard / s[i].persons);
        else if (s[i].standard > 0)
            return false;
    }
    *out = w;
    return true;
}

struct bounds interval_weighted(struct weighted_sum w, struct interval_level l)
{
    assert(w.cases > 0);
    struct bounds cases = interval_cases(w.cases, l);
    double stretch = sqrt(w.variance / w.cases);
    /* Where few heavy cases stand beside many light ones, the formula can fall below 0. */
    return (struct bounds){
        fmax(0, w.sum + stretch * (cases.lower - w.cases)),
        w.sum + stretch * (cases.upper - w.cases),
    };
}
