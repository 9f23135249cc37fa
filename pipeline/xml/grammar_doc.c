#include "xml/grammar_doc.h"

#include "xml/rng_private.h"
#include "xml/xml.h"
#include "xml/xml_private.h"

static const char *text_of(struct arena *a, const struct xml_node *n)
{
    const struct xml_node *note = xml_child(n, "documentation");
    return note != NULL ? xml_text(a, note) : "";
}

static const char *values_of(const struct rng *g, struct arena *a,
                             const struct xml_node *const *nodes, size_t n)
{
    struct word_list words = {.n = 0};
    struct xml_guess nothing = {.wanted = ""};
    for (size_t i = 0; i < n; i++) {
        rng_value_describe(g, a, nodes[i], &words, &nothing);
    }
    return word_list_join(a, &words, " oder ");
}

static const char *parts_of(struct arena *a, const struct rng_rule *r)
{
    struct rule_set set = {.n = 0};
    const char *text = "";
    pattern_first(r->content, true, &set);
    for (size_t i = 0; i < set.n; i++) {
        text =
            arena_printf(a, "%s%s%s", text, i > 0 ? ", " : "", rng_shown(a, set.rule[i]->names[0]));
    }
    return text;
}

static const struct grammar_attribute *attributes_of(const struct rng *g, struct arena *a,
                                                     const struct rng_rule *r)
{
    struct grammar_attribute *list = arena_array(a, r->n_attrs + 1, sizeof *list);
    for (size_t i = 0; i < r->n_attrs; i++) {
        const struct rng_attr *attr = &r->attrs[i];
        list[i] = (struct grammar_attribute){.name = attr->names[0],
                                             .values = values_of(g, a, &attr->node, 1),
                                             .text = text_of(a, attr->node),
                                             .required = attr->required};
    }
    return list;
}

const struct grammar_element *grammar_elements(struct arena *a, const char *grammar, size_t *n,
                                               struct diag *d)
{
    struct rng *g = rng_open(grammar, d);
    *n = 0;
    if (g == NULL) {
        return NULL;
    }
    struct grammar_element *list = arena_array(a, g->n_rules + 1, sizeof *list);
    for (size_t i = 0; i < g->n_rules; i++) {
        struct rng_rule *r = &g->rules[i];
        rng_rule_read(g, r);
        if (r->n_names == 0) { /* any name: there is nothing to tell */
            continue;
        }
        list[(*n)++] = (struct grammar_element){.name = rng_shown(a, r->names[0]),
                                                .text = text_of(a, r->node),
                                                .content = values_of(g, a, r->values, r->n_values),
                                                .parts = parts_of(a, r),
                                                .attribute = attributes_of(g, a, r),
                                                .n_attributes = r->n_attrs};
    }
    return list;
}
