#include "guard/secondary_private.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "guard/complement_private.h"

struct use { /* of a count, in a part of an indicator */
    uint32_t indicator, part, measure;
    bool denominator, negative;
    int offset; /* [years] of the count, from the year of the statistic */
    struct term *terms; /* of the count */
    size_t n_terms;
    struct use *next; /* of the same count */
    bool first;       /* of its count */
};

struct secondary {
    struct suppression *table;
    const struct areas *areas;
    const struct catalogue *catalogue;
    const struct facts *facts;
    const struct stats *stats;
    struct arena *arena;
    double *least; /* by measure */
    struct use *uses;
    size_t n_uses, cap;
    struct sum_member *members; /* room for all areas */
    bool *hidden;               /* by area: the count of this moment */
    struct cell_list list;
    size_t exposed;
};

struct found { /* the count of an area */
    bool known; /* some statistic has a number made of it */
    bool small; /* hidden by the primary rule */
    double value;
};

static bool same_terms(const struct use *a, const struct use *b)
{
    if (a->measure != b->measure || a->n_terms != b->n_terms)
        return false;
    for (size_t i = 0; i < a->n_terms; i++) {
        const struct term *x = &a->terms[i];
        const struct term *y = &b->terms[i];
        if (x->sex != y->sex || x->nationality != y->nationality ||
            x->age_from != y->age_from || x->age_to != y->age_to)
            return false;
    }
    return true;
}

static void add_use(struct secondary *s, struct use u)
{
    if (s->n_uses == s->cap) {
        s->cap = s->cap * 2 + 64;
        s->uses = mem_grow(s->uses, s->cap, sizeof *s->uses);
    }
    s->uses[s->n_uses++] = u;
}

/* The counts of one side, one for each measure and sign. */
static void add_side(struct secondary *s, struct use like, const struct term *terms, size_t n,
                     const struct indicator_part *part)
{
    for (size_t i = 0; i < n; i++) {
        struct use u = like;
        bool seen = false;
        u.measure = terms[i].measure;
        u.negative = terms[i].weight < 0;
        u.terms = arena_array(s->arena, n, sizeof *u.terms);
        for (size_t k = 0; k < n; k++) {
            struct term t = terms[k];
            if (t.measure != u.measure || (t.weight < 0) != u.negative)
                continue;
            seen = seen || k < i;
            if (stats_narrow(&t, part))
                u.terms[u.n_terms++] = t;
        }
        if (!seen && u.n_terms > 0 && catalogue_measure(s->catalogue, u.measure)->additive)
            add_use(s, u);
    }
}

static void collect_uses(struct secondary *s)
{
    for (uint32_t i = 0; i < catalogue_indicators(s->catalogue); i++) {
        const struct indicator *ind = catalogue_indicator(s->catalogue, i);
        for (uint32_t p = 0; p <= ind->n_parts; p++) {
            struct use u = {.indicator = i, .part = p};
            add_side(s, u, ind->numerator, ind->n_numerator, p > 0 ? &ind->parts[p - 1] : NULL);
            u.denominator = true;
            u.offset = ind->denominator_offset;
            add_side(s, u, ind->denominator, ind->n_denominator, NULL);
        }
    }
}

static void chain_uses(struct secondary *s)
{
    for (size_t i = 0; i < s->n_uses; i++) {
        struct use *earlier = NULL;
        for (size_t k = i; k-- > 0 && earlier == NULL;) {
            if (same_terms(&s->uses[k], &s->uses[i]))
                earlier = &s->uses[k];
        }
        s->uses[i].first = earlier == NULL;
        if (earlier != NULL)
            earlier->next = &s->uses[i];
    }
}

/* What is hidden of a use, by area; NULL where it has no such year. */
static unsigned char *plane_of(const struct secondary *s, const struct use *u, int count_year)
{
    size_t n = 0;
    const int *years = stats_years(s->stats, u->indicator, &n);
    size_t n_parts = catalogue_indicator(s->catalogue, u->indicator)->n_parts + 1;
    for (size_t y = 0; y < n; y++) {
        if (years[y] + u->offset == count_year)
            return s->table->hidden[u->indicator] + (y * n_parts + u->part) * s->table->n_areas;
    }
    return NULL;
}

static struct found add_cells(struct secondary *s, const struct use *u, uint32_t area, int year)
{
    struct found f = {.known = true};
    double raw = 0;
    cell_list_fill(&s->list, s->stats, u->indicator, area, year, u->part);
    for (size_t i = 0; i < s->list.n; i++) {
        const struct stat_cell *c = &s->list.cells[i];
        struct fact fact = facts_at(s->facts, c->cell);
        if (facts_key(s->facts, c->cell).measure != u->measure || fact.sign != SIGN_VALUE ||
            c->denominator != u->denominator || (c->weight < 0) != u->negative)
            continue;
        f.value += fact.value;
        raw += primary_raw(s->catalogue, &fact) ? fact.value : 0;
    }
    f.small = primary_few(s->catalogue, s->least, u->measure, raw);
    return f;
}

/* A statistic with a number has the whole count behind it. */
static struct found find_count(struct secondary *s, const struct use *first, uint32_t area,
                               int count_year)
{
    for (const struct use *u = first; u != NULL; u = u->next) {
        int year = count_year - u->offset;
        const struct statistic *x = stats_at(s->stats, u->indicator, area, year, u->part);
        if (x != NULL && sign_counts(x->sign))
            return add_cells(s, u, area, year);
    }
    return (struct found){.known = false};
}

static void hide(struct secondary *s, const struct use *first, uint32_t area, int count_year)
{
    for (const struct use *u = first; u != NULL; u = u->next) {
        unsigned char *plane = plane_of(s, u, count_year);
        if (plane != NULL && plane[area] == HIDE_NOT)
            plane[area] = HIDE_FOR_OTHERS;
    }
}

/* The total of a Kreis and its members. A total that is small itself is not shown. */
static void protect_kreis(struct secondary *s, const struct use *first, const struct area *kreis,
                          struct found total, int year)
{
    size_t n_small = 0;
    bool counts = true;
    for (size_t i = 0; i < kreis->n_members; i++) {
        struct found f = find_count(s, first, kreis->members[i], year);
        s->members[i] = (struct sum_member){
            f.value, !f.known ? MEMBER_UNKNOWN : f.small ? MEMBER_SMALL : MEMBER_SHOWN};
        n_small += f.small;
        counts = counts && f.value >= 0;
    }
    if (n_small > 0 && total.known && !total.small && counts &&
        !complement_choose(s->members, kreis->n_members, total.value, s->least[first->measure]))
        s->exposed++;
    for (size_t i = 0; i < kreis->n_members; i++) {
        enum member_state state = s->members[i].state;
        s->hidden[kreis->members[i]] = state == MEMBER_SMALL || state == MEMBER_COMPLEMENT;
        if (state == MEMBER_COMPLEMENT)
            hide(s, first, kreis->members[i], year);
    }
}

static void protect_count(struct secondary *s, const struct use *first, int year)
{
    for (uint32_t k = 0; k < s->table->n_areas; k++) {
        const struct area *a = areas_at(s->areas, k);
        if (a->kind == AREA_KREIS)
            protect_kreis(s, first, a, find_count(s, first, k, year), year);
    }
    for (uint32_t g = 0; g < s->table->n_areas; g++) {
        const struct area *a = areas_at(s->areas, g);
        for (size_t i = 0; a->kind == AREA_GROUP && i < a->n_members; i++) {
            if (s->hidden[a->members[i]])
                hide(s, first, g, year);
        }
    }
    memset(s->hidden, 0, s->table->n_areas * sizeof *s->hidden);
}

static bool any_hidden(const struct secondary *s, const struct use *first, int year)
{
    for (const struct use *u = first; u != NULL; u = u->next) {
        const unsigned char *plane = plane_of(s, u, year);
        if (plane != NULL && memchr(plane, HIDE_SMALL, s->table->n_areas) != NULL)
            return true;
    }
    return false;
}

static void protect_years(struct secondary *s, const struct use *first)
{
    for (const struct use *u = first; u != NULL; u = u->next) {
        size_t n = 0;
        const int *years = stats_years(s->stats, u->indicator, &n);
        for (size_t y = 0; y < n; y++) {
            int year = years[y] + u->offset;
            bool done = false;
            for (const struct use *e = first; e != u && !done; e = e->next)
                done = plane_of(s, e, year) != NULL;
            if (!done && any_hidden(s, first, year))
                protect_count(s, first, year);
        }
    }
}

size_t suppression_secondary(struct suppression *t, const struct areas *areas,
                             const struct catalogue *c, const struct facts *f,
                             const struct stats *stats)
{
    struct secondary s = {.table = t, .areas = areas, .catalogue = c, .facts = f,
                          .stats = stats, .arena = arena_new(), .least = primary_least(c, f)};
    s.members = arena_array(s.arena, t->n_areas + 1, sizeof *s.members);
    s.hidden = arena_array(s.arena, t->n_areas + 1, sizeof *s.hidden);
    collect_uses(&s);
    chain_uses(&s);
    for (size_t i = 0; i < s.n_uses; i++) {
        if (s.uses[i].first)
            protect_years(&s, &s.uses[i]);
    }
    cell_list_release(&s.list);
    free(s.uses);
    free(s.least);
    arena_free(s.arena);
    return s.exposed;
}
