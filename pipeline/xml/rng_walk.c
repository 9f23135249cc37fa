#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/names.h"
#include "base/str.h"
#include "base/utf8.h"
#include "xml/rng_private.h"
#include "xml/xml.h"
#include "xml/xml_private.h"

struct walk {
    struct rng *g;
    struct diag *d;
    struct arena *arena; /* of the document: the words of messages */
    size_t faults;
    struct names ids; /* values of type ID */
    int *lines;       /* where they stand, by id */
};

enum { SHOWN_TEXT = 60 }; /* [code points] of a text in a message */

static const char *shortened(struct walk *w, const struct xml_node *n)
{
    const char *text = xml_text(w->arena, n);
    const char *p = text, *end = text + strlen(text);
    for (int i = 0; i < SHOWN_TEXT && p < end; i++)
        utf8_next(&p, end);
    if (p == end)
        return text;
    return arena_printf(w->arena, "%.*s…", (int)(p - text), text);
}

static const char *tag(struct walk *w, const char *key)
{
    return arena_printf(w->arena, "<%s>", rng_shown(w->arena, key));
}

static const char *shown(struct walk *w, const struct xml_node *n)
{
    return rng_shown(w->arena, n->key);
}

static void add_rule(struct walk *w, struct word_list *words, const struct rng_rule *r)
{
    for (size_t i = 0; i < r->n_names; i++)
        word_list_add(words, tag(w, r->names[i]));
    if (r->any)
        word_list_add(words, "ein beliebiges Element");
}

static const char *names_of(struct walk *w, const struct rule_set *rules)
{
    struct word_list words = {0};
    for (size_t i = 0; i < rules->n; i++)
        add_rule(w, &words, rules->rule[i]);
    return word_list_join(w->arena, &words, " oder ");
}

/* *key gets the key of the name that is guessed. */
static void guess_rule(struct walk *w, struct xml_guess *guess, const struct rng_rule *r,
                       const char **key)
{
    for (size_t k = 0; k < r->n_names; k++) {
        const char *before = guess->best;
        xml_guess_try(guess, rng_shown(w->arena, r->names[k]));
        if (guess->best != before)
            *key = r->names[k];
    }
}

static void guess_rules(struct walk *w, struct xml_guess *guess, const struct rule_set *rules,
                        const char **key)
{
    for (size_t i = 0; i < rules->n; i++)
        guess_rule(w, guess, rules->rule[i], key);
}

static bool set_has(const struct rule_set *s, const char *key, struct rule_set *found)
{
    for (size_t i = 0; i < s->n; i++) {
        if (rng_rule_is(s->rule[i], key))
            rule_set_add(found, s->rule[i]);
    }
    return found->n > 0;
}

static bool known_anywhere(const struct rng *g, const char *key)
{
    for (size_t i = 0; i < g->n_rules; i++) {
        if (rng_named(g->rules[i].names, g->rules[i].n_names, key))
            return true;
    }
    return false;
}

/* Attributes */

static void unknown_attribute(struct walk *w, const struct xml_node *n, const struct xml_node *a,
                              const struct rule_set *rules)
{
    struct xml_guess guess = {.wanted = a->name};
    struct word_list words = {0};
    for (size_t i = 0; i < rules->n; i++) {
        const struct rng_rule *r = rules->rule[i];
        for (size_t k = 0; k < r->n_attrs; k++) {
            for (size_t m = 0; m < r->attrs[k].n_names; m++) {
                const char *name = r->attrs[k].names[m];
                if (xml_attr(n, name) == NULL)
                    xml_guess_try(&guess, name);
                word_list_add(&words, arena_printf(w->arena, "„%s“", name));
            }
        }
    }
    const char *hint = xml_guess_text(w->arena, &guess, "„", "“");
    if (words.n == 0)
        hint = " Es hat keine Attribute.";
    else if (*hint == '\0')
        hint = arena_printf(w->arena, " Möglich: %s.",
                            word_list_join(w->arena, &words, " und "));
    XML_REPORT(w->d, XML_UNKNOWN_ATTRIBUTE, n, a->name, shown(w, n), a->name, hint);
    w->faults++;
}

static void bad_value(struct walk *w, const struct xml_node *n, const struct xml_node *a,
                      const struct rule_set *rules)
{
    struct xml_guess guess = {.wanted = a->text};
    struct word_list words = {0};
    for (size_t i = 0; i < rules->n; i++) {
        const struct rng_rule *r = rules->rule[i];
        for (size_t k = 0; k < r->n_attrs; k++) {
            if (rng_named(r->attrs[k].names, r->attrs[k].n_names, a->name))
                rng_value_describe(w->g, w->arena, r->attrs[k].node, &words, &guess);
        }
    }
    XML_REPORT_AT(w->d, XML_BAD_VALUE, n, a->name, 0, a->text, a->name,
                  word_list_join(w->arena, &words, " oder "),
                  xml_guess_text(w->arena, &guess, "„", "“"));
    w->faults++;
}

/* A value of the type ID may stand once in a document. */
static void check_id(struct walk *w, const struct xml_node *n, const struct xml_node *a,
                     const struct xml_node *rule)
{
    const struct xml_node *data = xml_child(rule, "data");
    if (data == NULL || !str_eq(xml_attr(data, "type"), "ID"))
        return;
    uint32_t before = w->ids.count;
    uint32_t id = names_intern(&w->ids, a->text, strlen(a->text));
    if (id == before) {
        w->lines = mem_grow(w->lines, (size_t)id + 1, sizeof *w->lines);
        w->lines[id] = xml_place(n).line;
        return;
    }
    XML_REPORT_AT(w->d, XML_REPEATED_ID, n, a->name, 0, a->text,
                  arena_printf(w->arena, "%d", w->lines[id]));
    w->faults++;
}

static void check_attribute(struct walk *w, const struct xml_node *n, const struct xml_node *a,
                            const struct rule_set *rules)
{
    bool known = false, open = false;
    for (size_t i = 0; i < rules->n; i++) {
        const struct rng_rule *r = rules->rule[i];
        open = open || r->any_attr;
        for (size_t k = 0; k < r->n_attrs; k++) {
            if (!rng_named(r->attrs[k].names, r->attrs[k].n_names, a->name))
                continue;
            if (rng_value_fits(w->g, r->attrs[k].node, a->text)) {
                check_id(w, n, a, r->attrs[k].node);
                return;
            }
            known = true;
        }
    }
    if (known)
        bad_value(w, n, a, rules);
    else if (!open)
        unknown_attribute(w, n, a, rules);
}

static bool requires(const struct rng_rule *r, const char *name)
{
    for (size_t k = 0; k < r->n_attrs; k++) {
        const struct rng_attr *attr = &r->attrs[k];
        if (attr->required && attr->n_names == 1 && strcmp(attr->names[0], name) == 0)
            return true;
    }
    return false;
}

/* Missing is what every rule that comes into question requires. */
static void check_required(struct walk *w, const struct xml_node *n, const struct rule_set *rules)
{
    const struct rng_rule *first = rules->rule[0];
    for (size_t k = 0; k < first->n_attrs; k++) {
        if (!first->attrs[k].required || first->attrs[k].n_names != 1)
            continue;
        const char *name = first->attrs[k].names[0];
        bool missing = xml_attr(n, name) == NULL;
        for (size_t i = 1; i < rules->n; i++)
            missing = missing && requires(rules->rule[i], name);
        if (!missing)
            continue;
        XML_REPORT(w->d, XML_MISSING_ATTRIBUTE, n, NULL, shown(w, n),
                   arena_printf(w->arena, "„%s“", name));
        w->faults++;
    }
}

/* Exactly one of the attributes of a <choice>. */
static void check_choice(struct walk *w, const struct xml_node *n, const struct xml_node *choice)
{
    struct word_list words = {0};
    const char *present = NULL;
    for (const struct xml_node *c = xml_first(choice); c != NULL; c = xml_next(c)) {
        const char *name = xml_attr(c, "name");
        word_list_add(&words, arena_printf(w->arena, "„%s“", name));
        if (xml_attr(n, name) == NULL)
            continue;
        if (present != NULL && strcmp(present, name) != 0) {
            XML_REPORT(w->d, XML_EXCLUSIVE_ATTRIBUTE, n, name, shown(w, n), present, name);
            w->faults++;
            return;
        }
        present = name;
    }
    if (present != NULL)
        return;
    XML_REPORT(w->d, XML_MISSING_ATTRIBUTE, n, NULL, shown(w, n),
               word_list_join(w->arena, &words, " oder "));
    w->faults++;
}

/* Text */

static bool is_blank(const char *s)
{
    return s[strspn(s, " \t\r\n")] == '\0';
}

static void check_values(struct walk *w, const struct xml_node *n, const struct rule_set *rules)
{
    const char *text = xml_raw(n->first);
    struct xml_guess guess = {.wanted = text};
    struct word_list words = {0};
    if (xml_first(n) != NULL)
        return;
    for (size_t i = 0; i < rules->n; i++) {
        const struct rng_rule *r = rules->rule[i];
        for (size_t k = 0; k < r->n_values; k++) {
            if (rng_value_fits(w->g, r->values[k], text))
                return;
            rng_value_describe(w->g, w->arena, r->values[k], &words, &guess);
        }
    }
    const char *hint = xml_guess_text(w->arena, &guess, "„", "“");
    const struct xml_node *at = n->first != NULL ? n->first : n;
    XML_REPORT(w->d, XML_BAD_TEXT, at, NULL, shown(w, n), shortened(w, n),
               word_list_join(w->arena, &words, " oder "), hint);
    w->faults++;
}

static void check_text(struct walk *w, const struct xml_node *n, const struct rule_set *rules)
{
    bool values = false;
    for (size_t i = 0; i < rules->n; i++) {
        if (rules->rule[i]->text)
            return;
        values = values || rules->rule[i]->n_values > 0;
    }
    if (values) {
        check_values(w, n, rules);
        return;
    }
    for (const struct xml_node *c = n->first; c != NULL; c = c->next) {
        if (c->kind != XML_KIND_TEXT || is_blank(c->text))
            continue;
        XML_REPORT(w->d, XML_TEXT_NOT_ALLOWED, c, NULL, shown(w, n), shortened(w, c));
        w->faults++;
        return;
    }
}

/* Elements */

static void check_element(struct walk *w, const struct xml_node *n, const struct rule_set *rules);

/* An element that may not stand where it stands: names the fault, and gives the
 * rules it was probably meant for (none: it is not looked into). */
static void misplaced(struct walk *w, const struct xml_node *n, const struct xml_node *parent,
                      const struct pattern *here, const struct rule_set *inside,
                      struct rule_set *meant, const char **key)
{
    struct rule_set possible = {.n = 0};
    pattern_first(here, false, &possible);
    struct xml_guess guess = {.wanted = shown(w, n)};
    const char *hint = names_of(w, &possible);
    hint = possible.n == 0 ? arena_printf(w->arena, "In %s kann hier nichts mehr stehen.",
                                          tag(w, parent->key))
                           : arena_printf(w->arena, "In %s ist hier möglich: %s.",
                                          tag(w, parent->key), hint);
    w->faults++;
    if (set_has(inside, n->key, meant)) {
        XML_REPORT(w->d, XML_WRONG_PLACE, n, NULL, shown(w, n), hint);
        return;
    }
    if (known_anywhere(w->g, n->key)) {
        XML_REPORT(w->d, XML_WRONG_PARENT, n, NULL, shown(w, n), shown(w, parent), hint);
        return;
    }
    if (n->key != n->name && known_anywhere(w->g, n->name)) {
        XML_REPORT(w->d, XML_NAMESPACE, n, NULL, shown(w, n));
        return;
    }
    guess_rules(w, &guess, &possible, key);
    if (guess.best == NULL)
        guess_rules(w, &guess, inside, key);
    if (guess.best != NULL)
        set_has(inside, *key, meant);
    const char *elsewhere;
    for (size_t i = 0; guess.best == NULL && i < w->g->n_rules; i++)
        guess_rule(w, &guess, &w->g->rules[i], &elsewhere);
    const char *text = xml_guess_text(w->arena, &guess, "<", ">");
    if (*text == '\0')
        text = arena_printf(w->arena, " %s", hint);
    XML_REPORT(w->d, XML_UNKNOWN_ELEMENT, n, NULL, shown(w, n), text);
}

static void check_children(struct walk *w, const struct xml_node *n, const struct rule_set *rules)
{
    struct rng *g = w->g;
    const struct pattern *all = g->never;
    for (size_t i = 0; i < rules->n; i++)
        all = pattern_pair(g, PATTERN_CHOICE, all, rules->rule[i]->content);
    struct rule_set inside = {.n = 0};
    pattern_first(all, true, &inside);
    const struct pattern *p = all;
    bool wrong = false;
    for (const struct xml_node *c = xml_first(n); c != NULL && !g->partial; c = xml_next(c)) {
        struct rule_set found = {.n = 0};
        const char *key = c->key;
        const struct pattern *next = pattern_after(g, p, key, &found);
        if (next->kind == PATTERN_NEVER) {
            wrong = true;
            found.n = 0;
            misplaced(w, c, n, p, &inside, &found, &key);
            struct rule_set ignored = {.n = 0};
            next = pattern_after(g, p, key, &ignored);
        }
        if (next->kind != PATTERN_NEVER)
            p = next;
        if (found.n > 0)
            check_element(w, c, &found);
    }
    if (!p->nullable && !wrong && !g->partial) {
        struct rule_set missing = {.n = 0};
        pattern_needed(p, &missing);
        XML_REPORT(w->d, XML_MISSING_ELEMENT, n, NULL, shown(w, n), names_of(w, &missing));
        w->faults++;
    }
}

/* Levels of the document are limited by the loader, so recursion is. */
static void check_element(struct walk *w, const struct xml_node *n, const struct rule_set *rules)
{
    for (size_t i = 0; i < rules->n; i++) {
        rng_rule_read(w->g, rules->rule[i]);
        if (rules->rule[i]->any)
            return;
    }
    for (const struct xml_node *a = n->attrs; a != NULL; a = a->next)
        check_attribute(w, n, a, rules);
    check_required(w, n, rules);
    for (size_t i = 0; rules->n == 1 && i < rules->rule[0]->n_choices; i++)
        check_choice(w, n, rules->rule[0]->choices[i]);
    check_text(w, n, rules);
    check_children(w, n, rules);
}

size_t rng_walk(struct rng *g, const struct xml_doc *doc, struct diag *d)
{
    struct walk w = {.g = g, .d = d, .arena = doc->arena};
    const struct xml_node *root = xml_root(doc);
    if (g->partial)
        return 0;
    struct rule_set found = {.n = 0}, first = {.n = 0};
    pattern_first(g->start, false, &first);
    if (!set_has(&first, root->key, &found)) {
        bool name = root->key != root->name && set_has(&first, root->name, &found);
        XML_REPORT(d, name ? XML_NAMESPACE : XML_WRONG_ROOT, root, NULL, shown(&w, root),
                   names_of(&w, &first));
        return 1;
    }
    names_init(&w.ids);
    check_element(&w, root, &found);
    names_release(&w.ids);
    free(w.lines);
    return w.faults;
}
