#include "compose/compose_private.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"

enum { MAX_SORTS = 8 };

/* What one <sort> makes of one item. */
struct sort_key {
    bool missing; /* at the end in either order */
    bool numeric;
    double number;
    const char *text; /* folded, so that ä stands with a and e */
};

struct sort_row {
    struct xpath_item *item;
    size_t index;             /* place before sorting: equal rows keep it */
    struct sort_key keys[MAX_SORTS];
    const bool *descending;
    size_t n_keys;
};

static int compare_keys(const struct sort_key *a, const struct sort_key *b)
{
    if (a->numeric && b->numeric)
        return a->number < b->number ? -1 : a->number > b->number;
    return strcmp(a->text, b->text);
}

static int compare_rows(const void *x, const void *y)
{
    const struct sort_row *a = x;
    const struct sort_row *b = y;
    for (size_t i = 0; i < a->n_keys; i++) {
        const struct sort_key *ka = &a->keys[i];
        const struct sort_key *kb = &b->keys[i];
        if (ka->missing != kb->missing)
            return ka->missing ? 1 : -1;
        int order = ka->missing ? 0 : compare_keys(ka, kb);
        if (order != 0)
            return a->descending[i] ? -order : order;
    }
    return a->index < b->index ? -1 : a->index > b->index;
}

static void make_key(struct report *r, const struct xpath_value *v, struct sort_key *key)
{
    const struct subject *s = subject_of(v);
    if (s != NULL && (s->kind == SUBJECT_VALUE || s->kind == SUBJECT_DIFFERENCE)) {
        *key = (struct sort_key){!sign_counts(s->sign), true, s->number, ""};
        return;
    }
    key->missing = v->type == XPATH_ITEMS && v->n_items == 0;
    key->number = xpath_number(v);
    key->numeric = isfinite(key->number);
    key->text = str_fold(r->arena, xpath_string(r->c->xpath, v));
}

static void set_variable(struct report *r, const char *name, struct xpath_item *item)
{
    struct xpath_value v;
    set_node(r->c, &v, item);
    xpath_set(r->c->xpath, name, &v);
}

static void set_count(struct report *r, const char *name, size_t n)
{
    struct xpath_value v = {.type = XPATH_NUMBER, .number = (double)n};
    xpath_set(r->c->xpath, name, &v);
}

/* Fills the keys of all rows for one <sort>; false where its expression is at fault. */
static bool sort_by(struct report *r, const struct xml_node *sort, const char *as,
                    struct sort_row *rows, size_t n, size_t key)
{
    bool good = true;
    for (size_t i = 0; good && i < n; i++) {
        struct xpath_value v;
        xpath_enter(r->c->xpath);
        set_variable(r, as, rows[i].item);
        struct xpath_item *outer = report_context(r, rows[i].item);
        good = attr_eval(r, sort, "by", &v) == 0;
        if (good)
            make_key(r, &v, &rows[i].keys[key]);
        report_context(r, outer);
        xpath_leave(r->c->xpath);
    }
    return good;
}

static void sort_rows(struct report *r, const struct xml_node *loop, const char *as,
                      struct sort_row *rows, size_t n)
{
    bool *descending = arena_array(r->arena, MAX_SORTS, sizeof *descending);
    size_t n_keys = 0;
    const struct xml_node *sort = xml_child(loop, "sort");
    for (; sort != NULL && n_keys < MAX_SORTS; sort = xml_next_same(sort)) {
        descending[n_keys] = str_eq(xml_attr(sort, "order"), "descending");
        if (sort_by(r, sort, as, rows, n, n_keys))
            n_keys++;
    }
    for (size_t i = 0; i < n; i++) {
        rows[i].descending = descending;
        rows[i].n_keys = n_keys;
    }
    if (n_keys > 0)
        qsort(rows, n, sizeof *rows, compare_rows);
}

static void for_each(struct report *r, const struct xml_node *n, each_child *each, void *target)
{
    struct xpath_value list;
    const char *as = xml_attr(n, "as");
    if (as == NULL || attr_eval(r, n, "select", &list) != 0)
        return;
    if (list.type != XPATH_ITEMS) {
        XML_REPORT(r->d, TEMPLATE_NOT_NODES, n, "select", xml_attr(n, "select"), "for-each");
        return;
    }
    size_t count = list.n_items;
    struct sort_row *rows = mem_grow(NULL, count + 1, sizeof *rows);
    for (size_t i = 0; i < count; i++)
        rows[i] = (struct sort_row){.item = list.items[i], .index = i};
    sort_rows(r, n, as, rows, count);
    struct xpath_item *outer = r->context;
    for (size_t i = 0; i < count && report_count(r, n); i++) {
        xpath_enter(r->c->xpath);
        set_variable(r, as, rows[i].item);
        set_count(r, "position", i + 1);
        set_count(r, "last", count);
        report_context(r, rows[i].item);
        walk_children(r, n, each, target);
        xpath_leave(r->c->xpath);
    }
    report_context(r, outer);
    free(rows);
}

static bool test(struct report *r, const struct xml_node *n)
{
    struct xpath_value v;
    return attr_eval(r, n, "test", &v) == 0 && xpath_truth(&v);
}

static void choose(struct report *r, const struct xml_node *n, each_child *each, void *target)
{
    for (const struct xml_node *k = xml_first(n); k != NULL; k = xml_next(k)) {
        if (xml_is(k, "otherwise") || (xml_is(k, "when") && test(r, k))) {
            walk_children(r, k, each, target);
            return;
        }
    }
}

static void let(struct report *r, const struct xml_node *n)
{
    struct xpath_value v;
    const char *name = xml_attr(n, "name");
    if (name == NULL)
        return;
    attr_eval(r, n, "select", &v); /* after a fault the name stands for an empty text */
    /* Named texts can be put together again and again, each time twice as long. */
    if (v.type == XPATH_STRING && v.string != NULL && strlen(v.string) > MAX_LET) {
        char limit[24];
        snprintf(limit, sizeof limit, "%d", MAX_LET);
        XML_REPORT(r->d, TEMPLATE_LONG_TEXT, n, "select", limit);
        v.string = "";
    }
    xpath_set(r->c->xpath, name, &v);
}

void walk_children(struct report *r, const struct xml_node *parent, each_child *each,
                   void *target)
{
    xpath_enter(r->c->xpath);
    for (const struct xml_node *n = xml_first_any(parent); n != NULL; n = xml_next_any(n)) {
        if (xml_is(n, "let"))
            let(r, n);
        else if (xml_is(n, "if") && xml_attr(n, "there") != NULL)
            each(r, n, target); /* known when all blocks are there */
        else if (xml_is(n, "if") && test(r, n))
            walk_children(r, n, each, target);
        else if (xml_is(n, "choose"))
            choose(r, n, each, target);
        else if (xml_is(n, "for-each"))
            for_each(r, n, each, target);
        else if (!xml_is(n, "if") && !xml_is(n, "sort"))
            each(r, n, target);
    }
    xpath_leave(r->c->xpath);
}
