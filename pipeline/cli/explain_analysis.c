#include <math.h>

#include "base/german.h"
#include "base/sign.h"
#include "cli/explain.h"

/* Spread, similar municipalities, priorities: what is made of published figures alone. */

static const char *area_name(const struct question *q, uint32_t area)
{
    return published_area(q->run->published, area)->name;
}

static void put_head(const struct question *q, const char *kind, const char *word)
{
    struct tell *t = q->tell;
    tell_text(t, "kind", kind);
    explain_area(q, "area", q->area);
    if (q->about == NULL) {
        tell_line(t, "%s, %s\n", word, area_name(q, q->area));
        return;
    }
    explain_indicator(q);
    tell_line(t, "%s, %s %s, %s\n", word, q->about->id, q->about->name, area_name(q, q->area));
}

static void put_none(const struct question *q, const char *why)
{
    tell_line(q->tell, "keine: %s\n", why);
    tell_text(q->tell, "why_not", why);
}

/* A number of an indicator: a line with its name, a member. */
static void put_number(const struct question *q, const char *name, const char *words, double v,
                       int decimals)
{
    if (isfinite(v))
        tell_line(q->tell, "  %s: %s\n", words, german_number(q->run->arena, v, decimals));
    tell_number(q->tell, name, v, decimals);
}

/* Published values of municipalities in a year, an object each. */
static void put_values(const struct question *q, const uint32_t *areas, size_t n, int year)
{
    const struct published *p = q->run->published;
    tell_list(q->tell, "values");
    for (size_t i = 0; i < n; i++) {
        const struct published_value *v = published_at(p, q->indicator, areas[i], year, 0);
        bool shown = v != NULL && sign_counts(v->sign);
        enum sign sign = v != NULL ? v->sign : SIGN_ABSENT;
        tell_line(q->tell, "  %s, %d: %s\n", area_name(q, areas[i]), year,
                  shown ? german_number(q->run->arena, v->value, q->about->decimals)
                        : sign_words(sign));
        explain_value(q, NULL, q->indicator, areas[i], year, 0);
    }
    tell_close(q->tell);
}

/* The municipalities of the district of the reports. */
static uint32_t *places(const struct question *q, size_t *n)
{
    const struct published *p = q->run->published;
    uint32_t *list = arena_array(q->run->arena, published_areas(p) + 1, sizeof *list);
    *n = 0;
    for (uint32_t i = 0; i < published_areas(p); i++) {
        const struct published_area *a = published_area(p, i);
        if (a->kind == PUBLISHED_GEMEINDE && a->parent == published_district(p))
            list[(*n)++] = i;
    }
    return list;
}

static void put_inequality(const struct question *q, const struct analysis_spread *s)
{
    struct tell *t = q->tell;
    if (s->has_gini) {
        put_number(q, "gini", "Gini-Koeffizient", s->gini, 3);
        tell_flag(t, "gini_by_persons", s->by_persons);
    }
    if (s->has_dissimilarity) {
        put_number(q, "dissimilarity_percent", "Segregation (Duncan), %", s->dissimilarity * 100,
                   1);
        put_number(q, "expected_percent", "davon durch Zufall zu erwarten, %", s->expected * 100,
                   1);
        put_number(q, "corrected_percent", "um den Zufall bereinigt, %", s->corrected * 100, 1);
    }
    tell_list(t, "far");
    for (size_t i = 0; i < s->n_far; i++) {
        tell_line(t, "  liegt weit ab: %s\n", area_name(q, s->far[i]));
        tell_text(t, NULL, published_area(q->run->published, s->far[i])->key);
    }
    tell_close(t);
}

void explain_spread(const struct question *q)
{
    const struct analysis_spread *s = analysis_spread(q->run->analysis, q->indicator);
    put_head(q, "spread", "Streuung unter den Gemeinden");
    if (s == NULL) {
        put_none(q, "zu wenige Gemeinden haben einen Wert");
        return;
    }
    int decimals = q->about->decimals + 1;
    tell_line(q->tell, "  %d, %zu Gemeinden mit einem Wert\n", s->year, s->n);
    tell_int(q->tell, "year", s->year);
    tell_int(q->tell, "places", (int)s->n);
    put_number(q, "p10", "10 % der Gemeinden liegen unter", s->p10, decimals);
    put_number(q, "lower", "25 % liegen unter", s->lower, decimals);
    put_number(q, "median", "Mitte (Median)", s->median, decimals);
    put_number(q, "upper", "75 % liegen unter", s->upper, decimals);
    put_number(q, "p90", "90 % liegen unter", s->p90, decimals);
    put_number(q, "ratio", "Verhältnis P90 zu P10", s->ratio, 2);
    put_inequality(q, s);
    size_t n;
    const uint32_t *list = places(q, &n);
    put_values(q, list, n, s->year);
}

static void put_neighbour(const struct question *q, const struct analysis_neighbour *near)
{
    struct tell *t = q->tell;
    tell_object(t, NULL);
    explain_area(q, "area", near->area);
    tell_number(t, "distance", near->distance, 3);
    tell_list(t, "because");
    tell_line(t, "  %s: Abstand %s; am ähnlichsten in", area_name(q, near->area),
              german_number(q->run->arena, near->distance, 3));
    for (size_t i = 0; i < near->n_because; i++) {
        const char *id = published_indicator(q->run->published, near->because[i])->id;
        tell_line(t, "%s %s", i > 0 ? "," : "", id);
        tell_text(t, NULL, id);
    }
    tell_line(t, "\n");
    tell_close(t);
    tell_close(t);
}

/* The variables with the values of the area itself. */
static void put_variables(const struct question *q)
{
    struct tell *t = q->tell;
    struct run *r = q->run;
    size_t n;
    const struct analysis_variable *list = analysis_variables(r->analysis, &n);
    tell_list(t, "variables");
    for (size_t i = 0; i < n; i++) {
        const struct published_indicator *in = published_indicator(r->published, list[i].indicator);
        const struct published_value *v =
            published_at(r->published, list[i].indicator, q->area, list[i].year, 0);
        bool shown = v != NULL && sign_counts(v->sign);
        tell_line(t, "  %s %s, %d, Gewicht %s%s: %s\n", in->id, in->name, list[i].year,
                  german_number(r->arena, list[i].weight, 2),
                  list[i].logarithm ? ", logarithmiert" : "",
                  shown ? german_number(r->arena, v->value, in->decimals)
                        : sign_words(v != NULL ? v->sign : SIGN_ABSENT));
        tell_object(t, NULL);
        tell_number(t, "weight", list[i].weight, 9);
        tell_flag(t, "logarithm", list[i].logarithm);
        explain_value(q, "figure", list[i].indicator, q->area, list[i].year, 0);
        tell_close(t);
    }
    tell_close(t);
}

/* What is usual among them, of one indicator. */
static void put_median(const struct question *q, const struct analysis_neighbour *list, size_t n)
{
    struct analysis_similar_value m;
    const struct published_value *v = published_latest(q->run->published, q->indicator, q->area);
    int year = q->year != 0 ? q->year : v != NULL ? v->year : 0;
    uint32_t *areas = arena_array(q->run->arena, n + 1, sizeof *areas);
    for (size_t i = 0; i < n; i++)
        areas[i] = list[i].area;
    tell_int(q->tell, "year", year);
    put_values(q, areas, n, year);
    if (!analysis_similar_value(q->run->analysis, q->indicator, q->area, year, &m)) {
        put_none(q, "weniger als drei von ihnen haben einen Wert");
        return;
    }
    tell_line(q->tell, "Mitte (Median) aus %zu von %zu\n", m.n, m.of);
    tell_int(q->tell, "places", (int)m.n);
    put_number(q, "low", "kleinster Wert", m.low, q->about->decimals);
    put_number(q, "median", "Median", m.median, q->about->decimals);
    put_number(q, "high", "größter Wert", m.high, q->about->decimals);
}

void explain_similar(const struct question *q)
{
    size_t n;
    const struct analysis_neighbour *list = analysis_similar(q->run->analysis, q->area, &n);
    put_head(q, "similar", "Ähnliche Gemeinden");
    if (n == 0) {
        put_none(q, "nur für Gemeinden, von denen alle Merkmale veröffentlicht sind");
        return;
    }
    tell_line(q->tell, "Merkmale\n");
    put_variables(q);
    tell_line(q->tell, "Abstand 0 bis 1 (1 = der größte im Kreis)\n");
    tell_list(q->tell, "neighbours");
    for (size_t i = 0; i < n; i++)
        put_neighbour(q, &list[i]);
    tell_close(q->tell);
    if (q->about != NULL)
        put_median(q, list, n);
}

static void put_criterion(const struct question *q, const struct analysis_criterion *c, size_t k)
{
    enum { DECIMALS = 1 };
    static const char *const names[] = {"level", "change", "people", "expenditure"};
    static const char *const words[] = {"Niveau (%, positiv: ungünstiger)",
                                        "Veränderung (%, positiv: ungünstiger)",
                                        "Betroffene je 1 000 Einwohner", "Ausgaben je Einwohner"};
    struct tell *t = q->tell;
    tell_object(t, names[k]);
    if (c->has) {
        tell_line(t, "    %s: %s, %d", words[k], german_number(q->run->arena, c->value, DECIMALS),
                  c->year);
        if (c->before != 0)
            tell_line(t, " gegenüber %d", c->before);
        tell_line(t, ", Punkte %d%s\n", c->points,
                  c->chance ? " (der Unterschied kann Zufall sein)" : "");
        tell_number(t, "value", c->value, DECIMALS);
        tell_int(t, "year", c->year);
        if (c->before != 0)
            tell_int(t, "before", c->before);
        tell_int(t, "points", c->points);
        tell_flag(t, "chance", c->chance);
    } else {
        tell_line(t, "    %s: nicht bekannt\n", words[k]);
        tell_null(t, "value");
    }
    tell_close(t);
}

static void put_priority(const struct question *q, const struct analysis_priority *p)
{
    struct tell *t = q->tell;
    const struct published_indicator *in = published_indicator(q->run->published, p->indicator);
    tell_line(t, "  %s %s: ", in->id, in->name);
    if (p->rank > 0)
        tell_line(t, "Rang %d, %d von %d Punkten\n", p->rank, p->points, p->of);
    else
        tell_line(t, "ohne Rang, zu wenige Merkmale sind bekannt\n");
    tell_object(t, NULL);
    tell_text(t, "indicator", in->id);
    tell_text(t, "name", in->name);
    tell_int(t, "rank", p->rank);
    tell_int(t, "points", p->points);
    tell_int(t, "of", p->of);
    tell_number(t, "share_percent", p->share * 100, 1);
    for (size_t k = 0; k < ANALYSIS_CRITERIA; k++)
        put_criterion(q, &p->criteria[k], k);
    tell_close(t);
}

static void put_fields(const struct question *q)
{
    struct tell *t = q->tell;
    size_t n;
    const struct analysis_field *list =
        analysis_portfolio_fields(q->run->analysis, q->area, &n);
    tell_list(t, "fields");
    for (size_t i = 0; i < n; i++) {
        tell_object(t, NULL);
        tell_int(t, "field", list[i].field);
        tell_int(t, "rank", list[i].rank);
        tell_int(t, "indicators", (int)list[i].n);
        tell_number(t, "share_percent", list[i].share * 100, 1);
        tell_close(t);
        if (list[i].rank > 0)
            tell_line(t, "  Handlungsfeld %d: Rang %d, im Mittel %s %% der Punkte (%zu "
                         "Kennzahlen)\n",
                      list[i].field, list[i].rank,
                      german_number(q->run->arena, list[i].share * 100, 1), list[i].n);
    }
    tell_close(t);
}

void explain_portfolio(const struct question *q)
{
    size_t n, told = 0;
    const struct analysis_priority *list = analysis_portfolio(q->run->analysis, q->area, &n);
    put_head(q, "portfolio", "Prioritäten");
    tell_list(q->tell, "priorities");
    for (size_t i = 0; i < n; i++) {
        if (q->about == NULL || list[i].indicator == q->indicator) {
            put_priority(q, &list[i]);
            told++;
        }
    }
    tell_close(q->tell);
    if (told == 0) {
        put_none(q, "in analysis.xml nicht vorgesehen, oder nicht für dieses Gebiet");
        return;
    }
    if (q->about == NULL)
        put_fields(q);
    tell_text(q->tell, "rule", analysis_portfolio_rule(q->run->analysis));
    tell_line(q->tell, "%s\n", analysis_portfolio_rule(q->run->analysis));
}
