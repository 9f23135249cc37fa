#include "sentences/sentences_private.h"

#include <string.h>

#include "base/german.h"
#include "methods/spread.h"

/* Few cases prove nothing, and estimates of a model differ as the model has it. */
const struct published_value *figure_at(const struct sentences *s, uint32_t indicator,
                                        uint32_t area, int year)
{
    const struct published_value *v = published_at(s->published, indicator, area, year, 0);
    if (v == NULL || !sign_counts(v->sign) || (v->marks & (SIGN_LIMITED | SIGN_ESTIMATED)) != 0)
        return NULL;
    return v;
}

const struct published_value *figure_latest(const struct sentences *s, uint32_t indicator,
                                            uint32_t area)
{
    const struct published_value *v = published_latest(s->published, indicator, area);
    return v != NULL ? figure_at(s, indicator, area, v->year) : NULL;
}

double figure_printed(const struct sentences *s, uint32_t indicator, double value)
{
    return german_round(value, published_indicator(s->published, indicator)->decimals);
}

struct scale scale_of(const struct sentences *s, const double *values, size_t n)
{
    if (n == 0 || n < (size_t)s->importance.min_places)
        return (struct scale){0};
    struct centre c = spread_centre(values, n);
    return (struct scale){.median = c.median, .scale = c.scale};
}

bool figure_is_count(const struct published_value *v)
{
    return v->has_count && !(v->count < v->value) && !(v->count > v->value);
}

struct scale figure_scale(struct sentences *s, uint32_t indicator, int year)
{
    for (size_t i = 0; i < s->n_scales; i++) {
        if (s->scales[i].indicator == indicator && s->scales[i].year == year)
            return s->scales[i];
    }
    double *values = arena_array(s->arena, s->n_places + 1, sizeof *values);
    size_t n = 0;
    for (size_t i = 0; i < s->n_places; i++) {
        const struct published_value *v = figure_at(s, indicator, s->places[i], year);
        if (v != NULL)
            values[n++] = v->value;
    }
    struct scale made = scale_of(s, values, n);
    made.indicator = indicator;
    made.year = year;
    s->scales = arena_push(s->arena, s->scales, s->n_scales, sizeof *s->scales);
    s->scales[s->n_scales++] = made;
    return made;
}

struct counts { int above, below, same, n; };

static struct counts count_places(const struct sentences *s, uint32_t indicator, int year,
                                  double printed)
{
    struct counts c = {0};
    for (size_t i = 0; i < s->n_places; i++) {
        const struct published_value *v = published_at(s->published, indicator, s->places[i],
                                                       year, 0);
        if (v == NULL || !sign_counts(v->sign))
            continue;
        double other = figure_printed(s, indicator, v->value);
        c.n++;
        c.above += other > printed;
        c.below += other < printed;
        c.same += !(other > printed) && !(other < printed);
    }
    return c;
}

/* "zweithöchste" means that one other value is higher: places are counted as ranks are. */
struct figure_place figure_rank(const struct sentences *s, uint32_t indicator, uint32_t area,
                                int year)
{
    struct figure_place none = {0};
    const struct published_value *v = figure_at(s, indicator, area, year);
    if (v == NULL || v->rank == 0)
        return none;
    struct counts c = count_places(s, indicator, year, figure_printed(s, indicator, v->value));
    bool top = c.above < c.below;
    int before = top ? c.above : c.below;
    if (c.same != 1 || before >= s->importance.ends || c.n < s->importance.min_places)
        return none;
    return (struct figure_place){before + 1, c.n, top, (size_t)c.n == s->n_places};
}
