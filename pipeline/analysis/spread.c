#include "methods/spread.h"

#include <limits.h>
#include <math.h>

#include "analysis/analysis_private.h"
#include "methods/unequal.h"

struct members { /* the places with a number */
    uint32_t *areas;
    double *numbers, *sorted, *bases, *cases;
    size_t n;
    bool has_bases, has_cases; /* all of them */
};

static struct members find_members(struct analysis *a, uint32_t indicator, int year)
{
    size_t room = a->n_places + 1;
    struct arena *r = a->arena;
    struct members m = {.areas = arena_array(r, room, sizeof *m.areas),
                        .numbers = arena_array(r, room, sizeof *m.numbers),
                        .sorted = arena_array(r, room, sizeof *m.sorted),
                        .bases = arena_array(r, room, sizeof *m.bases),
                        .cases = arena_array(r, room, sizeof *m.cases),
                        .has_bases = true, .has_cases = true};
    for (size_t i = 0; i < a->n_places; i++) {
        const struct published_value *v = shown_at(a, indicator, a->places[i], year);
        if (v == NULL)
            continue;
        m.areas[m.n] = a->places[i];
        m.numbers[m.n] = m.sorted[m.n] = v->value;
        m.bases[m.n] = v->base;
        m.cases[m.n] = v->count;
        /* Estimates are spread as their model spreads them: nobody counted who lives where. */
        m.has_bases = m.has_bases && v->has_base && (v->marks & SIGN_ESTIMATED) == 0;
        m.has_cases = m.has_cases && m.has_bases && v->has_count;
        m.n++;
    }
    spread_sort(m.sorted, m.n);
    return m;
}

static void find_far(struct analysis *a, struct analysis_spread *s, const struct members *m)
{
    uint32_t *far = arena_array(a->arena, m->n + 1, sizeof *far);
    struct centre c = spread_centre(m->numbers, m->n);
    for (size_t i = 0; i < m->n; i++) {
        if (fabs(spread_modified_z(c, m->numbers[i])) > SPREAD_FAR)
            far[s->n_far++] = m->areas[i];
    }
    s->far = far;
}

static void find_unequal(struct analysis *a, struct analysis_spread *s, const struct members *m)
{
    double *ones = arena_array(a->arena, m->n + 1, sizeof *ones);
    for (size_t i = 0; i < m->n; i++)
        ones[i] = 1;
    s->by_persons = m->has_bases;
    s->has_gini = unequal_gini(m->numbers, m->has_bases ? m->bases : ones, m->n, &s->gini);
    struct dissimilarity dis;
    s->has_dissimilarity =
        m->has_cases && unequal_dissimilarity(m->cases, m->bases, m->n, &dis);
    if (s->has_dissimilarity) {
        s->dissimilarity = dis.index;
        s->expected = dis.expected;
        s->corrected = dis.corrected;
    }
}

void spread_work_out(struct analysis *a, const struct xml_node *n, struct diag *d)
{
    a->spread_places = (size_t)xml_attr_int(n, "min-places", 5, d);
    size_t n_indicators = published_indicators(a->published);
    a->spreads = arena_array(a->arena, n_indicators + 1, sizeof *a->spreads);
    for (uint32_t i = 0; i < n_indicators; i++) {
        int year = common_year(a, i, a->spread_places, INT_MAX);
        if (year == 0)
            continue;
        struct members m = find_members(a, i, year);
        struct analysis_spread *s = arena_alloc(a->arena, sizeof *s);
        struct quartiles q = spread_quartiles(m.sorted, m.n);
        *s = (struct analysis_spread){.year = year, .n = m.n, .lower = q.lower,
                                      .median = q.median, .upper = q.upper};
        s->p10 = spread_quantile(m.sorted, m.n, 0.1);
        s->p90 = spread_quantile(m.sorted, m.n, 0.9);
        s->ratio = s->p10 > 0 ? s->p90 / s->p10 : NAN;
        find_far(a, s, &m);
        find_unequal(a, s, &m);
        a->spreads[i] = s;
    }
}

const struct analysis_spread *analysis_spread(const struct analysis *a, uint32_t indicator)
{
    bool known = a->spreads != NULL && indicator < published_indicators(a->published);
    return known ? a->spreads[indicator] : NULL;
}
