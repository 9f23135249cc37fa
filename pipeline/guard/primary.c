#include "guard/primary_private.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "guard/sensitive_private.h"

/* Of the place or its standard, numerator or denominator, added or subtracted. Strata and
 * pooled years count together: only their sum is shown. */
enum { SIDES = 8 };

struct primary { /* the rule and its scratch memory */
    const struct catalogue *catalogue;
    const struct facts *facts;
    const struct stats *stats;
    double *least;  /* by measure: counts below are hidden [persons...] */
    double *counts; /* by measure and side; all zero between two statistics */
    struct cell_list list;
    struct sensitive *sensitive;
};

void cell_list_fill(struct cell_list *l, const struct stats *s, uint32_t indicator,
                    uint32_t area, int year, uint32_t part)
{
    l->n = stats_cells(s, indicator, area, year, part, l->cells, l->cap);
    if (l->n <= l->cap)
        return;
    l->cap = l->n;
    l->cells = mem_grow(l->cells, l->cap, sizeof *l->cells);
    stats_cells(s, indicator, area, year, part, l->cells, l->cap);
}

void cell_list_release(struct cell_list *l)
{
    free(l->cells);
    *l = (struct cell_list){NULL, 0, 0};
}

struct suppression *suppression_new(const struct catalogue *c, const struct stats *s,
                                    size_t n_areas)
{
    struct suppression *t = mem_alloc(sizeof *t);
    t->n_areas = n_areas;
    t->n_indicators = catalogue_indicators(c);
    t->hidden = mem_alloc((t->n_indicators + 1) * sizeof *t->hidden);
    for (uint32_t i = 0; i < t->n_indicators; i++) {
        size_t years = 0;
        stats_years(s, i, &years);
        t->hidden[i] =
            mem_alloc(years * (catalogue_indicator(c, i)->n_parts + 1) * n_areas + 1);
    }
    return t;
}

void suppression_free(struct suppression *t)
{
    for (size_t i = 0; i < t->n_indicators; i++) {
        free(t->hidden[i]);
        if (t->before != NULL)
            free(t->before[i]);
    }
    free(t->hidden);
    free(t->before);
    free(t);
}

static void raise_least(double *least, const struct term *terms, size_t n, double count)
{
    for (size_t i = 0; i < n; i++) {
        if (least[terms[i].measure] < count)
            least[terms[i].measure] = count;
    }
}

/* A source has a least count for all that it delivers. */
static void raise_by_sources(double *least, const struct catalogue *c, const struct facts *f)
{
    bool any = false;
    for (uint32_t i = 0; i < catalogue_sources(c); i++)
        any = any || catalogue_source(c, i)->min_count > 0;
    for (size_t i = 0; any && i < facts_count(f); i++) {
        uint32_t source = facts_at(f, (uint32_t)i).source;
        double *at = &least[facts_key(f, (uint32_t)i).measure];
        if (source < catalogue_sources(c) && *at < catalogue_source(c, source)->min_count)
            *at = catalogue_source(c, source)->min_count;
    }
}

double *primary_least(const struct catalogue *c, const struct facts *f)
{
    double *least = mem_alloc((catalogue_measures(c) + 1) * sizeof *least);
    for (uint32_t i = 0; i < catalogue_indicators(c); i++) {
        const struct indicator *ind = catalogue_indicator(c, i);
        raise_least(least, ind->numerator, ind->n_numerator, ind->min_count);
        raise_least(least, ind->denominator, ind->n_denominator, ind->min_count);
    }
    raise_by_sources(least, c, f);
    return least;
}

bool primary_raw(const struct catalogue *c, const struct fact *f)
{
    if (f->source >= catalogue_sources(c))
        return true;
    const struct source *s = catalogue_source(c, f->source);
    return s->raw && s->method == METHOD_HIDE;
}

bool primary_few(const struct catalogue *c, const double *least, uint32_t measure, double count)
{
    const struct measure *m = catalogue_measure(c, measure);
    return m->additive && !m->amount && fabs(count) > 0 && fabs(count) < least[measure];
}

static double *count_of(const struct primary *p, const struct stat_cell *c, uint32_t measure)
{
    size_t side = (c->standard ? 4u : 0u) + (c->denominator ? 2u : 0u) + (c->weight < 0 ? 1u : 0u);
    return &p->counts[measure * SIDES + side];
}

/* Of the cells in the list. */
static bool few_cases(struct primary *p)
{
    bool few = false;
    for (size_t i = 0; i < p->list.n; i++) {
        struct fact f = facts_at(p->facts, p->list.cells[i].cell);
        uint32_t measure = facts_key(p->facts, p->list.cells[i].cell).measure;
        if (primary_raw(p->catalogue, &f) && f.sign == SIGN_VALUE)
            *count_of(p, &p->list.cells[i], measure) += f.value;
    }
    for (size_t i = 0; i < p->list.n; i++) {
        uint32_t measure = facts_key(p->facts, p->list.cells[i].cell).measure;
        double *count = count_of(p, &p->list.cells[i], measure);
        few = few || primary_few(p->catalogue, p->least, measure, *count);
        *count = 0;
    }
    return few;
}

void together_add(struct together *t, const struct catalogue *c, const double *least,
                  uint32_t measure, double weight, double value)
{
    const struct measure *m = catalogue_measure(c, measure);
    if (!m->additive || m->amount || !(fabs(weight) > 0))
        return;
    t->sum += weight * value;
    t->unit = t->unit > 0 ? fmin(t->unit, fabs(weight)) : fabs(weight);
    t->least = fmax(t->least, least[measure]);
}

bool together_few(const struct together *t)
{
    return fabs(t->sum) > 0 && fabs(t->sum) < t->least * t->unit;
}

/* A side of a stratum of the place with few cases or persons. */
static bool few_in_stratum(const struct primary *p)
{
    struct together sides[2 * MAX_STRATA] = {{0}};
    bool few = false;
    for (size_t i = 0; i < p->list.n; i++) {
        const struct stat_cell *c = &p->list.cells[i];
        struct fact f = facts_at(p->facts, c->cell);
        if (c->stratum > 0 && !c->standard && f.sign == SIGN_VALUE &&
            primary_raw(p->catalogue, &f))
            together_add(&sides[2 * (c->stratum - 1) + c->denominator], p->catalogue, p->least,
                         facts_key(p->facts, c->cell).measure, c->weight, f.value);
    }
    for (size_t i = 0; i < sizeof sides / sizeof *sides; i++)
        few = few || together_few(&sides[i]);
    return few;
}

static enum hiding hides(struct primary *p, uint32_t indicator, uint32_t area, int year,
                         uint32_t part)
{
    const struct indicator *ind = catalogue_indicator(p->catalogue, indicator);
    const struct statistic *s = stats_at(p->stats, indicator, area, year, part);
    cell_list_fill(&p->list, p->stats, indicator, area, year, part);
    if (few_cases(p) || few_in_stratum(p))
        return HIDE_SMALL;
    return sensitive_hides(p->sensitive, ind, s, &p->list) ? HIDE_SENSITIVE : HIDE_NOT;
}

/* What is all of a group in one indicator must not be shown as a count by another. */
static void mark_told(struct primary *p, struct suppression *t, uint32_t indicator)
{
    size_t n = 0;
    const int *years = stats_years(p->stats, indicator, &n);
    size_t n_parts = catalogue_indicator(p->catalogue, indicator)->n_parts + 1;
    unsigned char *at = t->hidden[indicator];
    for (size_t y = 0; y < n; y++) {
        for (uint32_t part = 0; part < n_parts; part++) {
            for (uint32_t a = 0; a < t->n_areas; a++, at++) {
                cell_list_fill(&p->list, p->stats, indicator, a, years[y], part);
                if (*at == HIDE_NOT && sensitive_told(p->sensitive, &p->list))
                    *at = HIDE_SENSITIVE;
            }
        }
    }
}

static void mark_indicator(struct primary *p, struct suppression *t, uint32_t indicator)
{
    size_t n = 0;
    const int *years = stats_years(p->stats, indicator, &n);
    size_t n_parts = catalogue_indicator(p->catalogue, indicator)->n_parts + 1;
    unsigned char *at = t->hidden[indicator];
    for (size_t y = 0; y < n; y++) {
        for (uint32_t part = 0; part < n_parts; part++) {
            const struct statistic *s = stats_at(p->stats, indicator, 0, years[y], part);
            for (uint32_t a = 0; a < t->n_areas; a++, at++) {
                if (s[a].raw && sign_counts(s[a].sign))
                    *at = (unsigned char)hides(p, indicator, a, years[y], part);
            }
        }
    }
}

void suppression_primary(struct suppression *t, const struct catalogue *c,
                         const struct facts *f, const struct stats *s)
{
    struct primary p = {.catalogue = c, .facts = f, .stats = s};
    size_t n = catalogue_measures(c);
    p.least = primary_least(c, f);
    p.sensitive = sensitive_new(c, f, t->n_areas);
    p.counts = mem_alloc((n + 1) * SIDES * sizeof *p.counts);
    for (uint32_t i = 0; i < t->n_indicators; i++)
        mark_indicator(&p, t, i);
    for (uint32_t i = 0; i < t->n_indicators && sensitive_tells(p.sensitive); i++)
        mark_told(&p, t, i);
    t->unchecked = sensitive_unchecked(p.sensitive);
    sensitive_free(p.sensitive);
    cell_list_release(&p.list);
    free(p.counts);
    free(p.least);
}
