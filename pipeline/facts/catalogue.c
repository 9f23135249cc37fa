#include "facts/catalogue.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/str.h"
#include "facts/catalogue_private.h"

enum { MAX_ID = 64 }; /* [bytes] of an indicator id */

void catalogue_fail(struct catalogue_reader *r, enum diag_code code, const struct xml_node *n,
                    const char *attr, const char *first, const char *second)
{
    XML_REPORT(r->d, code, n, attr, first, second);
    r->bad = true;
}

size_t catalogue_count(const struct xml_node *n, const char *name)
{
    size_t count = 0;
    for (const struct xml_node *c = xml_child(n, name); c != NULL; c = xml_next_same(c))
        count++;
    return count;
}

const char *catalogue_attr(struct catalogue_reader *r, const struct xml_node *n, const char *attr)
{
    const char *v = xml_attr(n, attr);
    return v == NULL ? "" : arena_strdup(r->c->arena, v);
}

const char *catalogue_child(struct catalogue_reader *r, const struct xml_node *n, const char *name)
{
    const struct xml_node *c = xml_child(n, name);
    return c == NULL ? "" : xml_text(r->c->arena, c);
}

int catalogue_word(const struct xml_node *n, const char *attr, const char *const *words,
                   int n_words, int fallback)
{
    const char *v = xml_attr(n, attr);
    if (v == NULL)
        return fallback;
    for (int i = 0; i < n_words; i++)
        if (strcmp(v, words[i]) == 0)
            return i;
    return fallback;
}

bool catalogue_ages(const char *text, size_t n, int *from, int *to)
{
    const char *dash = memchr(text, '-', n);
    unsigned low, high;
    if (dash == NULL || !decimal_uint(text, (size_t)(dash - text), AGE_OPEN - 1, &low))
        return false;
    size_t rest = n - (size_t)(dash - text) - 1;
    *from = (int)low;
    *to = AGE_OPEN;
    if (rest == 0)
        return true;
    if (!decimal_uint(dash + 1, rest, AGE_OPEN - 2, &high) || high < low)
        return false;
    *to = (int)high + 1;
    return true;
}

typedef void reader(struct catalogue_reader *r, const struct xml_node *root);

static void read_catalogue(struct catalogue_reader *r, const struct xml_node *root)
{
    r->c->version = catalogue_attr(r, root, "version");
    catalogue_read_measures(r, root);
    catalogue_read_relations(r, root);
    catalogue_read_indicators(r, root);
}

static void read_file(struct catalogue_reader *r, const char *inputs, const char *name,
                      const char *grammar, reader *read)
{
    struct xml_doc *doc = xml_load(inputs, name, grammar, r->d);
    if (doc == NULL) {
        r->bad = true;
        return;
    }
    read(r, xml_root(doc));
    if (read == read_catalogue)
        r->doc = doc;
    else
        xml_free(doc);
}

struct catalogue *catalogue_load(const char *inputs, struct diag *d)
{
    struct catalogue *c = mem_alloc(sizeof *c);
    c->arena = arena_new();
    names_init(&c->measure_ids);
    names_init(&c->indicator_ids);
    struct catalogue_reader r = {.c = c, .d = d};
    names_init(&r.measure_names);
    names_init(&r.indicator_names);
    read_file(&r, inputs, "agenda.xml", "agenda.rng", catalogue_read_agenda);
    read_file(&r, inputs, "catalogue.xml", "catalogue.rng", read_catalogue);
    read_file(&r, inputs, "sources.xml", "sources.rng", catalogue_read_sources);
    if (r.doc != NULL && !r.bad)
        catalogue_read_checks(&r, xml_root(r.doc));
    xml_free(r.doc);
    names_release(&r.measure_names);
    names_release(&r.indicator_names);
    if (!r.bad)
        return c;
    catalogue_free(c);
    return NULL;
}

void catalogue_free(struct catalogue *c)
{
    if (c == NULL)
        return;
    names_release(&c->measure_ids);
    names_release(&c->indicator_ids);
    arena_free(c->arena);
    free(c);
}

const char *catalogue_version(const struct catalogue *c)
{
    return c->version;
}

size_t catalogue_measures(const struct catalogue *c)
{
    return c->n_measures;
}

const struct measure *catalogue_measure(const struct catalogue *c, uint32_t i)
{
    assert(i < c->n_measures);
    return &c->measures[i];
}

uint32_t catalogue_find_measure(const struct catalogue *c, const char *id, size_t len)
{
    uint32_t i = names_find(&c->measure_ids, id, len);
    return i == NAMES_NONE ? CATALOGUE_NONE : i;
}

size_t catalogue_relations(const struct catalogue *c)
{
    return c->n_relations;
}

const struct relation *catalogue_relation(const struct catalogue *c, size_t i)
{
    assert(i < c->n_relations);
    return &c->relations[i];
}

size_t catalogue_indicators(const struct catalogue *c)
{
    return c->n_indicators;
}

const struct indicator *catalogue_indicator(const struct catalogue *c, uint32_t i)
{
    assert(i < c->n_indicators);
    return &c->indicators[i];
}

uint32_t catalogue_find_indicator(const struct catalogue *c, const char *id)
{
    char lower[MAX_ID];
    size_t n = strlen(id);
    if (n >= sizeof lower)
        return CATALOGUE_NONE;
    for (size_t k = 0; k < n; k++)
        lower[k] = (char)(id[k] >= 'A' && id[k] <= 'Z' ? id[k] - 'A' + 'a' : id[k]);
    uint32_t i = names_find(&c->indicator_ids, lower, n);
    return i == NAMES_NONE ? CATALOGUE_NONE : i;
}

size_t catalogue_sources(const struct catalogue *c)
{
    return c->n_sources;
}

const struct source *catalogue_source(const struct catalogue *c, uint32_t i)
{
    assert(i < c->n_sources);
    return &c->sources[i];
}

size_t catalogue_handlungsfelder(const struct catalogue *c)
{
    return c->n_fields;
}

const struct handlungsfeld *catalogue_handlungsfeld(const struct catalogue *c, uint32_t i)
{
    assert(i < c->n_fields);
    return &c->fields[i];
}

int measure_basis(const struct measure *m, int year)
{
    int basis = 0;
    while ((size_t)basis < m->n_bases && m->bases[basis].from <= year)
        basis++;
    return basis;
}

const char *measure_basis_name(const struct measure *m, int year)
{
    int basis = measure_basis(m, year);
    return basis == 0 ? "" : m->bases[basis - 1].name;
}

enum form indicator_form(const struct indicator *i)
{
    return i->standard == NULL ? FORM_PLAIN : i->standard->form;
}

const struct check_config *catalogue_checks(const struct catalogue *c)
{
    return &c->checks;
}
