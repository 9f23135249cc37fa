#include <string.h>

#include "base/decimal.h"
#include "base/file.h"
#include "base/str.h"
#include "ingest/descriptor_private.h"
#include "xml/xml.h"

static const char *const meanings[MEANINGS] = {
    [MEANS_NONE] = "none", [MEANS_PERIOD] = "period", [MEANS_AREA] = "area",
    [MEANS_NAME] = "name", [MEANS_SEX] = "sex", [MEANS_AGE] = "age",
    [MEANS_NATIONALITY] = "nationality", [MEANS_KIND] = "kind", [MEANS_MEASURE] = "measure",
    [MEANS_UNIT] = "unit",
};

struct loader {
    struct input *in;
    struct descriptor *t;
    bool bad;
};

static void fail(struct loader *l, const struct xml_node *n, const char *attr, const char *what)
{
    XML_REPORT(l->in->run->d, DESCRIPTOR_SHAPE, n, attr, what);
    l->bad = true;
}

static const char *attr_copy(const struct loader *l, const struct xml_node *n, const char *attr,
                             const char *fallback)
{
    const char *v = xml_attr(n, attr);
    return v == NULL ? fallback : arena_strdup(l->in->arena, v);
}

static enum meaning read_meaning(const struct xml_node *n)
{
    const char *is = xml_attr(n, "is");
    for (int m = 0; is != NULL && m < MEANINGS; m++)
        if (strcmp(is, meanings[m]) == 0)
            return (enum meaning)m;
    return MEANS_NONE;
}

static void read_columns(struct loader *l, const struct xml_node *columns)
{
    struct descriptor *t = l->t;
    for (const struct xml_node *n = xml_first(columns); n != NULL; n = xml_next(n)) {
        if (t->n_lead == MAX_LEAD) {
            fail(l, n, NULL, "mehr als 8 Vorspalten sind nicht vorgesehen");
            return;
        }
        enum meaning is = read_meaning(n);
        if (is != MEANS_NONE && descriptor_lead(t, is) != NO_FIELD)
            fail(l, n, "is", "zwei Vorspalten haben dieselbe Bedeutung");
        t->lead[t->n_lead++] = is;
    }
    if (descriptor_lead(t, MEANS_AREA) == NO_FIELD)
        fail(l, columns, NULL, "es fehlt die Spalte mit dem Gebietsschlüssel (is=\"area\")");
}

static void read_head(struct loader *l, const struct xml_node *head)
{
    struct descriptor *t = l->t;
    for (const struct xml_node *n = xml_first(head); n != NULL; n = xml_next(n)) {
        if (t->n_head == MAX_HEAD) {
            fail(l, n, NULL, "mehr als 8 Kopfzeilen sind nicht vorgesehen");
            return;
        }
        t->head[t->n_head++] = (struct head_row){
            .is = read_meaning(n),
            .text = attr_copy(l, n, "text", NULL),
            .empty_all = xml_attr(n, "empty") != NULL,
        };
    }
}

static uint32_t intern_kind(struct loader *l, const struct xml_node *n)
{
    struct descriptor *t = l->t;
    const char *kind = attr_copy(l, n, "kind", "");
    if ((kind[0] != '\0') != (descriptor_lead(t, MEANS_KIND) != NO_FIELD))
        fail(l, n, "kind", "kind= und eine Spalte is=\"kind\" gehören zusammen");
    for (size_t i = 0; i < t->n_kinds; i++)
        if (strcmp(t->kinds[i], kind) == 0)
            return (uint32_t)i;
    if (t->n_kinds == MAX_KINDS) {
        fail(l, n, "kind", "mehr als 16 Arten sind nicht vorgesehen");
        return 0;
    }
    t->kinds[t->n_kinds] = kind;
    return (uint32_t)t->n_kinds++;
}

static void read_dims(struct loader *l, struct value *v, const struct xml_node *n)
{
    const char *sex = xml_attr(n, "sex"), *ages = xml_attr(n, "ages");
    const char *nationality = xml_attr(n, "nationality");
    v->dims.age_to = AGE_OPEN;
    v->has_sex = sex != NULL;
    v->has_ages = ages != NULL;
    v->has_nationality = nationality != NULL;
    if (sex != NULL)
        v->dims.sex = sex[0] == 'm' ? SEX_MALE : SEX_FEMALE;
    if (nationality != NULL)
        v->dims.nationality = nationality[0] == 'g' ? NAT_GERMAN : NAT_FOREIGN;
    if (ages == NULL)
        return;
    const char *dash = strchr(ages, '-');
    unsigned low = 0, high = AGE_OPEN - 1;
    if (dash == NULL || !decimal_uint(ages, (size_t)(dash - ages), AGE_OPEN - 1, &low) ||
        (dash[1] != '\0' && !decimal_uint(dash + 1, strlen(dash + 1), AGE_OPEN - 2, &high)) ||
        high < low)
        fail(l, n, "ages", "erwartet wird zum Beispiel 15-64 oder 65-");
    v->dims.age_from = (int)low;
    v->dims.age_to = (int)high + 1;
}

static void check_unique(struct loader *l, const struct value *v, const struct xml_node *n)
{
    for (const struct value *o = l->t->values; o < v; o++)
        if (o->kind == v->kind && strcmp(o->head, v->head) == 0) {
            fail(l, n, "head", "zwei Einträge gelten für dieselbe Spalte");
            return;
        }
}

static void read_value(struct loader *l, struct value *v, const struct xml_node *n)
{
    v->head = attr_copy(l, n, "head", "");
    v->unit = attr_copy(l, n, "unit", "Anzahl");
    v->kind = intern_kind(l, n);
    v->measure = CATALOGUE_NONE;
    read_dims(l, v, n);
    check_unique(l, v, n);
    if (!xml_is(n, "value"))
        return;
    const char *id = attr_copy(l, n, "measure", "");
    v->measure = catalogue_find_measure(l->in->run->catalogue, id, strlen(id));
    if (v->measure == CATALOGUE_NONE)
        XML_REPORT(l->in->run->d, DESCRIPTOR_MEASURE, n, "measure", id);
}

static void read_values(struct loader *l, const struct xml_node *values)
{
    struct descriptor *t = l->t;
    size_t n_most = 0;
    for (const struct xml_node *n = xml_first(values); n != NULL; n = xml_next(n))
        n_most++;
    t->values = arena_array(l->in->arena, n_most + 1, sizeof *t->values);
    for (const struct xml_node *n = xml_first(values); n != NULL; n = xml_next(n))
        read_value(l, &t->values[t->n_values++], n);
}

static size_t count_head(const struct descriptor *t, enum meaning is)
{
    size_t count = 0;
    for (size_t i = 0; i < t->n_head; i++)
        count += t->head[i].is == is;
    return count;
}

/* Every dimension is said in one place only, the period in exactly one. */
static void check_dims(struct loader *l, const struct xml_node *root)
{
    static const enum meaning single[] = {MEANS_SEX, MEANS_AGE, MEANS_NATIONALITY, MEANS_UNIT};
    const struct descriptor *t = l->t;
    size_t periods = count_head(t, MEANS_PERIOD) + t->period_line +
                     (descriptor_lead(t, MEANS_PERIOD) != NO_FIELD);
    if (periods != 1)
        fail(l, root, NULL, "der Zeitraum muss an genau einer Stelle stehen: Vorspalte, eigene "
                            "Zeile oder Kopfzeile");
    for (size_t i = 0; i < sizeof single / sizeof single[0]; i++) {
        size_t n = count_head(t, single[i]) + (descriptor_lead(t, single[i]) != NO_FIELD);
        bool by_value = false;
        for (size_t k = 0; k < t->n_values; k++)
            by_value = by_value || (single[i] == MEANS_SEX && t->values[k].has_sex) ||
                       (single[i] == MEANS_AGE && t->values[k].has_ages) ||
                       (single[i] == MEANS_NATIONALITY && t->values[k].has_nationality);
        if (n + by_value > 1)
            fail(l, root, NULL, "Geschlecht, Alter, Staatsangehörigkeit und Einheit dürfen nur an "
                                "einer Stelle bestimmt werden");
    }
}

static void read_table(struct loader *l, const struct xml_node *root)
{
    const char *encoding = xml_attr(root, "encoding");
    if (encoding != NULL)
        l->t->encoding = strcmp(encoding, "utf-8") == 0 ? ENCODING_UTF8 : ENCODING_WINDOWS;
    if (!str_eq(xml_attr(root, "id"), l->t->table))
        fail(l, root, "id", "id= ist nicht der Name der Datei");
    l->t->period_line = xml_child(root, "line") != NULL;
    read_columns(l, xml_child(root, "columns"));
    read_head(l, xml_child(root, "head"));
    read_values(l, xml_child(root, "values"));
    check_dims(l, root);
}

const struct descriptor *descriptor_load(struct input *in, const char *table)
{
    const char *name = arena_printf(in->arena, "descriptors/%s.xml", table);
    struct run *run = in->run;
    if (!file_exists(path_join(in->arena, run->inputs, name))) {
        DIAG_AT(run->d, GENESIS_NO_DESCRIPTOR, ((struct place){in->name, 1, 0}), table, name);
        return NULL;
    }
    struct xml_doc *doc = xml_load(run->inputs, name, "descriptor.rng", run->d);
    if (doc == NULL)
        return NULL;
    struct descriptor *t = arena_alloc(in->arena, sizeof *t);
    t->table = table;
    t->file = arena_strdup(in->arena, xml_file(doc));
    struct loader l = {.in = in, .t = t};
    read_table(&l, xml_root(doc));
    xml_free(doc);
    return l.bad ? NULL : t;
}

enum encoding descriptor_encoding(const struct descriptor *t)
{
    return t->encoding;
}

size_t descriptor_lead(const struct descriptor *t, enum meaning is)
{
    for (size_t i = 0; i < t->n_lead; i++)
        if (t->lead[i] == is)
            return i;
    return NO_FIELD;
}
