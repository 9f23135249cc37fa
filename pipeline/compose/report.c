#include "compose/compose_private.h"

#include <stdio.h>
#include <string.h>

#include "base/str.h"

bool report_count(struct report *r, const struct xml_node *at)
{
    if (++r->n_nodes == MAX_NODES) {
        char limit[24];
        snprintf(limit, sizeof limit, "%d", MAX_NODES);
        XML_REPORT(r->d, TEMPLATE_TOO_LARGE, at, NULL, limit);
    }
    return r->n_nodes < MAX_NODES;
}

struct doc_node *report_add(struct report *r, const struct xml_node *at, struct doc_node *parent,
                            enum doc_kind kind)
{
    bool fits = report_count(r, at);
    /* Behind the limit nodes hang in the air: loops end, nothing reaches the document. */
    struct doc_node *made = document_add(r->doc, fits ? parent : NULL, kind);
    made->origin = at;
    return made;
}

bool report_locate(struct diag *d, enum diag_code code, const void *origin, const char *text,
                   const char *const *args)
{
    return xml_report_text(d, code, origin, text, args);
}

struct xpath_item *report_context(struct report *r, struct xpath_item *item)
{
    struct xpath_item *outer = r->context;
    r->context = item;
    xpath_context(r->c->xpath, item);
    return outer;
}

void scope_enter(struct report *r, struct scope *s)
{
    *s = (struct scope){.outer = r->scope};
    r->scope = s;
}

static void add_use(struct report *r, struct scope *s, struct figure_use use)
{
    for (size_t i = 0; i < s->n; i++) {
        if (s->uses[i].indicator == use.indicator && s->uses[i].year == use.year)
            return;
    }
    s->uses = arena_push(r->arena, s->uses, s->n, sizeof *s->uses);
    s->uses[s->n++] = use;
}

void scope_leave(struct report *r)
{
    struct scope *s = r->scope;
    struct scope *outer = s->outer;
    for (size_t i = 0; outer != NULL && i < s->n; i++)
        add_use(r, outer, s->uses[i]);
    if (outer != NULL) {
        outer->signs |= s->signs;
        outer->marks |= s->marks;
        outer->broken = outer->broken || s->broken;
        outer->boundaries = outer->boundaries || s->boundaries;
    }
    r->scope = outer;
}

void report_asked(struct report *r, uint32_t indicator)
{
    r->demonstration = r->demonstration || indicator_is_demonstration(r->c, indicator);
}

void scope_indicator(struct report *r, uint32_t indicator, int year)
{
    if (r->scope == NULL || indicator == PUBLISHED_NONE)
        return;
    add_use(r, r->scope, (struct figure_use){indicator, year});
    report_asked(r, indicator);
}

void scope_sign(struct report *r, enum sign sign, unsigned marks)
{
    if (r->scope == NULL)
        return;
    r->scope->signs |= 1u << sign;
    r->scope->marks |= marks;
}

void scope_boundaries(struct report *r)
{
    if (r->scope != NULL)
        r->scope->boundaries = true;
}

void report_show(struct report *r, uint32_t indicator, uint32_t area)
{
    if (indicator != PUBLISHED_NONE && area != PUBLISHED_NONE)
        r->shown[indicator * published_areas(r->c->published) + area] = true;
}

bool report_shows(const struct report *r, uint32_t indicator, uint32_t area)
{
    return r->shown[indicator * published_areas(r->c->published) + area];
}

void report_compared(struct report *r, uint32_t indicator, int year)
{
    for (size_t i = 0; i < r->n_compared; i++) {
        if (r->compared[i].indicator == indicator && r->compared[i].year == year)
            return;
    }
    r->compared = arena_push(r->arena, r->compared, r->n_compared, sizeof *r->compared);
    r->compared[r->n_compared++] = (struct figure_use){indicator, year};
}

static bool is_other_place(const struct report *r, const struct subject *s)
{
    return s->kind == SUBJECT_VALUE && s->area != r->area &&
           published_area(r->c->published, s->area)->kind == PUBLISHED_GEMEINDE;
}

void scope_subject(struct report *r, const struct subject *s)
{
    bool one_year = s->value != NULL; /* a difference has two */
    report_show(r, s->indicator, s->area);
    scope_indicator(r, s->indicator, one_year ? s->year : EVERY_YEAR);
    if (is_other_place(r, s))
        report_compared(r, s->indicator, s->year);
    if (s->broken)
        r->scope->broken = true;
    else
        scope_sign(r, s->sign, s->marks);
}

void report_id(struct report *r, const struct xml_node *n, struct doc_node *node)
{
    const char *id = attr_text(r, n, "id", NULL);
    if (id == NULL || id[0] == '\0')
        return;
    if (names_find(&r->ids, id, strlen(id)) != NAMES_NONE) {
        XML_REPORT(r->d, TEMPLATE_ID_TWICE, n, "id", id);
        return;
    }
    names_intern(&r->ids, id, strlen(id));
    node->id = id;
}
