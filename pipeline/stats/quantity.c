#include "stats/quantity_private.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

void quantities_init(struct quantities *q)
{
    *q = (struct quantities){.arena = arena_new()};
}

void quantities_release(struct quantities *q)
{
    free(q->list);
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

static const struct amount *resolve_row(struct quantities *q, const struct resolver *r,
                                        const struct quantity *one, int year, size_t n_areas,
                                        struct amount *scratch)
{
    bool any = false;
    for (uint32_t a = 0; a < n_areas; a++) {
        scratch[a] = (struct amount){.sign = SIGN_ABSENT};
        if (one->below_kreis || !area_below_kreis(r->areas, a))
            scratch[a] = resolve_target(r, &one->target, a, year, NULL);
        any = any || scratch[a].sign != SIGN_ABSENT;
    }
    if (!any)
        return NULL;
    struct amount *row = arena_array(q->arena, n_areas, sizeof *row);
    memcpy(row, scratch, n_areas * sizeof *row);
    return row;
}

void quantities_resolve(struct quantities *q, const struct resolver *r, size_t n_areas)
{
    struct amount *scratch = mem_alloc((n_areas + 1) * sizeof *scratch);
    for (size_t i = 0; i < q->n; i++) {
        struct quantity *one = &q->list[i];
        one->target = target_make(r, &one->target.term, q->arena);
        one->years = facts_years(r->facts, one->target.term.measure, &one->n_years);
        one->rows = arena_array(q->arena, one->n_years + 1, sizeof *one->rows);
        for (size_t y = 0; y < one->n_years; y++)
            one->rows[y] = resolve_row(q, r, one, one->years[y], n_areas, scratch);
    }
    free(scratch);
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
