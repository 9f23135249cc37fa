/* accepted.xml: findings that staff have looked at and accept, each with its reason. */
#include <string.h>

#include "base/file.h"
#include "base/str.h"
#include "check/check_private.h"
#include "xml/xml.h"

static const char accepted_file[] = "accepted.xml";

static const char *kept(struct checked *f, const struct xml_node *n, const char *attr)
{
    const char *v = xml_attr(n, attr);
    return v != NULL ? arena_strdup(f->arena, v) : "";
}

static uint32_t source_named(const struct checked *f, const char *id)
{
    for (uint32_t i = 0; i < catalogue_sources(f->catalogue); i++)
        if (str_eq(catalogue_source(f->catalogue, i)->id, id))
            return i;
    return CATALOGUE_NONE;
}

/* The attribute's name in the catalogue or the areas; NONE where it is absent or, reported and
 * remembered in bad, unknown. */
static uint32_t named(const struct checked *f, const struct xml_node *n, const char *attr,
                      bool *bad, struct diag *d)
{
    const char *id = xml_attr(n, attr);
    if (id == NULL)
        return CATALOGUE_NONE;
    const char *what = "Eine Messgröße";
    uint32_t found = CATALOGUE_NONE;
    uint32_t near[2];
    size_t n_near = 0;
    if (str_eq(attr, "measure")) {
        found = catalogue_find_measure(f->catalogue, id, strlen(id));
    } else if (str_eq(attr, "indicator")) {
        what = "Eine Kennzahl";
        found = catalogue_find_indicator(f->catalogue, id);
    } else if (str_eq(attr, "source")) {
        what = "Eine Quelle";
        found = source_named(f, id);
    } else {
        what = "Ein Gebiet";
        found = areas_search(f->areas, id, near, 2, &n_near);
    }
    if (found == CATALOGUE_NONE) {
        XML_REPORT(d, ACCEPTED_UNKNOWN, n, attr, id, what);
        *bad = true;
    }
    return found;
}

static void read_entry(struct checked *f, const struct xml_node *n, struct diag *d)
{
    bool bad = false;
    struct acceptance a = {
        .rule = kept(f, n, "rule"),
        .source = named(f, n, "source", &bad, d),
        .measure = named(f, n, "measure", &bad, d),
        .indicator = named(f, n, "indicator", &bad, d),
        .area = named(f, n, "area", &bad, d),
        .year = xml_attr_int(n, "year", 0, d),
        .reason = xml_text(f->arena, n),
        .by = kept(f, n, "by"),
        .date = kept(f, n, "date"),
        .at = xml_place(n),
    };
    a.at.file = arena_strdup(f->arena, a.at.file);
    if (check_rule_find(a.rule) == NULL) {
        XML_REPORT(d, ACCEPTED_UNKNOWN, n, "rule", a.rule, "Eine Prüfregel");
        bad = true;
    }
    if (!bad)
        f->acceptances[f->n_acceptances++] = a;
}

static bool fits(uint32_t said, uint32_t is)
{
    return said == CATALOGUE_NONE || said == is;
}

static bool accepts(const struct acceptance *a, const struct check_finding *x)
{
    return str_eq(a->rule, x->rule->id) && fits(a->source, x->source) &&
           fits(a->measure, x->measure) && fits(a->indicator, x->indicator) &&
           fits(a->area, x->area) && (a->year == 0 || a->year == x->year);
}

bool accepted_names(const struct checked *f, const struct check_rule *rule)
{
    for (size_t k = 0; k < f->n_acceptances; k++)
        if (str_eq(f->acceptances[k].rule, rule->id))
            return true;
    return false;
}

void accepted_match(struct checked *f, struct diag *d)
{
    for (size_t i = 0; i < f->n; i++)
        for (size_t k = 0; k < f->n_acceptances; k++) {
            struct acceptance *a = &f->acceptances[k];
            if (!accepts(a, &f->list[i]))
                continue;
            a->matches++;
            if (f->list[i].accepted == CHECK_NONE)
                f->list[i].accepted = k;
        }
    for (size_t k = 0; k < f->n_acceptances; k++)
        if (f->acceptances[k].matches == 0)
            DIAG_AT(d, ACCEPTED_NOTHING, f->acceptances[k].at, NULL);
}

int check_accept(struct checked *f, const char *inputs, struct diag *d)
{
    if (!file_exists(path_join(f->arena, inputs, accepted_file)))
        return 0;
    struct xml_doc *doc = xml_load(inputs, accepted_file, "accepted.rng", d);
    if (doc == NULL)
        return -1;
    size_t most = 0;
    for (const struct xml_node *n = xml_first(xml_root(doc)); n != NULL; n = xml_next(n))
        most++;
    f->acceptances = arena_array(f->arena, most + 1, sizeof *f->acceptances);
    for (const struct xml_node *n = xml_first(xml_root(doc)); n != NULL; n = xml_next(n))
        read_entry(f, n, d);
    xml_free(doc);
    return 0;
}

size_t check_acceptances(const struct checked *f)
{
    return f->n_acceptances;
}

const struct acceptance *check_acceptance(const struct checked *f, size_t i)
{
    return &f->acceptances[i];
}

const char *check_subject(const struct checked *f, const struct acceptance *a)
{
    if (a->measure != CATALOGUE_NONE)
        return catalogue_measure(f->catalogue, a->measure)->name;
    if (a->indicator != CATALOGUE_NONE)
        return catalogue_indicator(f->catalogue, a->indicator)->name;
    if (a->source == CATALOGUE_NONE)
        return "";
    const struct source *s = catalogue_source(f->catalogue, a->source);
    return arena_printf(f->arena, "%s, %s", s->table, s->title);
}
