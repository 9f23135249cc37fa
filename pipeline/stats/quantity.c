#include "stats/quantity_private.h"

#include <stdlib.h>

#include "base/arena.h"
#include "stats/column_private.h"

void quantities_init(struct quantities *q)
{
    *q = (struct quantities){.arena = arena_new(), .rows = arena_new()};
}

void quantities_release(struct quantities *q)
{
    free(q->list);
    arena_free(q->rows);
    arena_free(q->arena);
}

static bool same_cells(const struct term *a, const struct term *b)
{
    return a->measure == b->measure && a->sex == b->sex && a->nationality == b->nationality &&
           a->age_from == b->age_from && a->age_to == b->age_to;
}

uint32_t quantities_intern(struct quantities *q, const struct term *t, bool below_kreis)
{
    for (size_t i = 0; i < q->n; i++) {
        if (!same_cells(&q->list[i].target.term, t))
            continue;
        q->list[i].below_kreis = q->list[i].below_kreis || below_kreis;
        return (uint32_t)i;
    }
    if (q->n == q->cap) {
        q->cap = q->cap == 0 ? 64 : 2 * q->cap;
        q->list = mem_grow(q->list, q->cap, sizeof *q->list);
    }
    q->list[q->n] = (struct quantity){.target.term = *t, .below_kreis = below_kreis};
    return (uint32_t)q->n++;
}

struct rows { /* what resolving rows works on */
    struct arena *arena;
    const struct resolver *resolver;
    struct columns *columns;
    struct lanes lanes;
    struct amount *scratch; /* by area */
    size_t n_areas;
};

static const struct amount *resolve_row(struct rows *w, const struct quantity *one, int year)
{
    bool any = false;
    struct resolver r = *w->resolver;
    struct target target;
    enum lanes_found found = lanes_fill(&w->lanes, w->columns, r.facts, &one->target, year,
                                        &target);
    if (found == LANES_NONE)
        return NULL;
    r.lanes = found == LANES_FOUND ? &w->lanes : NULL;
    const struct target *t = found == LANES_FOUND ? &target : &one->target;
    for (uint32_t a = 0; a < w->n_areas; a++) {
        w->scratch[a] = (struct amount){.sign = SIGN_ABSENT};
        if (one->below_kreis || !area_below_kreis(r.areas, a))
            w->scratch[a] = resolve_target(&r, t, a, year, NULL);
        any = any || w->scratch[a].sign != SIGN_ABSENT;
    }
    if (!any)
        return NULL;
    return arena_copy(w->arena, w->scratch, w->n_areas, sizeof *w->scratch);
}

void quantities_resolve(struct quantities *q, const struct resolver *r, size_t n_areas)
{
    struct rows w = {.arena = q->rows, .resolver = r, .n_areas = n_areas};
    w.columns = columns_new(r->facts);
    w.scratch = mem_alloc((n_areas + 1) * sizeof *w.scratch);
    lanes_init(&w.lanes, n_areas);
    for (size_t i = 0; i < q->n; i++) {
        struct quantity *one = &q->list[i];
        one->target = target_make(r, &one->target.term, q->arena);
        one->years = facts_years(r->facts, one->target.term.measure, &one->n_years);
        one->rows = arena_array(q->rows, one->n_years + 1, sizeof *one->rows);
        for (size_t y = 0; y < one->n_years; y++)
            one->rows[y] = resolve_row(&w, one, one->years[y]);
    }
    lanes_release(&w.lanes);
    columns_free(w.columns);
    free(w.scratch);
}

void quantities_forget_rows(struct quantities *q)
{
    for (size_t i = 0; i < q->n; i++)
        q->list[i].rows = NULL;
    arena_free(q->rows);
    q->rows = NULL;
}

/* Index of the year, or n_years. */
static size_t find_year(const struct quantity *q, int year)
{
    size_t y = 0;
    while (y < q->n_years && q->years[y] != year)
        y++;
    return y;
}

bool quantity_has_year(const struct quantity *q, int year)
{
    return find_year(q, year) < q->n_years;
}

const struct amount *quantity_row(const struct quantity *q, int year)
{
    size_t y = find_year(q, year);
    return y < q->n_years ? q->rows[y] : NULL;
}
