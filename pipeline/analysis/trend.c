#include "methods/trend.h"

#include <math.h>

#include "analysis/analysis_private.h"
#include "methods/trend_cases.h"

static enum analysis_direction direction_of(double s)
{
    return s > 0 ? ANALYSIS_RISING : s < 0 ? ANALYSIS_FALLING : ANALYSIS_NONE;
}

/* Both tests must find the same direction: that of the cases alone finds a trend where large
 * numbers go up and down again, or where the same persons are counted every year. */
static bool test(const struct analysis *a, const struct course *c, struct analysis_trend *t)
{
    struct kendall kendall;
    struct sen sen;
    struct case_trend cases;
    struct interval_level level = interval_level(0.95);
    if (!trend_kendall(c->values, c->n, &kendall) ||
        !trend_sen(c->years, c->values, c->n, level, &sen))
        return false;
    *t = (struct analysis_trend){.from = (int)c->years[0],
                                 .to = (int)c->years[c->n - 1], .n = c->n,
                                 .p = kendall.p, .p_kendall = kendall.p, .slope = sen.slope};
    enum analysis_direction found = direction_of(kendall.s);
    if (c->has_cases && trend_proportions(c->years, c->cases, c->persons,
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

static void test_all(struct analysis *a, uint32_t indicator, struct course *c)
{
    size_t n_areas = published_areas(a->published);
    for (uint32_t area = 0; area < n_areas; area++) {
        course_follow(a, indicator, area, c);
        struct analysis_trend t;
        if (c->n < a->trends.min_points || !test(a, c, &t))
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
        struct course c = course_new(a, i);
        test_all(a, i, &c);
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
