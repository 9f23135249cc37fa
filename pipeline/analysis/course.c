#include "analysis/analysis_private.h"
#include "base/str.h"

enum { YEARS, VALUES, CASES, PERSONS };

struct course course_new(struct analysis *a, uint32_t indicator)
{
    struct course c = {.room = published_indicator(a->published, indicator)->n_years};
    for (size_t i = 0; i < COURSE_COLUMNS; i++)
        c.all[i] = arena_array(a->arena, c.room + 1, sizeof **c.all);
    return c;
}

static bool has_cases(const struct published_value *v)
{
    return v->has_count && v->has_base && v->base > 0 && v->count >= 0 && v->count <= v->base;
}

/* Fills from the newest point backwards; hidden and missing years are gaps. */
void course_follow(const struct analysis *a, uint32_t indicator, uint32_t area,
                   struct course *c)
{
    const struct published_indicator *in = published_indicator(a->published, indicator);
    const struct published_value *newest = NULL;
    size_t at = c->room;
    c->has_cases = str_eq(in->interval, "Wilson");
    for (size_t i = in->n_years; i > 0; i--) {
        const struct published_value *v = shown_at(a, indicator, area, in->years[i - 1]);
        if (v == NULL)
            continue;
        newest = newest == NULL ? v : newest;
        if (!comparable(a, indicator, v, newest))
            break;
        at--;
        c->all[YEARS][at] = v->year;
        c->all[VALUES][at] = v->value;
        c->all[CASES][at] = v->count;
        c->all[PERSONS][at] = v->base;
        c->has_cases = c->has_cases && has_cases(v);
    }
    c->n = c->room - at;
    c->years = c->all[YEARS] + at;
    c->values = c->all[VALUES] + at;
    c->cases = c->all[CASES] + at;
    c->persons = c->all[PERSONS] + at;
}
