#include "guard/counts_private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct draft { /* a count before equal ones are merged */
    size_t first, n; /* in cells */
    size_t use;
    uint32_t measure;
};

struct collector {
    struct counts *out;
    const struct areas *areas;
    const struct facts *facts;
    const struct stats *stats;
    double *least;
    struct cell_list list;
    struct count_cell *cells;
    size_t n_cells, cap_cells;
    struct draft *forms;
    size_t n_forms, cap_forms;
};

uint64_t counts_key(const struct order *o, struct fact_key k)
{
    uint64_t p = o->measure_place[k.measure];
    p = p << 8 | (uint64_t)(k.year - 1900);
    p = p << 15 | o->area_place[k.area];
    p = p << 2 | (uint64_t)k.sex;
    p = p << 2 | (uint64_t)k.nationality;
    p = p << 7 | (uint64_t)k.age_from;
    return p << 7 | (uint64_t)k.age_to;
}

struct fact_key counts_unpack(const struct order *o, uint64_t p)
{
    return (struct fact_key){
        .age_to = (int)(p & 127),
        .age_from = (int)(p >> 7 & 127),
        .nationality = (enum nationality)(p >> 14 & 3),
        .sex = (enum sex)(p >> 16 & 3),
        .area = o->area_at[p >> 18 & 32767],
        .year = 1900 + (int)(p >> 33 & 255),
        .measure = o->measure_at[p >> 41],
    };
}

static int compare_cells(const void *a, const void *b)
{
    const struct count_cell *x = a, *y = b;
    return (x->key > y->key) - (x->key < y->key);
}

static int compare_lists(const struct count_cell *x, size_t nx, const struct count_cell *y,
                         size_t ny)
{
    for (size_t i = 0; i < nx && i < ny; i++) {
        if (x[i].key != y[i].key)
            return x[i].key < y[i].key ? -1 : 1;
        if (x[i].weight < y[i].weight || x[i].weight > y[i].weight)
            return x[i].weight < y[i].weight ? -1 : 1;
    }
    return (nx > ny) - (nx < ny);
}

static struct use *add_use(struct counts *c, struct use u)
{
    if (c->n_uses == c->cap_uses) {
        c->cap_uses = c->cap_uses * 2 + 256;
        c->uses = mem_grow(c->uses, c->cap_uses, sizeof *c->uses);
    }
    c->uses[c->n_uses] = u;
    return &c->uses[c->n_uses++];
}

static struct count_cell *room_for_cells(struct collector *c, size_t n)
{
    if (c->n_cells + n > c->cap_cells) {
        c->cap_cells = (c->cap_cells + n) * 2;
        c->cells = mem_grow(c->cells, c->cap_cells, sizeof *c->cells);
    }
    return c->cells + c->n_cells;
}

/* Sorted, each cell once, the first weight 1. Returns what is left. */
static size_t normalise(struct count_cell *cells, size_t n)
{
    size_t kept = 0;
    qsort(cells, n, sizeof *cells, compare_cells);
    for (size_t i = 0; i < n; i++) {
        if (kept > 0 && cells[kept - 1].key == cells[i].key)
            cells[kept - 1].weight += cells[i].weight;
        else
            cells[kept++] = cells[i];
    }
    n = kept;
    kept = 0;
    for (size_t i = 0; i < n; i++) {
        if (fabs(cells[i].weight) > 0)
            cells[kept++] = cells[i];
    }
    double first = kept > 0 ? cells[0].weight : 1;
    for (size_t i = 0; i < kept; i++)
        cells[i].weight /= first;
    return kept;
}

/* The measure of a plain sum; CATALOGUE_NONE for anything else. */
static uint32_t measure_of(const struct collector *c, const struct count_cell *cells, size_t n)
{
    uint32_t measure = counts_unpack(c->out->order, cells[0].key).measure;
    if (!catalogue_measure(c->out->catalogue, measure)->additive)
        return CATALOGUE_NONE;
    for (size_t i = 0; i < n; i++) {
        if (counts_unpack(c->out->order, cells[i].key).measure != measure ||
            fabs(cells[i].weight - 1) > 0)
            return CATALOGUE_NONE;
    }
    return measure;
}

static double value_of(const struct count_cell *cells, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += cells[i].weight * cells[i].value;
    return sum;
}

bool counts_usable(double value)
{
    return fabs(value) < 1e12;
}

enum { EVERY_STRATUM = 0 };

/* The raw cells of a side; of one measure and sign where measure is given, with weight 1; of
 * one stratum where it is given. What belongs to the standard, not to the place, is a figure
 * of the Kreis and protected there. */
static size_t pick(struct collector *c, bool denominator, uint32_t measure, bool negative,
                   unsigned stratum)
{
    struct count_cell *out = room_for_cells(c, c->list.n);
    size_t n = 0;
    for (size_t i = 0; i < c->list.n; i++) {
        const struct stat_cell *from = &c->list.cells[i];
        struct fact f = facts_at(c->facts, from->cell);
        struct fact_key k = facts_key(c->facts, from->cell);
        if (from->denominator != denominator || !primary_raw(c->out->catalogue, &f) ||
            !counts_usable(f.value) || from->standard ||
            (stratum != EVERY_STRATUM && from->stratum != stratum))
            continue;
        if (measure != CATALOGUE_NONE && (k.measure != measure || (from->weight < 0) != negative))
            continue;
        out[n++] = (struct count_cell){
            .key = counts_key(c->out->order, k), .value = f.sign == SIGN_VALUE ? f.value : 0,
            .weight = measure == CATALOGUE_NONE ? from->weight : 1};
    }
    return normalise(out, n);
}

static void add_form(struct collector *c, size_t n, struct use u)
{
    if (c->n_forms == c->cap_forms) {
        c->cap_forms = c->cap_forms * 2 + 256;
        c->forms = mem_grow(c->forms, c->cap_forms, sizeof *c->forms);
    }
    c->forms[c->n_forms++] = (struct draft){
        .first = c->n_cells, .n = n, .use = c->out->n_uses,
        .measure = measure_of(c, c->cells + c->n_cells, n)};
    add_use(c->out, u);
    c->n_cells += n;
}

/* Small counts that are not the whole side. */
static void add_small(struct collector *c, size_t statistic, bool denominator, size_t side_first,
                      size_t side_n)
{
    for (size_t i = 0; i < c->list.n; i++) {
        const struct stat_cell *at = &c->list.cells[i];
        uint32_t measure = facts_key(c->facts, at->cell).measure;
        bool seen = at->denominator != denominator || at->standard;
        for (size_t k = 0; k < i && !seen; k++)
            seen = c->list.cells[k].denominator == denominator &&
                   (c->list.cells[k].weight < 0) == (at->weight < 0) &&
                   facts_key(c->facts, c->list.cells[k].cell).measure == measure;
        size_t n = seen ? 0 : pick(c, denominator, measure, at->weight < 0, EVERY_STRATUM);
        const struct count_cell *cells = c->cells + c->n_cells;
        if (n > 0 &&
            primary_few(c->out->catalogue, c->least, measure, value_of(cells, n)) &&
            compare_lists(cells, n, c->cells + side_first, side_n) != 0)
            add_form(c, n, (struct use){.statistic = statistic, .denominator = denominator});
    }
}

/* A standardised figure weighs its strata. It is taken to make each of them known. */
static void add_strata(struct collector *c, size_t statistic)
{
    unsigned last = 0;
    for (size_t i = 0; i < c->list.n; i++)
        last = c->list.cells[i].stratum > last ? c->list.cells[i].stratum : last;
    for (unsigned s = 1; s <= last; s++) {
        for (int side = 0; side < 2; side++) {
            size_t n = pick(c, side == 1, CATALOGUE_NONE, false, s);
            if (n > 0)
                add_form(c, n, (struct use){.statistic = statistic, .side = true,
                                            .denominator = side == 1, .stratum = s});
        }
    }
}

static void add_statistic(struct collector *c, struct statistic_ref ref)
{
    struct counts *out = c->out;
    ref.first_use = out->n_uses;
    cell_list_fill(&c->list, c->stats, ref.indicator, ref.area, ref.year, ref.part);
    for (int side = 0; side < 2; side++) {
        size_t first = c->n_cells;
        size_t n = pick(c, side == 1, CATALOGUE_NONE, false, EVERY_STRATUM);
        if (n == 0)
            continue;
        add_form(c, n, (struct use){.statistic = out->n_statistics, .side = true,
                                    .denominator = side == 1});
        if (c->forms[c->n_forms - 1].measure == CATALOGUE_NONE)
            add_small(c, out->n_statistics, side == 1, first, n);
    }
    add_strata(c, out->n_statistics);
    ref.n_uses = out->n_uses - ref.first_use;
    if (out->n_statistics == out->cap_statistics) {
        out->cap_statistics = out->cap_statistics * 2 + 256;
        out->statistics = mem_grow(out->statistics, out->cap_statistics, sizeof *out->statistics);
    }
    out->statistics[out->n_statistics++] = ref;
}

static void add_indicator(struct collector *c, uint32_t indicator)
{
    const struct suppression *t = c->out->table;
    size_t n = 0, at = 0;
    const int *years = stats_years(c->stats, indicator, &n);
    size_t n_parts = catalogue_indicator(c->out->catalogue, indicator)->n_parts + 1;
    for (size_t y = 0; y < n; y++) {
        for (uint32_t part = 0; part < n_parts; part++) {
            const struct statistic *s = stats_at(c->stats, indicator, 0, years[y], part);
            for (uint32_t a = 0; a < t->n_areas; a++, at++) {
                if (s[a].raw && sign_counts(s[a].sign))
                    add_statistic(c, (struct statistic_ref){
                        .indicator = indicator, .part = part, .area = a, .year = years[y],
                        .hidden = &t->hidden[indicator][at],
                        .before = t->before != NULL && t->before[indicator][at] != 0});
            }
        }
    }
}

static bool same_form(const struct collector *c, const struct draft *a, const struct draft *b)
{
    return compare_lists(c->cells + a->first, a->n, c->cells + b->first, b->n) == 0;
}

/* qsort has no room for the collector: a form's cells are found by pointer. */
struct sorted_form {
    const struct count_cell *cells;
    size_t n, use, form;
};

static int compare_forms(const void *a, const void *b)
{
    const struct sorted_form *x = a, *y = b;
    int by_cells = compare_lists(x->cells, x->n, y->cells, y->n);
    return by_cells != 0 ? by_cells : (x->use > y->use) - (x->use < y->use);
}

/* A difference of measures that some standardised figure is made of: small as a count is. */
static void look_at_difference(const struct collector *c, struct count *count)
{
    struct together all = {0};
    bool ones = true;
    for (size_t i = 0; i < count->n_cells; i++) {
        const struct count_cell *cell = &count->cells[i];
        uint32_t measure = counts_unpack(c->out->order, cell->key).measure;
        together_add(&all, c->out->catalogue, c->least, measure, cell->weight, cell->value);
        ones = ones && !(fabs(fabs(cell->weight) - 1) > 0) &&
               catalogue_measure(c->out->catalogue, measure)->additive;
    }
    if (!ones || !together_few(&all))
        return;
    count->least = ceil(all.least);
    count->small = true;
}

static const double usual_percent = 15;

/* The p of the strictest p% rule of the measure. */
static double percent_of(const struct catalogue *c, uint32_t measure)
{
    double percent = 0;
    for (uint32_t i = 0; i < catalogue_indicators(c); i++) {
        const struct indicator *ind = catalogue_indicator(c, i);
        for (size_t k = 0; k < ind->n_numerator; k++) {
            if (ind->numerator[k].measure == measure)
                percent = fmax(percent, ind->protection.p);
        }
    }
    return percent > 0 ? percent : usual_percent;
}

static struct count count_of_form(const struct collector *c, const struct draft *f)
{
    struct count_cell *cells = arena_array(c->out->arena, f->n, sizeof *cells);
    memcpy(cells, c->cells + f->first, f->n * sizeof *cells);
    struct count out = {.cells = cells, .n_cells = f->n, .measure = f->measure};
    out.value = value_of(cells, f->n);
    out.least = f->measure == CATALOGUE_NONE ? 0 : fmax(ceil(c->least[f->measure]), 1);
    out.small = f->measure != CATALOGUE_NONE &&
                primary_few(c->out->catalogue, c->least, f->measure, out.value);
    if (f->measure != CATALOGUE_NONE && catalogue_measure(c->out->catalogue, f->measure)->amount)
        out.margin = percent_of(c->out->catalogue, f->measure) / 100 * fabs(out.value);
    return out;
}

static void merge_forms(struct collector *c)
{
    struct counts *out = c->out;
    struct sorted_form *sorted = mem_alloc((c->n_forms + 1) * sizeof *sorted);
    for (size_t i = 0; i < c->n_forms; i++)
        sorted[i] = (struct sorted_form){c->cells + c->forms[i].first, c->forms[i].n,
                                         c->forms[i].use, i};
    qsort(sorted, c->n_forms, sizeof *sorted, compare_forms);
    out->list = arena_array(out->arena, c->n_forms + 1, sizeof *out->list);
    out->by_count = arena_array(out->arena, c->n_forms + 1, sizeof *out->by_count);
    for (size_t i = 0; i < c->n_forms; i++) {
        const struct draft *f = &c->forms[sorted[i].form];
        if (i == 0 || !same_form(c, f, &c->forms[sorted[i - 1].form])) {
            out->list[out->n] = count_of_form(c, f);
            out->list[out->n++].first_use = i;
        }
        struct count *count = &out->list[out->n - 1];
        struct use *u = &out->uses[f->use];
        const struct statistic_ref *s = &out->statistics[u->statistic];
        enum area_kind kind = areas_at(c->areas, s->area)->kind;
        if (u->stratum > 0 && f->measure == CATALOGUE_NONE && !count->small)
            look_at_difference(c, count);
        u->count = out->n - 1;
        count->n_uses++;
        count->named = count->named || !u->stratum;
        count->total = count->total || (s->part == 0 && kind != AREA_GEMEINDE &&
                                        kind != AREA_GROUP);
        out->by_count[i] = f->use;
    }
    free(sorted);
}

struct counts *counts_collect(struct suppression *t, const struct catalogue *c,
                              const struct areas *areas, const struct facts *f,
                              const struct stats *s)
{
    struct counts *out = mem_alloc(sizeof *out);
    struct collector work = {.out = out, .areas = areas, .facts = f, .stats = s,
                             .least = primary_least(c, f)};
    out->arena = arena_new();
    out->catalogue = c;
    out->order = order_new(out->arena, areas, c);
    out->table = t;
    for (uint32_t i = 0; i < t->n_indicators; i++)
        add_indicator(&work, i);
    merge_forms(&work);
    cell_list_release(&work.list);
    free(work.cells);
    free(work.forms);
    free(work.least);
    return out;
}

void counts_free(struct counts *c)
{
    if (c == NULL)
        return;
    free(c->statistics);
    free(c->uses);
    arena_free(c->arena);
    free(c);
}

static const struct use *use_at(const struct counts *c, size_t count, size_t i)
{
    return &c->uses[c->by_count[c->list[count].first_use + i]];
}

static struct statistic_ref *statistic_at(const struct counts *c, size_t count, size_t i)
{
    return &c->statistics[use_at(c, count, i)->statistic];
}

static bool shown_before(const struct counts *c, size_t count)
{
    for (size_t i = 0; i < c->list[count].n_uses; i++) {
        if (use_at(c, count, i)->side && statistic_at(c, count, i)->before)
            return true;
    }
    return false;
}

bool counts_shown(const struct counts *c, size_t count)
{
    for (size_t i = 0; i < c->list[count].n_uses; i++) {
        const struct statistic_ref *s = statistic_at(c, count, i);
        if (use_at(c, count, i)->side && (*s->hidden == HIDE_NOT || s->before))
            return true;
    }
    return false;
}

/* Hidden by the primary rule although nothing in it is small. */
static bool primary_otherwise(const struct counts *c, size_t count)
{
    for (size_t i = 0; i < c->list[count].n_uses; i++) {
        const struct statistic_ref *s = statistic_at(c, count, i);
        bool small = *s->hidden == HIDE_NOT || *s->hidden == HIDE_FOR_OTHERS;
        for (size_t k = 0; k < s->n_uses; k++)
            small = small || c->list[c->uses[s->first_use + k].count].small;
        if (!small && !use_at(c, count, i)->denominator)
            return true;
    }
    return false;
}

enum knowledge counts_knowledge(const struct counts *c, size_t i)
{
    const struct count *count = &c->list[i];
    if (counts_shown(c, i))
        return KNOWN;
    if (!count->named)
        return OPEN;
    if (count->small)
        return SMALL;
    if (count->measure == CATALOGUE_NONE)
        return OPEN;
    if (primary_otherwise(c, i))
        return PRIMARY; /* a zero too, where the catalogue hides it */
    if (!(fabs(count->value) > 0))
        return KNOWN;
    return count->value >= count->least ? COMPLEMENT : OPEN;
}

bool counts_amount(const struct counts *c, size_t i)
{
    return c->list[i].margin > 0 && counts_knowledge(c, i) == PRIMARY;
}

bool counts_may_hide(const struct counts *c, size_t i)
{
    const struct count *count = &c->list[i];
    bool zero = count->measure != CATALOGUE_NONE && !(count->value >= count->least);
    return !count->total && !zero && !shown_before(c, i);
}

void counts_hide(struct counts *c, size_t i)
{
    c->list[i].complement = true;
    for (size_t k = 0; k < c->list[i].n_uses; k++) {
        struct statistic_ref *s = statistic_at(c, i, k);
        if (*s->hidden == HIDE_NOT)
            *s->hidden = HIDE_FOR_OTHERS;
    }
}

static bool together(const struct counts *c, const struct statistic_ref *s)
{
    return s->part > 0 && catalogue_indicator(c->catalogue, s->indicator)->together;
}

static bool hide_numerator(struct counts *c, const struct statistic_ref *s)
{
    bool hidden = false;
    for (size_t u = 0; u < s->n_uses; u++) {
        const struct use *use = &c->uses[s->first_use + u];
        if (use->side && !use->denominator && !c->list[use->count].complement) {
            counts_hide(c, use->count);
            hidden = true;
        }
    }
    return hidden;
}

/* Statistics of an indicator and year stand together. */
static bool keep_together_once(struct counts *c)
{
    bool more = false, *mark = mem_alloc((c->table->n_areas + 1) * sizeof *mark);
    for (size_t i = 0, end = 0; i < c->n_statistics; i = end) {
        const struct statistic_ref *first = &c->statistics[i];
        for (; end < c->n_statistics && c->statistics[end].indicator == first->indicator &&
               c->statistics[end].year == first->year; end++) {
            const struct statistic_ref *s = &c->statistics[end];
            mark[s->area] = mark[s->area] || (together(c, s) && *s->hidden != HIDE_NOT);
        }
        for (size_t k = i; k < end; k++) {
            const struct statistic_ref *s = &c->statistics[k];
            if (mark[s->area] && together(c, s) && *s->hidden == HIDE_NOT)
                more = hide_numerator(c, s) || more;
        }
        memset(mark, 0, c->table->n_areas * sizeof *mark);
    }
    free(mark);
    return more;
}

/* Until nothing follows any more: then the order in which indicators are gone through does not
 * matter. */
bool counts_keep_together(struct counts *c)
{
    bool any = false;
    while (keep_together_once(c))
        any = true;
    return any;
}

bool counts_show(struct counts *c, size_t i)
{
    for (size_t k = 0; k < c->list[i].n_uses; k++) {
        if (together(c, statistic_at(c, i, k)))
            return false;
    }
    c->list[i].complement = false;
    for (size_t k = 0; k < c->list[i].n_uses; k++) {
        struct statistic_ref *s = statistic_at(c, i, k);
        bool others = false;
        for (size_t u = 0; u < s->n_uses; u++)
            others = others || c->list[c->uses[s->first_use + u].count].complement;
        if (*s->hidden == HIDE_FOR_OTHERS && !others)
            *s->hidden = HIDE_NOT;
    }
    return true;
}

struct span counts_span(const struct counts *c, size_t i, enum knowledge k)
{
    const struct count *count = &c->list[i];
    double v = count->value;
    switch (k) {
    case KNOWN: return (struct span){0, 0};
    case SMALL:
        if (v < 0) /* a difference, written the other way round */
            return (struct span){fmin(1 - count->least, v) - v, fmax(-1, v) - v};
        return (struct span){fmin(1, v) - v, fmax(count->least - 1, v) - v};
    case COMPLEMENT: return (struct span){count->least - v, INFINITY};
    case PRIMARY: return (struct span){fmin(-v, 0), INFINITY};
    case OPEN: break;
    }
    return (struct span){-INFINITY, INFINITY};
}
