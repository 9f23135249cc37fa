#include "guard/origin_private.h"

#include <stdlib.h>

#include "base/arena.h"

struct origin { /* of one measure, year and source */
    int year;
    uint32_t source;
};

struct origin_list {
    struct origin *list;
    size_t n;
};

struct origins {
    struct origin_list *measures;
    size_t n_measures, n_sources;
};

/* Cells of one file and year follow each other, so the newest entries nearly always fit. */
static void add(struct origin_list *l, struct origin o)
{
    for (size_t i = l->n; i-- > 0;) {
        if (l->list[i].year == o.year && l->list[i].source == o.source)
            return;
    }
    l->list = mem_grow(l->list, l->n + 1, sizeof *l->list);
    l->list[l->n++] = o;
}

struct origins *origins_new(const struct catalogue *c, const struct facts *f)
{
    struct origins *o = mem_alloc(sizeof *o);
    o->n_measures = catalogue_measures(c);
    o->n_sources = catalogue_sources(c);
    o->measures = mem_alloc((o->n_measures + 1) * sizeof *o->measures);
    for (size_t i = 0; i < facts_count(f); i++) {
        struct fact_key k = facts_key(f, (uint32_t)i);
        add(&o->measures[k.measure],
            (struct origin){k.year, facts_at(f, (uint32_t)i).source});
    }
    return o;
}

void origins_free(struct origins *o)
{
    for (size_t m = 0; m < o->n_measures; m++)
        free(o->measures[m].list);
    free(o->measures);
    free(o);
}

static size_t missing(const struct origins *o, const struct term *terms, size_t n, int year,
                      const bool *found)
{
    size_t count = 0;
    for (size_t t = 0; t < n; t++) {
        const struct origin_list *l = &o->measures[terms[t].measure];
        for (size_t i = 0; i < l->n; i++)
            count += l->list[i].year == year && l->list[i].source < o->n_sources &&
                     !found[l->list[i].source];
    }
    return count;
}

size_t origins_missing(const struct origins *o, const struct indicator *ind, int year,
                       const bool *found)
{
    return missing(o, ind->numerator, ind->n_numerator, year, found) +
           missing(o, ind->denominator, ind->n_denominator, year + ind->denominator_offset,
                   found);
}
