#include <math.h>

#include "analysis/analysis_private.h"
#include "methods/index.h"

/* Dynamics of an index: the changes of its components in so many years, standardised and
 * weighted like the components themselves. What is called less favourable has so turned
 * compared with the other municipalities. */

static void find_before(struct analysis *a, struct analysis_component *c, int years)
{
    int year = common_year(a, c->indicator, half_of_places(a), c->year - years);
    const char *broken =
        year != 0 ? published_break(a->published, c->indicator, year, c->year) : NULL;
    if (year == 0)
        c->why_not = arena_printf(a->arena, "kein Vergleichsjahr bis %d", c->year - years);
    else if (broken != NULL)
        c->why_not = arena_printf(a->arena, "Reihenbruch seit %d (%s)", year, broken);
    else
        c->before = year;
}

/* The changes of one component. */
static void fill_changes(struct analysis *a, const struct analysis_index *x,
                         struct analysis_component *c, size_t k, const double *sizes,
                         struct analysis_part *parts)
{
    double *changes = arena_array(a->arena, a->n_places + 1, sizeof *changes);
    for (size_t i = 0; i < a->n_places; i++) {
        const struct published_value *now = shown_at(a, c->indicator, a->places[i], c->year);
        const struct published_value *then =
            c->before != 0 ? shown_at(a, c->indicator, a->places[i], c->before) : NULL;
        bool both = now != NULL && then != NULL && comparable(a, c->indicator, then, now);
        changes[i] = both ? now->value - then->value : NAN;
        parts[i * x->n_components + k].has_change = both;
        parts[i * x->n_components + k].change = changes[i];
    }
    struct index_component scale = {index_moments(changes, sizes, a->n_places), c->direction,
                                    c->weight};
    c->change_mean = scale.moments.mean;
    c->change_deviation = scale.moments.deviation;
    for (size_t i = 0; i < a->n_places; i++)
        parts[i * x->n_components + k].change_z = index_z(&scale, changes[i]);
}

void index_dynamics(struct analysis *a, struct analysis_index *x,
                    struct analysis_component *components, struct analysis_place *places,
                    struct analysis_part *parts)
{
    size_t m = x->n_components;
    const double *sizes = index_sizes(a, x);
    struct index_component *scales = arena_array(a->arena, m, sizeof *scales);
    double *z = arena_array(a->arena, m, sizeof *z);
    double *scores = arena_array(a->arena, a->n_places + 1, sizeof *scores);
    for (size_t k = 0; k < m; k++) {
        scales[k] = (struct index_component){.direction = components[k].direction,
                                             .weight = components[k].weight};
        if (x->years > 0)
            find_before(a, &components[k], x->years);
        fill_changes(a, x, &components[k], k, sizes, parts);
    }
    for (size_t i = 0; i < a->n_places; i++) {
        for (size_t k = 0; k < m; k++)
            z[k] = parts[i * m + k].change_z;
        places[i].change = scores[i] = index_value(scales, z, m, x->most_missing);
    }
    index_standardise(scores, sizes, a->n_places);
    for (size_t i = 0; i < a->n_places; i++) {
        places[i].has_change = !isnan(scores[i]);
        places[i].change_score = scores[i];
        if (places[i].has_change)
            places[i].dynamics = index_class(scores[i], x->dynamics_limits, ANALYSIS_DYNAMICS - 1);
        x->has_dynamics = x->has_dynamics || places[i].has_change;
    }
}
