#include "stats/column_private.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

enum { FIRST_SLOTS = 256 };

struct column {
    uint64_t key; /* 0: a free slot */
    uint32_t first, n; /* of cells */
};

struct columns {
    const struct facts *facts;
    struct column *slots;
    size_t n_slots; /* power of two */
    size_t n;       /* columns */
    uint32_t *cells;
};

/* All of a key but area and month; 1 in front, so that no key is 0. */
static uint64_t pack(struct fact_key k)
{
    uint64_t p = UINT64_C(1) << 16 | k.measure;
    p = p << 16 | (uint16_t)k.year;
    p = p << 2 | (uint64_t)k.sex;
    p = p << 2 | (uint64_t)k.nationality;
    p = p << 7 | (uint64_t)k.age_from;
    return p << 7 | (uint64_t)k.age_to;
}

/* Fibonacci hashing (Knuth, The Art of Computer Programming, vol. 3, 6.4). */
static struct column *slot_of(const struct columns *c, uint64_t key)
{
    size_t mask = c->n_slots - 1;
    size_t i = (size_t)(key * UINT64_C(0x9e3779b97f4a7c15) >> 32) & mask;
    while (c->slots[i].key != 0 && c->slots[i].key != key)
        i = (i + 1) & mask;
    return &c->slots[i];
}

static void grow(struct columns *c)
{
    struct column *old = c->slots;
    size_t n = c->n_slots;
    c->n_slots = n == 0 ? FIRST_SLOTS : 2 * n;
    c->slots = mem_alloc(c->n_slots * sizeof *c->slots);
    for (size_t i = 0; i < n; i++) {
        if (old[i].key != 0)
            *slot_of(c, old[i].key) = old[i];
    }
    free(old);
}

static void count_cell(struct columns *c, struct fact_key k)
{
    struct column *s = slot_of(c, pack(k));
    if (s->key == 0 && c->n >= c->n_slots / 2) {
        grow(c);
        s = slot_of(c, pack(k));
    }
    c->n += s->key == 0;
    s->key = pack(k);
    s->n++;
}

struct columns *columns_new(const struct facts *facts)
{
    struct columns *c = mem_alloc(sizeof *c);
    size_t count = facts_count(facts);
    uint32_t next = 0;
    c->facts = facts;
    grow(c);
    for (size_t i = 0; i < count; i++) {
        struct fact_key k = facts_key(facts, (uint32_t)i);
        if (k.month == 0)
            count_cell(c, k);
    }
    for (size_t i = 0; i < c->n_slots; i++) {
        c->slots[i].first = next;
        next += c->slots[i].n;
        c->slots[i].n = 0;
    }
    c->cells = mem_alloc((count + 1) * sizeof *c->cells);
    for (size_t i = 0; i < count; i++) {
        struct fact_key k = facts_key(facts, (uint32_t)i);
        struct column *s = k.month == 0 ? slot_of(c, pack(k)) : NULL;
        if (s != NULL)
            c->cells[s->first + s->n++] = (uint32_t)i;
    }
    return c;
}

void columns_free(struct columns *c)
{
    if (c == NULL)
        return;
    free(c->slots);
    free(c->cells);
    free(c);
}

const uint32_t *columns_find(const struct columns *c, struct fact_key key, size_t *n)
{
    const struct column *s = slot_of(c, pack(key));
    *n = s->n;
    return c->cells + s->first;
}

void lanes_init(struct lanes *l, size_t n_areas)
{
    *l = (struct lanes){.n_areas = n_areas};
}

void lanes_release(struct lanes *l)
{
    free(l->own);
    for (size_t i = 0; i < MAX_LANES; i++)
        free(l->classes[i]);
}

/* Memory of lanes is kept for the next target. */
static void fill_lane(struct lanes *l, uint32_t **lane, const struct facts *facts,
                      const uint32_t *cells, size_t n)
{
    if (*lane == NULL)
        *lane = mem_alloc((l->n_areas + 1) * sizeof **lane);
    memset(*lane, 0xff, l->n_areas * sizeof **lane); /* CELL_NONE */
    for (size_t i = 0; i < n; i++)
        (*lane)[facts_key(facts, cells[i]).area] = cells[i];
}

enum lanes_found lanes_fill(struct lanes *l, const struct columns *c, const struct facts *facts,
                            const struct target *t, int year, struct target *narrow)
{
    struct fact_key key = {.measure = t->term.measure, .year = year, .sex = t->term.sex,
                           .nationality = t->term.nationality, .age_from = t->term.age_from,
                           .age_to = t->term.age_to};
    size_t n = 0, n_own = 0;
    const uint32_t *own = columns_find(c, key, &n_own);
    *narrow = *t;
    narrow->ages = l->ages;
    narrow->n_ages = 0;
    for (size_t i = 0; i < t->n_ages; i++) {
        key.age_from = t->ages[i].from;
        key.age_to = t->ages[i].to;
        const uint32_t *cells = columns_find(c, key, &n);
        if (n == 0)
            continue;
        if (narrow->n_ages == MAX_LANES)
            return LANES_MANY;
        fill_lane(l, &l->classes[narrow->n_ages], facts, cells, n);
        l->ages[narrow->n_ages++] = t->ages[i];
    }
    if (n_own == 0 && narrow->n_ages == 0)
        return LANES_NONE;
    fill_lane(l, &l->own, facts, own, n_own);
    return LANES_FOUND;
}
