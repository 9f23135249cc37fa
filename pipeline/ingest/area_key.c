/* Keys and names of files to areas. Keys are compared as a whole, never in parts: the
 * digits of an association contain those of other places. */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "ingest/ingest_private.h"

enum { ARS = 12, ASSOCIATION = 9, AGS = 8, KREIS = 5, LAND = 2 };

static bool digits_only(const char *key, size_t len)
{
    return len > 0 && strspn(key, "0123456789") >= len;
}

static bool zeros(const char *key, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (key[i] != '0')
            return false;
    return true;
}

static uint32_t find_bund(const struct areas *areas)
{
    return areas_count(areas) > 0 && areas_at(areas, 0)->kind == AREA_BUND ? 0 : AREA_NONE;
}

/* Land (2), Regierungsbezirk (1), Kreis (2), association (4), Gemeinde (3): Statistisches
 * Bundesamt, Gemeindeverzeichnis, amtlicher Regionalschlüssel. */
static uint32_t find_ars(const struct areas *areas, const char *key)
{
    char ags[AGS + 1];
    memcpy(ags, key, KREIS);
    memcpy(ags + KREIS, key + ASSOCIATION, ARS - ASSOCIATION);
    uint32_t found = areas_find(areas, ags, AGS); /* a kreisfreie Stadt ends in zeros, too */
    if (found != AREA_NONE || !zeros(key, ASSOCIATION, ARS))
        return found;
    if (zeros(key, 0, ARS))
        return find_bund(areas);
    if (zeros(key, LAND, ARS))
        return areas_find(areas, key, LAND);
    if (zeros(key, KREIS, ARS))
        return areas_find(areas, key, KREIS);
    return areas_find(areas, key, ASSOCIATION);
}

/* A number of an association that begins with 0 is a Gemeinde that belongs to none. */
static uint32_t find_alone(const struct areas *areas, const char *key)
{
    char ags[AGS + 1];
    if (key[KREIS] != '0')
        return AREA_NONE;
    memcpy(ags, key, KREIS);
    memcpy(ags + KREIS, key + KREIS + 1, 3);
    return areas_find(areas, ags, AGS);
}

uint32_t area_of_key(const struct areas *areas, const char *key, size_t len)
{
    uint32_t found = areas_find(areas, key, len);
    if (found != AREA_NONE || !digits_only(key, len))
        return found;
    if (len == ARS)
        return find_ars(areas, key);
    if (len == ASSOCIATION)
        return find_alone(areas, key);
    if (len == AGS && zeros(key, KREIS, AGS))
        return areas_find(areas, key, KREIS);
    return len == LAND && zeros(key, 0, LAND) ? find_bund(areas) : AREA_NONE;
}

bool area_foreign(const struct areas *areas, const char *key, size_t len)
{
    const char *district = areas_at(areas, areas_district(areas))->key;
    bool length = len == LAND || len == KREIS || len == AGS || len == ARS;
    return digits_only(key, len) && length && !str_starts(key, district);
}

void area_report(const struct input *in, const struct row *row, size_t field)
{
    const struct areas *areas = in->run->areas;
    const struct field *f = &row->fields[field];
    uint32_t near = AREA_NONE;
    size_t n_near = 0;
    uint32_t found = in->secret ? AREA_NONE : areas_search(areas, f->text, &near, 1, &n_near);
    if (found != AREA_NONE)
        near = found;
    const char *hint = "";
    if (near != AREA_NONE) {
        const struct area *a = areas_at(areas, near);
        hint = arena_printf(in->arena, " Gemeint ist vielleicht %s (%s).", a->key, a->name);
    }
    ROW_REPORT(in, CSV_AREA, row, field, shown(in, f->text, f->len), hint);
}

/* Names ------------------------------------------------------------------------- */

struct area_names {
    struct names folds;
    uint32_t *area; /* by id of folds; AREA_NONE where several are so called */
    size_t cap;
    struct arena *scratch;
};

static void claim(struct area_names *n, const char *name, uint32_t area)
{
    const char *fold = str_fold(n->scratch, name);
    uint32_t known = n->folds.count;
    uint32_t id = names_intern(&n->folds, fold, strlen(fold));
    if (id < known) {
        if (n->area[id] != area)
            n->area[id] = AREA_NONE;
        return;
    }
    if (id >= n->cap) {
        n->cap = n->cap == 0 ? 128 : n->cap * 2;
        n->area = mem_grow(n->area, n->cap, sizeof *n->area);
    }
    n->area[id] = area;
}

struct area_names *area_names_new(const struct areas *areas)
{
    struct area_names *n = mem_alloc(sizeof *n);
    names_init(&n->folds);
    n->scratch = arena_new();
    uint32_t district = areas_district(areas);
    for (uint32_t i = 0; i < areas_count(areas); i++) {
        const struct area *a = areas_at(areas, i);
        if (a->kind == AREA_KREIS && i != district)
            continue;
        if (a->kind == AREA_GEMEINDE && a->parent != district)
            continue;
        claim(n, a->name, i);
        if (!str_eq(a->name, a->short_name) && a->kind != AREA_KREIS)
            claim(n, a->short_name, i);
    }
    /* "Esslingen" is the Kreis only where no Gemeinde is called so. */
    const struct area *kreis = areas_at(areas, district);
    const char *fold = str_fold(n->scratch, kreis->short_name);
    if (names_find(&n->folds, fold, strlen(fold)) == NAMES_NONE)
        claim(n, kreis->short_name, district);
    return n;
}

void area_names_free(struct area_names *n)
{
    if (n == NULL)
        return;
    names_release(&n->folds);
    free(n->area);
    arena_free(n->scratch);
    free(n);
}

static uint32_t find_fold(const struct area_names *n, struct arena *scratch, const char *text)
{
    const char *fold = str_fold(scratch, text);
    uint32_t id = names_find(&n->folds, fold, strlen(fold));
    return id == NAMES_NONE ? AREA_NONE : n->area[id];
}

uint32_t area_names_find(const struct area_names *n, const char *text)
{
    static const char *const prefixes[] = {"Gemeinde ", "Stadt ", "Große Kreisstadt "};
    static const char *const ends[] = {",", " (", "/"};
    struct arena *scratch = arena_new();
    uint32_t found = find_fold(n, scratch, text);
    for (size_t i = 0; found == AREA_NONE && i < sizeof ends / sizeof ends[0]; i++) {
        const char *end = strstr(text, ends[i]);
        if (end != NULL)
            found = find_fold(n, scratch,
                              arena_strndup(scratch, text, (size_t)(end - text)));
    }
    for (size_t i = 0; found == AREA_NONE && i < sizeof prefixes / sizeof prefixes[0]; i++)
        if (str_starts(text, prefixes[i]))
            found = find_fold(n, scratch, text + strlen(prefixes[i]));
    arena_free(scratch);
    return found;
}
