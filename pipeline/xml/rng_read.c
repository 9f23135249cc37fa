#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "xml/rng_private.h"
#include "xml/xml.h"
#include "xml/xml_private.h"

/* libxml2 has accepted the grammar, so references cannot run in circles except
 * through elements, where the reading pauses. The limit is a second lock. */
enum { MAX_REFERENCES = 200 };

static const char *name_of(const struct rng *g, const char *s)
{
    return str_trim(g->arena, s, strlen(s));
}

bool rng_named(const char *const *names, size_t n_names, const char *name)
{
    for (size_t i = 0; i < n_names; i++) {
        if (strcmp(names[i], name) == 0)
            return true;
    }
    return false;
}

bool rng_rule_is(const struct rng_rule *r, const char *key)
{
    return r->any || rng_named(r->names, r->n_names, key);
}

/* The only namespace that templates know is that of XInclude. */
const char *rng_shown(struct arena *a, const char *key)
{
    const char *end = strrchr(key, '}');
    if (key[0] != '{' || end == NULL)
        return key;
    bool include = str_starts(key, "{http://www.w3.org/2001/XInclude}");
    return arena_printf(a, "%s%s", include ? "xi:" : "", end + 1);
}

bool rng_names(const struct rng *g, const struct xml_node *n, const char ***names,
               size_t *n_names)
{
    *names = arena_array(g->arena, 1, sizeof **names);
    *n_names = 1;
    if (xml_attr(n, "name") != NULL) {
        (*names)[0] = name_of(g, xml_attr(n, "name"));
        return true;
    }
    const struct xml_node *class = xml_first(n);
    if (xml_is(class, "name")) {
        (*names)[0] = xml_text(g->arena, class);
        return true;
    }
    *n_names = 0;
    if (!xml_is(class, "choice"))
        return false;
    size_t count = 0;
    for (const struct xml_node *c = xml_first(class); c != NULL; c = xml_next(c))
        count++;
    *names = arena_array(g->arena, count, sizeof **names);
    for (const struct xml_node *c = xml_first(class); c != NULL; c = xml_next(c)) {
        if (!xml_is(c, "name"))
            return false;
        (*names)[(*n_names)++] = xml_text(g->arena, c);
    }
    return true;
}

/* The i-th <name key> below a <grammar> or its <div>s, counting down in *i. */
static const struct xml_node *find_define(const struct xml_node *in, const char *element,
                                          const char *name, size_t *i)
{
    for (const struct xml_node *n = xml_first(in); n != NULL; n = xml_next(n)) {
        const struct xml_node *found = NULL;
        if (xml_is(n, "div"))
            found = find_define(n, element, name, i);
        else if (xml_is(n, element) && (name == NULL || str_eq(xml_attr(n, "name"), name)))
            found = (*i)-- == 0 ? n : NULL;
        if (found != NULL)
            return found;
    }
    return NULL;
}

const struct xml_node *rng_define(const struct rng *g, const struct xml_node *ref, size_t i)
{
    return find_define(xml_root(g->doc), "define", xml_attr(ref, "name"), &i);
}

static struct rng_rule *rule_of(struct rng *g, const struct xml_node *n)
{
    for (size_t i = 0; i < g->n_rules; i++) {
        if (g->rules[i].node == n)
            return &g->rules[i];
    }
    return NULL;
}

static const struct pattern *read_node(struct rng *g, const struct xml_node *n, int depth);

static const struct pattern *read_children(struct rng *g, const struct xml_node *n,
                                           enum pattern_kind kind, int depth)
{
    const struct pattern *result = NULL;
    for (const struct xml_node *c = xml_first(n); c != NULL; c = xml_next(c)) {
        if (xml_is(c, "name") || xml_is(c, "anyName") || xml_is(c, "nsName") ||
            xml_is(c, "documentation"))
            continue;
        const struct pattern *p = read_node(g, c, depth + 1);
        result = result == NULL ? p : pattern_pair(g, kind, result, p);
    }
    return result != NULL ? result : g->empty;
}

/* Several definitions of one name are combined as each of them says. */
static const struct pattern *read_ref(struct rng *g, const struct xml_node *ref, int depth)
{
    const struct pattern *result = NULL;
    bool interleave = false;
    const struct xml_node *def;
    for (size_t i = 0; (def = rng_define(g, ref, i)) != NULL; i++)
        interleave = interleave || str_eq(xml_attr(def, "combine"), "interleave");
    enum pattern_kind combine = interleave ? PATTERN_INTERLEAVE : PATTERN_CHOICE;
    for (size_t i = 0; (def = rng_define(g, ref, i)) != NULL; i++) {
        const struct pattern *p = read_children(g, def, PATTERN_GROUP, depth + 1);
        result = result == NULL ? p : pattern_pair(g, combine, result, p);
    }
    return result != NULL ? result : g->empty;
}

static bool is_one_of(const struct xml_node *n, const char *const *names)
{
    for (; *names != NULL; names++) {
        if (xml_is(n, *names))
            return true;
    }
    return false;
}

static const struct pattern *read_node(struct rng *g, const struct xml_node *n, int depth)
{
    static const char *const foreign[] = {"grammar", "externalRef", "parentRef", "include", NULL};
    if (depth > MAX_REFERENCES || is_one_of(n, foreign)) {
        g->partial = true;
        return g->empty;
    }
    if (xml_is(n, "element"))
        return pattern_element(g, rule_of(g, n));
    if (xml_is(n, "ref"))
        return read_ref(g, n, depth);
    if (xml_is(n, "choice"))
        return read_children(g, n, PATTERN_CHOICE, depth);
    if (xml_is(n, "interleave"))
        return read_children(g, n, PATTERN_INTERLEAVE, depth);
    if (xml_is(n, "group") || xml_is(n, "mixed") || xml_is(n, "div"))
        return read_children(g, n, PATTERN_GROUP, depth);
    if (xml_is(n, "optional"))
        return pattern_optional(g, read_children(g, n, PATTERN_GROUP, depth));
    if (xml_is(n, "oneOrMore"))
        return pattern_many(g, read_children(g, n, PATTERN_GROUP, depth));
    if (xml_is(n, "zeroOrMore"))
        return pattern_optional(g, pattern_many(g, read_children(g, n, PATTERN_GROUP, depth)));
    if (xml_is(n, "notAllowed"))
        return g->never;
    return g->empty; /* text, data, attributes: looked at apart */
}

static void add_attr(struct rng *g, struct rng_rule *r, const struct xml_node *n, bool required)
{
    struct rng_attr attr = {.node = n, .required = required};
    if (!rng_names(g, n, &attr.names, &attr.n_names)) {
        r->any_attr = true;
        return;
    }
    struct rng_attr *attrs = arena_array(g->arena, r->n_attrs + 1, sizeof *attrs);
    if (r->n_attrs > 0)
        memcpy(attrs, r->attrs, r->n_attrs * sizeof *attrs);
    attrs[r->n_attrs++] = attr;
    r->attrs = attrs;
}

static void add_node(struct rng *g, const struct xml_node ***list, size_t *n_list,
                     const struct xml_node *n)
{
    const struct xml_node **nodes = arena_array(g->arena, *n_list + 1, sizeof *nodes);
    if (*n_list > 0)
        memcpy(nodes, *list, *n_list * sizeof *nodes);
    nodes[(*n_list)++] = n;
    *list = nodes;
}

/* Is it a <choice> between named attributes and nothing else? */
static bool chooses_attribute(const struct xml_node *n)
{
    const struct xml_node *c = xml_is(n, "choice") ? xml_first(n) : NULL;
    bool result = c != NULL;
    for (; c != NULL; c = xml_next(c))
        result = result && xml_is(c, "attribute") && xml_attr(c, "name") != NULL;
    return result;
}

/* Attributes and text of a rule, up to the elements below it. */
static void collect(struct rng *g, struct rng_rule *r, const struct xml_node *n, bool required,
                    int depth)
{
    static const char *const maybe[] = {"optional", "zeroOrMore", "choice", NULL};
    static const char *const values[] = {"data", "value", "list", NULL};
    for (const struct xml_node *c = xml_first(n); c != NULL; c = xml_next(c)) {
        if (depth > MAX_REFERENCES || xml_is(c, "element"))
            continue;
        const struct xml_node *def;
        if (xml_is(c, "attribute"))
            add_attr(g, r, c, required);
        else if (xml_is(c, "text"))
            r->text = true;
        else if (is_one_of(c, values))
            add_node(g, &r->values, &r->n_values, c);
        else if (xml_is(c, "ref"))
            for (size_t i = 0; (def = rng_define(g, c, i)) != NULL; i++)
                collect(g, r, def, required, depth + 1);
        else
            collect(g, r, c, required && !is_one_of(c, maybe), depth + 1);
        r->text = r->text || xml_is(c, "mixed");
        if (required && chooses_attribute(c))
            add_node(g, &r->choices, &r->n_choices, c);
    }
}

void rng_rule_read(struct rng *g, struct rng_rule *r)
{
    if (r->read)
        return;
    r->read = true;
    r->content = read_children(g, r->node, PATTERN_GROUP, 0);
    collect(g, r, r->node, true, 0);
}

/* Names of elements become keys with their namespace. */
static void name_rule(struct rng *g, struct rng_rule *r, const struct xml_node *n, const char *ns)
{
    r->node = n;
    r->any = !rng_names(g, n, &r->names, &r->n_names);
    for (size_t i = 0; i < r->n_names; i++) {
        g->partial = g->partial || strchr(r->names[i], ':') != NULL;
        if (ns[0] != '\0')
            r->names[i] = arena_printf(g->arena, "{%s}%s", ns, r->names[i]);
    }
}

/* Calls itself for the levels of the grammar, which the loader has limited. ns is the
 * namespace that holds here; attributes in one are left to libxml2. */
static void find_rules(struct rng *g, const struct xml_node *n, const char *ns,
                       struct rng_rule *out)
{
    const char *own = xml_attr(n, "ns");
    if (own != NULL)
        ns = own;
    if (xml_is(n, "attribute") && ns[0] != '\0')
        g->partial = g->partial || own != NULL || xml_attr(n, "name") == NULL;
    if (xml_is(n, "name") && own != NULL)
        g->partial = true;
    if (xml_is(n, "element")) {
        if (out != NULL)
            name_rule(g, &out[g->n_rules], n, ns);
        g->n_rules++;
    }
    for (const struct xml_node *c = xml_first(n); c != NULL; c = xml_next(c))
        find_rules(g, c, ns, out);
}

void rng_read(struct rng *g)
{
    const struct xml_node *root = xml_root(g->doc);
    g->empty = pattern_pair(g, PATTERN_EMPTY, NULL, NULL);
    find_rules(g, root, "", NULL);
    g->rules = arena_array(g->arena, g->n_rules, sizeof *g->rules);
    g->n_rules = 0;
    find_rules(g, root, "", g->rules);
    g->start = g->never;
    if (!xml_is(root, "grammar")) {
        g->start = read_node(g, root, 0);
        return;
    }
    size_t i = 0;
    const struct xml_node *start;
    for (size_t k = 0; i = k, (start = find_define(root, "start", NULL, &i)) != NULL; k++)
        g->start = pattern_pair(g, PATTERN_CHOICE, g->start,
                                read_children(g, start, PATTERN_GROUP, 0));
}
