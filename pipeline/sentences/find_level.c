#include "sentences/sentences_private.h"

#include <math.h>

uint32_t finding_reference(const struct sentences *s, uint32_t area)
{
    return area == s->district ? s->land : s->district;
}

void finding_use(struct finding *f, uint32_t indicator, uint32_t area, int year)
{
    f->figures[f->n_figures++] = (struct finding_figure){
        .indicator = indicator, .area = area, .year = year};
}

static const struct published_value *asked(const struct sentences *s, uint32_t indicator,
                                           uint32_t area, int year)
{
    return year != 0 ? figure_at(s, indicator, area, year) : figure_latest(s, indicator, area);
}

static int sign_of(double d)
{
    return (d > 0) - (d < 0);
}

/* Municipalities are compared by statistics. The district is compared with the Land by its own
 * interval; a complete count without one differs where it prints another number. */
static void compare(const struct sentences *s, struct finding *f, const struct published_value *v,
                    double reference)
{
    static const int directions[] = {[PUBLISHED_NOT_COMPARED] = 0, [PUBLISHED_LOWER] = -1,
                                     [PUBLISHED_SIMILAR] = 0, [PUBLISHED_HIGHER] = 1};
    f->tested = f->area == s->district ? v->has_interval : v->district != PUBLISHED_NOT_COMPARED;
    if (f->area != s->district) {
        f->direction = directions[v->district];
        f->strict = v->district998 == v->district && f->direction != 0;
    } else if (v->has_interval) {
        f->direction = reference < v->lower ? 1 : reference > v->upper ? -1 : 0;
        f->strict = reference < v->lower998 || reference > v->upper998;
    } else {
        f->direction = sign_of(v->value - reference);
    }
}

static void place(const struct sentences *s, struct finding *f)
{
    struct figure_place p = figure_rank(s, f->indicator, f->area, f->year);
    if (p.place == 0 || p.top != (f->direction > 0))
        return;
    f->place = p.place;
    f->of = p.of;
    f->all_shown = p.all;
}

bool find_level(struct sentences *s, const struct phrase *p, uint32_t area, int year,
                struct finding *f)
{
    uint32_t reference = finding_reference(s, area);
    const struct published_value *v = p->level ? asked(s, p->indicator, area, year) : NULL;
    if (v == NULL || reference == PUBLISHED_NONE)
        return false;
    const struct published_value *r = figure_at(s, p->indicator, reference, v->year);
    if (r == NULL)
        return false;
    *f = (struct finding){.kind = FINDING_LEVEL, .area = area, .reference = reference,
                          .indicator = p->indicator, .second = PUBLISHED_NONE, .year = v->year,
                          .topic = p->topic, .phrase = p};
    compare(s, f, v, r->value);
    double own = figure_printed(s, p->indicator, v->value);
    double other = figure_printed(s, p->indicator, r->value);
    bool proved = f->tested || (area == s->district && f->direction != 0);
    if (!proved || (f->direction != 0 && sign_of(own - other) != f->direction))
        return false;
    finding_use(f, p->indicator, area, v->year);
    finding_use(f, p->indicator, reference, v->year);
    place(s, f);
    double scale = figure_scale(s, p->indicator, v->year).scale;
    if (f->direction == 0)
        f->deviation = 0; /* what chance can explain is told only when asked for */
    else if (scale > 0)
        f->deviation = fabs(v->value - r->value) / scale;
    else if (fabs(r->value) > 0)
        f->deviation = fabs(v->value / r->value - 1) * 100 / s->importance.relative;
    return true;
}

static bool is_large(const struct sentences *s, const struct phrase *p, uint32_t area)
{
    const struct published_value *all =
        s->population != PUBLISHED_NONE ? figure_latest(s, s->population, area) : NULL;
    return p->inhabitants == 0 || (all != NULL && all->value >= p->inhabitants);
}

/* Only for figures that nothing tests: what chance leaves of the others is told as a level. */
bool find_rank(struct sentences *s, const struct phrase *p, uint32_t area, int year,
               struct finding *f)
{
    const struct published_value *v = p->rank && area != s->district
                                          ? asked(s, p->indicator, area, year) : NULL;
    bool tested = v != NULL && (v->has_interval || v->district != PUBLISHED_NOT_COMPARED);
    if (v == NULL || tested || !is_large(s, p, area))
        return false;
    struct figure_place r = figure_rank(s, p->indicator, area, v->year);
    if (r.place == 0)
        return false;
    *f = (struct finding){.kind = FINDING_RANK, .area = area, .reference = PUBLISHED_NONE,
                          .indicator = p->indicator, .second = PUBLISHED_NONE, .year = v->year,
                          .direction = r.top ? 1 : -1, .place = r.place, .of = r.of,
                          .all_shown = r.all, .topic = p->topic, .phrase = p};
    finding_use(f, p->indicator, area, v->year);
    /* Of numbers of cases the district has as many as all together. */
    uint32_t reference = figure_is_count(v) ? PUBLISHED_NONE : finding_reference(s, area);
    if (reference != PUBLISHED_NONE && figure_at(s, p->indicator, reference, v->year) != NULL) {
        f->reference = reference;
        finding_use(f, p->indicator, reference, v->year);
    }
    struct scale scale = figure_scale(s, p->indicator, v->year);
    f->deviation = scale.scale > 0 ? fabs(v->value - scale.median) / scale.scale : 0;
    return true;
}
