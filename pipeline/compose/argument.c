#include "compose/compose_private.h"

#include <math.h>
#include <string.h>

#include "base/str.h"

const struct subject *subject_of(const struct xpath_value *v)
{
    if (v->type != XPATH_ITEMS || v->n_items == 0)
        return NULL;
    return xpath_item_owner(v->items[0]);
}

static const char *guess_text(struct compose *c, const char *guess)
{
    return guess != NULL ? arena_printf(text_arena(c), " Meinten Sie „%s“?", guess) : "";
}

/* A name that was written instead of the id is as good a hint as a slip of the pen. */
const char *guess_indicator(struct compose *c, const char *wanted)
{
    struct arena *a = text_arena(c);
    const char *fold = str_fold(a, wanted);
    const char *best = NULL;
    int distance = 3;
    for (uint32_t i = 0; i < published_indicators(c->published); i++) {
        const struct published_indicator *in = published_indicator(c->published, i);
        if (str_distance(fold, str_fold(a, in->name), 2) <= 2)
            return guess_text(c, in->id);
        int d = str_distance(fold, str_fold(a, in->id), distance - 1);
        if (d < distance) {
            distance = d;
            best = in->id;
        }
    }
    return guess_text(c, best);
}

const char *guess_area(struct compose *c, const char *wanted)
{
    struct arena *a = text_arena(c);
    const char *fold = str_fold(a, wanted);
    const char *best = NULL;
    int distance = 4;
    for (uint32_t i = 0; i < published_areas(c->published); i++) {
        const struct published_area *area = published_area(c->published, i);
        const char *name = str_fold(a, area->name);
        int d = str_distance(fold, name, distance - 1);
        if (fold[0] != '\0' && str_starts(name, fold) && d >= distance)
            d = distance - 1;
        if (d < distance) {
            distance = d;
            best = area->name;
        }
    }
    return guess_text(c, best);
}

static bool called(const struct compose *c, uint32_t area, const char *name)
{
    const struct published_area *a = published_area(c->published, area);
    return strcmp(a->name, name) == 0 || str_eq(a->short_name, name);
}

uint32_t find_area(const struct compose *c, const char *key_or_name)
{
    uint32_t i = published_find_area(c->published, key_or_name);
    if (i != PUBLISHED_NONE)
        return i;
    if (c->kreis != PUBLISHED_NONE && called(c, c->kreis, key_or_name))
        return c->kreis;
    for (size_t k = 0; k < c->n_gemeinden; k++) {
        if (called(c, c->gemeinden[k], key_or_name))
            return c->gemeinden[k];
    }
    for (i = 0; i < published_areas(c->published); i++) {
        if (called(c, i, key_or_name))
            return i;
    }
    return PUBLISHED_NONE;
}

int argument_indicator(struct compose *c, const struct xpath_value *v, uint32_t *out,
                       const char **error)
{
    const struct subject *s = subject_of(v);
    if (s != NULL && s->indicator != PUBLISHED_NONE) {
        *out = s->indicator;
        return 0;
    }
    if (s != NULL && s->kind == SUBJECT_AREA) {
        *error = arena_printf(text_arena(c), "An der Stelle des Indikators steht ein Gebiet (%s); "
                              "zuerst kommt die Kennung, zum Beispiel 'D01'.",
                              published_area(c->published, s->area)->name);
        return -1;
    }
    if (v->type == XPATH_ITEMS && v->n_items == 0) {
        *error = "An der Stelle des Indikators steht ein Ausdruck, der nichts ergibt. Kennungen "
                 "stehen in Anführungszeichen: 'D01'.";
        return -1;
    }
    const char *id = xpath_string(c->xpath, v);
    *out = published_find_indicator(c->published, id);
    if (*out != PUBLISHED_NONE)
        return 0;
    *error = arena_printf(text_arena(c), "Einen Indikator „%s“ gibt es nicht.%s", id,
                          guess_indicator(c, id));
    return -1;
}

int argument_area(struct compose *c, const struct xpath_value *v, uint32_t *out,
                  const char **error)
{
    const struct subject *s = subject_of(v);
    if (s != NULL && s->kind == SUBJECT_AREA) {
        *out = s->area;
        return 0;
    }
    if (v->type == XPATH_ITEMS && v->n_items == 0) {
        *error = "An der Stelle des Gebiets steht ein Ausdruck, der nichts ergibt. Gebiete heißen "
                 "$gemeinde, $kreis, $land oder stehen mit Namen in Anführungszeichen: 'Ort'.";
        return -1;
    }
    const char *name = xpath_string(c->xpath, v);
    *out = find_area(c, name);
    if (*out != PUBLISHED_NONE)
        return 0;
    *error = arena_printf(text_arena(c), "Ein Gebiet „%s“ gibt es nicht.%s", name,
                          guess_area(c, name));
    return -1;
}

int argument_year(struct compose *c, const struct xpath_value *v, int *out, const char **error)
{
    const struct subject *s = subject_of(v);
    double year = s != NULL && s->kind == SUBJECT_VALUE ? s->year : xpath_number(v);
    if (year >= FIRST_YEAR && year <= LAST_YEAR && !(floor(year) < year)) {
        *out = (int)year;
        return 0;
    }
    *error = arena_printf(text_arena(c), "„%s“ ist kein Jahr.", xpath_string(c->xpath, v));
    return -1;
}

int argument_value(struct compose *c, const struct xpath_value *v, const struct subject **out,
                   const char *example, const char **error)
{
    *out = subject_of(v);
    if (*out != NULL && ((*out)->kind == SUBJECT_VALUE || (*out)->kind == SUBJECT_DIFFERENCE))
        return 0;
    *error = arena_printf(text_arena(c), "Erwartet wird ein Wert, zum Beispiel %s; hier steht "
                          "%s.", example, v->type == XPATH_ITEMS && v->n_items == 0
                          ? "ein Ausdruck, der nichts ergibt" : "etwas anderes");
    return -1;
}
