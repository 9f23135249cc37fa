#include "sentences/sentences_private.h"

#include <math.h>

/* How much farther from 0 one is than the other, on its own side of 0; never below 0. */
static double wider(double own, double other)
{
    double more = own < 0 ? other - own : own - other;
    return more > 0 ? more : 0;
}

/* Spreads beyond the middle of the places. A surplus that others exceed, or the reference, is
 * nothing that readers would have to be told. */
static double balance_deviation(struct sentences *s, const struct pair *p, uint32_t reference,
                                const struct published_value *rate, int year)
{
    struct scale scale = figure_scale(s, p->rate, year);
    const struct published_value *above =
        reference != PUBLISHED_NONE ? figure_at(s, p->rate, reference, year) : NULL;
    if (rate == NULL || !(scale.scale > 0) ||
        (above != NULL && !(wider(figure_printed(s, p->rate, rate->value),
                                  figure_printed(s, p->rate, above->value)) > 0)))
        return 0;
    return wider(rate->value, scale.median) / scale.scale;
}

bool find_balance(struct sentences *s, const struct pair *p, uint32_t area, int year,
                  struct finding *f)
{
    const struct published_value *m = year != 0 ? figure_at(s, p->measure, area, year)
                                                : figure_latest(s, p->measure, area);
    if (m == NULL)
        return false;
    const struct published_value *a = figure_at(s, p->first, area, m->year);
    const struct published_value *b = figure_at(s, p->second, area, m->year);
    if (a == NULL || b == NULL)
        return false;
    *f = (struct finding){.kind = FINDING_BALANCE, .area = area, .reference = PUBLISHED_NONE,
                          .indicator = p->measure, .second = p->second, .year = m->year,
                          .direction = (a->value > b->value) - (a->value < b->value),
                          .topic = p->topic, .phrase = p};
    finding_use(f, p->first, area, m->year);
    finding_use(f, p->second, area, m->year);
    finding_use(f, p->measure, area, m->year);
    const struct published_value *rate = figure_at(s, p->rate, area, m->year);
    uint32_t reference = finding_reference(s, area);
    f->deviation = balance_deviation(s, p, reference, rate, m->year);
    if (rate != NULL && reference != PUBLISHED_NONE &&
        figure_at(s, p->rate, reference, m->year) != NULL) {
        f->reference = reference;
        finding_use(f, p->rate, area, m->year);
        finding_use(f, p->rate, reference, m->year);
    }
    return true;
}

struct gap {
    const struct published_value *first, *second;
};

static bool gap_of(const struct sentences *s, const struct pair *p, uint32_t area, int year,
                   struct gap *g)
{
    g->first = year != 0 ? figure_at(s, p->first, area, year) : figure_latest(s, p->first, area);
    g->second = g->first != NULL ? figure_at(s, p->second, area, g->first->year) : NULL;
    return g->second != NULL;
}

static double width(const struct gap *g)
{
    return g->first->value - g->second->value;
}

/* Readers subtract what is printed; 1e-9 is what binary fractions leave between equals. */
static bool printed_wider(const struct sentences *s, const struct pair *p, const struct gap *own,
                          const struct gap *other)
{
    double a = figure_printed(s, p->first, own->first->value) -
               figure_printed(s, p->second, own->second->value);
    double b = figure_printed(s, p->first, other->first->value) -
               figure_printed(s, p->second, other->second->value);
    return wider(a, b) > 1e-9;
}

/* Groups differ where their intervals have nothing in common, which is stricter than a test of
 * the difference at the same level. Complete counts without intervals differ as printed. */
static void test_gap(struct finding *f, const struct gap *g)
{
    const struct published_value *a = g->first, *b = g->second;
    f->tested = a->has_interval && b->has_interval;
    if (f->tested) {
        f->direction = a->lower > b->upper ? 1 : a->upper < b->lower ? -1 : 0;
        f->strict = a->lower998 > b->upper998 || a->upper998 < b->lower998;
    } else if (!a->has_interval && !b->has_interval) {
        f->direction = (a->value > b->value) - (a->value < b->value);
    }
}

/* How much wider the gap is than elsewhere, in spreads of the gaps; a narrower one is nothing
 * that readers would have to be told. */
static double gap_deviation(struct sentences *s, const struct pair *p, uint32_t area, int year,
                            const struct gap *g)
{
    double *gaps = arena_array(s->arena, s->n_places + 1, sizeof *gaps);
    struct gap o;
    size_t n = 0;
    for (size_t i = 0; i < s->n_places; i++) {
        if (gap_of(s, p, s->places[i], year, &o))
            gaps[n++] = width(&o);
    }
    struct scale scale = scale_of(s, gaps, n);
    uint32_t reference = finding_reference(s, area);
    bool above = reference != PUBLISHED_NONE && gap_of(s, p, reference, year, &o);
    if (above && !printed_wider(s, p, g, &o))
        return 0;
    if (area != s->district)
        return scale.scale > 0 ? wider(width(g), scale.median) / scale.scale : 0;
    if (!above || !(fabs(width(&o)) > 0))
        return 0;
    return wider(width(g), width(&o)) / fabs(width(&o)) * 100 / s->importance.relative;
}

bool find_gap(struct sentences *s, const struct pair *p, uint32_t area, struct finding *f)
{
    struct gap g;
    if (!gap_of(s, p, area, 0, &g))
        return false;
    int year = g.first->year;
    *f = (struct finding){.kind = FINDING_GAP, .area = area, .reference = PUBLISHED_NONE,
                          .indicator = p->first, .second = p->second, .year = year,
                          .topic = p->topic, .phrase = p};
    test_gap(f, &g);
    double difference = figure_printed(s, p->first, g.first->value) -
                        figure_printed(s, p->second, g.second->value);
    if (f->direction == 0 || !(difference * f->direction > 0))
        return false;
    finding_use(f, p->first, area, year);
    finding_use(f, p->second, area, year);
    uint32_t reference = finding_reference(s, area);
    struct gap above;
    if (reference != PUBLISHED_NONE && gap_of(s, p, reference, year, &above)) {
        f->reference = reference;
        finding_use(f, p->first, reference, year);
        finding_use(f, p->second, reference, year);
    }
    f->deviation = gap_deviation(s, p, area, year, &g);
    return true;
}
