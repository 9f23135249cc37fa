#include "methods/index.h"

#include <limits.h>
#include <math.h>

#include "analysis/analysis_private.h"
#include "base/str.h"
#include "methods/rank.h"
#include "methods/rank_interval.h"
#include "methods/shrink.h"

static const char not_computed[] = "Der Index wird nicht berechnet.";

/* Names of the classes; their limits must ascend. */
static bool read_classes(struct analysis *a, const struct xml_node *n, const char **names,
                         double *limits, struct diag *d)
{
    size_t i = 0;
    for (const struct xml_node *c = xml_child(n, "class"); c != NULL; c = xml_next_same(c), i++) {
        names[i] = arena_strdup(a->arena, xml_attr(c, "name"));
        if (i == 0)
            continue;
        limits[i - 1] = xml_attr_number(c, "from", 0, d);
        if (i > 1 && !(limits[i - 1] > limits[i - 2])) {
            XML_REPORT(d, ANALYSIS_LIMITS, c, "from", xml_attr(c, "from"), not_computed);
            return false;
        }
    }
    return true;
}

/* The year of a component; 0 after a message. */
static int component_year(struct analysis *a, const struct xml_node *n, uint32_t indicator,
                          struct diag *d)
{
    int year = common_year(a, indicator, half_of_places(a), INT_MAX);
    if (year == 0)
        XML_REPORT(d, ANALYSIS_NO_YEAR, n, "indicator",
                   published_indicator(a->published, indicator)->id, not_computed);
    return year;
}

static bool read_component(struct analysis *a, struct analysis_component *list, size_t n_list,
                           const struct xml_node *n, struct diag *d)
{
    struct analysis_component *c = &list[n_list];
    c->indicator = read_indicator(a, n, "indicator", not_computed, d);
    c->weight = xml_attr_number(n, "weight", 1, d);
    if (c->indicator == PUBLISHED_NONE)
        return false;
    for (size_t i = 0; i < n_list; i++) {
        if (list[i].indicator == c->indicator) {
            XML_REPORT(d, ANALYSIS_TWICE, n, "indicator", xml_attr(n, "indicator"), not_computed);
            return false;
        }
    }
    c->direction = read_direction(a, n, "indicator", c->indicator, not_computed, d);
    c->year = c->direction != 0 ? component_year(a, n, c->indicator, d) : 0;
    c->why_not = "";
    return c->year != 0;
}

static bool read_components(struct analysis *a, struct analysis_index *x,
                            const struct xml_node *n, struct diag *d)
{
    struct analysis_component *list =
        arena_array(a->arena, read_count(n, "component") + 1, sizeof *list);
    size_t count = 0;
    bool good = true;
    for (const struct xml_node *c = xml_child(n, "component"); c != NULL; c = xml_next_same(c)) {
        if (read_component(a, list, count, c, d))
            count++;
        else
            good = false;
    }
    if (good && count < 2) {
        XML_REPORT(d, ANALYSIS_TOO_FEW, n, NULL, "ein Index", "zwei Bestandteile", not_computed);
        good = false;
    }
    x->components = list;
    x->n_components = good ? count : 0;
    return good;
}

/* Year of the newest component: inhabitants are not counted later than they. */
static int newest(const struct analysis_index *x)
{
    int year = 0;
    for (size_t k = 0; k < x->n_components; k++)
        year = x->components[k].year > year ? x->components[k].year : year;
    return year;
}

void index_read(struct analysis *a, struct analysis_index *x, const struct xml_node *n,
                struct diag *d)
{
    x->name = arena_strdup(a->arena, xml_attr(n, "name"));
    x->weighted = str_eq(xml_attr(n, "standard"), "weighted");
    x->shrink = str_eq(xml_attr(n, "shrink"), "yes");
    x->shrink_below = xml_attr_number(n, "shrink-below", 0, d);
    x->most_missing = xml_attr_number(n, "most-missing", 0, d);
    x->seed = (unsigned)xml_attr_int(n, "seed", 1, d);
    x->draws = (unsigned)xml_attr_int(n, "draws", 1000, d);
    const struct xml_node *dynamics = xml_child(n, "dynamics");
    x->years = dynamics != NULL ? xml_attr_int(dynamics, "years", 0, d) : 0;
    x->population = read_indicator(a, n, "population", not_computed, d);
    bool good = read_components(a, x, n, d) && x->population != PUBLISHED_NONE;
    good = read_classes(a, xml_child(n, "status"), x->status_names, x->status_limits, d) && good;
    good = (dynamics == NULL ||
            read_classes(a, dynamics, x->dynamics_names, x->dynamics_limits, d)) && good;
    if (good && x->weighted) {
        x->population_year = common_year(a, x->population, half_of_places(a), newest(x));
        good = x->population_year != 0;
        if (!good)
            XML_REPORT(d, ANALYSIS_NO_YEAR, n, "population", xml_attr(n, "population"),
                       not_computed);
    }
    x->n_components = good ? x->n_components : 0;
}

const double *index_sizes(struct analysis *a, const struct analysis_index *x)
{
    if (!x->weighted)
        return NULL;
    double *sizes = arena_array(a->arena, a->n_places + 1, sizeof *sizes);
    for (size_t i = 0; i < a->n_places; i++) {
        const struct published_value *v =
            shown_at(a, x->population, a->places[i], x->population_year);
        sizes[i] = v != NULL && v->value > 0 ? v->value : 0;
    }
    return sizes;
}

/* The figures of one component at all places. */
struct column {
    const struct published_value **values; /* NULL: none is shown */
    double factor;                         /* 0: nothing is known of cases and persons */
    bool proportion;
};

static struct column column_of(struct analysis *a, const struct analysis_component *c)
{
    const char *interval = published_indicator(a->published, c->indicator)->interval;
    struct column col = {arena_array(a->arena, a->n_places + 1, sizeof *col.values), 0,
                         str_eq(interval, "Wilson")};
    for (size_t i = 0; i < a->n_places; i++) {
        const struct published_value *v = shown_at(a, c->indicator, a->places[i], c->year);
        col.values[i] = v;
        if (v != NULL && !(col.factor > 0) && interval[0] != '\0')
            col.factor = rate_factor(v);
    }
    return col;
}

static bool has_cases(const struct column *col, size_t i)
{
    const struct published_value *v = col->values[i];
    return v != NULL && col->factor > 0 && v->has_count && v->has_base && v->base > 0 &&
           v->count >= 0;
}

/* The estimate for some cases. */
static double shrunk(const struct column *col, struct prior prior, double cases, double persons)
{
    return col->factor * (col->proportion ? shrink_proportion(prior, cases, persons)
                                          : shrink_rate(prior, cases, persons));
}

/* Draws the rates of small places towards that of all. */
static bool shrink_column(struct analysis *a, const struct analysis_index *x,
                          const struct column *col, struct analysis_part *parts,
                          struct chance_value *chances)
{
    double *cases = arena_array(a->arena, a->n_places + 1, sizeof *cases);
    double *persons = arena_array(a->arena, a->n_places + 1, sizeof *persons);
    size_t n = 0;
    for (size_t i = 0; i < a->n_places; i++) {
        if (has_cases(col, i)) {
            cases[n] = col->values[i]->count;
            persons[n++] = col->values[i]->base;
        }
    }
    struct prior prior;
    bool good = n > 1 && (col->proportion ? shrink_prior_proportions(cases, persons, n, &prior)
                                          : shrink_prior_rates(cases, persons, n, &prior));
    for (size_t i = 0; good && i < a->n_places; i++) {
        const struct published_value *v = col->values[i];
        if (!has_cases(col, i) || (x->shrink_below > 0 && v->base >= x->shrink_below))
            continue;
        /* The factor C shows in what becomes of no case at all. */
        double mean = col->factor * prior.mean;
        double share = mean > 0 ? 1 - shrunk(col, prior, 0, v->base) / mean : 0;
        chances[i * x->n_components].reach = sqrt(fmax(0, share));
        parts[i * x->n_components].used = shrunk(col, prior, v->count, v->base);
    }
    return good;
}

/* parts, chances: of the first place in this component; the next place is a row further. */
static void fill_component(struct analysis *a, const struct analysis_index *x,
                           struct analysis_component *c, struct analysis_part *parts,
                           struct chance_value *chances)
{
    struct column col = column_of(a, c);
    for (size_t i = 0; i < a->n_places; i++) {
        struct analysis_part *p = &parts[i * x->n_components];
        const struct published_value *v = col.values[i];
        p->has = v != NULL;
        p->value = p->used = v != NULL ? v->value : NAN;
        chances[i * x->n_components].reach = 1;
    }
    c->shrunk = x->shrink && col.factor > 0 && shrink_column(a, x, &col, parts, chances);
    for (size_t i = 0; i < a->n_places; i++) {
        struct chance_value *chance = &chances[i * x->n_components];
        chance->value = parts[i * x->n_components].used;
        if (has_cases(&col, i)) {
            chance->kind = col.proportion ? CHANCE_BINOMIAL : CHANCE_POISSON;
            chance->persons = col.values[i]->base;
            chance->factor = col.factor;
        }
    }
}

/* Mean and deviation of what is used, and with them z. */
static void standardise(struct analysis *a, const struct analysis_index *x, const double *sizes,
                        struct analysis_component *c, struct index_component *out,
                        struct analysis_part *parts)
{
    double *used = arena_array(a->arena, a->n_places + 1, sizeof *used);
    for (size_t i = 0; i < a->n_places; i++) {
        used[i] = parts[i * x->n_components].used;
        c->n += parts[i * x->n_components].has;
    }
    *out = (struct index_component){index_moments(used, sizes, a->n_places), c->direction,
                                    c->weight};
    c->mean = out->moments.mean;
    c->deviation = out->moments.deviation;
    for (size_t i = 0; i < a->n_places; i++)
        parts[i * x->n_components].z = index_z(out, used[i]);
}

static void place_values(const struct analysis *a, const struct analysis_index *x,
                         const struct index_component *scales, struct analysis_place *places,
                         double *scores)
{
    double *z = arena_array(a->arena, x->n_components, sizeof *z);
    for (size_t i = 0; i < a->n_places; i++) {
        for (size_t k = 0; k < x->n_components; k++)
            z[k] = places[i].parts[k].z;
        places[i].missing = index_missing(scales, z, x->n_components);
        places[i].value = index_value(scales, z, x->n_components, x->most_missing);
        places[i].has = !isnan(places[i].value);
        scores[i] = places[i].value;
    }
}

static void rank_places(struct analysis *a, struct analysis_index *x,
                        struct analysis_place *places)
{
    struct ranked *list = arena_array(a->arena, a->n_places + 1, sizeof *list);
    const struct analysis_place **by_rank =
        arena_array(a->arena, a->n_places + 1, sizeof *by_rank);
    size_t n = 0;
    for (size_t i = 0; i < a->n_places; i++) {
        if (places[i].has)
            list[n++] = (struct ranked){places[i].value, i, 0};
    }
    rank_descending(list, n);
    for (size_t i = 0; i < n; i++) {
        struct analysis_place *p = &places[list[i].item];
        p->rank = list[i].rank;
        p->rank_of = (int)n;
        by_rank[i] = p;
    }
    x->by_rank = by_rank;
    x->n_ranked = n;
}

/* The draws cost more than all the rest of the analysis: they wait until somebody asks for
 * the index. */
static void prepare_draws(struct analysis *a, const struct analysis_index *x,
                          const struct index_component *scales,
                          const struct chance_value *chances, struct analysis_place *places)
{
    struct index_draws *w = arena_alloc(a->arena, sizeof *w);
    *w = (struct index_draws){{scales, x->n_components, chances, a->n_places, x->most_missing,
                               x->seed, x->draws}, places};
    a->draws[x - a->indices] = w;
}

const struct analysis_index *analysis_index_at(const struct analysis *a, size_t i)
{
    if (i >= a->n_indices)
        return NULL;
    struct index_draws *w = a->draws[i];
    if (w != NULL) {
        struct rank_interval *ranks = arena_array(a->arena, w->simulation.n + 1, sizeof *ranks);
        rank_intervals(&w->simulation, ranks);
        for (size_t k = 0; k < w->simulation.n; k++) {
            w->places[k].rank_low = ranks[k].lower;
            w->places[k].rank_high = ranks[k].upper;
        }
        a->draws[i] = NULL;
    }
    return &a->indices[i];
}

void index_work_out(struct analysis *a, struct analysis_index *x)
{
    size_t n = a->n_places, m = x->n_components;
    struct analysis_component *components = (struct analysis_component *)x->components;
    struct index_component *scales = arena_array(a->arena, m, sizeof *scales);
    struct analysis_part *parts = arena_array(a->arena, n * m + 1, sizeof *parts);
    struct chance_value *chances = arena_array(a->arena, n * m + 1, sizeof *chances);
    struct analysis_place *places = arena_array(a->arena, n + 1, sizeof *places);
    double *scores = arena_array(a->arena, n + 1, sizeof *scores);
    const double *sizes = index_sizes(a, x);
    for (size_t k = 0; k < m; k++) {
        fill_component(a, x, &components[k], parts + k, chances + k);
        standardise(a, x, sizes, &components[k], &scales[k], parts + k);
    }
    for (size_t i = 0; i < n; i++) {
        places[i].area = a->places[i];
        places[i].parts = parts + i * m;
    }
    place_values(a, x, scales, places, scores);
    index_standardise(scores, sizes, n);
    for (size_t i = 0; i < n; i++) {
        places[i].score = scores[i];
        places[i].status = places[i].has && !isnan(scores[i])
                               ? index_class(scores[i], x->status_limits, ANALYSIS_STATUS - 1) : 0;
    }
    x->places = places;
    x->n_places = n;
    rank_places(a, x, places);
    prepare_draws(a, x, scales, chances, places);
    index_dynamics(a, x, components, places, parts);
    x->rule = index_rule_text(a, x);
}
