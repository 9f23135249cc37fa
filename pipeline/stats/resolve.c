#include "stats/resolve_private.h"

#include <assert.h>

#include "base/arena.h"
#include "stats/column_private.h"

static const struct amount no_cell = {0, SIGN_ABSENT, 0, false};

static const int strength[SIGN_COUNT] = {
    [SIGN_NOTHING] = 0, [SIGN_SMALL] = 1,   [SIGN_VALUE] = 2,           [SIGN_LATER] = 3,
    [SIGN_UNSURE] = 4,  [SIGN_CROSSED] = 5, [SIGN_UNKNOWN] = 6,         [SIGN_HIDDEN_UPSTREAM] = 7,
    [SIGN_HIDDEN] = 8,  [SIGN_ABSENT] = 9,
};

bool area_below_kreis(const struct areas *areas, uint32_t area)
{
    enum area_kind kind = areas_at(areas, area)->kind;
    return kind == AREA_GEMEINDE || kind == AREA_GROUP;
}

struct amount amount_nothing(void)
{
    return (struct amount){0, SIGN_NOTHING, 0, false};
}

void amount_add(struct amount *a, struct amount b, double weight)
{
    a->sum += weight * b.sum;
    if (strength[b.sign] > strength[a->sign])
        a->sign = b.sign;
    a->marks |= b.marks;
    a->raw = a->raw || b.raw;
}

static void record(struct recorder *rec, uint32_t cell)
{
    if (rec == NULL)
        return;
    if (rec->n < rec->max)
        rec->out[rec->n] = (struct stat_cell){cell, rec->weight, rec->denominator,
                                               rec->standard, rec->stratum};
    rec->n++;
}

static struct amount amount_of_cell(const struct resolver *r, uint32_t cell,
                                    struct recorder *rec)
{
    struct fact f = facts_at(r->facts, cell);
    record(rec, cell);
    return (struct amount){
        f.sign == SIGN_VALUE ? f.value : 0,
        f.sign,
        f.marks,
        f.source >= r->n_sources || r->raw_source[f.source],
    };
}

static struct fact_key key_of(const struct term *t, uint32_t area, int year)
{
    return (struct fact_key){
        .measure = t->measure, .area = area, .year = year, .sex = t->sex,
        .nationality = t->nationality, .age_from = t->age_from, .age_to = t->age_to,
    };
}

/* Which ages can be reached from the lower end of the term, and which of those lead on
 * to its upper end, by the classes of the measure. */
static void mark_ways(const struct term *t, const struct age_class *ages, size_t n,
                      bool *reached, bool *leads)
{
    reached[t->age_from] = true;
    for (size_t i = 0; i < n; i++) {
        if (reached[ages[i].from] && ages[i].to <= t->age_to)
            reached[ages[i].to] = true;
    }
    leads[t->age_to] = reached[t->age_to];
    for (size_t i = n; i-- > 0;) {
        if (leads[ages[i].to] && reached[ages[i].from])
            leads[ages[i].from] = true;
    }
}

struct target target_make(const struct resolver *r, const struct term *t, struct arena *a)
{
    assert(0 <= t->age_from && t->age_from < t->age_to && t->age_to <= AGE_OPEN);
    struct target out = {.term = *t};
    bool reached[AGE_OPEN + 1] = {false};
    bool leads[AGE_OPEN + 1] = {false};
    size_t n = 0;
    const struct age_class *all = facts_ages(r->facts, t->measure, &n);
    struct age_class *ages = arena_array(a, n + 1, sizeof *ages);
    out.additive = catalogue_measure(r->catalogue, t->measure)->additive;
    out.ages = ages;
    mark_ways(t, all, n, reached, leads);
    for (size_t i = 0; i < n; i++) {
        bool whole = all[i].from == t->age_from && all[i].to == t->age_to;
        if (reached[all[i].from] && leads[all[i].to] && !whole)
            ages[out.n_ages++] = all[i];
    }
    return out;
}

struct step { /* best way from the lower end of the term to an age */
    int classes;   /* 0: not reached (the start excepted) */
    int from;      /* where the last class of the way begins */
    uint32_t cell; /* the cell of that class */
};

/* Fewest classes first: classes come sorted by their lower end, so when one is
 * reached, the best way to its lower end is already known. */
static void find_ways(const struct resolver *r, const struct target *t, struct fact_key key,
                      struct step *steps)
{
    int furthest = t->term.age_from;
    for (size_t i = 0; i < t->n_ages && t->ages[i].from <= furthest; i++) {
        int from = t->ages[i].from;
        int to = t->ages[i].to;
        if (from != t->term.age_from && steps[from].classes == 0)
            continue;
        int classes = steps[from].classes + 1;
        if (steps[to].classes != 0 && steps[to].classes <= classes)
            continue;
        key.age_from = from;
        key.age_to = to;
        uint32_t cell = r->lanes != NULL ? r->lanes->classes[i][key.area]
                                         : facts_find(r->facts, key);
        if (cell == CELL_NONE)
            continue;
        steps[to] = (struct step){classes, from, cell};
        furthest = to > furthest ? to : furthest;
    }
}

static struct amount sum_of_ages(const struct resolver *r, const struct target *t,
                                 struct fact_key key, struct recorder *rec)
{
    struct step steps[AGE_OPEN + 1];
    uint32_t cells[AGE_OPEN];
    if (t->n_ages == 0)
        return no_cell;
    /* Of a year's classes none need touch the ends of the term. */
    steps[t->term.age_from].classes = steps[t->term.age_to].classes = 0;
    for (size_t i = 0; i < t->n_ages; i++)
        steps[t->ages[i].from].classes = steps[t->ages[i].to].classes = 0;
    find_ways(r, t, key, steps);
    int n = steps[t->term.age_to].classes;
    if (n == 0)
        return no_cell;
    int at = t->term.age_to;
    for (int i = n - 1; i >= 0; i--) {
        cells[i] = steps[at].cell;
        at = steps[at].from;
    }
    struct amount sum = amount_nothing();
    for (int i = 0; i < n; i++)
        amount_add(&sum, amount_of_cell(r, cells[i], rec), 1);
    return sum;
}

static struct amount resolve_own(const struct resolver *r, const struct target *t, uint32_t area,
                                 int year, struct recorder *rec)
{
    struct fact_key key = key_of(&t->term, area, year);
    uint32_t cell = r->lanes != NULL ? r->lanes->own[area] : facts_find(r->facts, key);
    if (cell != CELL_NONE)
        return amount_of_cell(r, cell, rec);
    if (!t->additive)
        return no_cell;
    return sum_of_ages(r, t, key, rec);
}

typedef struct amount resolve_member(const struct resolver *r, const struct target *t,
                                     uint32_t area, int year, struct recorder *rec);

static struct amount sum_of_members(const struct resolver *r, const struct target *t,
                                    const struct area *a, int year, struct recorder *rec,
                                    resolve_member *member)
{
    struct amount sum = a->n_members > 0 ? amount_nothing() : no_cell;
    for (size_t i = 0; i < a->n_members; i++) {
        if (rec == NULL && sum.sign == SIGN_ABSENT)
            return sum;
        amount_add(&sum, member(r, t, a->members[i], year, rec), 1);
    }
    return sum;
}

/* A Gemeinde or a Kreis; never deeper, so that no tree of any shape is followed. */
static struct amount resolve_plain(const struct resolver *r, const struct target *t,
                                   uint32_t area, int year, struct recorder *rec)
{
    const struct area *a = areas_at(r->areas, area);
    struct amount own = resolve_own(r, t, area, year, rec);
    if (own.sign != SIGN_ABSENT || a->kind != AREA_KREIS || !t->additive)
        return own;
    return sum_of_members(r, t, a, year, rec, resolve_own);
}

struct amount resolve_target(const struct resolver *r, const struct target *t, uint32_t area,
                           int year, struct recorder *rec)
{
    const struct area *a = areas_at(r->areas, area);
    if (a->kind != AREA_GROUP)
        return resolve_plain(r, t, area, year, rec);
    struct amount own = resolve_own(r, t, area, year, rec);
    if (own.sign != SIGN_ABSENT || !t->additive)
        return own;
    return sum_of_members(r, t, a, year, rec, resolve_plain);
}
