/* Small random tables for tests of protection, and an attacker who tries all tables of whole
 * numbers that fit what is published. Written apart from the program: no linear programs, no
 * sums but those of the table's own cells.
 *
 * A table has measures 0 "cases", 1 "some", 2 "rest" (parts of the cases), areas from A on,
 * sexes and age classes; its cells are the atoms. Ages are given by codes: see table_years.
 *
 * Beside plain figures there may be one standardised rate of two strata, the young and the old
 * or "some" and the cases that are not. He takes it to make the count of each stratum known;
 * where it is hidden he knows which of them are small. */
#ifndef TESTS_TABLES_H
#define TESTS_TABLES_H

#include "guard/audit.h"
#include "world.h"

enum { MAX_ATOMS = 32, MAX_FIGURES = 80, MAX_RULES = 128, MOST = 300, MAX_NODES = 400000 };

static const char *const table_measures[] = {"cases", "some", "rest"};
static const int table_years[] = {0, 3, 15, 18, AGE_OPEN};

struct shape {
    int areas, sexes, ages, measures;
    int years;     /* to 2015; 0: one */
    int limits[4]; /* codes: where the age classes begin and end */
    bool related;  /* the other measures are parts of the cases */
    bool complete; /* and add up to them */
};

struct shown { /* an indicator: all areas' sums of a measure (ALL of them), sex and age span */
    const char *id; /* NULL: delivered only */
    int measure, sex, from, to;
    int ago, pool; /* [years] before 2015; summed up, 0: one */
};

/* STRATUM: one of the standardised rate; of LESS the cases less some. */
enum { ALL = -1, LESS = -2, STRATUM = 100 };

struct table {
    const struct shape *shape;
    int value[MAX_ATOMS];
    int n;
    bool own_total; /* the Kreis has cells of its own */
    bool official;  /* of a source that needs no protection */
};

struct rule { /* low <= sum of signed atoms <= high */
    int atom[MAX_ATOMS], sign[MAX_ATOMS], n;
    long low, high;
};

struct figure { /* one that is hidden */
    const struct shown *shown;
    uint32_t area;
    bool small;
    struct rule sum;
    bool possible[MOST + 1];
};

struct attacker {
    struct rule rules[MAX_RULES];
    int n_rules;
    struct figure figures[MAX_FIGURES];
    int n_figures;
    int low[MAX_ATOMS], high[MAX_ATOMS], value[MAX_ATOMS], n_atoms;
    long nodes;
    bool tired;
};

static bool table_class_in(const struct shape *s, int age, int from, int to)
{
    if (s->ages == 1)
        return true;
    return s->limits[age] >= from && s->limits[age + 1] <= to;
}

static bool table_area_in(int area, uint32_t of)
{
    return of == KREIS || (of == PAIR && area < 2) || of == A + (uint32_t)area;
}

static int table_size(const struct shape *s)
{
    return (s->years > 1 ? s->years : 1) * s->measures * s->areas * s->sexes * s->ages;
}

/* The atoms of a figure. */
static struct rule table_sum(const struct shape *s, const struct shown *f, uint32_t area)
{
    struct rule r = {.n = 0};
    for (int i = 0; i < table_size(s); i++) {
        int age = i % s->ages;
        int sex = 1 + i / s->ages % s->sexes;
        int place = i / s->ages / s->sexes % s->areas;
        int measure = i / s->ages / s->sexes / s->areas % s->measures;
        int ago = i / s->ages / s->sexes / s->areas / s->measures;
        int wanted = f->measure >= STRATUM ? f->measure - STRATUM : f->measure;
        if ((wanted >= 0 && measure != wanted) || !table_area_in(place, area) ||
            !table_class_in(s, age, f->from, f->to) || (f->sex != 0 && f->sex != sex) ||
            ago < f->ago || ago > f->ago + (f->pool > 1 ? f->pool - 1 : 0))
            continue;
        r.atom[r.n] = i;
        r.sign[r.n++] = wanted == LESS && measure > 0 ? -1 : 1;
    }
    return r;
}

static int table_value(const struct table *t, const struct rule *r)
{
    int sum = 0;
    for (int i = 0; i < r->n; i++)
        sum += r->sign[i] * t->value[r->atom[i]];
    return sum;
}

/* What is left for the rest of a rule when the atoms before `from` have their values. */
static bool rule_holds(const struct attacker *a, const struct rule *r, int from)
{
    long least = 0, most = 0;
    for (int i = 0; i < r->n; i++) {
        int atom = r->atom[i];
        long low = atom < from ? a->value[atom] : a->low[atom];
        long high = atom < from ? a->value[atom] : a->high[atom];
        least += r->sign[i] > 0 ? low : -high;
        most += r->sign[i] > 0 ? high : -low;
    }
    return least <= r->high && most >= r->low;
}

/* Narrows the atoms of a rule by the others; true where that changed something. */
static bool rule_narrows(struct attacker *a, const struct rule *r)
{
    bool changed = false;
    long least = 0, most = 0;
    for (int i = 0; i < r->n; i++) {
        least += r->sign[i] > 0 ? a->low[r->atom[i]] : -a->high[r->atom[i]];
        most += r->sign[i] > 0 ? a->high[r->atom[i]] : -a->low[r->atom[i]];
    }
    for (int i = 0; i < r->n; i++) {
        int *low = &a->low[r->atom[i]], *high = &a->high[r->atom[i]];
        int old_low = *low, old_high = *high;
        long up = r->sign[i] > 0 ? r->high - (least - old_low) : most + old_low - r->low;
        long down = r->sign[i] > 0 ? r->low - (most - old_high) : least + old_high - r->high;
        if (up < *high)
            *high = (int)up;
        if (down > *low)
            *low = (int)down;
        if (*low != old_low || *high != old_high)
            return true;
        changed = changed || *low > *high;
    }
    assert_false(changed); /* the truth fits */
    return false;
}

static void attacker_note(struct attacker *a)
{
    for (int f = 0; f < a->n_figures; f++) {
        int sum = 0;
        for (int i = 0; i < a->figures[f].sum.n; i++)
            sum += a->figures[f].sum.sign[i] * a->value[a->figures[f].sum.atom[i]];
        assert_true(sum >= 0 && sum <= MOST);
        a->figures[f].possible[sum] = true;
    }
}

static void attacker_try(struct attacker *a, int atom)
{
    if (a->tired || ++a->nodes > MAX_NODES) {
        a->tired = true;
        return;
    }
    if (atom == a->n_atoms) {
        attacker_note(a);
        return;
    }
    for (int v = a->low[atom]; v <= a->high[atom]; v++) {
        bool holds = true;
        a->value[atom] = v;
        for (int r = 0; r < a->n_rules && holds; r++)
            holds = rule_holds(a, &a->rules[r], atom + 1);
        if (holds)
            attacker_try(a, atom + 1);
    }
}

static bool is_stratum(const struct shown *f)
{
    return f->measure >= STRATUM || f->measure == LESS;
}

static void attacker_add(struct attacker *a, const struct shown *f, uint32_t area, bool small,
                         struct rule r)
{
    assert_true(a->n_figures < MAX_FIGURES);
    a->figures[a->n_figures++] =
        (struct figure){.shown = f, .area = area, .small = small, .sum = r};
}

/* Of a rate that is hidden nothing is said of its strata. */
static void attacker_stratum(struct attacker *a, struct rule r, int value, bool hidden)
{
    if (hidden)
        return;
    r.low = r.high = value;
    assert_true(a->n_rules < MAX_RULES);
    a->rules[a->n_rules++] = r;
}

/* For a standardised rate. */
static bool enough_cases(const struct table *t, uint32_t area)
{
    struct rule all = table_sum(t->shape, &(struct shown){.id = "", .to = 4}, area);
    return table_value(t, &all) >= 10;
}

static void attacker_learn(struct attacker *a, const struct published *p, const struct table *t,
                           const struct shown *f, uint32_t area, int least)
{
    const struct shape *s = t->shape;
    const struct published_value *v =
        published_at(p, published_find_indicator(p, f->id), area, 2015 - f->ago, 0);
    if (f->measure == ALL && (v == NULL || v->sign == SIGN_HIDDEN))
        return; /* one of its summands may be small, whichever; perhaps so in all areas */
    bool official = area == KREIS && t->own_total && t->official;
    struct rule r = table_sum(s, f, area);
    bool hidden = v == NULL || v->sign == SIGN_HIDDEN; /* NULL: in all areas */
    if (is_stratum(f) && !official && (hidden ? !enough_cases(t, area) : !sign_counts(v->sign)))
        return; /* not made at all of so few cases */
    assert_true(v != NULL || is_stratum(f));
    if (is_stratum(f)) {
        attacker_stratum(a, r, table_value(t, &r), !official && hidden);
        return;
    }
    r.low = r.high = (long)v->count;
    if (v->sign == SIGN_HIDDEN) {
        r.low = v->for_others ? least : 1;
        r.high = v->for_others ? MOST : least - 1;
        attacker_add(a, f, area, !v->for_others, r);
    } else {
        assert_true(sign_counts(v->sign) && v->has_count);
    }
    assert_true(a->n_rules < MAX_RULES);
    a->rules[a->n_rules++] = r;
}

/* The same if all were hidden that may be: neither zeros nor totals of the Kreis. */
static void attacker_guess(struct attacker *a, const struct table *t, const struct shown *f,
                           uint32_t area, int least)
{
    struct rule r = table_sum(t->shape, f, area);
    int value = table_value(t, &r);
    bool known = area == KREIS && t->own_total && t->official;
    bool small = f->measure != ALL && value > 0 && value < least && !known;
    if (f->measure == LESS && area != KREIS && !small)
        return;
    r.low = r.high = value;
    if (small || (area != KREIS && value > 0)) {
        r.low = small ? 1 : f->measure != ALL ? least : 0;
        r.high = small ? least - 1 : MOST;
    }
    if (small)
        a->figures[a->n_figures++] =
            (struct figure){.shown = f, .area = area, .small = true, .sum = r};
    a->rules[a->n_rules++] = r;
}

static void attacker_relate(struct attacker *a, const struct shape *s)
{
    int step = s->areas * s->sexes * s->ages;
    for (int i = 0; i < step && s->related; i++) {
        struct rule r = {.n = s->measures, .low = 0, .high = s->complete ? 0 : MOST};
        for (int m = 0; m < s->measures; m++) {
            r.atom[m] = m * step + i;
            r.sign[m] = m == 0 ? 1 : -1;
        }
        a->rules[a->n_rules++] = r;
    }
}

/* All that he finds out; to be freed. p NULL: if all were hidden that may be. */
static struct attacker *attack(const struct published *p, const struct table *t,
                               const struct shown *shown, size_t n, int least)
{
    static const uint32_t areas[] = {A, B, C, D, PAIR, KREIS};
    struct attacker *a = calloc(1, sizeof *a);
    assert_non_null(a);
    a->n_atoms = t->n;
    for (int i = 0; i < a->n_atoms; i++)
        a->high[i] = MOST;
    for (size_t i = 0; i < n * 6; i++) {
        uint32_t area = areas[i % 6];
        if (area < PAIR && area >= A + (uint32_t)t->shape->areas)
            continue;
        if (shown[i / 6].id == NULL)
            continue;
        if (p != NULL)
            attacker_learn(a, p, t, &shown[i / 6], area, least);
        else
            attacker_guess(a, t, &shown[i / 6], area, least);
    }
    attacker_relate(a, t->shape);
    if (a->n_figures == 0)
        return a;
    for (bool changed = true; changed;) {
        changed = false;
        for (int r = 0; r < a->n_rules; r++)
            changed = rule_narrows(a, &a->rules[r]) || changed;
    }
    attacker_try(a, 0);
    return a;
}

static int figure_least(const struct figure *f)
{
    int v = 0;
    while (v < MOST && !f->possible[v])
        v++;
    return v;
}

static int figure_most(const struct figure *f)
{
    int v = MOST;
    while (v > 0 && !f->possible[v])
        v--;
    return v;
}

static int figure_ways(const struct figure *f)
{
    int n = 0;
    for (int v = 0; v <= MOST; v++)
        n += f->possible[v];
    return n;
}

/* The audit's count of a hidden figure. */
static const struct audit_count *audit_find(const struct world *w, const struct audit *audit,
                                            const struct figure *f)
{
    int of = f->shown->measure;
    bool less = of == LESS;
    const char *id = table_measures[of >= STRATUM ? of - STRATUM : less ? 0 : of];
    for (size_t i = 0; i < audit->n_counts; i++) {
        const struct audit_count *c = &audit->counts[i];
        const struct term *t = &c->terms[0];
        if (less && c->area == f->area && c->n_terms == 2)
            return c;
        if (!less && c->area == f->area && c->n_terms == 1 &&
            c->measure == catalogue_find_measure(w->catalogue, id, strlen(id)) &&
            (int)t->sex == f->shown->sex && c->year_to == 2015 - f->shown->ago &&
            c->year_to - c->year_from == (f->shown->pool > 1 ? f->shown->pool - 1 : 0) &&
            t->age_from == table_years[f->shown->from] &&
            t->age_to == table_years[f->shown->to])
            return c;
    }
    return NULL;
}

#endif
