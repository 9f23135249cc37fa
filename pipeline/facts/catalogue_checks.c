/* <checks> of catalogue.xml: how the rules of the room check/ are set. Which rules there are
 * the grammar says. */
#include <math.h>
#include <string.h>

#include "base/str.h"
#include "facts/catalogue_private.h"

static uint32_t named_indicator(struct catalogue_reader *r, const struct xml_node *n)
{
    const char *id = catalogue_attr(r, n, "indicator");
    uint32_t found = catalogue_find_indicator(r->c, id);
    if (found == CATALOGUE_NONE)
        catalogue_fail(r, CATALOGUE_CHECK_NAME, n, "indicator", id, "Kennzahl");
    return found;
}

static uint32_t named_source(struct catalogue_reader *r, const struct xml_node *n)
{
    const char *id = catalogue_attr(r, n, "source");
    for (uint32_t i = 0; i < r->c->n_sources; i++)
        if (str_eq(r->c->sources[i].id, id))
            return i;
    catalogue_fail(r, CATALOGUE_CHECK_NAME, n, "source", id, "Quelle");
    return CATALOGUE_NONE;
}

static void read_setting(struct catalogue_reader *r, struct check_setting *s,
                         const struct xml_node *n)
{
    const char *severity = xml_attr(n, "severity");
    *s = (struct check_setting){
        .rule = catalogue_attr(r, n, "id"),
        .severity = severity != NULL ? catalogue_attr(r, n, "severity") : NULL,
        .limit = xml_attr_number(n, "limit", (double)NAN, r->d),
        .chance = xml_attr_number(n, "chance", (double)NAN, r->d),
        .least = xml_attr_number(n, "least", (double)NAN, r->d),
        .measure = CATALOGUE_NONE,
        .indicator = CATALOGUE_NONE,
        .source = CATALOGUE_NONE,
    };
    if (xml_attr(n, "measure") != NULL)
        s->measure = catalogue_named_measure(r, n, "measure");
    if (xml_attr(n, "indicator") != NULL)
        s->indicator = named_indicator(r, n);
    if (xml_attr(n, "source") != NULL)
        s->source = named_source(r, n);
}

static void read_anchor(struct catalogue_reader *r, struct check_anchor *a,
                        const struct xml_node *n)
{
    struct place at = xml_place(n);
    at.file = arena_strdup(r->c->arena, at.file);
    *a = (struct check_anchor){
        .measure = catalogue_named_measure(r, n, "measure"),
        .area = catalogue_attr(r, n, "area"),
        .least = xml_attr_number(n, "least", 0, r->d),
        .most = xml_attr_number(n, "most", (double)INFINITY, r->d),
        .from = xml_attr_int(n, "from", FIRST_YEAR, r->d),
        .to = xml_attr_int(n, "to", LAST_YEAR, r->d),
        .at = at,
    };
    if (a->least > a->most || a->from > a->to)
        catalogue_fail(r, CATALOGUE_CHECK_LIMITS, n, a->least > a->most ? "least" : "from", NULL,
                       NULL);
}

static void read_whole(struct catalogue_reader *r, struct check_whole *w,
                       const struct xml_node *n)
{
    const struct xml_node *first = xml_child(n, "part");
    uint32_t *parts = arena_array(r->c->arena, catalogue_count(n, "part") + 1, sizeof *parts);
    *w = (struct check_whole){.total = xml_attr_number(n, "total", 100, r->d),
                              .measures = xml_attr(first, "measure") != NULL,
                              .parts = parts};
    for (const struct xml_node *p = first; p != NULL; p = xml_next_same(p)) {
        if ((xml_attr(p, "measure") != NULL) != w->measures) {
            catalogue_fail(r, CATALOGUE_CHECK_WHOLE, p, NULL, NULL, NULL);
            return;
        }
        uint32_t part = w->measures ? catalogue_named_measure(r, p, "measure")
                                    : named_indicator(r, p);
        for (size_t i = 0; i < w->n_parts; i++)
            if (parts[i] == part && part != CATALOGUE_NONE)
                catalogue_fail(r, CATALOGUE_CHECK_WHOLE, p, NULL, NULL, NULL);
        if (!w->measures && part != CATALOGUE_NONE &&
            r->c->indicators[part].n_denominator == 0)
            catalogue_fail(r, CATALOGUE_CHECK_WHOLE, p, "indicator", NULL, NULL);
        parts[w->n_parts++] = part;
    }
}

void catalogue_read_checks(struct catalogue_reader *r, const struct xml_node *root)
{
    const struct xml_node *checks = xml_child(root, "checks");
    struct check_config *c = &r->c->checks;
    struct arena *a = r->c->arena;
    if (checks == NULL)
        return;
    c->settings = arena_array(a, catalogue_count(checks, "rule") + 1, sizeof *c->settings);
    c->anchors = arena_array(a, catalogue_count(checks, "anchor") + 1, sizeof *c->anchors);
    c->wholes = arena_array(a, catalogue_count(checks, "whole") + 1, sizeof *c->wholes);
    for (const struct xml_node *n = xml_first(checks); n != NULL; n = xml_next(n)) {
        if (xml_is(n, "rule"))
            read_setting(r, &c->settings[c->n_settings++], n);
        else if (xml_is(n, "anchor"))
            read_anchor(r, &c->anchors[c->n_anchors++], n);
        else
            read_whole(r, &c->wholes[c->n_wholes++], n);
    }
}
