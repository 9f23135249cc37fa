#include <string.h>

#include "base/str.h"
#include "facts/areas_private.h"

enum { MAX_NEAR = 32 };

struct candidate {
    uint32_t area;
    int distance;
};

/* Up to max candidates, nearest first; equal ones in document order. */
struct ranking {
    struct candidate best[MAX_NEAR];
    size_t n, max;
};

static void rank(struct ranking *r, uint32_t area, int distance)
{
    size_t at = r->n;
    while (at > 0 && r->best[at - 1].distance > distance)
        at--;
    if (at >= r->max)
        return;
    size_t last = r->n < r->max ? r->n++ : r->n - 1;
    memmove(&r->best[at + 1], &r->best[at], (last - at) * sizeof r->best[0]);
    r->best[at] = (struct candidate){area, distance};
}

/* The district, what lies in it, and the groups. */
static bool searched(const struct areas *t, uint32_t i)
{
    const struct area *a = &t->list[i];
    return i == t->district || a->kind == AREA_GROUP || a->parent == t->district;
}

/* The short name of the district is often the beginning of a town's name: who types
 * "Esslingen" means the town. */
static bool short_too(const struct areas *t, uint32_t i)
{
    return i != t->district;
}

static bool same_name(const struct areas *t, uint32_t i, const char *fold)
{
    return str_eq(t->folds[i].name, fold) ||
           (short_too(t, i) && str_eq(t->folds[i].short_name, fold));
}

static bool begins(const struct areas *t, uint32_t i, const char *fold)
{
    return str_starts(t->folds[i].name, fold) ||
           (short_too(t, i) && str_starts(t->folds[i].short_name, fold));
}

static bool any_short(const struct areas *t, uint32_t i, const char *fold)
{
    return str_starts(t->folds[i].short_name, fold);
}

typedef bool match(const struct areas *t, uint32_t i, const char *fold);

/* The only area that matches; several are ranked as equals. */
static uint32_t only(const struct areas *t, match *matches, const char *fold, struct ranking *r)
{
    uint32_t found = AREA_NONE;
    size_t n = 0;
    for (uint32_t i = 0; i < t->count; i++) {
        if (!searched(t, i) || !matches(t, i, fold))
            continue;
        found = n++ == 0 ? i : found;
        rank(r, i, 0);
    }
    return n == 1 ? found : AREA_NONE;
}

static int smaller(int a, int b)
{
    return a < b ? a : b;
}

/* A part of a name ("Echterdingen") is as near as one wrong letter. */
static int distance(const struct areas *t, uint32_t i, const char *typed, const char *fold,
                    int limit)
{
    int d = str_distance(fold, t->folds[i].name, limit);
    d = smaller(d, str_distance(fold, t->folds[i].short_name, limit));
    d = smaller(d, str_distance(typed, t->list[i].key, limit) + 1);
    if (strlen(fold) >= 4 && strstr(t->folds[i].name, fold) != NULL)
        d = smaller(d, 1);
    return d;
}

static void rank_near(const struct areas *t, const char *typed, const char *fold,
                      struct ranking *r)
{
    int limit = 1 + (int)strlen(fold) / 4;
    for (uint32_t i = 0; i < t->count; i++) {
        int d = searched(t, i) ? distance(t, i, typed, fold, limit) : limit + 1;
        if (d <= limit)
            rank(r, i, d);
    }
}

static uint32_t search(const struct areas *t, const char *typed, const char *fold,
                       struct ranking *r)
{
    uint32_t i = areas_find(t, typed, strlen(typed));
    if (i != AREA_NONE && searched(t, i))
        return i;
    if (fold[0] == '\0')
        return AREA_NONE;
    i = only(t, same_name, fold, r);
    if (i == AREA_NONE && r->n == 0)
        i = only(t, begins, fold, r);
    if (i == AREA_NONE && r->n == 0)
        i = only(t, any_short, fold, r);
    if (i == AREA_NONE && r->n == 0)
        rank_near(t, typed, fold, r);
    return i;
}

uint32_t areas_search(const struct areas *t, const char *typed, uint32_t *near, size_t max,
                      size_t *n_near)
{
    struct arena *scratch = arena_new();
    struct ranking r = {.max = max < MAX_NEAR ? max : MAX_NEAR};
    const char *key = str_trim(scratch, typed, strlen(typed));
    uint32_t found = search(t, key, str_fold(scratch, key), &r);
    arena_free(scratch);
    *n_near = found == AREA_NONE ? r.n : 0;
    for (size_t i = 0; i < *n_near; i++)
        near[i] = r.best[i].area;
    return found;
}
