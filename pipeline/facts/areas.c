#include "facts/areas.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "facts/areas_private.h"
#include "xml/xml.h"

static const char *const kind_names[] = {"bund", "land", "kreis", "gemeinde"};

/* What reading needs beside the table. The grammar has proved kinds, nesting and
 * ranges; here is what it cannot see. */
struct reader {
    struct areas *t;
    struct diag *d;
    size_t cap;  /* of t->list */
    bool full;   /* more areas than the table holds */
    bool bad;    /* an error was reported: the table is not given out */
    const struct xml_node **nodes; /* by index, for the second pass over groups */
};

static void fail(struct reader *r, enum diag_code code, const struct xml_node *n,
                 const char *attr, const char *first, const char *second)
{
    XML_REPORT(r->d, code, n, attr, first, second);
    r->bad = true;
}

/* False where the key is taken. */
static bool claim_key(struct areas *t, const char *key, uint32_t index)
{
    uint32_t known = t->keys.count;
    uint32_t id = names_intern(&t->keys, key, strlen(key));
    if (id < known)
        return false;
    if (id >= t->cap_keys) {
        t->cap_keys = t->cap_keys == 0 ? 128 : t->cap_keys * 2;
        t->of_key = mem_grow(t->of_key, t->cap_keys, sizeof *t->of_key);
    }
    t->of_key[id] = index;
    return true;
}

/* Official keys grow by level: 2 digits of the Land, 5 of the Kreis, 8 of the Gemeinde. */
static bool key_fits(const char *key, enum area_kind kind, const struct area *parent)
{
    static const size_t lengths[] = {0, 2, 5, 8};
    if (kind == AREA_BUND)
        return true;
    return strlen(key) == lengths[kind] && parent != NULL &&
           (parent->kind == AREA_BUND || str_starts(key, parent->key));
}

static const char *attr_text(struct reader *r, const struct xml_node *n, const char *attr,
                             const char *fallback)
{
    const char *v = xml_attr(n, attr);
    return v == NULL || v[0] == '\0' ? fallback : arena_strdup(r->t->arena, v);
}

/* A new, empty entry; NULL where the table is full. */
static struct area *append(struct reader *r, const struct xml_node *n)
{
    struct areas *t = r->t;
    if (t->count == MAX_AREAS) {
        if (!r->full) /* once is enough */
            fail(r, AREA_TOO_MANY, n, NULL, "32768", NULL);
        r->full = true;
        return NULL;
    }
    if (t->count == r->cap) {
        r->cap = r->cap == 0 ? 64 : r->cap * 2;
        t->list = mem_grow(t->list, r->cap, sizeof *t->list);
        r->nodes = mem_grow(r->nodes, r->cap, sizeof *r->nodes);
    }
    r->nodes[t->count] = n;
    struct area *a = &t->list[t->count++];
    *a = (struct area){.parent = AREA_NONE};
    return a;
}

static void read_names(struct reader *r, struct area *a, const struct xml_node *n)
{
    a->key = attr_text(r, n, "key", "");
    a->name = attr_text(r, n, "name", a->key);
    a->short_name = attr_text(r, n, "short", a->name);
    a->designation = attr_text(r, n, "designation", "");
}

static void read_area(struct reader *r, const struct xml_node *n, uint32_t parent)
{
    struct area *a = append(r, n);
    if (a == NULL)
        return;
    uint32_t index = (uint32_t)r->t->count - 1;
    const struct area *up = parent == AREA_NONE ? NULL : &r->t->list[parent];
    a->parent = parent;
    read_names(r, a, n);
    for (int i = 0; i <= AREA_GEMEINDE; i++)
        if (str_eq(xml_attr(n, "kind"), kind_names[i]))
            a->kind = (enum area_kind)i;
    a->ha = xml_attr_number(n, "ha", 0, r->d);
    a->lon = xml_attr_number(n, "lon", 0, r->d);
    a->lat = xml_attr_number(n, "lat", 0, r->d);
    if (!key_fits(a->key, a->kind, up))
        fail(r, AREA_KEY, n, "key", a->key, up == NULL ? "" : up->name);
    if (!claim_key(r->t, a->key, index))
        fail(r, AREA_TWICE, n, "key", a->key, NULL);
    const char *ars = xml_attr(n, "ars");
    if (ars != NULL && ars[0] != '\0' && !str_eq(ars, a->key) && !claim_key(r->t, ars, index))
        fail(r, AREA_TWICE, n, "ars", ars, NULL);
    for (const struct xml_node *c = xml_child(n, "area"); c != NULL; c = xml_next_same(c))
        read_area(r, c, index);
}

static void read_group(struct reader *r, const struct xml_node *n)
{
    struct area *a = append(r, n);
    if (a == NULL)
        return;
    uint32_t index = (uint32_t)r->t->count - 1;
    read_names(r, a, n);
    a->kind = AREA_GROUP;
    if (!claim_key(r->t, a->key, index))
        fail(r, AREA_TWICE, n, "key", a->key, NULL);
}

/* Children of every area, in document order: counted first, then filled. */
static void link_children(struct areas *t)
{
    uint32_t **slots = arena_array(t->arena, t->count, sizeof *slots);
    for (size_t i = 0; i < t->count; i++)
        if (t->list[i].parent != AREA_NONE)
            t->list[t->list[i].parent].n_members++;
    for (size_t i = 0; i < t->count; i++) {
        if (t->list[i].n_members > 0)
            slots[i] = arena_array(t->arena, t->list[i].n_members, sizeof **slots);
        t->list[i].members = slots[i];
    }
    for (size_t i = 0; i < t->count; i++)
        if (t->list[i].parent != AREA_NONE)
            *slots[t->list[i].parent]++ = (uint32_t)i;
}

static bool contains(const uint32_t *list, size_t n, uint32_t x)
{
    for (size_t i = 0; i < n; i++)
        if (list[i] == x)
            return true;
    return false;
}

static void link_group(struct reader *r, struct area *a, const struct xml_node *n)
{
    size_t cap = 0;
    for (const struct xml_node *m = xml_child(n, "member"); m != NULL; m = xml_next_same(m))
        cap++;
    uint32_t *members = arena_array(r->t->arena, cap + 1, sizeof *members);
    for (const struct xml_node *m = xml_child(n, "member"); m != NULL; m = xml_next_same(m)) {
        const char *key = xml_attr(m, "key");
        uint32_t i = key == NULL ? AREA_NONE : areas_find(r->t, key, strlen(key));
        if (i == AREA_NONE || r->t->list[i].kind != AREA_GEMEINDE)
            fail(r, AREA_MEMBER, m, "key", key == NULL ? "" : key, a->name);
        else if (contains(members, a->n_members, i))
            fail(r, AREA_MEMBER_TWICE, m, "key", key, a->name);
        else
            members[a->n_members++] = i;
    }
    a->members = members;
    for (size_t i = 1; i < a->n_members; i++) {
        if (r->t->list[members[i]].parent != r->t->list[members[0]].parent) {
            XML_REPORT(r->d, AREA_GROUP_KREISE, n, NULL, a->name, NULL);
            return;
        }
    }
}

static void read_root(struct reader *r, const struct xml_node *root)
{
    struct areas *t = r->t;
    t->date = attr_text(r, root, "date", "");
    for (const struct xml_node *n = xml_child(root, "area"); n != NULL; n = xml_next_same(n))
        read_area(r, n, AREA_NONE);
    for (const struct xml_node *n = xml_child(root, "group"); n != NULL; n = xml_next_same(n))
        read_group(r, n);
    link_children(t);
    for (size_t i = 0; i < t->count; i++)
        if (t->list[i].kind == AREA_GROUP)
            link_group(r, &t->list[i], r->nodes[i]);
    const char *key = attr_text(r, root, "district", "");
    t->district = areas_find(t, key, strlen(key));
    if (t->district == AREA_NONE || t->list[t->district].kind != AREA_KREIS)
        fail(r, AREA_DISTRICT, root, "district", key, NULL);
}

static void fold_names(struct areas *t)
{
    t->folds = arena_array(t->arena, t->count, sizeof *t->folds);
    for (size_t i = 0; i < t->count; i++) {
        t->folds[i].name = str_fold(t->arena, t->list[i].name);
        t->folds[i].short_name = str_fold(t->arena, t->list[i].short_name);
    }
}

struct areas *areas_load(const char *inputs, struct diag *d)
{
    struct xml_doc *doc = xml_load(inputs, "areas.xml", "areas.rng", d);
    if (doc == NULL)
        return NULL;
    struct areas *t = mem_alloc(sizeof *t);
    t->arena = arena_new();
    names_init(&t->keys);
    struct reader r = {.t = t, .d = d};
    read_root(&r, xml_root(doc));
    fold_names(t);
    free(r.nodes);
    xml_free(doc);
    if (!r.bad)
        return t;
    areas_free(t);
    return NULL;
}

void areas_free(struct areas *t)
{
    if (t == NULL)
        return;
    names_release(&t->keys);
    free(t->of_key);
    free(t->list);
    arena_free(t->arena);
    free(t);
}

size_t areas_count(const struct areas *t)
{
    return t->count;
}

const struct area *areas_at(const struct areas *t, uint32_t i)
{
    assert(i < t->count);
    return &t->list[i];
}

uint32_t areas_find(const struct areas *t, const char *key, size_t len)
{
    uint32_t id = names_find(&t->keys, key, len);
    return id == NAMES_NONE ? AREA_NONE : t->of_key[id];
}

uint32_t areas_district(const struct areas *t)
{
    return t->district;
}

const char *areas_date(const struct areas *t)
{
    return t->date;
}
