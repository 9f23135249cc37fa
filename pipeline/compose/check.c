#include "compose/figure_private.h"

#include <string.h>

#include "base/str.h"

/* The static check of a template: everything that is wrong whatever the figures are. */
struct check {
    struct compose *c;
    struct diag *d;
    const char *includes[MAX_INCLUDES];
    size_t n_includes;
    bool record_told;
    bool good;
};

static void fault(struct check *k, const struct xml_node *n, const char *attr, size_t offset)
{
    compose_remember(k->c, n, attr, offset);
    k->good = false;
}

static void check_expression(struct check *k, const char *expression, const struct xml_node *n,
                             const char *attr, size_t offset)
{
    const struct record *missing = record_missing(k->c, expression);
    if (xpath_check(k->c->xpath, expression, n, attr, offset, k->d) != 0)
        fault(k, n, attr, offset);
    if (missing != NULL && !k->record_told) { /* once is enough */
        XML_REPORT_AT(k->d, TEMPLATE_NO_RECORD, n, attr, offset, missing->name, missing->needed);
        k->record_told = true;
        k->good = false;
    }
}

static void check_template(struct check *k, const char *text, const struct xml_node *n,
                           const char *attr)
{
    struct piece p;
    enum piece_fault wrong;
    for (size_t at = 0; piece_next(text, &at, &p, &wrong);) {
        if (wrong != PIECE_OK) {
            piece_report(k->d, wrong, n, attr, p.offset);
            fault(k, n, attr, p.offset);
        } else if (p.expression) {
            const char *expression = arena_strndup(k->c->arena, p.s, p.n);
            check_expression(k, expression, n, attr, p.offset);
        } else {
            advice_text(n, attr, &p, k->d);
        }
    }
}

static bool is_one_of(const char *name, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (strcmp(list[i], name) == 0)
            return true;
    }
    return false;
}

static void check_attributes(struct check *k, const struct xml_node *n)
{
    static const char *const expressions[] = {"test", "select", "by", "value", "area", "areas",
                                              "highlight", "reference"};
    static const char *const texts[] = {
        "title", "subtitle", "alt", "unit", "volume", "subject", "publication", "running", "id",
        "field", "indicator", "year", "from", "to", "name", "label", "sublabel", "part", "of",
        "expansion", "to", "there", "against"};
    const char *value;
    const char *name;
    for (size_t i = 0; (name = xml_attr_at(n, i, &value)) != NULL; i++) {
        if (is_one_of(name, expressions, sizeof expressions / sizeof expressions[0]))
            check_expression(k, value, n, name, 0);
        else if (is_one_of(name, texts, sizeof texts / sizeof texts[0]))
            check_template(k, value, n, name);
    }
}

/* An id without braces is known now. */
static void check_indicator(struct check *k, const struct xml_node *n, const char *attr)
{
    const char *id = xml_attr(n, attr);
    if (id == NULL || strpbrk(id, "{}") != NULL ||
        published_find_indicator(k->c->published, id) != PUBLISHED_NONE)
        return;
    XML_REPORT(k->d, TEMPLATE_NO_INDICATOR, n, attr, id, guess_indicator(k->c, id),
               "Dieser Teil der Abbildung fehlt.");
    fault(k, n, attr, 0);
}

static void check_node(struct check *k, const struct xml_node *n);

static void check_include(struct check *k, const struct xml_node *n)
{
    const struct xml_node *root =
        template_include(k->c, n, k->includes, k->n_includes, k->d);
    if (root == NULL) {
        fault(k, n, "href", 0);
        return;
    }
    k->includes[k->n_includes++] = template_href(n);
    check_node(k, root);
    k->n_includes--;
}

/* The loader limits the depth of a file, MAX_INCLUDES that of files. */
static void check_node(struct check *k, const struct xml_node *n)
{
    if (xml_is_text(n)) {
        check_template(k, xml_raw(n), n, NULL);
        return;
    }
    if (xml_is(n, "include")) {
        check_include(k, n);
        return;
    }
    check_attributes(k, n);
    advice_element(n, k->d);
    check_indicator(k, n, "indicator");
    check_indicator(k, n, "against");
    if (xml_is(n, "footnote") && note_misplaced(n, k->d))
        fault(k, n, NULL, 0);
    const struct figure_kind *kind = xml_is(n, "figure") ? figure_kind(xml_attr(n, "kind")) : NULL;
    if (kind != NULL) {
        k->good = figure_check(kind, n, k->d) && k->good;
        compose_remember(k->c, n, "kind", 0);
    }
    for (const struct xml_node *child = xml_first_any(n); child != NULL;
         child = xml_next_any(child))
        check_node(k, child);
}

int template_check(struct compose *c, const struct xml_node *root, const char *name,
                   struct diag *d)
{
    struct check k = {.c = c, .d = d, .good = true};
    k.includes[k.n_includes++] = name;
    if (!xml_is(root, "report")) {
        XML_REPORT(d, TEMPLATE_NO_REPORT, root, NULL, xml_name(root));
        return -1;
    }
    check_node(&k, root);
    return k.good ? 0 : -1;
}
