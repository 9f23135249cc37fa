#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "xml/rng_private.h"

/* Far above what a sensible grammar and document can make; guards against a
 * grammar whose interleaves multiply. */
enum { MAX_PATTERNS = 50000 };

static bool nullable(enum pattern_kind kind, const struct pattern *l, const struct pattern *r)
{
    switch (kind) {
    case PATTERN_EMPTY: return true;
    case PATTERN_CHOICE: return l->nullable || r->nullable;
    case PATTERN_GROUP:
    case PATTERN_INTERLEAVE: return l->nullable && r->nullable;
    case PATTERN_MANY: return l->nullable;
    case PATTERN_NEVER:
    case PATTERN_ELEMENT: return false;
    }
    return false;
}

static const struct pattern *intern(struct rng *g, enum pattern_kind kind,
                                    const struct pattern *l, const struct pattern *r,
                                    struct rng_rule *rule)
{
    uintptr_t hash = (uintptr_t)kind * 31 + (uintptr_t)l / 16 * 7 + (uintptr_t)r / 16 * 131 +
                     (uintptr_t)rule / 8;
    struct pattern **slot = &g->table[hash % (sizeof g->table / sizeof g->table[0])];
    for (struct pattern *p = *slot; p != NULL; p = p->chained) {
        if (p->kind == kind && p->left == l && p->right == r && p->rule == rule)
            return p;
    }
    struct pattern *p = arena_alloc(g->arena, sizeof *p);
    *p = (struct pattern){kind, nullable(kind, l, r), l, r, rule, *slot};
    *slot = p;
    if (++g->n_patterns > MAX_PATTERNS)
        g->partial = true;
    return p;
}

const struct pattern *pattern_element(struct rng *g, struct rng_rule *r)
{
    return intern(g, PATTERN_ELEMENT, NULL, NULL, r);
}

/* Is p one of the alternatives of the chain of choices? */
static bool is_alternative(const struct pattern *chain, const struct pattern *p)
{
    for (; chain->kind == PATTERN_CHOICE; chain = chain->right) {
        if (chain->left == p)
            return true;
    }
    return chain == p;
}

/* Choices are kept as chains to the right without repetition. */
static const struct pattern *pattern_choice(struct rng *g, const struct pattern *l,
                                            const struct pattern *r)
{
    if (l->kind == PATTERN_NEVER || l == r)
        return r;
    if (r->kind == PATTERN_NEVER)
        return l;
    if (l->kind == PATTERN_CHOICE)
        return pattern_choice(g, l->left, pattern_choice(g, l->right, r));
    return is_alternative(r, l) ? r : intern(g, PATTERN_CHOICE, l, r, NULL);
}

const struct pattern *pattern_pair(struct rng *g, enum pattern_kind kind,
                                   const struct pattern *l, const struct pattern *r)
{
    if (g->never == NULL) {
        g->never = intern(g, PATTERN_NEVER, NULL, NULL, NULL);
        g->empty = intern(g, PATTERN_EMPTY, NULL, NULL, NULL);
    }
    if (kind == PATTERN_NEVER)
        return g->never;
    if (kind == PATTERN_EMPTY)
        return g->empty;
    if (kind == PATTERN_CHOICE)
        return pattern_choice(g, l, r);
    if (l->kind == PATTERN_NEVER || r->kind == PATTERN_NEVER)
        return g->never;
    if (l->kind == PATTERN_EMPTY)
        return r;
    if (r->kind == PATTERN_EMPTY)
        return l;
    return intern(g, kind, l, r, NULL);
}

const struct pattern *pattern_many(struct rng *g, const struct pattern *p)
{
    bool simple = p->kind == PATTERN_NEVER || p->kind == PATTERN_EMPTY || p->kind == PATTERN_MANY;
    return simple ? p : intern(g, PATTERN_MANY, p, NULL, NULL);
}

const struct pattern *pattern_optional(struct rng *g, const struct pattern *p)
{
    return p->nullable ? p : pattern_choice(g, p, g->empty);
}

void rule_set_add(struct rule_set *s, struct rng_rule *r)
{
    for (size_t i = 0; i < s->n; i++) {
        if (s->rule[i] == r)
            return;
    }
    if (s->n < RNG_MAX_SET)
        s->rule[s->n++] = r;
}

/* Derivatives; the depth is that of the grammar. */
const struct pattern *pattern_after(struct rng *g, const struct pattern *p, const char *key,
                                    struct rule_set *found)
{
    const struct pattern *l, *r;
    switch (p->kind) {
    case PATTERN_NEVER:
    case PATTERN_EMPTY: return g->never;
    case PATTERN_ELEMENT:
        if (!rng_rule_is(p->rule, key))
            return g->never;
        rule_set_add(found, p->rule);
        return g->empty;
    case PATTERN_CHOICE:
        l = pattern_after(g, p->left, key, found);
        r = pattern_after(g, p->right, key, found);
        return pattern_choice(g, l, r);
    case PATTERN_GROUP:
        l = pattern_pair(g, PATTERN_GROUP, pattern_after(g, p->left, key, found), p->right);
        r = p->left->nullable ? pattern_after(g, p->right, key, found) : g->never;
        return pattern_choice(g, l, r);
    case PATTERN_INTERLEAVE:
        l = pattern_after(g, p->left, key, found);
        r = pattern_after(g, p->right, key, found);
        return pattern_choice(g, pattern_pair(g, PATTERN_INTERLEAVE, l, p->right),
                              pattern_pair(g, PATTERN_INTERLEAVE, p->left, r));
    case PATTERN_MANY:
        return pattern_pair(g, PATTERN_GROUP, pattern_after(g, p->left, key, found),
                            pattern_optional(g, p));
    }
    return g->never;
}

void pattern_needed(const struct pattern *p, struct rule_set *found)
{
    if (p->nullable)
        return;
    switch (p->kind) {
    case PATTERN_NEVER:
    case PATTERN_EMPTY: return;
    case PATTERN_ELEMENT: rule_set_add(found, p->rule); return;
    case PATTERN_MANY: pattern_needed(p->left, found); return;
    case PATTERN_GROUP:
    case PATTERN_INTERLEAVE:
        pattern_needed(p->left->nullable ? p->right : p->left, found);
        return;
    case PATTERN_CHOICE:
        pattern_needed(p->left, found);
        pattern_needed(p->right, found);
        return;
    }
}

void pattern_first(const struct pattern *p, bool all, struct rule_set *found)
{
    switch (p->kind) {
    case PATTERN_NEVER:
    case PATTERN_EMPTY: return;
    case PATTERN_ELEMENT: rule_set_add(found, p->rule); return;
    case PATTERN_MANY: pattern_first(p->left, all, found); return;
    case PATTERN_GROUP:
        pattern_first(p->left, all, found);
        if (all || p->left->nullable)
            pattern_first(p->right, all, found);
        return;
    case PATTERN_CHOICE:
    case PATTERN_INTERLEAVE:
        pattern_first(p->left, all, found);
        pattern_first(p->right, all, found);
        return;
    }
}
