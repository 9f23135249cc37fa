#include "methods/trend.h"

#include <math.h>

#include "analysis/analysis_private.h"
#include "base/str.h"
#include "methods/trend_cases.h"

/* Points of the years since the last break, in order. */
struct course {
    double *years, *values, *cases, *persons;
    size_t n;
    bool has_cases; /* of every point: cases and persons of a proportion */
};

static bool has_cases(const struct published_value *v)
{
    return v->has_count && v->has_base && v->base > 0 && v->count >= 0 && v->count <= v->base;
}

/* Fills from the newest point backwards; hidden and missing years are gaps. */
static void follow(const struct analysis *a, uint32_t indicator, uint32_t area, struct course *c,
                   size_t room)
{
    const struct published_indicator *in = published_indicator(a->published, indicator);
    const struct published_value *newest = NULL;
    c->n = 0;
    c->has_cases = str_eq(in->interval, "Wilson");
    for (size_t i = in->n_years; i > 0; i--) {
        const struct published_value *v = shown_at(a, indicator, area, in->years[i - 1]);
        if (v == NULL)
            continue;
        newest = newest == NULL ? v : newest;
        if (!comparable(a, indicator, v, newest))
            break;
        size_t at = room - ++c->n;
        c->years[at] = v->year;
        c->values[at] = v->value;
        c->cases[at] = v->count;
        c->persons[at] = v->base;
        c->has_cases = c->has_cases && has_cases(v);
    }
}

static enum analysis_direction direction_of(double s)
{
    return s > 0 ? ANALYSIS_RISING : s < 0 ? ANALYSIS_FALLING : ANALYSIS_NONE;
}

/* Both tests must find the same direction: that of the cases alone finds a trend where large
 * numbers go up and down again, or where the same persons are counted every year. */
static bool test(const struct analysis *a, const struct course *c, size_t first,
                 struct analysis_trend *t)
{
    struct kendall kendall;
    struct sen sen;
    struct case_trend cases;
    struct interval_level level = interval_level(0.95);
    if (!trend_kendall(c->values + first, c->n, &kendall) ||
        !trend_sen(c->years + first, c->values + first, c->n, level, &sen))
        return false;
    *t = (struct analysis_trend){.from = (int)c->years[first],
                                 .to = (int)c->years[first + c->n - 1], .n = c->n,
                                 .p = kendall.p, .p_kendall = kendall.p, .slope = sen.slope};
    enum analysis_direction found = direction_of(kendall.s);
    if (c->has_cases && trend_proportions(c->years + first, c->cases + first, c->persons + first,
                                          c->n, &cases)) {
        t->has_cases = true;
        t->p_cases = cases.p;
        t->z_cases = cases.z;
        t->p = fmax(kendall.p, cases.p);
        found = direction_of(cases.z) == found ? found : ANALYSIS_NONE;
    }
    t->direction = t->p <= a->trends.level ? found : ANALYSIS_NONE;
    t->headline = t->direction != ANALYSIS_NONE && t->p <= a->trends.headline;
    return true;
}

static void test_all(struct analysis *a, uint32_t indicator, struct course *c, size_t room)
{
    size_t n_areas = published_areas(a->published);
    for (uint32_t area = 0; area < n_areas; area++) {
        follow(a, indicator, area, c, room);
        struct analysis_trend t;
        if (c->n < a->trends.min_points || !test(a, c, room - c->n, &t))
            continue;
        struct analysis_trend *kept = arena_alloc(a->arena, sizeof *kept);
        *kept = t;
        a->trends.found[indicator * n_areas + area] = kept;
    }
}

void trends_work_out(struct analysis *a, const struct xml_node *n, struct diag *d)
{
    struct trends *t = &a->trends;
    t->level = xml_attr_number(n, "level", 0, d);
    t->headline = xml_attr_number(n, "headline", 0, d);
    if (t->headline > t->level) {
        XML_REPORT(d, ANALYSIS_LEVELS, n, "headline", xml_attr(n, "headline"),
                   xml_attr(n, "level"));
        return;
    }
    t->min_points = (size_t)xml_attr_int(n, "min-points", 5, d);
    size_t n_indicators = published_indicators(a->published);
    t->found = arena_array(a->arena, n_indicators * published_areas(a->published) + 1,
                           sizeof *t->found);
    for (uint32_t i = 0; i < n_indicators; i++) {
        size_t room = published_indicator(a->published, i)->n_years;
        struct course c = {arena_array(a->arena, room + 1, sizeof *c.years),
                           arena_array(a->arena, room + 1, sizeof *c.values),
                           arena_array(a->arena, room + 1, sizeof *c.cases),
                           arena_array(a->arena, room + 1, sizeof *c.persons), 0, false};
        test_all(a, i, &c, room);
    }
}

const struct analysis_trend *analysis_trend(const struct analysis *a, uint32_t indicator,
                                            uint32_t area)
{
    size_t n_areas = published_areas(a->published);
    if (a->trends.found == NULL || indicator >= published_indicators(a->published) ||
        area >= n_areas)
        return NULL;
    return a->trends.found[indicator * n_areas + area];
}

size_t analysis_trend_points(const struct analysis *a)
{
    return a->trends.min_points;
}

double analysis_trend_level(const struct analysis *a)
{
    return a->trends.level;
}
