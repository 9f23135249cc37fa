#include "sentences/sentences_private.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/str.h"

static const char *const kind_names[FINDING_KINDS] = {"level",   "rank", "trend",  "turning",
                                                      "balance", "gap",  "outlook"};

const char *sentences_kind(enum finding_kind kind)
{
    return kind_names[kind];
}

enum finding_kind sentences_kind_named(const char *name)
{
    size_t i = 0;
    while (i < FINDING_KINDS && !str_eq(kind_names[i], name))
        i++;
    return (enum finding_kind)i;
}

static void find_areas(struct sentences *s)
{
    uint32_t n = (uint32_t)published_areas(s->published);
    s->district = published_district(s->published);
    s->land = s->district;
    while (s->land != PUBLISHED_NONE &&
           published_area(s->published, s->land)->kind != PUBLISHED_LAND)
        s->land = published_area(s->published, s->land)->parent;
    s->places = arena_array(s->arena, n + 1, sizeof *s->places);
    for (uint32_t i = 0; i < n; i++) {
        const struct published_area *a = published_area(s->published, i);
        if (a->kind == PUBLISHED_GEMEINDE && s->district != PUBLISHED_NONE &&
            a->parent == s->district)
            s->places[s->n_places++] = i;
    }
    s->areas = arena_array(s->arena, n + 1, sizeof *s->areas);
    s->population = published_find_indicator(s->published, "D01");
}

static bool is_place(const struct sentences *s, uint32_t area)
{
    for (size_t i = 0; i < s->n_places; i++) {
        if (s->places[i] == area)
            return true;
    }
    return area == s->district && area != PUBLISHED_NONE;
}

/* Recency is measured from the newest figure that sentences are made of, of any area. */
static void find_newest(struct sentences *s)
{
    for (size_t i = 0; i < s->n_phrases; i++) {
        const struct published_indicator *in =
            published_indicator(s->published, s->phrases[i].indicator);
        if (in->n_years > 0 && in->years[in->n_years - 1] > s->newest)
            s->newest = in->years[in->n_years - 1];
    }
}

struct sentences *sentences_load(const char *dir, const struct published *published,
                                 const struct analysis *analysis, struct diag *d)
{
    struct sentences *s = NULL;
    struct arena *a = arena_new();
    struct stat found;
    s = arena_alloc(a, sizeof *s);
    *s = (struct sentences){.arena = a, .published = published, .analysis = analysis};
    find_areas(s);
    if (stat(arena_printf(a, "%s/sentences.xml", dir), &found) != 0)
        return s;
    struct xml_doc *doc = xml_load(dir, "sentences.xml", "sentences.rng", d);
    int rc = doc != NULL ? sentences_read(s, xml_root(doc), d) : -1;
    xml_free(doc);
    if (rc != 0) {
        sentences_free(s);
        return NULL;
    }
    find_newest(s);
    return s;
}

void sentences_free(struct sentences *s)
{
    if (s != NULL)
        arena_free(s->arena);
}

const struct phrase *sentences_phrase(const struct sentences *s, uint32_t indicator)
{
    for (size_t i = 0; i < s->n_phrases; i++) {
        if (s->phrases[i].indicator == indicator)
            return &s->phrases[i];
    }
    return NULL;
}

static void keep(struct sentences *s, struct area_findings *to, const struct finding *f)
{
    to->list = arena_push(s->arena, to->list, to->n, sizeof *to->list);
    to->list[to->n] = *f;
    finding_weigh(s, &to->list[to->n++]);
}

static void find_all(struct sentences *s, uint32_t area, struct area_findings *to)
{
    struct finding f;
    for (size_t i = 0; i < s->n_phrases; i++) {
        const struct phrase *p = &s->phrases[i];
        if (find_level(s, p, area, 0, &f))
            keep(s, to, &f);
        if (find_rank(s, p, area, 0, &f))
            keep(s, to, &f);
        if (find_trend(s, p, area, &f))
            keep(s, to, &f);
        if (find_turning(s, p, area, &f))
            keep(s, to, &f);
        if (find_outlook(s, p, area, &f))
            keep(s, to, &f);
    }
    for (size_t i = 0; i < s->n_pairs; i++) {
        const struct pair *p = &s->pairs[i];
        if (p->kind == FINDING_BALANCE ? find_balance(s, p, area, 0, &f)
                                       : find_gap(s, p, area, &f))
            keep(s, to, &f);
    }
}

static int compare_findings(const void *x, const void *y)
{
    const struct finding *a = x, *b = y;
    if (a->importance < b->importance || a->importance > b->importance)
        return a->importance < b->importance ? 1 : -1;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    if (a->indicator != b->indicator)
        return a->indicator < b->indicator ? -1 : 1;
    return (a->second > b->second) - (a->second < b->second);
}

const struct finding *sentences_findings(struct sentences *s, uint32_t area, size_t *n)
{
    struct area_findings *f = &s->areas[area];
    if (!f->made && is_place(s, area)) {
        find_all(s, area, f);
        if (f->n > 1)
            qsort(f->list, f->n, sizeof *f->list, compare_findings);
    }
    f->made = true;
    *n = f->n;
    return f->list;
}

/* Of another year than the newest a finding is made for the occasion. */
static const struct finding *of_year(struct sentences *s, enum finding_kind kind, uint32_t area,
                                     uint32_t indicator, int year)
{
    struct finding *f = arena_alloc(s->arena, sizeof *f);
    const struct phrase *p = sentences_phrase(s, indicator);
    bool found = p != NULL && is_place(s, area) &&
                 ((kind == FINDING_LEVEL && find_level(s, p, area, year, f)) ||
                  (kind == FINDING_RANK && find_rank(s, p, area, year, f)));
    for (size_t i = 0; i < s->n_pairs && kind == FINDING_BALANCE && !found; i++) {
        if (s->pairs[i].kind == FINDING_BALANCE && s->pairs[i].measure == indicator)
            found = is_place(s, area) && find_balance(s, &s->pairs[i], area, year, f);
    }
    if (found)
        finding_weigh(s, f);
    return found ? f : NULL;
}

const struct finding *sentences_find(struct sentences *s, enum finding_kind kind, uint32_t area,
                                     uint32_t indicator, int year)
{
    size_t n;
    const struct finding *list = sentences_findings(s, area, &n);
    for (size_t i = 0; i < n; i++) {
        if (list[i].kind == kind && list[i].indicator == indicator &&
            (year == 0 || list[i].year == year))
            return &list[i];
    }
    return year != 0 ? of_year(s, kind, area, indicator, year) : NULL;
}
