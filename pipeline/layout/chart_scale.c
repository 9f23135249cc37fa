#include <math.h>

#include "layout/chart_tools_private.h"

mpt scale_at(const struct scale *s, double v)
{
    double part = (v - s->lo) / (s->hi - s->lo);
    return s->from + (mpt)lround(part * (double)(s->to - s->from));
}

mpt stub_towards(const struct scale *s, mpt length)
{
    mpt zero = scale_at(s, 0), right = s->to - zero, left = zero - s->from;
    return right >= length || right >= left ? length : -length;
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

const char *chart_period(struct arena *a, const struct chart_series *s)
{
    return s->period != NULL ? s->period : arena_printf(a, "%d", s->year);
}

const char *chart_change(struct arena *a, const struct chart_series *s)
{
    if (s->before != NULL)
        return arena_printf(a, "Veränderung %s gegenüber %s", chart_period(a, s), s->before);
    return arena_printf(a, "Veränderung %d–%d", s->since, s->year);
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
            const struct chart_point *p = &c->series[i].points[k];
            if (point_counts(p))
                include(p->value, &any, lo, hi);
            if (point_counts(p) && c->band && p->has_interval) {
                include(p->lower, &any, lo, hi);
                include(p->upper, &any, lo, hi);
            }
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
