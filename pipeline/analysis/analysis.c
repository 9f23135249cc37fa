#include "analysis/analysis_private.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/str.h"

struct keyed {
    const char *key;
    uint32_t area;
};

static int by_key(const void *x, const void *y)
{
    const struct keyed *a = x;
    const struct keyed *b = y;
    return strcmp(a->key, b->key);
}

static void find_places(struct analysis *a)
{
    size_t n_areas = published_areas(a->published);
    struct keyed *list = arena_array(a->arena, n_areas + 1, sizeof *list);
    a->district = published_district(a->published);
    for (uint32_t i = 0; i < n_areas; i++) {
        const struct published_area *area = published_area(a->published, i);
        if (area->kind == PUBLISHED_GEMEINDE && area->parent == a->district)
            list[a->n_places++] = (struct keyed){area->key, i};
    }
    qsort(list, a->n_places, sizeof *list, by_key);
    a->places = arena_array(a->arena, a->n_places + 1, sizeof *a->places);
    a->place_of = arena_array(a->arena, n_areas + 1, sizeof *a->place_of);
    for (size_t i = 0; i < n_areas; i++)
        a->place_of[i] = a->n_places;
    for (size_t i = 0; i < a->n_places; i++) {
        a->places[i] = list[i].area;
        a->place_of[list[i].area] = i;
    }
}

static bool is_declared(const struct analysis *a, const char *id)
{
    for (size_t i = 0; i < a->n_indices; i++) {
        if (str_eq(a->indices[i].id, id))
            return true;
    }
    return false;
}

static void read_indices(struct analysis *a, const struct xml_node *root, struct diag *d)
{
    size_t n_declared = read_count(root, "index");
    a->indices = arena_array(a->arena, n_declared + 1, sizeof *a->indices);
    a->draws = arena_array(a->arena, n_declared + 1, sizeof *a->draws);
    for (const struct xml_node *n = xml_child(root, "index"); n != NULL; n = xml_next_same(n)) {
        const char *id = xml_attr(n, "id");
        if (is_declared(a, id)) {
            XML_REPORT(d, ANALYSIS_TWICE, n, "id", id, "Der zweite wird nicht berechnet.");
            continue;
        }
        struct analysis_index *x = &a->indices[a->n_indices];
        *x = (struct analysis_index){.id = arena_strdup(a->arena, id), .rule = ""};
        index_read(a, x, n, d);
        if (x->n_components > 0)
            index_work_out(a, x);
        a->n_indices++;
    }
}

static void work_out(struct analysis *a, const struct xml_node *root, struct diag *d)
{
    static const struct {
        const char *name;
        void (*work_out)(struct analysis *a, const struct xml_node *n, struct diag *d);
    } parts[] = {{"similar", similar_work_out}, {"portfolio", portfolio_work_out},
                 {"trends", trends_work_out}, {"forecast", forecasts_work_out},
                 {"projection", projections_work_out}, {"spread", spread_work_out}};
    read_indices(a, root, d);
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        const struct xml_node *n = xml_child(root, parts[i].name);
        if (n != NULL)
            parts[i].work_out(a, n, d);
    }
}

struct analysis *analysis_compute(const char *inputs, const struct published *published,
                                  struct diag *d)
{
    struct arena *arena = arena_new();
    struct analysis *a = arena_alloc(arena, sizeof *a);
    a->arena = arena;
    a->published = published;
    a->portfolio.rule = "";
    find_places(a);
    if (!file_exists(path_join(arena, inputs, "analysis.xml")))
        return a;
    struct xml_doc *doc = xml_load(inputs, "analysis.xml", "analysis.rng", d);
    if (doc == NULL) {
        analysis_free(a);
        return NULL;
    }
    work_out(a, xml_root(doc), d);
    xml_free(doc);
    return a;
}

void analysis_free(struct analysis *a)
{
    if (a != NULL)
        arena_free(a->arena);
}

size_t analysis_indices(const struct analysis *a)
{
    return a->n_indices;
}

const struct analysis_index *analysis_find_index(const struct analysis *a, const char *id)
{
    for (size_t i = 0; i < a->n_indices; i++) {
        if (str_eq(a->indices[i].id, id))
            return analysis_index_at(a, i);
    }
    return NULL;
}

const struct analysis_place *analysis_place(const struct analysis_index *i, uint32_t area)
{
    for (size_t k = 0; k < i->n_places; k++) {
        if (i->places[k].area == area)
            return &i->places[k];
    }
    return NULL;
}
