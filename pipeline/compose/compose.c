#include "compose/compose_private.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"

static const char *kept(struct arena *a, const char *s)
{
    return s != NULL ? arena_strdup(a, s) : NULL;
}

struct named_area {
    uint32_t area;
    const char *key;
};

static int compare_named(const void *x, const void *y)
{
    const struct named_area *a = x;
    const struct named_area *b = y;
    int order = strcmp(a->key, b->key);
    return order != 0 ? order : (a->area > b->area) - (a->area < b->area);
}

bool compose_place(const struct compose *c, uint32_t area)
{
    const struct published_area *a = published_area(c->published, area);
    return a->kind == PUBLISHED_GEMEINDE && (c->kreis == PUBLISHED_NONE || a->parent == c->kreis);
}

/* The municipalities by name, as readers look for them. */
static void list_gemeinden(struct compose *c)
{
    size_t total = published_areas(c->published);
    struct named_area *list = arena_array(c->arena, total + 1, sizeof *list);
    for (uint32_t i = 0; i < total; i++) {
        const struct published_area *a = published_area(c->published, i);
        if (compose_place(c, i))
            list[c->n_gemeinden++] = (struct named_area){i, str_fold(c->arena, a->name)};
    }
    qsort(list, c->n_gemeinden, sizeof *list, compare_named);
    c->gemeinden = arena_array(c->arena, c->n_gemeinden + 1, sizeof *c->gemeinden);
    for (size_t i = 0; i < c->n_gemeinden; i++)
        c->gemeinden[i] = list[i].area;
}

struct compose *compose_new(const char *templates, const struct published *published,
                            const struct edition *edition)
{
    struct arena *a = arena_new();
    struct compose *c = arena_alloc(a, sizeof *c);
    c->arena = a;
    c->dir = arena_strdup(a, templates);
    c->published = published;
    c->edition = (struct edition){kept(a, edition->name), kept(a, edition->title),
                                  kept(a, edition->date), kept(a, edition->publisher),
                                  kept(a, edition->version), kept(a, edition->mark),
                                  kept(a, edition->inputs),
                                  kept(a, edition->revisions)};
    c->xpath = xpath_new();
    c->areas = arena_array(a, published_areas(published) + 1, sizeof *c->areas);
    c->indicators = arena_array(a, published_indicators(published) + 1, sizeof *c->indicators);
    c->sources = arena_array(a, published_sources(published) + 1, sizeof *c->sources);
    c->fields = arena_array(a, published_fields(published) + 1, sizeof *c->fields);
    c->kreis = published_district(published);
    list_gemeinden(c);
    functions_register(c);
    return c;
}

void compose_free(struct compose *c)
{
    if (c == NULL)
        return;
    for (size_t i = 0; i < c->n_templates; i++)
        xml_free(c->templates[i].doc);
    xpath_free(c->xpath);
    arena_free(c->arena);
}

void compose_use_hints(struct compose *c)
{
    c->hints = true;
}

void compose_leave_data(struct compose *c)
{
    c->no_data = true;
}

int compose_check(struct compose *c, const char *name, struct diag *d)
{
    const struct xml_node *root = template_root(c, name, d);
    return root != NULL ? template_check(c, root, name, d) : -1;
}

bool compose_is_report(struct compose *c, const char *name)
{
    return xml_is(template_root(c, name, NULL), "report");
}

static uint32_t ancestor(const struct compose *c, uint32_t area, enum published_area_kind kind)
{
    while (area != PUBLISHED_NONE && published_area(c->published, area)->kind != kind)
        area = published_area(c->published, area)->parent;
    return area;
}

static void set_item(struct compose *c, const char *name, struct xpath_item *item)
{
    struct xpath_value v;
    set_node(c, &v, item);
    xpath_set(c->xpath, name, &v);
}

static void set_variables(struct report *r)
{
    struct compose *c = r->c;
    const struct published_area *area = published_area(c->published, r->area);
    set_item(c, "area", area_item(c, r->area));
    if (area->kind == PUBLISHED_GEMEINDE || area->kind == PUBLISHED_GROUP)
        set_item(c, "gemeinde", area_item(c, r->area));
    set_item(c, "kreis", area_item(c, c->kreis));
    set_item(c, "land", area_item(c, ancestor(c, c->kreis, PUBLISHED_LAND)));
    set_item(c, "bund", area_item(c, ancestor(c, c->kreis, PUBLISHED_BUND)));
    set_item(c, "edition", edition_item(c));
    set_item(c, "karte", map_item(c));
    struct xpath_item **items = arena_array(r->arena, c->n_gemeinden + 1, sizeof *items);
    for (size_t i = 0; i < c->n_gemeinden; i++)
        items[i] = area_item(c, c->gemeinden[i]);
    for (size_t i = 0; i < c->n_records; i++)
        set_item(c, c->records[i].name, c->records[i].item);
    struct xpath_value v;
    set_nodes(&v, items, c->n_gemeinden);
    xpath_set(c->xpath, "gemeinden", &v);
    v = (struct xpath_value){.type = XPATH_NUMBER, .number = c->field};
    xpath_set(c->xpath, "feld", &v);
    set_string(&v, area->name);
    xpath_set(c->xpath, "name", &v);
}

/* "Landkreis Esslingen · Sozialbericht · Musterausgabe 2026" */
static const char *default_publication(struct report *r)
{
    struct compose *c = r->c;
    const char *district =
        c->kreis != PUBLISHED_NONE ? published_area(c->published, c->kreis)->name : "";
    const char *edition = c->edition.title != NULL ? c->edition.title : "";
    return arena_printf(r->arena, "%s%sSozialbericht%s%s", district,
                        district[0] != '\0' ? " · " : "", edition[0] != '\0' ? " · " : "",
                        edition);
}

static void set_places(struct report *r)
{
    size_t n = published_areas(r->c->published);
    const char **places = arena_array(r->arena, n, sizeof *places);
    for (uint32_t i = 0; i < n; i++)
        places[i] = arena_strdup(r->arena, published_area(r->c->published, i)->name);
    r->doc->places = places;
    r->doc->n_places = n;
}

static void set_head(struct report *r, const struct xml_node *root)
{
    struct document *doc = r->doc;
    const struct edition *e = &r->c->edition;
    doc->volume = attr_text(r, root, "volume", "");
    doc->title = attr_text(r, root, "title", doc->volume);
    doc->subject = attr_text(r, root, "subject", "");
    doc->publication = attr_text(r, root, "publication", default_publication(r));
    doc->author = e->publisher != NULL ? arena_strdup(r->arena, e->publisher) : "";
    doc->date = e->date != NULL ? arena_strdup(r->arena, e->date) : "";
    doc->area_key = arena_strdup(r->arena, published_area(r->c->published, r->area)->key);
    doc->n_fields = (int)published_fields(r->c->published);
    set_places(r);
}

/* Demonstration data says so on every page. */
static void set_mark(struct report *r)
{
    const char *mark = r->c->edition.mark;
    bool own = mark != NULL && mark[0] != '\0';
    if (own && r->demonstration && strstr(mark, "Demonstrationsdaten") == NULL)
        r->doc->mark = arena_printf(r->arena, "%s · Demonstrationsdaten", mark);
    else if (own || r->demonstration)
        r->doc->mark = own ? arena_strdup(r->arena, mark) : "Demonstrationsdaten";
}

static bool fits(const struct xml_node *root, const struct published_area *area)
{
    const char *wanted = xml_attr(root, "for");
    if (str_eq(wanted, "landkreis"))
        return area->kind == PUBLISHED_KREIS;
    return area->kind == PUBLISHED_GEMEINDE || area->kind == PUBLISHED_GROUP;
}

static const struct xml_node *report_root(struct compose *c, const char *name, uint32_t area,
                                          struct diag *d)
{
    const struct xml_node *root = template_root(c, name, d);
    if (root == NULL)
        return NULL;
    if (!xml_is(root, "report")) {
        XML_REPORT(d, TEMPLATE_NO_REPORT, root, NULL, xml_name(root));
        return NULL;
    }
    const struct published_area *a = published_area(c->published, area);
    if (!fits(root, a)) {
        XML_REPORT(d, TEMPLATE_WRONG_AREA, root, "for", xml_attr(root, "for"), a->name);
        return NULL;
    }
    return root;
}

struct document *compose_report(struct compose *c, const char *name, uint32_t area,
                                struct diag *d)
{
    const struct xml_node *root = report_root(c, name, area, d);
    if (root == NULL)
        return NULL;
    struct report r = {.c = c, .doc = document_new(), .d = d, .area = area};
    struct scope scope;
    r.arena = r.doc->arena;
    r.doc->locate = report_locate;
    r.doc->root->origin = root;
    size_t n_areas = published_areas(c->published) + 1;
    r.shown = arena_array(r.arena, published_indicators(c->published) * n_areas + 1, sizeof(bool));
    r.last_ref = &r.refs;
    r.includes[r.n_includes++] = name;
    names_init(&r.ids);
    c->report = &r;
    scope_enter(&r, &scope);
    xpath_enter(c->xpath);
    set_variables(&r);
    report_context(&r, area_item(c, area));
    set_head(&r, root);
    walk_children(&r, root, compose_block, r.doc->root);
    report_values(&r);
    report_finish_parts(&r);
    document_number(r.doc);
    report_finish_refs(&r);
    report_words(&r);
    set_mark(&r);
    if (!c->no_data)
        report_data(&r);
    xpath_leave(c->xpath);
    xpath_context(c->xpath, NULL);
    scope_leave(&r);
    c->report = NULL;
    names_release(&r.ids);
    xpath_reset(c->xpath, xpath_mark(c->xpath));
    return r.doc;
}
