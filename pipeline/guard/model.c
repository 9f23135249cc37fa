#include "guard/model_private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "guard/truth_private.h"

enum { FIRST_YEAR = 1900, YEARS = 256, NO_BLOCK = -1 };

struct block { /* measures that hang together, in one year */
    uint32_t family;
    int year;
    bool active;
    bool limits[AGE_OPEN + 1]; /* where an age class begins or ends */
    int age_index[AGE_OPEN + 1];
    size_t n_ages, n_sexes, n_nationalities, n_leaves, n_measures;
    size_t *leaf;      /* by area: 1 + its place, 0: none */
    bool *divided;     /* by area: a Kreis that consists of its municipalities here */
    size_t first_atom;
};

struct builder {
    struct model *out;
    const struct counts *counts;
    const struct catalogue *catalogue;
    const struct areas *areas;
    const struct facts *facts;
    struct arena *scratch;
    uint32_t *family;   /* by measure: the place of the first of those that hang together */
    size_t *in_family;  /* by measure: its place there */
    size_t *family_size;
    int *block_at;      /* by family and year */
    size_t *joined;     /* by block: union-find */
    struct block *blocks;
    size_t n_blocks;
    struct known_cell *cells;
    size_t n_cells, cap_cells;
};

static size_t root(size_t *joined, size_t i)
{
    while (joined[i] != i) {
        joined[i] = joined[joined[i]];
        i = joined[i];
    }
    return i;
}

static void join(size_t *joined, size_t a, size_t b)
{
    a = root(joined, a);
    b = root(joined, b);
    if (a < b)
        joined[b] = a;
    else
        joined[a] = b;
}

static void find_families(struct builder *b)
{
    const struct order *o = b->counts->order;
    size_t n = catalogue_measures(b->catalogue);
    size_t *joined = arena_array(b->scratch, n + 1, sizeof *joined);
    b->family = arena_array(b->scratch, n + 1, sizeof *b->family);
    b->in_family = arena_array(b->scratch, n + 1, sizeof *b->in_family);
    b->family_size = arena_array(b->scratch, n + 1, sizeof *b->family_size);
    for (size_t i = 0; i < n; i++)
        joined[i] = i;
    for (size_t i = 0; i < o->n_relations; i++) {
        const struct relation *r = &o->relations[i];
        for (size_t k = 0; k < r->n_parts; k++)
            join(joined, o->measure_place[r->whole], o->measure_place[r->parts[k]]);
    }
    for (size_t i = 0; i < n; i++) {
        uint32_t measure = o->measure_at[i];
        b->family[measure] = (uint32_t)root(joined, i);
        b->in_family[measure] = b->family_size[b->family[measure]]++;
    }
}

static int *block_slot(const struct builder *b, uint32_t measure, int year)
{
    return &b->block_at[(size_t)b->family[measure] * YEARS + (size_t)(year - FIRST_YEAR)];
}

static size_t find_block(struct builder *b, uint64_t key, size_t *cap)
{
    struct fact_key k = counts_unpack(b->counts->order, key);
    int *at = block_slot(b, k.measure, k.year);
    if (*at != NO_BLOCK)
        return (size_t)*at;
    if (b->n_blocks == *cap) {
        *cap = *cap * 2 + 16;
        b->blocks = mem_grow(b->blocks, *cap, sizeof *b->blocks);
        b->joined = mem_grow(b->joined, *cap, sizeof *b->joined);
    }
    b->blocks[b->n_blocks] = (struct block){.family = b->family[k.measure], .year = k.year};
    b->joined[b->n_blocks] = b->n_blocks;
    *at = (int)b->n_blocks;
    return b->n_blocks++;
}

/* Blocks that counts join with one that holds something hidden. */
static void find_blocks(struct builder *b)
{
    const struct counts *c = b->counts;
    size_t n = catalogue_measures(b->catalogue) * YEARS, cap = 0;
    b->block_at = arena_array(b->scratch, n + 1, sizeof *b->block_at);
    for (size_t i = 0; i < n; i++)
        b->block_at[i] = NO_BLOCK;
    for (size_t i = 0; i < c->n; i++) {
        size_t first = find_block(b, c->list[i].cells[0].key, &cap);
        for (size_t k = 1; k < c->list[i].n_cells; k++)
            join(b->joined, first, find_block(b, c->list[i].cells[k].key, &cap));
    }
    for (size_t i = 0; i < c->n; i++) {
        enum knowledge k = counts_knowledge(c, i);
        if (k == SMALL || k == PRIMARY) {
            size_t at = find_block(b, c->list[i].cells[0].key, &cap);
            b->blocks[root(b->joined, at)].active = true;
        }
    }
    for (size_t i = 0; i < b->n_blocks; i++)
        b->blocks[i].active = b->blocks[root(b->joined, i)].active;
}

static void add_cell(struct builder *b, struct known_cell cell)
{
    if (b->n_cells == b->cap_cells) {
        b->cap_cells = b->cap_cells * 2 + 256;
        b->cells = mem_grow(b->cells, b->cap_cells, sizeof *b->cells);
    }
    b->cells[b->n_cells++] = cell;
}

static int compare_cells(const void *a, const void *b)
{
    const struct known_cell *x = a, *y = b;
    return (x->key > y->key) - (x->key < y->key);
}

static bool active(const struct builder *b, uint32_t measure, int year)
{
    int at = *block_slot(b, measure, year);
    return at != NO_BLOCK && b->blocks[at].active;
}

/* The cells of counts, and what is known to everyone from other sources. */
static void collect_cells(struct builder *b)
{
    for (size_t i = 0; i < b->counts->n; i++) {
        const struct count *c = &b->counts->list[i];
        for (size_t k = 0; k < c->n_cells; k++) {
            struct fact_key key = counts_unpack(b->counts->order, c->cells[k].key);
            if (active(b, key.measure, key.year))
                add_cell(b, (struct known_cell){c->cells[k].key, c->cells[k].value, false});
        }
    }
    for (uint32_t i = 0; i < facts_count(b->facts); i++) {
        struct fact_key key = facts_key(b->facts, i);
        if (key.month != 0 || !active(b, key.measure, key.year))
            continue;
        struct fact f = facts_at(b->facts, i);
        if (!primary_raw(b->catalogue, &f) && (f.sign == SIGN_VALUE || f.sign == SIGN_NOTHING) &&
            counts_usable(f.value) &&
            catalogue_measure(b->catalogue, key.measure)->additive)
            add_cell(b, (struct known_cell){counts_key(b->counts->order, key), f.value, true});
    }
    if (b->n_cells > 0)
        qsort(b->cells, b->n_cells, sizeof *b->cells, compare_cells);
    size_t kept = 0;
    for (size_t i = 0; i < b->n_cells; i++) {
        if (kept == 0 || b->cells[kept - 1].key != b->cells[i].key)
            b->cells[kept++] = b->cells[i];
    }
    b->n_cells = kept;
}

static struct block *block_of(const struct builder *b, uint64_t key)
{
    struct fact_key k = counts_unpack(b->counts->order, key);
    return &b->blocks[*block_slot(b, k.measure, k.year)];
}

/* A Kreis is divided where anything is known below it. */
static void divide(const struct builder *b, struct block *block, uint32_t area)
{
    const struct area *a = areas_at(b->areas, area);
    if (a->kind == AREA_GEMEINDE && a->parent != AREA_NONE)
        block->divided[a->parent] = true;
    for (size_t i = 0; a->kind == AREA_GROUP && i < a->n_members; i++) {
        const struct area *m = areas_at(b->areas, a->members[i]);
        if (m->kind == AREA_GEMEINDE && m->parent != AREA_NONE)
            block->divided[m->parent] = true;
    }
}

static void survey_cells(struct builder *b)
{
    size_t n = areas_count(b->areas);
    for (size_t i = 0; i < b->n_cells; i++) {
        struct fact_key k = counts_unpack(b->counts->order, b->cells[i].key);
        struct block *block = block_of(b, b->cells[i].key);
        if (block->leaf == NULL) {
            block->leaf = arena_array(b->scratch, n + 1, sizeof *block->leaf);
            block->divided = arena_array(b->scratch, n + 1, sizeof *block->divided);
            block->n_sexes = block->n_nationalities = 1;
            block->n_measures = b->family_size[block->family];
        }
        if (k.sex != SEX_ALL)
            block->n_sexes = 2;
        if (k.nationality != NAT_ALL)
            block->n_nationalities = 2;
        block->limits[k.age_from] = block->limits[k.age_to] = true;
        divide(b, block, k.area);
    }
}

struct leaves { /* areas that are not divided further, of one area */
    uint32_t *areas;
    size_t n;
};

static void add_leaves(const struct builder *b, const struct block *block, uint32_t area,
                       struct leaves *out)
{
    const struct area *a = areas_at(b->areas, area);
    if (a->kind == AREA_KREIS && block->divided[area] && a->n_members > 0) {
        memcpy(out->areas + out->n, b->counts->order->members[area],
               a->n_members * sizeof *out->areas);
        out->n += a->n_members;
    } else {
        out->areas[out->n++] = area;
    }
}

static void find_leaves(const struct builder *b, const struct block *block, uint32_t area,
                        struct leaves *out)
{
    const struct area *a = areas_at(b->areas, area);
    out->n = 0;
    for (size_t i = 0; a->kind == AREA_GROUP && i < a->n_members; i++)
        add_leaves(b, block, b->counts->order->members[area][i], out);
    if (out->n == 0)
        add_leaves(b, block, area, out);
}

static void number_atoms(struct builder *b, struct leaves *room)
{
    for (size_t i = 0; i < b->n_cells; i++) {
        struct block *block = block_of(b, b->cells[i].key);
        find_leaves(b, block, counts_unpack(b->counts->order, b->cells[i].key).area, room);
        for (size_t k = 0; k < room->n; k++) {
            if (block->leaf[room->areas[k]] == 0)
                block->leaf[room->areas[k]] = ++block->n_leaves;
        }
    }
    for (size_t i = 0; i < b->n_blocks; i++) {
        struct block *block = &b->blocks[i];
        if (block->leaf == NULL)
            continue;
        size_t n = 0;
        for (int age = 0; age <= AGE_OPEN; age++) {
            block->age_index[age] = (int)n;
            n += block->limits[age];
        }
        block->n_ages = n - 1;
        block->first_atom = b->out->n_atoms;
        b->out->n_atoms += block->n_measures * block->n_leaves * block->n_sexes *
                           block->n_nationalities * block->n_ages;
    }
}

static size_t atom_at(const struct block *b, size_t measure, size_t leaf, size_t sex,
                      size_t nationality, size_t age)
{
    size_t at = measure * b->n_leaves + leaf;
    at = at * b->n_sexes + sex;
    at = at * b->n_nationalities + nationality;
    return b->first_atom + at * b->n_ages + age;
}

struct range {
    size_t from, to;
};

/* "All" is each, m and w (German and foreign) are the first and second. */
static struct range range_of(int which, size_t n)
{
    return which == 0 ? (struct range){0, n} : (struct range){(size_t)which - 1, (size_t)which};
}

/* Atoms of a cell, behind those that the row has. */
static void expand(const struct builder *b, uint64_t key, double weight, struct leaves *room,
                   struct row *row, size_t *cap)
{
    struct fact_key k = counts_unpack(b->counts->order, key);
    const struct block *block = block_of(b, key);
    struct range sexes = range_of((int)k.sex, block->n_sexes);
    struct range nations = range_of((int)k.nationality, block->n_nationalities);
    size_t from = (size_t)block->age_index[k.age_from];
    size_t to = (size_t)block->age_index[k.age_to];
    find_leaves(b, block, k.area, room);
    size_t more = room->n * block->n_sexes * block->n_nationalities * (to - from);
    if (row->n + more > *cap) {
        *cap = (row->n + more) * 2;
        row->atoms = mem_grow(row->atoms, *cap, sizeof *row->atoms);
        row->weights = mem_grow(row->weights, *cap, sizeof *row->weights);
    }
    for (size_t l = 0; l < room->n; l++) {
        size_t leaf = block->leaf[room->areas[l]] - 1;
        for (size_t s = sexes.from; s < sexes.to; s++) {
            for (size_t n = nations.from; n < nations.to; n++) {
                for (size_t a = from; a < to; a++, row->n++) {
                    row->atoms[row->n] = atom_at(block, b->in_family[k.measure], leaf, s, n, a);
                    row->weights[row->n] = weight;
                }
            }
        }
    }
}

static size_t add_row(struct model *m, struct row row)
{
    if (m->n_rows == m->cap_rows) {
        m->cap_rows = m->cap_rows * 2 + 256;
        m->rows = mem_grow(m->rows, m->cap_rows, sizeof *m->rows);
    }
    size_t *atoms = arena_array(m->arena, row.n + 1, sizeof *atoms);
    double *weights = arena_array(m->arena, row.n + 1, sizeof *weights);
    if (row.n > 0) {
        memcpy(atoms, row.atoms, row.n * sizeof *atoms);
        memcpy(weights, row.weights, row.n * sizeof *weights);
    }
    row.atoms = atoms;
    row.weights = weights;
    m->rows[m->n_rows] = row;
    return m->n_rows++;
}

/* Two cells of a row may share atoms (overlapping terms): each atom stands once. seen: by
 * atom, all 0, and so again afterwards. */
static void merge_atoms(struct row *row, size_t *seen)
{
    size_t kept = 0;
    for (size_t i = 0; i < row->n; i++) {
        size_t atom = row->atoms[i];
        if (seen[atom] > 0) {
            row->weights[seen[atom] - 1] += row->weights[i];
            continue;
        }
        row->atoms[kept] = atom;
        row->weights[kept++] = row->weights[i];
        seen[atom] = kept;
    }
    row->n = kept;
    for (size_t i = 0; i < kept; i++)
        seen[row->atoms[i]] = 0;
}

static void add_counts(struct builder *b, struct leaves *room)
{
    struct row row = {.low = -INFINITY, .high = INFINITY};
    size_t cap = 0;
    size_t *seen = mem_alloc((b->out->n_atoms + 1) * sizeof *seen);
    for (size_t i = 0; i < b->counts->n; i++) {
        const struct count *c = &b->counts->list[i];
        row.n = 0;
        if (block_of(b, c->cells[0].key)->active) {
            for (size_t k = 0; k < c->n_cells; k++)
                expand(b, c->cells[k].key, c->cells[k].weight, room, &row, &cap);
            merge_atoms(&row, seen);
            row.shift = c->value;
        }
        add_row(b->out, row);
    }
    b->out->n_counts = b->out->n_rows;
    free(seen);
    free(row.atoms);
    free(row.weights);
}

/* Cells as sums of atoms: what the truth is found from; the known ones are links. */
static struct row *add_cells(struct builder *b, struct leaves *room)
{
    struct row row = {0};
    size_t cap = 0;
    size_t *seen = mem_alloc((b->out->n_atoms + 1) * sizeof *seen);
    struct row *cells = arena_array(b->scratch, b->n_cells + 1, sizeof *cells);
    for (size_t i = 0; i < b->n_cells; i++) {
        row.n = 0;
        expand(b, b->cells[i].key, 1, room, &row, &cap);
        merge_atoms(&row, seen);
        cells[i].n = row.n;
        cells[i].atoms = arena_array(b->scratch, row.n, sizeof *row.atoms);
        cells[i].weights = arena_array(b->scratch, row.n, sizeof *row.weights);
        memcpy(cells[i].atoms, row.atoms, row.n * sizeof *row.atoms);
        memcpy(cells[i].weights, row.weights, row.n * sizeof *row.weights);
        cells[i].low = cells[i].high = b->cells[i].value;
        row.shift = b->cells[i].value;
        if (b->cells[i].elsewhere)
            add_row(b->out, row);
    }
    free(seen);
    free(row.atoms);
    free(row.weights);
    return cells;
}

static void add_relation(struct builder *b, const struct block *block, const struct relation *r,
                         struct row row)
{
    size_t classes = block->n_sexes * block->n_nationalities * block->n_ages;
    for (size_t at = 0; at < block->n_leaves * classes; at++) {
        size_t step = block->n_leaves * classes;
        row.atoms[0] = block->first_atom + b->in_family[r->whole] * step + at;
        row.weights[0] = 1;
        for (size_t k = 0; k < r->n_parts; k++) {
            row.atoms[k + 1] = block->first_atom + b->in_family[r->parts[k]] * step + at;
            row.weights[k + 1] = -1;
        }
        row.n = r->n_parts + 1;
        add_row(b->out, row);
    }
}

static void add_relations(struct builder *b)
{
    for (size_t i = 0; i < b->n_blocks; i++) {
        if (b->blocks[i].leaf == NULL)
            continue;
        for (size_t k = 0; k < b->counts->order->n_relations; k++) {
            const struct relation *r = &b->counts->order->relations[k];
            if (b->family[r->whole] != b->blocks[i].family)
                continue;
            struct row row = {.high = r->complete ? 0 : INFINITY};
            row.atoms = arena_array(b->scratch, r->n_parts + 1, sizeof *row.atoms);
            row.weights = arena_array(b->scratch, r->n_parts + 1, sizeof *row.weights);
            add_relation(b, &b->blocks[i], r, row);
        }
    }
}

/* From values to differences from the truth. */
static void move_to_truth(struct model *m, size_t first_relation)
{
    for (size_t i = 0; i < m->n_rows; i++) {
        struct row *row = &m->rows[i];
        double sum = 0;
        for (size_t k = 0; k < row->n; k++)
            sum += row->weights[k] * m->truth[row->atoms[k]];
        if (i < first_relation)
            row->shift = row->n > 0 ? row->shift - sum : 0;
        else /* parts that contradict their whole have no room left */
            row->low = row->high > 0 && sum > 0 ? -sum : 0;
    }
}

struct model *model_new(const struct counts *c, const struct areas *areas, const struct facts *f)
{
    struct model *m = mem_alloc(sizeof *m);
    struct builder b = {.out = m, .counts = c, .catalogue = c->catalogue, .areas = areas,
                        .facts = f, .scratch = arena_new()};
    struct leaves room = {0};
    size_t n = areas_count(areas);
    m->arena = arena_new();
    for (uint32_t i = 0; i < n; i++)
        room.n += areas_at(areas, i)->n_members + 1;
    room.areas = arena_array(b.scratch, room.n + 1, sizeof *room.areas);
    find_families(&b);
    find_blocks(&b);
    collect_cells(&b);
    survey_cells(&b);
    number_atoms(&b, &room);
    add_counts(&b, &room);
    struct row *cells = add_cells(&b, &room);
    size_t first_relation = m->n_rows;
    add_relations(&b);
    m->truth = arena_array(m->arena, m->n_atoms + 1, sizeof *m->truth);
    m->lower = arena_array(m->arena, m->n_atoms + 1, sizeof *m->lower);
    truth_find(m, cells, b.n_cells, first_relation);
    move_to_truth(m, first_relation);
    for (size_t i = 0; i < m->n_atoms; i++)
        m->lower[i] = m->truth[i] < 0 ? -INFINITY : -m->truth[i];
    free(b.blocks);
    free(b.joined);
    free(b.cells);
    arena_free(b.scratch);
    return m;
}

void model_free(struct model *m)
{
    if (m == NULL)
        return;
    free(m->rows);
    arena_free(m->arena);
    free(m);
}
