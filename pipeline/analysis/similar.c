#include <limits.h>
#include <math.h>

#include "analysis/analysis_private.h"
#include "base/str.h"
#include "methods/neighbours.h"

static const char not_computed[] = "Ähnliche Gemeinden werden nicht bestimmt.";

static bool read_variable(struct analysis *a, struct analysis_variable *list, size_t n_list,
                          const struct xml_node *n, struct diag *d)
{
    struct analysis_variable *v = &list[n_list];
    v->indicator = read_indicator(a, n, "indicator", not_computed, d);
    v->logarithm = str_eq(xml_attr(n, "transform"), "log");
    v->weight = xml_attr_number(n, "weight", 1, d);
    if (v->indicator == PUBLISHED_NONE)
        return false;
    for (size_t i = 0; i < n_list; i++) {
        if (list[i].indicator == v->indicator) {
            XML_REPORT(d, ANALYSIS_TWICE, n, "indicator", xml_attr(n, "indicator"), not_computed);
            return false;
        }
    }
    v->year = common_year(a, v->indicator, half_of_places(a), INT_MAX);
    if (v->year == 0)
        XML_REPORT(d, ANALYSIS_NO_YEAR, n, "indicator", xml_attr(n, "indicator"), not_computed);
    return v->year != 0;
}

static bool read_variables(struct analysis *a, const struct xml_node *n, struct diag *d)
{
    struct analysis_variable *list =
        arena_array(a->arena, read_count(n, "variable") + 1, sizeof *list);
    size_t count = 0;
    bool good = true;
    for (const struct xml_node *v = xml_child(n, "variable"); v != NULL; v = xml_next_same(v)) {
        if (read_variable(a, list, count, v, d))
            count++;
        else
            good = false;
    }
    if (good && count < 2) {
        XML_REPORT(d, ANALYSIS_TOO_FEW, n, NULL, "Ähnlichkeit", "zwei Merkmale", not_computed);
        good = false;
    }
    a->similar.variables = good ? list : NULL;
    a->similar.n_variables = good ? count : 0;
    return good;
}

static double variable_value(const struct analysis *a, const struct analysis_variable *v,
                             uint32_t area)
{
    const struct published_value *p = shown_at(a, v->indicator, area, v->year);
    if (p == NULL || (v->logarithm && !(p->value > 0)))
        return NAN;
    return v->logarithm ? log(p->value) : p->value;
}

/* The places that have all variables, with their values; gives how many. */
static size_t complete_places(struct analysis *a, size_t *places, double *x)
{
    struct similar *s = &a->similar;
    size_t n = 0;
    for (size_t i = 0; i < a->n_places; i++) {
        bool complete = true;
        for (size_t k = 0; k < s->n_variables; k++) {
            double v = variable_value(a, &s->variables[k], a->places[i]);
            x[n * s->n_variables + k] = v;
            complete = complete && !isnan(v);
        }
        places[n] = i;
        n += complete;
    }
    return n;
}

/* The indicators in order of how alike two places are in them. */
static const uint32_t *reasons(struct analysis *a, const double *z, const double *other)
{
    const struct similar *s = &a->similar;
    uint32_t *order = arena_array(a->arena, s->n_variables, sizeof *order);
    double *far = arena_array(a->arena, s->n_variables, sizeof *far);
    for (size_t k = 0; k < s->n_variables; k++) {
        double d = s->variables[k].weight * (z[k] - other[k]) * (z[k] - other[k]);
        size_t at = k;
        for (; at > 0 && far[at - 1] > d; at--) {
            far[at] = far[at - 1];
            order[at] = order[at - 1];
        }
        far[at] = d;
        order[at] = s->variables[k].indicator;
    }
    return order;
}

static void fill_lists(struct analysis *a, const size_t *places, const double *z, size_t n)
{
    struct similar *s = &a->similar;
    double *weights = arena_array(a->arena, s->n_variables, sizeof *weights);
    double *distances = arena_array(a->arena, n, n * sizeof *distances);
    size_t *near = arena_array(a->arena, s->k + 1, sizeof *near);
    for (size_t k = 0; k < s->n_variables; k++)
        weights[k] = s->variables[k].weight;
    neighbours_distances(z, weights, n, s->n_variables, distances);
    for (size_t i = 0; i < n; i++) {
        size_t found = neighbours_nearest(distances, n, i, s->k, near);
        struct analysis_neighbour *list = arena_array(a->arena, found + 1, sizeof *list);
        for (size_t k = 0; k < found; k++)
            list[k] = (struct analysis_neighbour){
                a->places[places[near[k]]], distances[i * n + near[k]],
                reasons(a, z + i * s->n_variables, z + near[k] * s->n_variables), s->n_variables};
        s->lists[places[i]] = list;
        s->n_lists[places[i]] = found;
    }
}

void similar_work_out(struct analysis *a, const struct xml_node *n, struct diag *d)
{
    struct similar *s = &a->similar;
    s->k = (unsigned)xml_attr_int(n, "k", 5, d);
    if (!read_variables(a, n, d))
        return;
    size_t *places = arena_array(a->arena, a->n_places + 1, sizeof *places);
    s->z = arena_array(a->arena, (a->n_places + 1) * s->n_variables, sizeof *s->z);
    s->lists = arena_array(a->arena, a->n_places + 1, sizeof *s->lists);
    s->n_lists = arena_array(a->arena, a->n_places + 1, sizeof *s->n_lists);
    size_t complete = complete_places(a, places, s->z);
    neighbours_standardise(s->z, complete, s->n_variables);
    if (complete > 1)
        fill_lists(a, places, s->z, complete);
}

const struct analysis_variable *analysis_variables(const struct analysis *a, size_t *n)
{
    *n = a->similar.n_variables;
    return a->similar.variables;
}

const struct analysis_neighbour *analysis_similar(const struct analysis *a, uint32_t area,
                                                  size_t *n)
{
    *n = 0;
    size_t place = area < published_areas(a->published) ? a->place_of[area] : a->n_places;
    if (place == a->n_places || a->similar.lists == NULL)
        return NULL;
    *n = a->similar.n_lists[place];
    return a->similar.lists[place];
}
