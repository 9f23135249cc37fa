#include <math.h>

#include "analysis/analysis_private.h"
#include "base/csv_cell.h"

/* Lines begin with what they tell; fields are parted by ";", what is not there is empty. */

static void number(struct buf *b, double v)
{
    buf_addc(b, ';');
    if (isfinite(v))
        buf_double(b, v);
}

static void number_if(struct buf *b, bool has, double v)
{
    number(b, has ? v : NAN);
}

static const char *id_of(const struct analysis *a, uint32_t indicator)
{
    return published_indicator(a->published, indicator)->id;
}

static const char *key_of(const struct analysis *a, uint32_t area)
{
    return published_area(a->published, area)->key;
}

static void add_component(struct buf *b, const struct analysis *a, const struct analysis_index *x,
                          const struct analysis_component *c)
{
    buf_printf(b, "component;%s;%s;%d", x->id, id_of(a, c->indicator), c->year);
    number(b, c->weight);
    buf_printf(b, ";%d", c->direction);
    number(b, c->mean);
    number(b, c->deviation);
    buf_printf(b, ";%zu;%s;", c->n, c->shrunk ? "shrunk" : "");
    if (c->before != 0)
        buf_printf(b, "%d", c->before);
    number_if(b, c->before != 0, c->change_mean);
    number_if(b, c->before != 0, c->change_deviation);
    buf_printf(b, ";%s\n", c->why_not);
}

static void add_parts(struct buf *b, const struct analysis *a, const struct analysis_index *x,
                      const struct analysis_place *p)
{
    for (size_t k = 0; k < x->n_components; k++) {
        const struct analysis_component *c = &x->components[k];
        const struct analysis_part *part = &p->parts[k];
        const struct published_value *v = shown_at(a, c->indicator, p->area, c->year);
        buf_printf(b, "part;%s;%s;%s", x->id, key_of(a, p->area), id_of(a, c->indicator));
        number_if(b, part->has, part->value);
        number_if(b, v != NULL && v->has_count, v != NULL ? v->count : 0);
        number_if(b, v != NULL && v->has_base, v != NULL ? v->base : 0);
        number_if(b, part->has, part->used);
        number_if(b, part->has, part->z);
        number_if(b, part->has_change, part->change);
        number_if(b, part->has_change, part->change_z);
        buf_addc(b, '\n');
    }
}

static void add_place(struct buf *b, const struct analysis *a, const struct analysis_index *x,
                      const struct analysis_place *p)
{
    buf_printf(b, "place;%s;%s", x->id, key_of(a, p->area));
    number_if(b, p->has, p->value);
    number_if(b, p->has, p->score);
    number(b, p->missing);
    if (p->has)
        buf_printf(b, ";%d;%d;%d;%d;%d", p->rank, p->rank_of, p->rank_low, p->rank_high,
                   p->status);
    else
        buf_adds(b, ";;;;;");
    number_if(b, p->has_change, p->change);
    number_if(b, p->has_change, p->change_score);
    buf_addc(b, ';');
    if (p->has_change)
        buf_printf(b, "%d", p->dynamics);
    buf_addc(b, '\n');
}

static void add_index(struct buf *b, const struct analysis *a, const struct analysis_index *x)
{
    buf_printf(b, "index;%s;%s;%s;%d;%s", x->id, x->weighted ? "weighted" : "plain",
               id_of(a, x->population), x->population_year, x->shrink ? "shrink" : "");
    number(b, x->shrink_below);
    number(b, x->most_missing);
    buf_printf(b, ";%u;%u;%d", x->seed, x->draws, x->years);
    for (size_t i = 0; i < ANALYSIS_STATUS - 1; i++)
        number(b, x->status_limits[i]);
    for (size_t i = 0; i < ANALYSIS_DYNAMICS - 1; i++)
        number_if(b, x->years > 0, x->dynamics_limits[i]);
    buf_addc(b, '\n');
    for (size_t k = 0; k < x->n_components; k++)
        add_component(b, a, x, &x->components[k]);
    for (size_t i = 0; i < x->n_places; i++)
        add_parts(b, a, x, &x->places[i]);
    for (size_t i = 0; i < x->n_places; i++)
        add_place(b, a, x, &x->places[i]);
}

static void add_similar(struct buf *b, const struct analysis *a)
{
    size_t n;
    const struct analysis_variable *v = analysis_variables(a, &n);
    for (size_t k = 0; k < n; k++) {
        buf_printf(b, "variable;%s;%d;%s", id_of(a, v[k].indicator), v[k].year,
                   v[k].logarithm ? "log" : "none");
        number(b, v[k].weight);
        buf_addc(b, '\n');
    }
    for (size_t i = 0; i < a->n_places; i++) {
        const struct analysis_neighbour *list = analysis_similar(a, a->places[i], &n);
        for (size_t k = 0; k < n; k++) {
            buf_printf(b, "similar;%s;%zu;%s", key_of(a, a->places[i]), k + 1,
                       key_of(a, list[k].area));
            number(b, list[k].distance);
            buf_addc(b, ';');
            for (size_t r = 0; r < list[k].n_because; r++)
                buf_printf(b, "%s%s", r > 0 ? " " : "", id_of(a, list[k].because[r]));
            buf_addc(b, '\n');
        }
    }
}

static void add_priority(struct buf *b, const struct analysis *a, uint32_t area,
                         const struct analysis_priority *p)
{
    buf_printf(b, "priority;%s;%s;%d;%d;%d;%d", key_of(a, area), id_of(a, p->indicator), p->rank,
               p->points, p->of, p->known);
    number(b, p->share);
    for (size_t i = 0; i < ANALYSIS_CRITERIA; i++) {
        const struct analysis_criterion *c = &p->criteria[i];
        number_if(b, c->has, c->value);
        if (c->has)
            buf_printf(b, ";%d;%d;%d;%s", c->points, c->year, c->before,
                       c->chance ? "chance" : "");
        else
            buf_adds(b, ";;;;");
    }
    buf_addc(b, '\n');
}

static void add_portfolio(struct buf *b, const struct analysis *a, uint32_t area)
{
    size_t n;
    const struct analysis_priority *list = analysis_portfolio(a, area, &n);
    for (size_t i = 0; i < n; i++)
        add_priority(b, a, area, &list[i]);
    const struct analysis_field *fields = analysis_portfolio_fields(a, area, &n);
    for (size_t i = 0; i < n; i++) {
        buf_printf(b, "field;%s;%d;%d;%zu", key_of(a, area), fields[i].field, fields[i].rank,
                   fields[i].n);
        number(b, fields[i].share);
        buf_addc(b, '\n');
    }
}

static void add_trends(struct buf *b, const struct analysis *a, uint32_t indicator)
{
    static const char *const directions[] = {"none", "rising", "falling"};
    for (uint32_t area = 0; area < published_areas(a->published); area++) {
        const struct analysis_trend *t = analysis_trend(a, indicator, area);
        if (t == NULL)
            continue;
        buf_printf(b, "trend;%s;%s;%d;%d;%zu;%s;%s", id_of(a, indicator), key_of(a, area), t->from,
                   t->to, t->n, directions[t->direction], t->headline ? "headline" : "");
        number(b, t->p);
        number(b, t->slope);
        number(b, t->p_kendall);
        number_if(b, t->has_cases, t->p_cases);
        number_if(b, t->has_cases, t->z_cases);
        buf_addc(b, '\n');
    }
}

static void add_forecasts(struct buf *b, const struct analysis *a, uint32_t indicator)
{
    for (uint32_t area = 0; area < published_areas(a->published); area++) {
        const struct analysis_forecast *f = analysis_forecast(a, indicator, area);
        if (f == NULL || f->n == 0)
            continue;
        buf_printf(b, "forecast;%s;%s;%d;%d;%zu", id_of(a, indicator), key_of(a, area), f->from,
                   f->to, f->n);
        number_if(b, f->n_years > 0, f->growth);
        number_if(b, f->n_years > 0, f->dispersion);
        number(b, analysis_forecast_level(a));
        buf_printf(b, ";%s\n", f->why_not);
        for (size_t i = 0; i < f->n_years; i++) {
            buf_printf(b, "ahead;%s;%s;%d", id_of(a, indicator), key_of(a, area),
                       f->years[i].year);
            number(b, f->years[i].value);
            number(b, f->years[i].lower);
            number(b, f->years[i].upper);
            buf_adds(b, ";s\n");
        }
    }
}

static void add_projection(struct buf *b, const struct analysis *a, uint32_t area)
{
    const struct analysis_projection *p = analysis_projection(a, area);
    if (p == NULL)
        return;
    buf_printf(b, "projection;%s;%d;%d", key_of(a, area), p->from, p->to);
    number(b, analysis_projection_level(a));
    buf_printf(b, ";%s\n", p->why_not);
    for (size_t i = 0; i < p->n_years; i++) {
        const struct analysis_projection_year *y = &p->years[i];
        buf_printf(b, "projected;%s;%d", key_of(a, area), y->year);
        const double numbers[] = {y->total, y->young, y->middle, y->old};
        for (size_t k = 0; k < sizeof numbers / sizeof numbers[0]; k++)
            number(b, numbers[k]);
        number_if(b, y->has_interval, y->lower);
        number_if(b, y->has_interval, y->upper);
        buf_adds(b, ";s\n");
    }
}

static void add_spread(struct buf *b, const struct analysis *a, uint32_t indicator)
{
    const struct analysis_spread *s = analysis_spread(a, indicator);
    if (s == NULL)
        return;
    buf_printf(b, "spread;%s;%d;%zu", id_of(a, indicator), s->year, s->n);
    const double numbers[] = {s->p10, s->lower, s->median, s->upper, s->p90, s->ratio};
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        number(b, numbers[i]);
    buf_printf(b, ";%s", s->by_persons ? "persons" : "places");
    number_if(b, s->has_gini, s->gini);
    number_if(b, s->has_dissimilarity, s->dissimilarity);
    number_if(b, s->has_dissimilarity, s->expected);
    number_if(b, s->has_dissimilarity, s->corrected);
    buf_addc(b, ';');
    for (size_t i = 0; i < s->n_far; i++)
        buf_printf(b, "%s%s", i > 0 ? " " : "", key_of(a, s->far[i]));
    buf_addc(b, '\n');
}

static void add_rule(struct buf *b, const char *text)
{
    buf_adds(b, "rule;");
    csv_cell_put(b, text);
    buf_addc(b, '\n');
}

char *analysis_dump(const struct analysis *a)
{
    struct buf b = BUF_INIT;
    for (size_t i = 0; i < a->n_indices; i++) {
        const struct analysis_index *x = analysis_index_at(a, i);
        if (x->n_components > 0)
            add_index(&b, a, x);
    }
    add_similar(&b, a);
    add_portfolio(&b, a, a->district);
    for (size_t i = 0; i < a->n_places; i++)
        add_portfolio(&b, a, a->places[i]);
    if (a->portfolio.rule[0] != '\0')
        add_rule(&b, a->portfolio.rule);
    for (uint32_t i = 0; i < published_indicators(a->published); i++)
        add_trends(&b, a, i);
    for (uint32_t i = 0; i < published_indicators(a->published); i++)
        add_forecasts(&b, a, i);
    add_projection(&b, a, a->district);
    for (size_t i = 0; i < a->n_places; i++)
        add_projection(&b, a, a->places[i]);
    for (uint32_t i = 0; i < published_indicators(a->published); i++)
        add_spread(&b, a, i);
    return buf_detach(&b);
}
