/* Changes of territory. A figure of a Gemeinde for a year before it took in another is the sum
 * of the figures of both, where a file has both; where it has the one alone it was computed
 * for the new territory already and stays as it is. */
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "ingest/ingest_private.h"
#include "xml/xml.h"

struct change {
    const char *key, *name;
    uint32_t to; /* area */
    int year;    /* first year of the new territory */
};

/* A figure that waits for the others of its sum. */
struct part {
    struct fact_key k;
    struct fact v;
    uint32_t change; /* whose, or CHANGE_NONE: of the area itself */
    size_t order;
};

struct territory {
    struct arena *arena;
    struct change *changes;
    struct names keys; /* id is the index of the change */
    bool *touched;     /* by area: has predecessors */
    struct part *parts;
    size_t n_parts, cap_parts;
};

static bool read_change(struct territory *t, const struct areas *areas, const struct xml_node *n,
                        struct diag *d)
{
    const char *from = xml_attr(n, "from"), *to = xml_attr(n, "to");
    const char *date = xml_attr(n, "date");
    struct date when;
    struct change c = {.key = arena_strdup(t->arena, from),
                       .name = arena_strdup(t->arena, xml_attr(n, "name"))};
    c.to = to == NULL ? AREA_NONE : areas_find(areas, to, strlen(to));
    if (from == NULL || c.to == AREA_NONE || areas_find(areas, from, strlen(from)) != AREA_NONE) {
        XML_REPORT(d, TERRITORY_KEY, n, c.to == AREA_NONE ? "to" : "from",
                   c.to == AREA_NONE ? to : from);
        return false;
    }
    if (date == NULL || !date_parse(date, strlen(date), &when))
        return false;
    /* A figure of the end of the year is of the new territory, a change at its beginning or not. */
    c.year = when.year;
    uint32_t known = t->keys.count;
    if (names_intern(&t->keys, from, strlen(from)) < known) {
        XML_REPORT(d, TERRITORY_TWICE, n, "from", from);
        return false;
    }
    t->changes[known] = c;
    t->touched[c.to] = true;
    return true;
}

struct territory *territory_load(const char *inputs, const struct areas *areas, struct diag *d)
{
    static const char name[] = "territory.xml";
    struct arena *a = arena_new();
    struct xml_doc *doc = NULL;
    struct territory *t = NULL;
    if (file_exists(path_join(a, inputs, name)))
        doc = xml_load(inputs, name, "territory.rng", d);
    if (doc == NULL) {
        arena_free(a);
        return NULL;
    }
    size_t n_most = 0;
    for (const struct xml_node *n = xml_first(xml_root(doc)); n != NULL; n = xml_next(n))
        n_most++;
    t = mem_alloc(sizeof *t);
    t->arena = a;
    t->changes = arena_array(a, n_most + 1, sizeof *t->changes);
    t->touched = arena_array(a, areas_count(areas) + 1, sizeof *t->touched);
    names_init(&t->keys);
    for (const struct xml_node *n = xml_first(xml_root(doc)); n != NULL; n = xml_next(n))
        read_change(t, areas, n, d);
    xml_free(doc);
    return t;
}

void territory_free(struct territory *t)
{
    if (t == NULL)
        return;
    names_release(&t->keys);
    free(t->parts);
    arena_free(t->arena);
    free(t);
}

uint32_t territory_find(const struct territory *t, const char *key, size_t len, uint32_t *area)
{
    uint32_t id = t == NULL ? NAMES_NONE : names_find(&t->keys, key, len);
    if (id == NAMES_NONE)
        return CHANGE_NONE;
    *area = t->changes[id].to;
    return id;
}

static void report_part(struct input *in, enum diag_code code, const struct part *p,
                        const char *what)
{
    const struct territory *t = in->run->territory;
    const char *name = p->change != CHANGE_NONE ? t->changes[p->change].name
                                                : areas_at(in->run->areas, p->k.area)->name;
    struct row row = {.line = (int)p->v.line};
    ROW_REPORT(in, code, &row, NO_FIELD, name, what);
}

bool territory_take(struct input *in, const struct fact_key *k, const struct fact *v)
{
    struct territory *t = in->run->territory;
    if (!t->touched[k->area])
        return false;
    struct part p = {*k, *v, in->change, t->n_parts};
    if (in->change != CHANGE_NONE && k->year >= t->changes[in->change].year) {
        if (v->sign == SIGN_VALUE && v->value != 0)
            report_part(in, TERRITORY_LATE, &p, "");
        return true; /* tables go on with a key that is no more and say nothing there */
    }
    if (t->n_parts == t->cap_parts) {
        t->cap_parts = t->cap_parts == 0 ? 256 : t->cap_parts * 2;
        t->parts = mem_grow(t->parts, t->cap_parts, sizeof *t->parts);
    }
    t->parts[t->n_parts++] = p;
    return true;
}

static int compare_number(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

/* Parts of one figure beside each other. */
static int compare_key(const struct fact_key *a, const struct fact_key *b)
{
    int c = compare_number(a->area, b->area);
    c = c != 0 ? c : compare_number(a->measure, b->measure);
    c = c != 0 ? c : compare_number(a->year, b->year);
    c = c != 0 ? c : compare_number(a->month, b->month);
    c = c != 0 ? c : compare_number(a->sex, b->sex);
    c = c != 0 ? c : compare_number(a->nationality, b->nationality);
    c = c != 0 ? c : compare_number(a->age_from, b->age_from);
    return c != 0 ? c : compare_number(a->age_to, b->age_to);
}

static int compare_part(const void *a, const void *b)
{
    const struct part *x = a, *y = b;
    int c = compare_key(&x->k, &y->k);
    return c != 0 ? c : compare_number((int64_t)x->order, (int64_t)y->order);
}

/* How many predecessors a figure of that year must have. */
static size_t count_wanted(const struct territory *t, const struct fact_key *k)
{
    size_t n = 0;
    for (uint32_t i = 0; i < t->keys.count; i++)
        n += t->changes[i].to == k->area && k->year < t->changes[i].year;
    return n;
}

static bool repeated(const struct part *parts, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (parts[k].change == parts[i].change)
            return true;
    return false;
}

/* The sum of parts[0..n); what nobody knows makes the sum unknown. */
static struct fact add_up(const struct part *parts, size_t n)
{
    struct fact sum = parts[0].v;
    sum.value = 0;
    sum.sign = SIGN_NOTHING;
    for (size_t i = 0; i < n; i++) {
        const struct fact *v = &parts[i].v;
        if (repeated(parts, i))
            continue;
        sum.marks |= v->marks;
        if (v->sign == SIGN_VALUE)
            sum.value += v->value;
        if (!sign_counts(v->sign))
            sum.sign = v->sign;
        else if (v->sign != SIGN_NOTHING && sign_counts(sum.sign))
            sum.sign = SIGN_VALUE;
    }
    if (sum.sign != SIGN_VALUE)
        sum.value = 0;
    return sum;
}

/* Where the sum came from, for whom it is explained to. */
static void keep_parts(struct input *in, uint32_t cell, const struct part *parts, size_t n)
{
    const struct territory *t = in->run->territory;
    for (size_t i = 0; i < n; i++) {
        const struct fact *v = &parts[i].v;
        if (repeated(parts, i))
            continue;
        const struct change *c =
            parts[i].change != CHANGE_NONE ? &t->changes[parts[i].change] : NULL;
        const char *name = c == NULL         ? areas_at(in->run->areas, parts[i].k.area)->name
                           : c->name != NULL ? c->name
                                             : c->key;
        facts_add_part(in->run->facts, cell,
                       &(struct fact_part){name, v->value, v->sign, v->file, v->line, v->column});
    }
}

static void give_sum(struct input *in, const struct part *parts, size_t n)
{
    const struct territory *t = in->run->territory;
    size_t before = 0;
    struct row row = {.line = (int)parts[0].v.line};
    for (size_t i = 0; i < n; i++)
        before += parts[i].change != CHANGE_NONE && !repeated(parts, i);
    if (before == 0) { /* of the new territory already, or twice in the file: as any other */
        for (size_t i = 0; i < n; i++) {
            row.line = (int)parts[i].v.line;
            take_final(in, &row, NO_FIELD, parts[i].k, parts[i].v);
        }
        return;
    }
    if (!catalogue_measure(in->run->catalogue, parts[0].k.measure)->additive) {
        report_part(in, TERRITORY_RATE, &parts[0],
                    catalogue_measure(in->run->catalogue, parts[0].k.measure)->name);
        return;
    }
    if (before < count_wanted(t, &parts[0].k)) {
        report_part(in, TERRITORY_PART, &parts[0],
                    areas_at(in->run->areas, parts[0].k.area)->name);
        return;
    }
    uint32_t cell = take_final(in, &row, NO_FIELD, parts[0].k, add_up(parts, n));
    if (cell != CELL_NONE)
        keep_parts(in, cell, parts, n);
}

void territory_finish(struct input *in)
{
    struct territory *t = in->run->territory;
    if (t == NULL || t->n_parts == 0)
        return;
    qsort(t->parts, t->n_parts, sizeof *t->parts, compare_part);
    for (size_t from = 0, to; from < t->n_parts; from = to) {
        for (to = from + 1; to < t->n_parts &&
                            compare_key(&t->parts[from].k, &t->parts[to].k) == 0; to++)
            ;
        give_sum(in, t->parts + from, to - from);
    }
    t->n_parts = 0;
}
