#include "stats/stats.h"

#include <assert.h>
#include <string.h>

#include "base/arena.h"
#include "stats/quantity_private.h"
#include "stats/standard_private.h"
#include "stats/statistic_private.h"

struct element { /* one summand of a formula */
    uint32_t quantity;
    double weight;
    int offset; /* [years], with the lag */
    int lag;    /* [years] before the last of the pooled years */
    bool denominator;
    unsigned stratum; /* index */
};

struct formula { /* of one part */
    struct element *elements;
    size_t n;
    bool empty; /* the part lies outside of every term: there is nothing to count */
};

struct series { /* one indicator */
    int *years;
    size_t n_years;
    const struct statistic **planes; /* [year][part]: statistics by area */
    struct formula *parts;    /* 0 the whole */
    size_t n_parts;           /* with the whole */
    double *weights;          /* of direct standardisation, by stratum; NULL: none are known */
};

struct stats {
    struct arena *arena;
    const struct areas *areas;
    const struct catalogue *catalogue;
    struct resolver resolver;
    struct yardstick yardstick;
    struct quantities quantities;
    struct series *series; /* by indicator */
    const struct amount **rows;    /* scratch: amounts by element of a formula */
    struct statistic *plane;       /* scratch: statistics by area */
    struct strata *strata;         /* scratch: of one statistic */
};

bool stats_narrow(struct term *t, const struct indicator_part *part)
{
    if (part == NULL)
        return true;
    if (part->sex != SEX_ALL && t->sex != SEX_ALL && part->sex != t->sex)
        return false;
    if (t->sex == SEX_ALL)
        t->sex = part->sex;
    if (t->age_from < part->age_from)
        t->age_from = part->age_from;
    if (t->age_to > part->age_to)
        t->age_to = part->age_to;
    return t->age_from < t->age_to;
}

/* Where a term counts: of strata without a number of its own in each, narrowed to it. */
static bool in_stratum(struct term *t, const struct standard *standard, unsigned stratum)
{
    if (standard == NULL)
        return true;
    if (t->stratum != 0)
        return t->stratum == stratum + 1;
    return stats_narrow(t, &standard->strata[stratum].part);
}

static void add_terms(struct stats *s, struct formula *f, const struct indicator *ind,
                      const struct indicator_part *part, struct element like)
{
    const struct term *terms = like.denominator ? ind->denominator : ind->numerator;
    size_t n = like.denominator ? ind->n_denominator : ind->n_numerator;
    int offset = like.denominator ? ind->denominator_offset : 0;
    for (size_t i = 0; i < n; i++) {
        struct term t = terms[i];
        if (!stats_narrow(&t, part) || !in_stratum(&t, ind->standard, like.stratum))
            continue;
        like.quantity = quantities_intern(&s->quantities, &t, !ind->district_only);
        like.weight = t.weight;
        like.offset = offset - like.lag;
        f->elements[f->n++] = like;
    }
}

/* One side in all pooled years and strata. */
static void add_side(struct stats *s, struct formula *f, const struct indicator *ind,
                     const struct indicator_part *part, bool denominator)
{
    size_t n_strata = ind->standard != NULL ? ind->standard->n_strata : 1;
    for (int lag = 0; lag < ind->pool; lag++) {
        for (unsigned k = 0; k < n_strata; k++)
            add_terms(s, f, ind, part,
                      (struct element){.lag = lag, .denominator = denominator, .stratum = k});
    }
}

static void make_formulas(struct stats *s, const struct indicator *ind, struct series *out)
{
    size_t times = (size_t)ind->pool * (ind->standard != NULL ? ind->standard->n_strata : 1);
    out->n_parts = ind->n_parts + 1;
    out->parts = arena_array(s->arena, out->n_parts, sizeof *out->parts);
    for (size_t p = 0; p < out->n_parts; p++) {
        struct formula *f = &out->parts[p];
        f->elements = arena_array(s->arena, (ind->n_numerator + ind->n_denominator) * times + 1,
                                  sizeof *f->elements);
        add_side(s, f, ind, p > 0 ? &ind->parts[p - 1] : NULL, false);
        f->empty = f->n == 0;
        if (ind->denominator != NULL)
            add_side(s, f, ind, NULL, true);
    }
}

/* Gemeinden are compared with their Kreis, groups with the district when all of
 * their members lie in it. */
static uint32_t kreis_of(const struct areas *areas, const struct area *a)
{
    uint32_t district = areas_district(areas);
    if (a->kind == AREA_GEMEINDE && a->parent != AREA_NONE &&
        areas_at(areas, a->parent)->kind == AREA_KREIS)
        return a->parent;
    if (a->kind != AREA_GROUP || a->n_members == 0)
        return AREA_NONE;
    for (size_t i = 0; i < a->n_members; i++) {
        if (areas_at(areas, a->members[i])->parent != district)
            return AREA_NONE;
    }
    return district;
}

static void make_yardstick(struct stats *s)
{
    struct yardstick *y = &s->yardstick;
    y->l95 = interval_level(0.95);
    y->l998 = interval_level(0.998);
    y->n_areas = areas_count(s->areas);
    uint32_t *kreis = arena_array(s->arena, y->n_areas + 1, sizeof *kreis);
    for (uint32_t i = 0; i < y->n_areas; i++)
        kreis[i] = kreis_of(s->areas, areas_at(s->areas, i));
    y->kreis = kreis;
    y->scratch = arena_array(s->arena, y->n_areas + 1, sizeof *y->scratch);
}

static void make_resolver(struct stats *s, const struct facts *facts)
{
    size_t n = catalogue_sources(s->catalogue);
    bool *raw = arena_array(s->arena, n + 1, sizeof *raw);
    for (uint32_t i = 0; i < n; i++)
        raw[i] = catalogue_source(s->catalogue, i)->raw;
    s->resolver = (struct resolver){s->areas, s->catalogue, facts, raw, n, NULL};
}

static const struct measure *measure_of(const struct stats *s, const struct element *e)
{
    return catalogue_measure(s->catalogue, s->quantities.list[e->quantity].target.term.measure);
}

static int basis_at(const struct stats *s, const struct element *e, int year)
{
    return measure_basis(measure_of(s, e), year + e->offset);
}

static int basis_of(const struct stats *s, const struct formula *f, int year)
{
    /* The number of a basis only ever grows with the years, so equal sums mean that
     * every summand is equal. */
    int basis = 0;
    for (size_t i = 0; i < f->n; i++)
        basis += f->elements[i].lag == 0 ? basis_at(s, &f->elements[i], year) : 0;
    return basis;
}

/* False where some measure has no cell in that year anywhere: no sum can exist. Nor do
 * pooled years on both sides of a series break have one. */
static bool year_possible(const struct stats *s, const struct formula *f, int year)
{
    for (size_t i = 0; i < f->n; i++) {
        const struct element *e = &f->elements[i];
        if (!quantity_has_year(&s->quantities.list[e->quantity], year + e->offset) ||
            basis_at(s, e, year) != basis_at(s, e, year + e->lag))
            return false;
    }
    return f->n > 0;
}

/* Amounts of all summands; false where one of them is absent everywhere. */
static bool find_rows(struct stats *s, const struct formula *f, int year)
{
    for (size_t i = 0; i < f->n; i++) {
        const struct element *e = &f->elements[i];
        s->rows[i] = quantity_row(&s->quantities.list[e->quantity], year + e->offset);
        if (s->rows[i] == NULL)
            return false;
    }
    return !f->empty;
}

/* The area that gives the standard: of a Kreis itself. */
static uint32_t standard_area(const struct stats *s, uint32_t area)
{
    bool kreis = areas_at(s->areas, area)->kind == AREA_KREIS;
    return kreis ? area : s->yardstick.kreis[area];
}

static enum standard_place place_of(const struct stats *s, const struct indicator *ind,
                                    uint32_t area)
{
    if (area_below_kreis(s->areas, area))
        return s->yardstick.kreis[area] != AREA_NONE ? PLACE_MEMBER : PLACE_NONE;
    bool kreis = areas_at(s->areas, area)->kind == AREA_KREIS;
    return kreis || ind->standard->form == FORM_ESTIMATE ? PLACE_STANDARD : PLACE_NONE;
}

static struct statistic make_stratified(const struct stats *s, const struct indicator *ind,
                                        const struct series *x, const struct formula *f,
                                        uint32_t area)
{
    struct strata *y = s->strata;
    uint32_t kreis = standard_area(s, area);
    strata_clear(y, ind->standard->n_strata);
    y->weights = x->weights;
    for (size_t i = 0; i < f->n; i++) {
        const struct element *e = &f->elements[i];
        bool below = e->denominator;
        amount_add(below ? &y->persons[e->stratum] : &y->cases[e->stratum], s->rows[i][area],
                   e->weight);
        if (kreis != AREA_NONE)
            amount_add(below ? &y->kreis_persons[e->stratum] : &y->kreis_cases[e->stratum],
                       s->rows[i][kreis], e->weight);
    }
    return standard_make(ind, y, place_of(s, ind, area), &s->yardstick);
}

static struct statistic make_one(const struct stats *s, const struct indicator *ind,
                                 const struct series *x, const struct formula *f,
                                 uint32_t area)
{
    struct amount sides[2] = {amount_nothing(), amount_nothing()};
    if (ind->district_only && area_below_kreis(s->areas, area))
        return (struct statistic){.sign = SIGN_ABSENT};
    if (ind->standard != NULL)
        return make_stratified(s, ind, x, f, area);
    for (size_t i = 0; i < f->n; i++)
        amount_add(&sides[f->elements[i].denominator], s->rows[i][area],
                   f->elements[i].weight);
    return statistic_make(ind, sides[0], sides[1], &s->yardstick);
}

static const struct statistic *keep_plane(struct stats *s, const struct statistic *plane)
{
    return arena_copy(s->arena, plane, s->yardstick.n_areas, sizeof *plane);
}

/* All areas of one part and year; NULL where none has as much as a sign. */
static const struct statistic *make_plane(struct stats *s, const struct indicator *ind,
                                          const struct series *x, const struct formula *f,
                                          int year)
{
    bool any = false;
    if (!find_rows(s, f, year))
        return NULL;
    int basis = basis_of(s, f, year);
    for (uint32_t a = 0; a < s->yardstick.n_areas; a++) {
        s->plane[a] = make_one(s, ind, x, f, a);
        s->plane[a].basis = basis;
        any = any || s->plane[a].sign != SIGN_ABSENT;
    }
    if (!any)
        return NULL;
    if (indicator_form(ind) != FORM_ESTIMATE) /* numbers of cases are not compared */
        plane_compare(s->plane, &s->yardstick);
    plane_rank(s->areas, s->plane, &s->yardstick);
    return keep_plane(s, s->plane);
}

/* One plane for all parts of a year that have no figure. */
static const struct statistic *absent_plane(struct stats *s, const struct formula *f, int year)
{
    int basis = basis_of(s, f, year);
    for (uint32_t a = 0; a < s->yardstick.n_areas; a++)
        s->plane[a] = (struct statistic){.sign = SIGN_ABSENT, .basis = basis};
    return keep_plane(s, s->plane);
}

/* Planes of one year; false where all are absent. */
static bool make_year(struct stats *s, const struct indicator *ind, const struct series *x,
                      int year, const struct statistic **planes)
{
    size_t present = 0;
    for (size_t p = 0; p < x->n_parts; p++) {
        planes[p] = make_plane(s, ind, x, &x->parts[p], year);
        present += planes[p] != NULL;
    }
    if (present == 0 || present == x->n_parts)
        return present > 0;
    const struct statistic *absent = absent_plane(s, &x->parts[0], year);
    for (size_t p = 0; p < x->n_parts; p++) {
        if (planes[p] == NULL)
            planes[p] = absent;
    }
    return true;
}

/* Persons of the district in a stratum. */
static struct amount district_persons(const struct stats *s, const struct formula *f, int year,
                                      unsigned stratum)
{
    struct amount sum = amount_nothing();
    for (size_t i = 0; i < f->n; i++) {
        const struct element *e = &f->elements[i];
        if (!e->denominator || e->lag != 0 || e->stratum != stratum)
            continue;
        const struct amount *row = quantity_row(&s->quantities.list[e->quantity], year);
        amount_add(&sum, row != NULL ? row[areas_district(s->areas)]
                                     : (struct amount){.sign = SIGN_ABSENT}, e->weight);
    }
    return sum;
}

static void make_weights(struct stats *s, const struct indicator *ind, struct series *out)
{
    if (indicator_form(ind) != FORM_DIRECT)
        return;
    const struct standard *st = ind->standard;
    double *weights = arena_array(s->arena, st->n_strata, sizeof *weights);
    for (unsigned k = 0; k < st->n_strata; k++) {
        weights[k] = st->strata[k].weight;
        if (st->year == 0)
            continue;
        struct amount persons = district_persons(s, &out->parts[0], st->year, k);
        if (!sign_counts(persons.sign))
            return;
        weights[k] = persons.sum;
    }
    out->weights = weights;
}

static void make_series(struct stats *s, const struct indicator *ind, struct series *out)
{
    const struct formula *whole = &out->parts[0];
    if (whole->n == 0 || (indicator_form(ind) == FORM_DIRECT && out->weights == NULL))
        return;
    const struct quantity *first = &s->quantities.list[whole->elements[0].quantity];
    out->years = arena_array(s->arena, first->n_years + 1, sizeof *out->years);
    out->planes = arena_array(s->arena, first->n_years * out->n_parts + 1, sizeof *out->planes);
    for (size_t i = 0; i < first->n_years; i++) {
        int year = first->years[i] - whole->elements[0].offset;
        /* A year without any figure is overwritten by the next. */
        if (year_possible(s, whole, year) &&
            make_year(s, ind, out, year, out->planes + out->n_years * out->n_parts))
            out->years[out->n_years++] = year;
    }
}

struct stats *stats_compute(const struct areas *areas, const struct catalogue *catalogue,
                            const struct facts *facts)
{
    struct arena *arena = arena_new();
    struct stats *s = arena_alloc(arena, sizeof *s);
    s->arena = arena;
    s->areas = areas;
    s->catalogue = catalogue;
    quantities_init(&s->quantities);
    make_resolver(s, facts);
    make_yardstick(s);
    size_t n = catalogue_indicators(catalogue);
    size_t longest = 0;
    s->series = arena_array(arena, n + 1, sizeof *s->series);
    for (uint32_t i = 0; i < n; i++) {
        const struct indicator *ind = catalogue_indicator(catalogue, i);
        make_formulas(s, ind, &s->series[i]);
        if (s->series[i].parts[0].n > longest)
            longest = s->series[i].parts[0].n;
    }
    s->rows = arena_array(arena, longest + 1, sizeof *s->rows);
    s->plane = arena_array(arena, s->yardstick.n_areas + 1, sizeof *s->plane);
    s->strata = arena_alloc(arena, sizeof *s->strata);
    quantities_resolve(&s->quantities, &s->resolver, s->yardstick.n_areas);
    for (uint32_t i = 0; i < n; i++) {
        make_weights(s, catalogue_indicator(catalogue, i), &s->series[i]);
        make_series(s, catalogue_indicator(catalogue, i), &s->series[i]);
    }
    quantities_forget_rows(&s->quantities);
    return s;
}

void stats_free(struct stats *s)
{
    if (s == NULL)
        return;
    quantities_release(&s->quantities);
    arena_free(s->arena);
}

const int *stats_years(const struct stats *s, uint32_t indicator, size_t *n)
{
    assert(indicator < catalogue_indicators(s->catalogue));
    *n = s->series[indicator].n_years;
    return s->series[indicator].years;
}

const struct statistic *stats_at(const struct stats *s, uint32_t indicator, uint32_t area,
                                 int year, uint32_t part)
{
    assert(indicator < catalogue_indicators(s->catalogue));
    const struct series *x = &s->series[indicator];
    assert(area < s->yardstick.n_areas && part < x->n_parts);
    for (size_t y = 0; y < x->n_years; y++) {
        if (x->years[y] == year)
            return &x->planes[y * x->n_parts + part][area];
    }
    return NULL;
}

/* Cells of one summand in an area and year, if there are any. */
static void record_element(const struct stats *s, const struct element *e, uint32_t area, int year,
                           bool standard, struct recorder *rec)
{
    const struct quantity *q = &s->quantities.list[e->quantity];
    if (!quantity_has_year(q, year))
        return;
    rec->weight = e->weight;
    rec->denominator = e->denominator;
    rec->standard = standard;
    resolve_target(&s->resolver, &q->target, area, year, rec);
}

/* Beside an area's own cells those of its standard. */
static void record_stratified(const struct stats *s, const struct standard *st,
                              const struct element *e, uint32_t area, int year,
                              struct recorder *rec)
{
    uint32_t kreis = area_below_kreis(s->areas, area) ? standard_area(s, area) : AREA_NONE;
    rec->stratum = e->stratum + 1;
    if (st->form != FORM_ESTIMATE || kreis == AREA_NONE || e->denominator)
        record_element(s, e, area, year + e->offset, false, rec);
    if (st->form != FORM_DIRECT && kreis != AREA_NONE)
        record_element(s, e, kreis, year + e->offset, true, rec);
    if (st->year != 0 && e->denominator && e->lag == 0)
        record_element(s, e, areas_district(s->areas), st->year, true, rec);
}

size_t stats_cells(const struct stats *s, uint32_t indicator, uint32_t area, int year,
                   uint32_t part, struct stat_cell *out, size_t max)
{
    assert(indicator < catalogue_indicators(s->catalogue));
    const struct series *x = &s->series[indicator];
    assert(area < s->yardstick.n_areas && part < x->n_parts);
    struct recorder rec = {.out = out, .max = max};
    const struct formula *f = &x->parts[part];
    const struct indicator *ind = catalogue_indicator(s->catalogue, indicator);
    if (f->empty || (ind->district_only && area_below_kreis(s->areas, area)))
        return 0;
    for (size_t i = 0; i < f->n; i++) {
        const struct element *e = &f->elements[i];
        if (ind->standard != NULL)
            record_stratified(s, ind->standard, e, area, year, &rec);
        else
            record_element(s, e, area, year + e->offset, false, &rec);
    }
    return rec.n;
}

const char *stats_break(const struct stats *s, uint32_t indicator, int earlier, int later)
{
    assert(indicator < catalogue_indicators(s->catalogue));
    const struct formula *f = &s->series[indicator].parts[0];
    const char *name = NULL;
    int newest = 0;
    if (earlier > later)
        return stats_break(s, indicator, later, earlier);
    for (size_t i = 0; i < f->n; i++) {
        const struct element *e = &f->elements[i];
        const struct measure *m = measure_of(s, e);
        int basis = basis_at(s, e, later);
        if (e->lag != 0 || basis == basis_at(s, e, earlier))
            continue;
        assert(basis > 0 && (size_t)basis <= m->n_bases);
        int since = m->bases[basis - 1].from - e->offset;
        if (name == NULL || since > newest) {
            name = m->bases[basis - 1].name;
            newest = since;
        }
    }
    return name;
}
