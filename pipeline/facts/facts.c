#include "facts/facts.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/names.h"

enum {
    CHUNK_BITS = 16,
    CHUNK = 1 << CHUNK_BITS, /* cells: a column grows by chunks and is never copied */
    FIRST_YEAR = 1900,
    MAX_MEASURES = 2048,
    MAX_AREAS = 32768,
    MAX_ORIGINS = 65536,
    MAX_COLUMN = 65535,
    FIRST_SLOT_BITS = 10,
    AGE_SHIFT = 7,   /* of age_from in a key */
    YEAR_SHIFT = 22,
    YEARS = 256
};

/* A key needs 56 bits; sign and marks fill the 8 above. */
static const uint64_t key_mask = (UINT64_C(1) << 56) - 1;

#define LINE      8 /* slots in a line of the cache of 64 bytes */
#define LINE_MASK UINT64_C(7)

struct chunk { /* 24 bytes a cell */
    uint64_t key[CHUNK];
    double value[CHUNK];
    uint32_t line[CHUNK];
    uint16_t origin[CHUNK];
    uint16_t column[CHUNK];
};

struct slot {
    uint32_t cell; /* 1 more than its number; 0 where the slot is free */
    uint32_t hash; /* so that most probes end here */
};

struct origin { /* of which source and file */
    uint32_t source, file;
};

struct measure_lists {
    int *years;
    size_t n_years;
    struct age_class *ages;
    size_t n_ages;
};

struct part_list { /* of a cell that is a sum */
    uint32_t cell;
    struct fact_part *parts;
    size_t n;
};

struct facts {
    struct chunk **chunks;
    size_t n_chunks;
    size_t count;
    struct slot *slots;
    unsigned slot_bits; /* there are 2^slot_bits */
    struct names files;
    struct origin *origins;
    size_t n_origins;
    struct arena *arena; /* of the lists */
    struct measure_lists *lists;
    size_t n_lists;
    struct remark *remarks;
    size_t n_remarks;
    uint32_t *remarked; /* what the remarks are of; open addressing, 0 is free */
    size_t n_remarked, remarked_slots; /* slots: power of two */
    struct part_list *sums; /* ascending by cell: sums are added as they are made */
    size_t n_sums;
};

/* measure 11, area 15, year 8, month 4, sex 2, nationality 2, ages 7 + 7 bits. */
static uint64_t pack(struct fact_key k)
{
    assert(k.measure < MAX_MEASURES && k.area < MAX_AREAS);
    assert(k.year >= FIRST_YEAR && k.year < FIRST_YEAR + YEARS);
    assert(k.month >= 0 && k.month <= 12);
    assert(k.age_from >= 0 && k.age_from < k.age_to && k.age_to <= AGE_OPEN);
    uint64_t p = k.measure;
    p = p << 15 | k.area;
    p = p << 8 | (uint64_t)(k.year - FIRST_YEAR);
    p = p << 4 | (uint64_t)k.month;
    p = p << 2 | (uint64_t)k.sex;
    p = p << 2 | (uint64_t)k.nationality;
    p = p << 7 | (uint64_t)k.age_from;
    return p << 7 | (uint64_t)k.age_to;
}

static struct fact_key unpack(uint64_t p)
{
    return (struct fact_key){
        .age_to = (int)(p & 127),
        .age_from = (int)(p >> 7 & 127),
        .nationality = (enum nationality)(p >> 14 & 3),
        .sex = (enum sex)(p >> 16 & 3),
        .month = (int)(p >> 18 & 15),
        .year = FIRST_YEAR + (int)(p >> 22 & 255),
        .area = (uint32_t)(p >> 30 & 32767),
        .measure = (uint32_t)(p >> 45 & 2047),
    };
}

/* Finaliser of SplitMix64 (Steele, Lea, Flood 2014): every bit of a key moves
 * every bit of its slot. */
static uint64_t mix(uint64_t x)
{
    x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
    return x ^ x >> 31;
}

/* Files go on by ages, or by years where they know no ages. Eight keys that differ in nothing
 * else are a family: their hashes differ in the last three bits only, so that they lie in one
 * line of the cache, each in a slot of its own. */
static uint32_t hash_of(uint64_t key)
{
    static const uint64_t all_ages = AGE_OPEN; /* 0..AGE_OPEN */
    uint64_t ages = key & 0x3FFF, from = ages >> AGE_SHIFT, near, family;
    if (ages == all_ages) {
        near = (key >> YEAR_SHIFT) + FIRST_YEAR;
        family = key & ~(LINE_MASK << YEAR_SHIFT);
    } else {
        near = from;
        family = (key & ~(LINE_MASK << AGE_SHIFT | 127)) | ((ages & 127) - from);
    }
    uint64_t hash = mix(family);
    return (uint32_t)((hash >> 32 & ~LINE_MASK) | ((hash + near) & LINE_MASK));
}

static uint64_t stored_key(const struct facts *f, size_t cell)
{
    return f->chunks[cell >> CHUNK_BITS]->key[cell & (CHUNK - 1)];
}

/* Where a hash belongs: its first bits say in which line, so that slots keep their order when
 * the table grows; its last ones, where in the line. */
static size_t home_of(const struct facts *f, uint32_t hash)
{
    uint64_t line = (uint64_t)hash << f->slot_bits >> 32 & ~LINE_MASK;
    return (size_t)(line | (hash & LINE_MASK));
}

/* The same place in the next line: who is displaced stays with his family. From the last line
 * on to the next place of the first, so that all slots are seen at last. */
static size_t next_slot(const struct facts *f, size_t i)
{
    return i + LINE < (size_t)1 << f->slot_bits ? i + LINE : (i + 1) & LINE_MASK;
}

/* Slot that holds the key, or the free one where it belongs. */
static struct slot *slot_of(const struct facts *f, uint64_t key, uint32_t hash)
{
    size_t i = home_of(f, hash);
    while (f->slots[i].cell != 0) {
        if (f->slots[i].hash == hash &&
            (stored_key(f, f->slots[i].cell - 1) & key_mask) == key)
            break;
        i = next_slot(f, i);
    }
    return &f->slots[i];
}

/* Rows of single ages or years come in their order: when a family begins, the next one is
 * asked for, so that its line is there in time. */
static void ask_ahead(const struct facts *f, uint64_t key, const struct fact_key *k)
{
    bool all_ages = k->age_from == 0 && k->age_to == AGE_OPEN;
    if (((all_ages ? k->year : k->age_from) & (LINE - 1)) != 0)
        return;
    key += all_ages ? (uint64_t)LINE << YEAR_SHIFT : (uint64_t)LINE << AGE_SHIFT | LINE;
    __builtin_prefetch(&f->slots[home_of(f, hash_of(key))], 1);
}

/* All keys differ, so that no comparison is needed. */
static void grow_slots(struct facts *f)
{
    struct slot *old = f->slots;
    size_t n = (size_t)1 << f->slot_bits++;
    f->slots = mem_alloc(2 * n * sizeof *f->slots);
    /* Written once in order, its pages cost half of what they do when they come one by one. */
    memset(f->slots, 0, 2 * n * sizeof *f->slots);
    for (size_t k = 0; k < n; k++) {
        if (old[k].cell == 0)
            continue;
        size_t i = home_of(f, old[k].hash);
        while (f->slots[i].cell != 0)
            i = next_slot(f, i);
        f->slots[i] = old[k];
    }
    free(old);
}

struct facts *facts_new(void)
{
    struct facts *f = mem_alloc(sizeof *f);
    f->slot_bits = FIRST_SLOT_BITS;
    f->slots = mem_alloc(sizeof *f->slots << FIRST_SLOT_BITS);
    f->arena = arena_new();
    names_init(&f->files);
    return f;
}

void facts_free(struct facts *f)
{
    if (f == NULL)
        return;
    for (size_t i = 0; i < f->n_chunks; i++)
        free(f->chunks[i]);
    free(f->chunks);
    free(f->slots);
    free(f->origins);
    names_release(&f->files);
    free(f->remarked);
    arena_free(f->arena);
    free(f);
}

uint32_t facts_intern_file(struct facts *f, const char *name)
{
    return names_intern(&f->files, name, strlen(name));
}

const char *facts_file(const struct facts *f, uint32_t id)
{
    return names_at(&f->files, id);
}

/* Cells of one file follow each other, so the last origin nearly always fits. */
static uint16_t intern_origin(struct facts *f, uint32_t source, uint32_t file)
{
    for (size_t i = f->n_origins; i > 0; i--)
        if (f->origins[i - 1].source == source && f->origins[i - 1].file == file)
            return (uint16_t)(i - 1);
    assert(f->n_origins < MAX_ORIGINS);
    f->origins = mem_grow(f->origins, f->n_origins + 1, sizeof *f->origins);
    f->origins[f->n_origins] = (struct origin){source, file};
    return (uint16_t)f->n_origins++;
}

static void append(struct facts *f, uint64_t key, struct fact v)
{
    size_t at = f->count & (CHUNK - 1);
    if (at == 0) {
        f->chunks = mem_grow(f->chunks, f->n_chunks + 1, sizeof *f->chunks);
        f->chunks[f->n_chunks++] = mem_alloc(sizeof **f->chunks);
    }
    struct chunk *c = f->chunks[f->n_chunks - 1];
    uint64_t state = (uint64_t)v.sign << 4 | (v.marks & 15u);
    c->key[at] = key | state << 56;
    c->value[at] = v.sign == SIGN_VALUE ? v.value : 0;
    c->line[at] = v.line;
    c->origin[at] = intern_origin(f, v.source, v.file);
    c->column[at] = (uint16_t)(v.column < MAX_COLUMN ? v.column : MAX_COLUMN);
    f->count++;
}

/* "Nothing" and a plain 0 say the same of a number. */
static bool agrees(const struct fact *a, const struct fact *b)
{
    bool a_zero = a->sign == SIGN_NOTHING || (a->sign == SIGN_VALUE && a->value == 0);
    bool b_zero = b->sign == SIGN_NOTHING || (b->sign == SIGN_VALUE && b->value == 0);
    if (a_zero || b_zero)
        return a_zero && b_zero;
    return a->sign == b->sign && (a->sign != SIGN_VALUE || a->value == b->value);
}

enum fact_added facts_add(struct facts *f, struct fact_key k, struct fact v, uint32_t *first)
{
    assert(v.sign < SIGN_COUNT && f->count < CELL_NONE);
    uint64_t key = pack(k);
    uint32_t hash = hash_of(key);
    struct slot *slot = slot_of(f, key, hash);
    if (slot->cell != 0) {
        *first = slot->cell - 1;
        struct fact known = facts_at(f, *first);
        return agrees(&known, &v) ? FACT_SAME : FACT_CONFLICT;
    }
    if (f->count >= ((size_t)1 << f->slot_bits) / 3 * 2) {
        grow_slots(f);
        slot = slot_of(f, key, hash);
    }
    ask_ahead(f, key, &k);
    *first = (uint32_t)f->count;
    append(f, key, v);
    *slot = (struct slot){*first + 1, hash};
    return FACT_NEW;
}

void facts_add_part(struct facts *f, uint32_t cell, const struct fact_part *part)
{
    assert(cell < f->count);
    if (f->n_sums == 0 || f->sums[f->n_sums - 1].cell != cell) {
        assert(f->n_sums == 0 || f->sums[f->n_sums - 1].cell < cell);
        f->sums = arena_push(f->arena, f->sums, f->n_sums, sizeof *f->sums);
        f->sums[f->n_sums++] = (struct part_list){.cell = cell};
    }
    struct part_list *l = &f->sums[f->n_sums - 1];
    l->parts = arena_push(f->arena, l->parts, l->n, sizeof *l->parts);
    l->parts[l->n] = *part;
    l->parts[l->n++].name = arena_strdup(f->arena, part->name);
}

static int compare_cell(const void *key, const void *item)
{
    const uint32_t *cell = key;
    const struct part_list *l = item;
    return (*cell > l->cell) - (*cell < l->cell);
}

const struct fact_part *facts_parts(const struct facts *f, uint32_t cell, size_t *n)
{
    const struct part_list *l =
        f->n_sums == 0 ? NULL : bsearch(&cell, f->sums, f->n_sums, sizeof *f->sums, compare_cell);
    *n = l != NULL ? l->n : 0;
    return l != NULL ? l->parts : NULL;
}

uint32_t facts_find(const struct facts *f, struct fact_key k)
{
    uint64_t key = pack(k);
    const struct slot *slot = slot_of(f, key, hash_of(key));
    return slot->cell == 0 ? CELL_NONE : slot->cell - 1;
}

size_t facts_count(const struct facts *f)
{
    return f->count;
}

struct fact_key facts_key(const struct facts *f, uint32_t cell)
{
    assert(cell < f->count);
    return unpack(stored_key(f, cell));
}

struct fact facts_at(const struct facts *f, uint32_t cell)
{
    assert(cell < f->count);
    const struct chunk *c = f->chunks[cell >> CHUNK_BITS];
    size_t at = cell & (CHUNK - 1);
    struct origin from = f->origins[c->origin[at]];
    return (struct fact){
        .value = c->value[at],
        .sign = (enum sign)(c->key[at] >> 60),
        .marks = (unsigned)(c->key[at] >> 56 & 15),
        .source = from.source,
        .file = from.file,
        .line = c->line[at],
        .column = c->column[at],
    };
}

/* What occurs for one measure: a bit for each year and each pair of ages. */
struct seen {
    uint64_t years[YEARS / 64];
    uint64_t ages[128][2];
};

static void mark_seen(struct seen *s, struct fact_key k)
{
    int year = k.year - FIRST_YEAR;
    s->years[year / 64] |= UINT64_C(1) << year % 64;
    s->ages[k.age_from][k.age_to / 64] |= UINT64_C(1) << k.age_to % 64;
}

static void list_years(struct measure_lists *l, const struct seen *s, struct arena *a)
{
    l->years = arena_array(a, YEARS, sizeof *l->years);
    for (int y = 0; y < YEARS; y++)
        if (s->years[y / 64] >> y % 64 & 1)
            l->years[l->n_years++] = FIRST_YEAR + y;
}

static bool seen_age(const struct seen *s, int from, int to)
{
    return s->ages[from][to / 64] >> to % 64 & 1;
}

static void list_ages(struct measure_lists *l, const struct seen *s, struct arena *a)
{
    for (int pass = 0; pass < 2; pass++) {
        l->n_ages = 0;
        for (int from = 0; from < AGE_OPEN; from++) {
            bool any = (s->ages[from][0] | s->ages[from][1]) != 0; /* most measures know few */
            for (int to = from + 1; any && to <= AGE_OPEN; to++)
                if (seen_age(s, from, to)) {
                    if (l->ages != NULL)
                        l->ages[l->n_ages] = (struct age_class){from, to};
                    l->n_ages++;
                }
        }
        if (l->ages == NULL)
            l->ages = arena_array(a, l->n_ages + 1, sizeof *l->ages);
    }
}

void facts_close(struct facts *f, size_t n_measures)
{
    assert(f->lists == NULL && n_measures <= MAX_MEASURES);
    struct seen *seen = mem_alloc((n_measures + 1) * sizeof *seen);
    for (size_t cell = 0; cell < f->count; cell++) {
        struct fact_key k = unpack(stored_key(f, cell));
        assert(k.measure < n_measures);
        mark_seen(&seen[k.measure], k);
    }
    f->lists = arena_array(f->arena, n_measures + 1, sizeof *f->lists);
    f->n_lists = n_measures;
    for (size_t m = 0; m < n_measures; m++) {
        list_years(&f->lists[m], &seen[m], f->arena);
        list_ages(&f->lists[m], &seen[m], f->arena);
    }
    free(seen);
}

const int *facts_years(const struct facts *f, uint32_t measure, size_t *n)
{
    assert(measure < f->n_lists);
    *n = f->lists[measure].n_years;
    return f->lists[measure].years;
}

const struct age_class *facts_ages(const struct facts *f, uint32_t measure, size_t *n)
{
    assert(measure < f->n_lists);
    *n = f->lists[measure].n_ages;
    return f->lists[measure].ages;
}

/* What a remark is of: measure 11, year 8, month 4, day 5 bits, and a day is never 0; or the
 * highest bit, area 15, file 16 bits. */
static uint32_t pack_remark(const struct remark *r)
{
    if (r->kind == REMARK_NAME) {
        assert(r->area < MAX_AREAS && r->file < MAX_ORIGINS);
        return UINT32_C(1) << 31 | r->area << 16 | r->file;
    }
    assert(r->measure < MAX_MEASURES && r->month >= 1 && r->month <= 12);
    assert(r->year >= FIRST_YEAR && r->year < FIRST_YEAR + YEARS && r->day >= 1 && r->day <= 31);
    return r->measure << 17 | (uint32_t)(r->year - FIRST_YEAR) << 9 | (uint32_t)r->month << 5 |
           (uint32_t)r->day;
}

/* Slot that holds it, or the free one where it belongs. */
static uint32_t *remark_slot(uint32_t *set, size_t slots, uint32_t packed)
{
    size_t i = (size_t)mix(packed) & (slots - 1);
    while (set[i] != 0 && set[i] != packed)
        i = (i + 1) & (slots - 1);
    return &set[i];
}

static void grow_remarked(struct facts *f)
{
    size_t slots = f->remarked_slots == 0 ? (size_t)1 << FIRST_SLOT_BITS : f->remarked_slots * 2;
    uint32_t *set = mem_alloc(slots * sizeof *set);
    for (size_t i = 0; i < f->remarked_slots; i++)
        if (f->remarked[i] != 0)
            *remark_slot(set, slots, f->remarked[i]) = f->remarked[i];
    free(f->remarked);
    f->remarked = set;
    f->remarked_slots = slots;
}

void facts_remark(struct facts *f, struct remark r)
{
    if (f->n_remarked >= f->remarked_slots / 2)
        grow_remarked(f);
    uint32_t packed = pack_remark(&r);
    uint32_t *slot = remark_slot(f->remarked, f->remarked_slots, packed);
    if (*slot == packed)
        return;
    *slot = packed;
    f->n_remarked++;
    r.text = arena_strdup(f->arena, r.text);
    f->remarks = arena_push(f->arena, f->remarks, f->n_remarks, sizeof *f->remarks);
    f->remarks[f->n_remarks++] = r;
}

size_t facts_remarks(const struct facts *f)
{
    return f->n_remarks;
}

const struct remark *facts_remark_at(const struct facts *f, size_t i)
{
    assert(i < f->n_remarks);
    return &f->remarks[i];
}
