#include "sentences/sentences_private.h"

#include <math.h>

#include "methods/interval.h"
#include "methods/spread.h"

enum { MIN_YEARS = 5, MOST_RETURNED = 25 /* [% of the way from the first value] */ };

/* A series may have gone a long way and come back a good part of it: its trend is proved, but
 * who reads of it believes that it goes on. */
static bool has_returned(const struct sentences *s, const struct analysis_trend *t,
                         uint32_t indicator, uint32_t area, int direction)
{
    double first = 0, farthest = 0, last = 0;
    for (int year = t->from; year <= t->to; year++) {
        const struct published_value *v = figure_at(s, indicator, area, year);
        if (v == NULL)
            continue;
        last = direction * figure_printed(s, indicator, v->value);
        first = year == t->from ? last : first;
        farthest = year == t->from || last > farthest ? last : farthest;
    }
    return (farthest - last) * 100 > (farthest - first) * MOST_RETURNED;
}

/* Slopes differ among the municipalities; what all do together is told of the district. */
static double trend_deviation(const struct sentences *s, const struct analysis_trend *t,
                              uint32_t indicator, uint32_t area, double first, double last)
{
    if (area == s->district)
        return fabs(first) > 0 ? fabs(last / first - 1) * 100 / s->importance.relative : 0;
    double *slopes = arena_array(s->arena, s->n_places + 1, sizeof *slopes);
    size_t n = 0;
    for (size_t i = 0; i < s->n_places; i++) {
        const struct analysis_trend *o = analysis_trend(s->analysis, indicator, s->places[i]);
        if (o != NULL)
            slopes[n++] = o->slope;
    }
    struct scale scale = scale_of(s, slopes, n);
    return scale.scale > 0 ? fabs(t->slope - scale.median) / scale.scale : 0;
}

bool find_trend(struct sentences *s, const struct phrase *p, uint32_t area, struct finding *f)
{
    const struct analysis_trend *t = p->trend && s->analysis != NULL
                                         ? analysis_trend(s->analysis, p->indicator, area) : NULL;
    if (t == NULL || t->direction == ANALYSIS_NONE || t->n < MIN_YEARS ||
        published_break(s->published, p->indicator, t->from, t->to) != NULL)
        return false;
    const struct published_value *first = figure_at(s, p->indicator, area, t->from);
    const struct published_value *last = figure_at(s, p->indicator, area, t->to);
    if (first == NULL || last == NULL)
        return false;
    int direction = t->direction == ANALYSIS_RISING ? 1 : -1;
    double change = figure_printed(s, p->indicator, last->value) -
                    figure_printed(s, p->indicator, first->value);
    if (!(change * direction > 0) || /* readers see these two */
        has_returned(s, t, p->indicator, area, direction))
        return false;
    *f = (struct finding){.kind = FINDING_TREND, .area = area, .reference = PUBLISHED_NONE,
                          .indicator = p->indicator, .second = PUBLISHED_NONE, .year = t->to,
                          .from = t->from, .direction = direction, .strict = t->headline,
                          .tested = true, .topic = p->topic, .phrase = p};
    finding_use(f, p->indicator, area, t->to);
    finding_use(f, p->indicator, area, t->from);
    f->deviation = trend_deviation(s, t, p->indicator, area, first->value, last->value);
    return true;
}

static bool extreme(const double *values, int n, int i, int direction)
{
    for (int k = 0; k < n; k++) {
        if (k != i && !((values[i] - values[k]) * direction > 0))
            return false;
    }
    return true;
}

/* values: as printed, of the years from..to. */
static size_t course_of(const struct sentences *s, uint32_t indicator, uint32_t area, int to,
                        double *values, size_t most)
{
    size_t n = 0;
    for (int year = to; n < most; year--) {
        const struct published_value *v = published_at(s->published, indicator, area, year, 0);
        if (v == NULL || !sign_counts(v->sign) || (v->marks & SIGN_ESTIMATED) != 0 ||
            published_break(s->published, indicator, year, to) != NULL)
            break;
        n++;
        values[most - n] = figure_printed(s, indicator, v->value);
    }
    return n;
}

/* Has a series of several years led to this point, and led back from it a good part of the way?
 * Otherwise the point may be a single year that stands out. */
static bool has_turned(const double *values, int n, int at)
{
    double way = fabs(values[at] - values[0]), back = fabs(values[at] - values[n - 1]);
    return at >= MIN_YEARS - 1 && n - at >= 3 && back * 100 > way * MOST_RETURNED;
}

/* Can chance explain at 95 % that two numbers of cases differ so? Both are taken as Poisson
 * numbers: their sum is the variance of the difference. Of eight years one is the highest
 * anyway. */
static bool by_chance(const struct published_value *v, double a, double b)
{
    return figure_is_count(v) && fabs(a - b) <= interval_level(0.95).z * sqrt(a + b);
}

bool find_turning(struct sentences *s, const struct phrase *p, uint32_t area, struct finding *f)
{
    const struct published_indicator *in = published_indicator(s->published, p->indicator);
    const struct published_value *v = p->turning ? figure_latest(s, p->indicator, area) : NULL;
    if (v == NULL)
        return false;
    double *room = arena_array(s->arena, in->n_years + 1, sizeof *room);
    size_t n = course_of(s, p->indicator, area, v->year, room, in->n_years);
    const double *values = room + in->n_years - n;
    if (n < MIN_YEARS)
        return false;
    int at = (int)n - 1;
    int direction = extreme(values, (int)n, at, 1) ? 1 : extreme(values, (int)n, at, -1) ? -1 : 0;
    for (int i = (int)n - 2; i > 0 && direction == 0; i--) {
        direction = extreme(values, (int)n, i, 1) ? 1 : extreme(values, (int)n, i, -1) ? -1 : 0;
        at = direction != 0 ? i : at;
    }
    int from = v->year - (int)n + 1;
    if (direction == 0 || figure_at(s, p->indicator, area, from + at) == NULL)
        return false;
    *f = (struct finding){.kind = FINDING_TURNING, .area = area, .reference = PUBLISHED_NONE,
                          .indicator = p->indicator, .second = PUBLISHED_NONE,
                          .year = from + at, .from = from, .until = v->year,
                          .direction = direction, .topic = p->topic, .phrase = p};
    finding_use(f, p->indicator, area, from + at);
    if (at < (int)n - 1)
        finding_use(f, p->indicator, area, v->year);
    struct centre c = spread_centre(values, n);
    double since = at < (int)n - 1 ? values[n - 1] : c.median;
    if (c.scale > 0 && (at == (int)n - 1 || has_turned(values, (int)n, at)) &&
        !by_chance(v, values[at], since))
        f->deviation = fabs(values[at] - since) / c.scale;
    return true;
}

bool find_outlook(struct sentences *s, const struct phrase *p, uint32_t area, struct finding *f)
{
    const struct analysis_forecast *c = p->outlook && s->analysis != NULL
                                            ? analysis_forecast(s->analysis, p->indicator, area)
                                            : NULL;
    const struct published_value *last =
        c != NULL && c->n_years > 0 ? figure_at(s, p->indicator, area, c->to) : NULL;
    if (last == NULL || !(last->value > 0))
        return false;
    const struct analysis_forecast_year *y = &c->years[c->n_years - 1];
    *f = (struct finding){.kind = FINDING_OUTLOOK, .area = area, .reference = PUBLISHED_NONE,
                          .indicator = p->indicator, .second = PUBLISHED_NONE, .year = c->to,
                          .from = c->from, .topic = p->topic, .phrase = p};
    /* A direction only where a new figure will lie on one side of the last one. */
    f->direction = y->lower > last->value ? 1 : y->upper < last->value ? -1 : 0;
    finding_use(f, p->indicator, area, c->to);
    f->figures[f->n_figures++] = (struct finding_figure){
        .indicator = p->indicator, .area = area, .year = y->year, .forecast = y->value,
        .is_forecast = true};
    if (f->direction != 0)
        f->deviation = fabs(y->value / last->value - 1) * 100 / s->importance.relative;
    return true;
}
