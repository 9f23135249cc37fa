#include <assert.h>
#include <math.h>

#include "layout/chart_tools_private.h"

mpt scale_at(const struct scale *s, double v)
{
    double part = (v - s->lo) / (s->hi - s->lo);
    return s->from + (mpt)lround(part * (double)(s->to - s->from));
}

mpt stub_towards(const struct scale *s, mpt length)
{
    return s->to - scale_at(s, 0) >= length ? length : -length;
}

static int step_decimals(double mantissa, int exponent)
{
    int decimals = mantissa == 2.5 ? 1 - exponent : -exponent;
    return decimals > 0 ? decimals : 0;
}

/* The steps of one power of ten; false if none covers lo..hi with max_n ticks. */
static bool try_power(double lo, double hi, int exponent, int max_n, int max_decimals,
                      struct ticks *t)
{
    static const double nice[] = {1, 2, 2.5, 5};
    for (size_t i = 0; i < sizeof nice / sizeof *nice; i++) {
        double step = nice[i] * pow(10, exponent);
        double first = floor(lo / step + 1e-9);
        double n = ceil(hi / step - 1e-9) - first + 1;
        int decimals = step_decimals(nice[i], exponent);
        if (n <= max_n && decimals <= max_decimals) {
            *t = (struct ticks){first * step, step, n < 2 ? 2 : (int)n, decimals};
            return true;
        }
    }
    return false;
}

struct ticks ticks_cover(double lo, double hi, int max_n, int max_decimals)
{
    struct ticks t = {lo, 1, 2, 0};
    assert(max_n >= 3);
    if (!(hi - lo > fabs(lo) * 1e-12))
        hi = lo + fmax(1, fabs(lo) / 10);
    int exponent = (int)floor(log10((hi - lo) / max_n));
    while (exponent < 308 && !try_power(lo, hi, exponent, max_n, max_decimals, &t))
        exponent++;
    return t;
}

double tick_value(const struct ticks *t, int i)
{
    double v = t->first + i * t->step;
    return fabs(v) < t->step * 1e-9 ? 0 : v;
}

int field_index(int field)
{
    return field >= 0 && field < 6 ? field : 0;
}

uint32_t role_colour(const struct theme *t, enum chart_role role, int field)
{
    switch (role) {
    case ROLE_PLACE: return t->field[field_index(field)];
    case ROLE_LAND: return t->grey;
    case ROLE_OTHERS: return t->mark;
    case ROLE_DISTRICT:
    case ROLE_SECOND: break;
    }
    return t->ink;
}

struct stroke role_stroke(const struct theme *t, enum chart_role role, int field)
{
    struct stroke s = {role_colour(t, role, field), PT(1.6), 0, 0};
    if (role == ROLE_DISTRICT)
        s.width = PT(1.1);
    else if (role == ROLE_LAND)
        s = (struct stroke){s.rgb, PT(0.9), PT(1.5), PT(2)};
    return s;
}

bool point_counts(const struct chart_point *p)
{
    return sign_counts(p->sign) && isfinite(p->value);
}

bool point_hidden(const struct chart_point *p)
{
    return p->sign == SIGN_UNKNOWN || p->sign == SIGN_UNSURE || p->sign == SIGN_HIDDEN ||
           p->sign == SIGN_HIDDEN_UPSTREAM;
}

static void include(double v, bool *any, double *lo, double *hi)
{
    *lo = !*any || v < *lo ? v : *lo;
    *hi = !*any || v > *hi ? v : *hi;
    *any = true;
}

bool chart_range(const struct chart *c, double *lo, double *hi)
{
    bool any = false;
    for (size_t i = 0; i < c->n_series; i++) {
        for (size_t k = 0; k < c->series[i].n_points; k++) {
            if (point_counts(&c->series[i].points[k]))
                include(c->series[i].points[k].value, &any, lo, hi);
        }
    }
    return any;
}

void bar_range(const struct chart *c, double *lo, double *hi)
{
    bool any = chart_range(c, lo, hi);
    include(0, &any, lo, hi);
    for (size_t i = 0; i < c->n_references; i++) {
        if (isfinite(c->references[i].value))
            include(c->references[i].value, &any, lo, hi);
    }
    *hi = *hi > *lo ? *hi : *lo + 1;
}
