#include "guard/sensitive_private.h"

#include <stdlib.h>

#include "base/arena.h"

struct rule { /* of one measure */
    uint32_t measure;
    const struct protection *is;
};

struct sensitive {
    const struct catalogue *catalogue;
    const struct facts *facts;
    struct rule *rules;
    size_t n_rules;
    double *behind; /* by area: all zero between two statistics */
    uint64_t *told; /* sides that are all of a group, by side_hash() */
    size_t n_told, cap_told;
    bool sorted;
    size_t unchecked;
};

struct tally { /* of one measure on one side of a formula */
    bool raw;       /* a cell of a raw source is in it */
    bool unchecked; /* a companion has no figure */
    double total, largest, second, behind;
};

static bool has_rule(const struct protection *p)
{
    return p->largest != CATALOGUE_NONE || p->behind != CATALOGUE_NONE || p->hide_zero;
}

static void add_rules(struct sensitive *s, const struct indicator *ind)
{
    if (!has_rule(&ind->protection))
        return;
    s->rules = mem_grow(s->rules, s->n_rules + ind->n_numerator, sizeof *s->rules);
    for (size_t i = 0; i < ind->n_numerator; i++) {
        uint32_t measure = ind->numerator[i].measure;
        bool known = !catalogue_measure(s->catalogue, measure)->additive;
        for (size_t k = 0; k < i; k++)
            known = known || ind->numerator[k].measure == measure;
        if (!known)
            s->rules[s->n_rules++] = (struct rule){measure, &ind->protection};
    }
}

struct sensitive *sensitive_new(const struct catalogue *c, const struct facts *f, size_t n_areas)
{
    struct sensitive *s = mem_alloc(sizeof *s);
    s->catalogue = c;
    s->facts = f;
    s->behind = mem_alloc((n_areas + 1) * sizeof *s->behind);
    for (uint32_t i = 0; i < catalogue_indicators(c); i++)
        add_rules(s, catalogue_indicator(c, i));
    return s;
}

void sensitive_free(struct sensitive *s)
{
    free(s->rules);
    free(s->behind);
    free(s->told);
    free(s);
}

/* Rounding and cell keys protect counts, not amounts. */
static bool unprotected(const struct sensitive *s, uint32_t measure, const struct fact *f)
{
    if (primary_raw(s->catalogue, f))
        return true;
    return catalogue_source(s->catalogue, f->source)->raw &&
           catalogue_measure(s->catalogue, measure)->amount;
}

/* Figure of a companion for the same cell; 0 and *missing where there is none. */
static double companion_of(const struct sensitive *s, struct fact_key key, uint32_t measure,
                           bool *missing)
{
    key.measure = measure;
    uint32_t cell = facts_find(s->facts, key);
    struct fact f = {.sign = SIGN_ABSENT};
    if (cell != CELL_NONE)
        f = facts_at(s->facts, cell);
    *missing = *missing || !sign_counts(f.sign);
    return sign_counts(f.sign) ? f.value : 0;
}

static void add_contribution(struct tally *t, double x)
{
    if (x > t->largest) {
        t->second = t->largest;
        t->largest = x;
    } else if (x > t->second) {
        t->second = x;
    }
}

static void add_cell(struct sensitive *s, const struct protection *p, uint32_t cell,
                     struct tally *t)
{
    struct fact f = facts_at(s->facts, cell);
    struct fact_key key = facts_key(s->facts, cell);
    if (!sign_counts(f.sign) || !unprotected(s, key.measure, &f))
        return;
    t->raw = true;
    t->total += f.value;
    if (!(f.value < 0) && !(f.value > 0))
        return; /* nobody contributes, nothing is behind */
    if (p->largest != CATALOGUE_NONE)
        add_contribution(t, companion_of(s, key, p->largest, &t->unchecked));
    if (p->second != CATALOGUE_NONE)
        add_contribution(t, companion_of(s, key, p->second, &t->unchecked));
    if (p->behind != CATALOGUE_NONE) {
        double units = companion_of(s, key, p->behind, &t->unchecked);
        double *most = &s->behind[key.area];
        t->behind += units > *most ? units - *most : 0;
        *most = units > *most ? units : *most;
    }
}

static bool on_side(const struct stat_cell *c, unsigned side)
{
    return c->denominator == (side >= 2) && (c->weight < 0) == (side % 2 == 1);
}

static struct tally tally_of(struct sensitive *s, const struct rule *r,
                             const struct cell_list *cells, unsigned side)
{
    struct tally t = {.raw = false};
    for (size_t i = 0; i < cells->n; i++) {
        uint32_t cell = cells->cells[i].cell;
        if (on_side(&cells->cells[i], side) && facts_key(s->facts, cell).measure == r->measure)
            add_cell(s, r->is, cell, &t);
    }
    for (size_t i = 0; i < cells->n; i++)
        s->behind[facts_key(s->facts, cells->cells[i].cell).area] = 0;
    return t;
}

/* Percentages are multiplied out: whole numbers are compared without rounding. */
static bool dominated(const struct protection *p, const struct tally *t)
{
    if (p->share > 0 && 100 * t->largest > p->share * t->total)
        return true;
    return p->p > 0 && 100 * (t->total - t->largest - t->second) < p->p * t->largest;
}

static bool broken(const struct protection *p, const struct tally *t)
{
    bool none = !(t->total < 0) && !(t->total > 0);
    if (p->hide_zero && none)
        return true;
    if (p->largest != CATALOGUE_NONE && dominated(p, t))
        return true;
    return p->behind != CATALOGUE_NONE && !none && t->behind < p->min_behind;
}

/* The cells of a side, in whatever order: a sum of scattered numbers (finaliser of
 * SplitMix64, Steele, Lea, Flood 2014). 0: the side is empty. */
static uint64_t side_hash(const struct cell_list *cells, bool denominator)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < cells->n; i++) {
        uint64_t x = UINT64_C(0x9e3779b97f4a7c15) * (cells->cells[i].cell + UINT64_C(1));
        x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
        x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
        sum += cells->cells[i].denominator == denominator ? x ^ x >> 31 : 0;
    }
    return sum;
}

static bool any_raw(const struct sensitive *s, const struct cell_list *cells, bool denominator)
{
    for (size_t i = 0; i < cells->n; i++) {
        struct fact f = facts_at(s->facts, cells->cells[i].cell);
        if (cells->cells[i].denominator == denominator && sign_counts(f.sign) &&
            primary_raw(s->catalogue, &f))
            return true;
    }
    return false;
}

static bool all_of_group(struct sensitive *s, const struct indicator *ind,
                         const struct statistic *x, const struct cell_list *cells)
{
    if (!ind->protection.hide_full || !(x->denominator > 0) || x->numerator < x->denominator ||
        !any_raw(s, cells, false))
        return false;
    if (s->n_told == s->cap_told) {
        s->cap_told = s->cap_told * 2 + 64;
        s->told = mem_grow(s->told, s->cap_told, sizeof *s->told);
    }
    s->told[s->n_told++] = side_hash(cells, false);
    return true;
}

bool sensitive_hides(struct sensitive *s, const struct indicator *ind,
                     const struct statistic *statistic, const struct cell_list *cells)
{
    bool hidden = all_of_group(s, ind, statistic, cells);
    bool unchecked = false;
    for (size_t i = 0; i < s->n_rules && !hidden; i++) {
        for (unsigned side = 0; side < 4; side++) {
            struct tally t = tally_of(s, &s->rules[i], cells, side);
            hidden = hidden || (t.raw && !t.unchecked && broken(s->rules[i].is, &t));
            unchecked = unchecked || t.unchecked;
        }
    }
    s->unchecked += unchecked && !hidden;
    return hidden || unchecked;
}

static int by_value(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

bool sensitive_tells(struct sensitive *s)
{
    if (!s->sorted && s->n_told > 0)
        qsort(s->told, s->n_told, sizeof *s->told, by_value);
    s->sorted = true;
    return s->n_told > 0;
}

bool sensitive_told(const struct sensitive *s, const struct cell_list *cells)
{
    for (int side = 0; side < 2; side++) {
        uint64_t hash = side_hash(cells, side == 1);
        if (hash != 0 && bsearch(&hash, s->told, s->n_told, sizeof hash, by_value) != NULL)
            return true;
    }
    return false;
}

size_t sensitive_unchecked(const struct sensitive *s)
{
    return s->unchecked;
}
