#include "guard/order_private.h"

#include <stdlib.h>
#include <string.h>

struct named {
    const char *name;
    uint32_t index;
};

static int by_name(const void *a, const void *b)
{
    const struct named *x = a, *y = b;
    int names = strcmp(x->name, y->name);
    return names != 0 ? names : (x->index > y->index) - (x->index < y->index);
}

/* Sorts the list; the place of each into place, who has a place into at. */
static void number(struct named *list, size_t n, uint32_t *place, uint32_t *at)
{
    if (n > 0)
        qsort(list, n, sizeof *list, by_name);
    for (size_t i = 0; i < n; i++) {
        at[i] = list[i].index;
        place[list[i].index] = (uint32_t)i;
    }
}

static int by_number(const void *a, const void *b)
{
    const uint32_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

/* Areas or measures by their places. */
static uint32_t *sorted(struct arena *a, const uint32_t *from, size_t n, const uint32_t *place,
                        const uint32_t *at)
{
    uint32_t *list = arena_array(a, n + 1, sizeof *list);
    for (size_t i = 0; i < n; i++)
        list[i] = place[from[i]];
    if (n > 0)
        qsort(list, n, sizeof *list, by_number);
    for (size_t i = 0; i < n; i++)
        list[i] = at[list[i]];
    return list;
}

/* As places, so that qsort can compare them; order_new() turns them back. */
static int by_measures(const void *a, const void *b)
{
    const struct relation *x = a, *y = b;
    if (x->whole != y->whole)
        return x->whole < y->whole ? -1 : 1;
    for (size_t i = 0; i < x->n_parts && i < y->n_parts; i++) {
        if (x->parts[i] != y->parts[i])
            return x->parts[i] < y->parts[i] ? -1 : 1;
    }
    if (x->n_parts != y->n_parts)
        return x->n_parts < y->n_parts ? -1 : 1;
    return x->complete - y->complete;
}

static void order_relations(struct arena *a, struct order *o, const struct catalogue *c)
{
    o->n_relations = catalogue_relations(c);
    o->relations = arena_array(a, o->n_relations + 1, sizeof *o->relations);
    for (size_t i = 0; i < o->n_relations; i++) {
        struct relation *r = &o->relations[i];
        *r = *catalogue_relation(c, i);
        uint32_t *parts = sorted(a, r->parts, r->n_parts, o->measure_place, o->measure_at);
        for (size_t k = 0; k < r->n_parts; k++)
            parts[k] = o->measure_place[parts[k]];
        r->parts = parts;
        r->whole = o->measure_place[r->whole];
    }
    if (o->n_relations > 0)
        qsort(o->relations, o->n_relations, sizeof *o->relations, by_measures);
    for (size_t i = 0; i < o->n_relations; i++) {
        struct relation *r = &o->relations[i];
        uint32_t *parts = arena_array(a, r->n_parts + 1, sizeof *parts);
        for (size_t k = 0; k < r->n_parts; k++)
            parts[k] = o->measure_at[r->parts[k]];
        r->parts = parts;
        r->whole = o->measure_at[r->whole];
    }
}

const struct order *order_new(struct arena *a, const struct areas *areas,
                              const struct catalogue *c)
{
    size_t n_areas = areas_count(areas), n_measures = catalogue_measures(c);
    size_t room = (n_areas > n_measures ? n_areas : n_measures) + 1;
    struct order *o = arena_alloc(a, sizeof *o);
    struct named *list = arena_array(a, room, sizeof *list);
    o->area_place = arena_array(a, n_areas + 1, sizeof *o->area_place);
    o->area_at = arena_array(a, n_areas + 1, sizeof *o->area_at);
    o->measure_place = arena_array(a, n_measures + 1, sizeof *o->measure_place);
    o->measure_at = arena_array(a, n_measures + 1, sizeof *o->measure_at);
    o->members = arena_array(a, n_areas + 1, sizeof *o->members);
    for (uint32_t i = 0; i < n_areas; i++)
        list[i] = (struct named){areas_at(areas, i)->key, i};
    number(list, n_areas, o->area_place, o->area_at);
    for (uint32_t i = 0; i < n_measures; i++)
        list[i] = (struct named){catalogue_measure(c, i)->id, i};
    number(list, n_measures, o->measure_place, o->measure_at);
    for (uint32_t i = 0; i < n_areas; i++) {
        const struct area *area = areas_at(areas, i);
        o->members[i] = sorted(a, area->members, area->n_members, o->area_place, o->area_at);
    }
    order_relations(a, o, c);
    return o;
}
