#include "methods/forecast.h"

#include "analysis/analysis_private.h"
#include "base/german.h"
#include "methods/series.h"

static const char left_out[] = "Er wird nicht fortgeschrieben.";

/* Whether the figures of the district are case numbers, as far as there are any. */
static bool counts_cases(const struct analysis *a, uint32_t indicator)
{
    const struct published_indicator *in = published_indicator(a->published, indicator);
    const struct published_value *v = published_latest(a->published, indicator, a->district);
    bool number = v != NULL && sign_counts(v->sign);
    return in->interval[0] == '\0' && in->pooled <= 1 &&
           (!number || (v->has_count && !(v->count < v->value) && !(v->count > v->value)));
}

static void read_item(struct analysis *a, const struct xml_node *n, struct diag *d)
{
    struct forecasts *f = &a->forecasts;
    uint32_t indicator = read_indicator(a, n, "id", left_out, d);
    if (indicator == PUBLISHED_NONE)
        return;
    for (size_t i = 0; i < f->n_indicators; i++) {
        if (f->indicators[i] == indicator) {
            XML_REPORT(d, ANALYSIS_TWICE, n, "id", xml_attr(n, "id"), "Es zählt einmal.");
            return;
        }
    }
    if (counts_cases(a, indicator))
        f->indicators[f->n_indicators++] = indicator;
    else
        XML_REPORT(d, ANALYSIS_NO_CASES, n, "id", xml_attr(n, "id"), left_out);
}

static const char *too_few(struct analysis *a, const struct course *c)
{
    struct arena *r = a->arena;
    if (c->n == 0)
        return "keine Werte";
    if (c->n == 1)
        return arena_printf(r, "nur ein vergleichbares Jahr (%d), nötig sind %s",
                            (int)c->years[0], german_count_word(r, SERIES_POINTS));
    return arena_printf(r, "nur %s vergleichbare Jahre (%d bis %d), nötig sind %s",
                        german_count_word(r, (int)c->n), (int)c->years[0],
                        (int)c->years[c->n - 1], german_count_word(r, SERIES_POINTS));
}

/* Further ahead than half of the years it rests on an extrapolation says little. */
static size_t years_ahead(const struct analysis *a, const struct analysis_forecast *f)
{
    int half = (f->to - f->from + 1) / 2;
    return (size_t)(half < a->forecasts.horizon ? half : a->forecasts.horizon);
}

static void extrapolate(struct analysis *a, const struct course *c, struct analysis_forecast *f)
{
    struct interval_level level = interval_level(a->forecasts.level);
    size_t room = years_ahead(a, f);
    struct analysis_forecast_year *years = arena_array(a->arena, room + 1, sizeof *years);
    struct forecast one;
    while (f->n_years < room &&
           forecast_cases(c->years, c->values, c->n, f->to + (double)f->n_years + 1, level, &one)) {
        years[f->n_years] = (struct analysis_forecast_year){f->to + (int)f->n_years + 1,
                                                            one.expected, one.lower, one.upper};
        f->n_years++;
        f->growth = one.growth;
        f->dispersion = one.dispersion;
    }
    f->years = years;
    f->why_not = f->n_years > 0 ? "" : "die Zahlen folgen keiner Entwicklung, die sich "
                                       "fortschreiben ließe";
}

static const struct analysis_forecast *make(struct analysis *a, uint32_t indicator,
                                            uint32_t area, struct course *c)
{
    struct analysis_forecast *f = arena_alloc(a->arena, sizeof *f);
    course_follow(a, indicator, area, c);
    *f = (struct analysis_forecast){.indicator = indicator, .area = area, .n = c->n};
    if (c->n > 0) {
        f->from = (int)c->years[0];
        f->to = (int)c->years[c->n - 1];
    }
    if (c->n < SERIES_POINTS)
        f->why_not = too_few(a, c);
    else
        extrapolate(a, c, f);
    return f;
}

void forecasts_work_out(struct analysis *a, const struct xml_node *n, struct diag *d)
{
    struct forecasts *f = &a->forecasts;
    size_t n_areas = published_areas(a->published);
    f->horizon = xml_attr_int(n, "years", 1, d);
    f->level = xml_attr_number(n, "level", 0.95, d);
    f->indicators = arena_array(a->arena, read_count(n, "indicator") + 1, sizeof *f->indicators);
    for (const struct xml_node *i = xml_child(n, "indicator"); i != NULL; i = xml_next_same(i))
        read_item(a, i, d);
    f->found = arena_array(a->arena, f->n_indicators * n_areas + 1, sizeof *f->found);
    for (size_t i = 0; i < f->n_indicators; i++) {
        struct course c = course_new(a, f->indicators[i]);
        for (uint32_t area = 0; area < n_areas; area++)
            f->found[i * n_areas + area] = make(a, f->indicators[i], area, &c);
    }
}

const struct analysis_forecast *analysis_forecast(const struct analysis *a, uint32_t indicator,
                                                  uint32_t area)
{
    const struct forecasts *f = &a->forecasts;
    size_t n_areas = published_areas(a->published);
    for (size_t i = 0; i < f->n_indicators && area < n_areas; i++) {
        if (f->indicators[i] == indicator)
            return f->found[i * n_areas + area];
    }
    return NULL;
}

double analysis_forecast_level(const struct analysis *a)
{
    return a->forecasts.level;
}
