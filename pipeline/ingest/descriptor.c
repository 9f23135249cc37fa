#include <string.h>

#include "base/decimal.h"
#include "base/file.h"
#include "base/str.h"
#include "ingest/descriptor_private.h"
#include "xml/xml.h"

const char *const descriptor_meanings[MEANINGS] = {
    [MEANS_NONE] = "none", [MEANS_PERIOD] = "period", [MEANS_AREA] = "area",
    [MEANS_NAME] = "name", [MEANS_SEX] = "sex", [MEANS_AGE] = "age",
    [MEANS_NATIONALITY] = "nationality", [MEANS_KIND] = "kind", [MEANS_MEASURE] = "measure",
    [MEANS_MEASURE_PERIOD] = "measure-period", [MEANS_UNIT] = "unit", [MEANS_MARK] = "mark",
    [MEANS_BEGIN] = "begin", [MEANS_END] = "end", [MEANS_BIRTH] = "birth",
    [MEANS_PERSON] = "person",
};

static enum meaning read_meaning(const struct xml_node *n)
{
    const char *is = xml_attr(n, "is");
    for (int m = 0; is != NULL && m < MEANINGS; m++)
        if (strcmp(is, descriptor_meanings[m]) == 0)
            return (enum meaning)m;
    return MEANS_NONE;
}

static struct position read_position(const struct loader *l, const struct xml_node *n)
{
    struct diag *d = l->in->run->d;
    return (struct position){.at = (unsigned)xml_attr_int(n, "at", 0, d),
                             .length = (unsigned)xml_attr_int(n, "length", 0, d)};
}

static void read_columns(struct loader *l, const struct xml_node *columns)
{
    struct descriptor *t = l->t;
    for (const struct xml_node *n = xml_first(columns); n != NULL; n = xml_next(n)) {
        if (t->n_lead == MAX_LEAD) {
            descriptor_fail(l, n, NULL, "mehr als 32 Schlüsselspalten sind nicht vorgesehen");
            return;
        }
        enum meaning is = read_meaning(n);
        if (is != MEANS_NONE && is != MEANS_KIND && descriptor_lead(t, is) != NO_FIELD)
            descriptor_fail(l, n, "is", "zwei Schlüsselspalten haben dieselbe Bedeutung");
        if (xml_attr(n, "name") != NULL && xml_attr(n, "at") != NULL)
            descriptor_fail(l, n, "at", "name= und at= schließen einander aus");
        t->lead[t->n_lead++] = (struct key_column){
            .is = is,
            .name = descriptor_attr(l, n, "name", NULL),
            .at = read_position(l, n),
            .digits = (unsigned)xml_attr_int(n, "digits", 0, l->in->run->d),
            .with_name = xml_attr(n, "with") != NULL,
            .empty_all = xml_attr(n, "empty") != NULL,
        };
    }
    if (descriptor_lead(t, MEANS_AREA) == NO_FIELD && descriptor_lead(t, MEANS_NAME) == NO_FIELD)
        descriptor_fail(l, columns, NULL, "es fehlt die Spalte mit dem Gebietsschlüssel "
                                          "(is=\"area\") oder dem Namen (is=\"name\")");
}

static void read_head(struct loader *l, const struct xml_node *head)
{
    struct descriptor *t = l->t;
    t->layout = head == NULL                   ? LAYOUT_BARE
                : xml_attr(head, "skip") != NULL ? LAYOUT_PLAIN
                                                 : LAYOUT_GENESIS;
    if (head == NULL)
        return;
    t->skip = (unsigned)xml_attr_int(head, "skip", 0, l->in->run->d);
    for (const struct xml_node *n = xml_first(head); n != NULL; n = xml_next(n)) {
        if (t->n_head == MAX_HEAD) {
            descriptor_fail(l, n, NULL, "mehr als 8 Kopfzeilen sind nicht vorgesehen");
            return;
        }
        t->head[t->n_head++] = (struct head_row){
            .is = read_meaning(n),
            .text = descriptor_attr(l, n, "text", NULL),
            .empty_all = xml_attr(n, "empty") != NULL,
            .merged = xml_attr(n, "merged") != NULL,
        };
    }
}

static uint32_t intern_kind(struct loader *l, const struct xml_node *n)
{
    const char *kind = descriptor_attr(l, n, "kind", "");
    if ((kind[0] != '\0') != (descriptor_lead(l->t, MEANS_KIND) != NO_FIELD))
        descriptor_fail(l, n, "kind", "kind= und eine Spalte is=\"kind\" gehören zusammen");
    uint32_t id = names_intern(l->t->kinds, kind, strlen(kind));
    if (id < MAX_KINDS)
        return id;
    descriptor_fail(l, n, "kind", "mehr als 1024 Arten sind nicht vorgesehen");
    return 0;
}

static void read_dims(struct loader *l, struct value *v, const struct xml_node *n)
{
    const char *sex = xml_attr(n, "sex"), *ages = xml_attr(n, "ages");
    const char *nationality = xml_attr(n, "nationality"), *period = xml_attr(n, "period");
    v->dims.age_to = AGE_OPEN;
    v->has_sex = sex != NULL;
    v->has_ages = ages != NULL;
    v->has_nationality = nationality != NULL;
    if (sex != NULL)
        v->dims.sex = sex[0] == 'm' ? SEX_MALE : SEX_FEMALE;
    if (nationality != NULL)
        v->dims.nationality = nationality[0] == 'g' ? NAT_GERMAN : NAT_FOREIGN;
    if (ages != NULL)
        descriptor_ages(l, n, "ages", ages, &v->dims.age_from, &v->dims.age_to);
    if (period != NULL && period_read(period, strlen(period), &v->period) != PERIOD_OK)
        descriptor_fail(l, n, "period", "diesen Tag gibt es nicht");
}

static void check_unique(struct loader *l, const struct value *v, const struct xml_node *n)
{
    for (const struct value *o = l->t->values; o < v; o++)
        if (o->kind == v->kind && strcmp(o->head, v->head) == 0 && o->at.at == v->at.at) {
            descriptor_fail(l, n, "head", "zwei Einträge gelten für dieselbe Spalte");
            return;
        }
}

static void read_value(struct loader *l, struct value *v, const struct xml_node *n)
{
    v->head = descriptor_attr(l, n, "head", "");
    v->at = read_position(l, n);
    v->unit = descriptor_attr(l, n, "unit", "Anzahl");
    v->kind = intern_kind(l, n);
    v->measure = CATALOGUE_NONE;
    read_dims(l, v, n);
    check_unique(l, v, n);
    if (l->t->layout == LAYOUT_BARE && v->at.at == 0 && !l->t->cases.counted)
        descriptor_fail(l, n, NULL, "ohne Tabellenkopf braucht jeder Wert at=");
    if (l->t->layout != LAYOUT_BARE && v->at.at != 0)
        descriptor_fail(l, n, "at", "mit Tabellenkopf nennt head= die Spalte, nicht at=");
    if (!xml_is(n, "value"))
        return;
    const char *id = descriptor_attr(l, n, "measure", "");
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
    t->skip_others = xml_attr(values, "others") != NULL;
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

static size_t count_periods(const struct descriptor *t)
{
    size_t by_value = 0, wanted = 0;
    for (size_t i = 0; i < t->n_values; i++) {
        by_value += t->values[i].period.year != 0;
        wanted += t->values[i].measure != CATALOGUE_NONE;
    }
    return count_head(t, MEANS_PERIOD) + count_head(t, MEANS_MEASURE_PERIOD) + t->period_line +
           (descriptor_lead(t, MEANS_PERIOD) != NO_FIELD) + (t->period.year != 0) +
           (by_value > 0) + t->cases.counted + (by_value > 0 && by_value < wanted);
}

/* Every dimension is said in one place only, the period in exactly one. */
static void check_dims(struct loader *l, const struct xml_node *root)
{
    static const enum meaning single[] = {MEANS_SEX, MEANS_AGE, MEANS_NATIONALITY, MEANS_UNIT};
    const struct descriptor *t = l->t;
    if (count_periods(t) != 1)
        descriptor_fail(l, root, NULL, "der Zeitraum muss an genau einer Stelle stehen: "
                                       "Schlüsselspalte, eigene Zeile, Kopfzeile, <period> oder "
                                       "period= bei jedem Wert");
    for (size_t i = 0; i < sizeof single / sizeof single[0]; i++) {
        size_t n = count_head(t, single[i]) + (descriptor_lead(t, single[i]) != NO_FIELD);
        bool by_value = false;
        for (size_t k = 0; k < t->n_values; k++)
            by_value = by_value || (single[i] == MEANS_SEX && t->values[k].has_sex) ||
                       (single[i] == MEANS_AGE && t->values[k].has_ages) ||
                       (single[i] == MEANS_NATIONALITY && t->values[k].has_nationality);
        if (n + by_value > 1)
            descriptor_fail(l, root, NULL, "Geschlecht, Alter, Staatsangehörigkeit und Einheit "
                                           "dürfen nur an einer Stelle bestimmt werden");
    }
}

static void read_period(struct loader *l, const struct xml_node *n)
{
    const char *value = n == NULL ? NULL : xml_attr(n, "value");
    if (value != NULL && period_read(value, strlen(value), &l->t->period) != PERIOD_OK)
        descriptor_fail(l, n, "value", "diesen Tag gibt es nicht");
}

static enum encoding read_encoding(const char *name)
{
    return name == NULL                       ? ENCODING_DETECT
           : strcmp(name, "utf-8") == 0       ? ENCODING_UTF8
           : strcmp(name, "iso-8859-15") == 0 ? ENCODING_LATIN9
                                              : ENCODING_WINDOWS;
}

static void read_table(struct loader *l, const struct xml_node *root)
{
    l->t->encoding = read_encoding(xml_attr(root, "encoding"));
    if (!str_eq(xml_attr(root, "id"), l->t->table))
        descriptor_fail(l, root, "id", "id= ist nicht der Name der Datei");
    l->t->period_line = xml_child(root, "line") != NULL;
    descriptor_form(l, xml_child(root, "file"));
    read_columns(l, xml_child(root, "columns"));
    read_period(l, xml_child(root, "period"));
    read_head(l, xml_child(root, "head"));
    descriptor_words(l, xml_child(root, "words"));
    descriptor_cases(l, xml_child(root, "cases"));
    read_values(l, xml_child(root, "values"));
    descriptor_spans(l, root);
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
    t->kinds = &in->kinds;
    struct loader l = {.in = in, .t = t};
    read_table(&l, xml_root(doc));
    xml_free(doc);
    return l.bad ? NULL : t;
}

enum encoding descriptor_encoding(const struct descriptor *t)
{
    return t->encoding;
}

bool descriptor_counts_cases(const struct descriptor *t)
{
    return t->cases.counted;
}

size_t descriptor_lead(const struct descriptor *t, enum meaning is)
{
    for (size_t i = 0; i < t->n_lead; i++)
        if (t->lead[i].is == is)
            return i;
    return NO_FIELD;
}
