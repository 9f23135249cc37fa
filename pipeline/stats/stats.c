#include "stats/stats.h"

#include <assert.h>
#include <string.h>

#include "base/arena.h"
#include "stats/quantity_private.h"
#include "stats/statistic_private.h"

struct element { /* one summand of a formula */
    uint32_t quantity;
    double weight;
    int offset; /* [years] */
    bool denominator;
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

static void add_terms(struct stats *s, struct formula *f, const struct term *terms, size_t n,
                      const struct indicator_part *part, bool below_kreis, struct element like)
{
    for (size_t i = 0; i < n; i++) {
        struct term t = terms[i];
        if (!stats_narrow(&t, part))
            continue;
        like.quantity = quantities_intern(&s->quantities, &t, below_kreis);
        like.weight = t.weight;
        f->elements[f->n++] = like;
    }
}

static void make_formulas(struct stats *s, const struct indicator *ind, struct series *out)
{
    out->n_parts = ind->n_parts + 1;
    out->parts = arena_array(s->arena, out->n_parts, sizeof *out->parts);
    for (size_t p = 0; p < out->n_parts; p++) {
        struct formula *f = &out->parts[p];
        f->elements = arena_array(s->arena, ind->n_numerator + ind->n_denominator + 1,
                                  sizeof *f->elements);
        add_terms(s, f, ind->numerator, ind->n_numerator, p > 0 ? &ind->parts[p - 1] : NULL,
                  !ind->district_only, (struct element){.denominator = false});
        f->empty = f->n == 0;
        if (ind->denominator != NULL)
            add_terms(s, f, ind->denominator, ind->n_denominator, NULL, !ind->district_only,
                      (struct element){.denominator = true, .offset = ind->denominator_offset});
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

static int basis_of(const struct stats *s, const struct formula *f, int year)
{
    /* The number of a basis only ever grows with the years, so equal sums mean that
     * every summand is equal. */
    int basis = 0;
    for (size_t i = 0; i < f->n; i++) {
        const struct term *t = &s->quantities.list[f->elements[i].quantity].target.term;
        basis += measure_basis(catalogue_measure(s->catalogue, t->measure),
                               year + f->elements[i].offset);
    }
    return basis;
}

/* False where some measure has no cell in that year anywhere: no sum can exist. */
static bool year_possible(const struct stats *s, const struct formula *f, int year)
{
    for (size_t i = 0; i < f->n; i++) {
        const struct element *e = &f->elements[i];
        if (!quantity_has_year(&s->quantities.list[e->quantity], year + e->offset))
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

static struct statistic make_one(const struct stats *s, const struct indicator *ind,
                                 const struct formula *f, uint32_t area)
{
    struct amount sides[2] = {amount_nothing(), amount_nothing()};
    if (ind->district_only && area_below_kreis(s->areas, area))
        return (struct statistic){.sign = SIGN_ABSENT};
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
                                          const struct formula *f, int year)
{
    bool any = false;
    if (!find_rows(s, f, year))
        return NULL;
    int basis = basis_of(s, f, year);
    for (uint32_t a = 0; a < s->yardstick.n_areas; a++) {
        s->plane[a] = make_one(s, ind, f, a);
        s->plane[a].basis = basis;
        any = any || s->plane[a].sign != SIGN_ABSENT;
    }
    if (!any)
        return NULL;
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
        planes[p] = make_plane(s, ind, &x->parts[p], year);
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

static void make_series(struct stats *s, const struct indicator *ind, struct series *out)
{
    const struct formula *whole = &out->parts[0];
    if (whole->n == 0)
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
    quantities_resolve(&s->quantities, &s->resolver, s->yardstick.n_areas);
    for (uint32_t i = 0; i < n; i++)
        make_series(s, catalogue_indicator(catalogue, i), &s->series[i]);
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
        const struct quantity *q = &s->quantities.list[e->quantity];
        if (!quantity_has_year(q, year + e->offset))
            continue;
        rec.weight = e->weight;
        rec.denominator = e->denominator;
        resolve_target(&s->resolver, &q->target, area, year + e->offset, &rec);
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
        const struct measure *m =
            catalogue_measure(s->catalogue, s->quantities.list[e->quantity].target.term.measure);
        int basis = measure_basis(m, later + e->offset);
        if (basis == measure_basis(m, earlier + e->offset))
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
