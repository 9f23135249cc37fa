/* Relations between measures: what a grammar cannot say of them. */
#include "facts/catalogue_private.h"

static bool can_be_added(struct catalogue_reader *r, const struct xml_node *n, const char *attr,
                         uint32_t measure)
{
    if (measure == CATALOGUE_NONE)
        return false; /* reported */
    if (r->c->measures[measure].additive)
        return true;
    catalogue_fail(r, CATALOGUE_RELATION_RATE, n, attr, r->c->measures[measure].id, NULL);
    return false;
}

static void read_relation(struct catalogue_reader *r, struct relation *out,
                          const struct xml_node *n)
{
    uint32_t *parts = arena_array(r->c->arena, catalogue_count(n, "part") + 1, sizeof *parts);
    static const char *const answers[] = {"no", "yes"};
    *out = (struct relation){.whole = catalogue_named_measure(r, n, "whole"), .parts = parts,
                             .complete = catalogue_word(n, "complete", answers, 2, 0) == 1};
    bool good = can_be_added(r, n, "whole", out->whole);
    for (const struct xml_node *p = xml_child(n, "part"); p != NULL; p = xml_next_same(p)) {
        uint32_t part = catalogue_named_measure(r, p, "measure");
        if (!can_be_added(r, p, "measure", part) || !good)
            continue;
        for (size_t i = 0; i < out->n_parts; i++) {
            if (parts[i] == part)
                catalogue_fail(r, CATALOGUE_RELATION_TWICE, p, "measure",
                               r->c->measures[part].id, r->c->measures[out->whole].id);
        }
        parts[out->n_parts++] = part;
    }
}

/* Parts lie deeper than their whole. Without a cycle no measure lies deeper than there are
 * measures. NULL, or a relation on a cycle. */
static const struct relation *find_cycle(const struct catalogue *c)
{
    struct arena *scratch = arena_new();
    size_t *depth = arena_array(scratch, c->n_measures + 1, sizeof *depth);
    const struct relation *cycle = NULL;
    for (bool moved = true; moved && cycle == NULL;) {
        moved = false;
        for (size_t i = 0; i < c->n_relations && cycle == NULL; i++) {
            const struct relation *r = &c->relations[i];
            for (size_t k = 0; k < r->n_parts; k++) {
                if (depth[r->parts[k]] > depth[r->whole])
                    continue;
                depth[r->parts[k]] = depth[r->whole] + 1;
                moved = true;
                if (depth[r->parts[k]] > c->n_measures)
                    cycle = r;
            }
        }
    }
    arena_free(scratch);
    return cycle;
}

void catalogue_read_relations(struct catalogue_reader *r, const struct xml_node *root)
{
    struct catalogue *c = r->c;
    size_t most = catalogue_count(root, "relation");
    c->relations = arena_array(c->arena, most + 1, sizeof *c->relations);
    for (const struct xml_node *n = xml_child(root, "relation"); n != NULL; n = xml_next_same(n))
        read_relation(r, &c->relations[c->n_relations++], n);
    const struct relation *cycle = r->bad ? NULL : find_cycle(c);
    if (cycle == NULL)
        return;
    const struct xml_node *n = xml_child(root, "relation");
    for (const struct relation *at = c->relations; at != cycle; at++)
        n = xml_next_same(n);
    catalogue_fail(r, CATALOGUE_RELATION_CYCLE, n, "whole", c->measures[cycle->whole].id, NULL);
}
