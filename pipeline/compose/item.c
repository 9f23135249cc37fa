#include "compose/compose_private.h"

#include <stdio.h>
#include <string.h>

#include "base/german.h"
#include "base/str.h"
#include "geo/geo.h"

struct arena *text_arena(struct compose *c)
{
    return c->report != NULL ? c->report->arena : c->arena;
}

void set_nodes(struct xpath_value *v, struct xpath_item **items, size_t n)
{
    *v = (struct xpath_value){.type = XPATH_ITEMS, .items = items, .n_items = n};
}

void set_node(struct compose *c, struct xpath_value *v, struct xpath_item *item)
{
    struct xpath_item **one = arena_array(text_arena(c), 1, sizeof *one);
    one[0] = item;
    set_nodes(v, one, item != NULL ? 1 : 0);
}

void set_string(struct xpath_value *v, const char *s)
{
    *v = (struct xpath_value){.type = XPATH_STRING, .string = s != NULL ? s : ""};
}

static void set_attr(struct xpath_item *i, const char *name, const char *value)
{
    xpath_item_set(i, name, value != NULL ? value : "");
}

static void set_int(struct xpath_item *i, const char *name, int value)
{
    char text[16];
    snprintf(text, sizeof text, "%d", value);
    xpath_item_set(i, name, text);
}

/* Eight decimals: finer than any coordinate or area that is written down. */
static void set_number(struct xpath_item *i, const char *name, double value)
{
    char text[64];
    snprintf(text, sizeof text, "%.8f", value);
    size_t n = strlen(text);
    while (n > 0 && text[n - 1] == '0')
        text[--n] = '\0';
    if (n > 0 && text[n - 1] == '.')
        text[n - 1] = '\0';
    xpath_item_set(i, name, text);
}

static const struct subject *subject_new(struct compose *c, enum subject_kind kind,
                                         uint32_t index)
{
    struct subject *s = arena_alloc(c->arena, sizeof *s);
    s->kind = kind;
    s->area = kind == SUBJECT_AREA ? index : PUBLISHED_NONE;
    s->indicator = kind == SUBJECT_INDICATOR ? index : PUBLISHED_NONE;
    return s;
}

static const char *area_kind(enum published_area_kind kind)
{
    static const char *const names[] = {"bund", "land", "kreis", "gemeinde", "group"};
    return names[kind];
}

/* "Große Kreisstadt Nürtingen", but not "Landkreis Landkreis Esslingen". */
static const char *area_title(struct arena *a, const struct published_area *area)
{
    const char *d = area->designation;
    if (d == NULL || d[0] == '\0' || str_starts(area->name, d))
        return area->name;
    return arena_printf(a, "%s %s", d, area->name);
}

struct xpath_item *area_item(struct compose *c, uint32_t i)
{
    if (i == PUBLISHED_NONE)
        return NULL;
    if (c->areas[i] != NULL)
        return c->areas[i];
    const struct published_area *a = published_area(c->published, i);
    struct xpath_item *item =
        xpath_item_new(c->xpath, NULL, "area", subject_new(c, SUBJECT_AREA, i));
    xpath_item_text(item, a->name);
    set_attr(item, "key", a->key);
    set_attr(item, "name", a->name);
    set_attr(item, "short", a->short_name != NULL ? a->short_name : a->name);
    set_attr(item, "designation", a->designation);
    set_attr(item, "kind", area_kind(a->kind));
    set_attr(item, "title", area_title(c->arena, a));
    set_attr(item, "genitive", german_genitive(c->arena, a->name));
    set_number(item, "ha", a->ha);
    set_attr(item, "km2", german_number(c->arena, a->ha / 100, 1));
    set_number(item, "lon", a->lon);
    set_number(item, "lat", a->lat);
    set_attr(item, "parent", a->parent != PUBLISHED_NONE
                                 ? published_area(c->published, a->parent)->key
                                 : "");
    return c->areas[i] = item;
}

static struct xpath_item *source_new(struct compose *c, struct xpath_item *parent, uint32_t i)
{
    const struct published_source *s = published_source(c->published, i);
    struct xpath_item *item = xpath_item_new(c->xpath, parent, "source", NULL);
    xpath_item_text(item, s->table != NULL && s->table[0] != '\0' ? s->table : s->title);
    set_attr(item, "id", s->id);
    set_attr(item, "publisher", s->publisher);
    set_attr(item, "short", s->publisher_short);
    set_attr(item, "table", s->table);
    set_attr(item, "title", s->title);
    set_attr(item, "licence", s->licence);
    set_attr(item, "licence-id", s->licence_id);
    set_attr(item, "retrieved", s->retrieved);
    set_attr(item, "status", s->status);
    return item;
}

struct xpath_item *source_item(struct compose *c, uint32_t i)
{
    if (c->sources[i] == NULL)
        c->sources[i] = source_new(c, NULL, i);
    return c->sources[i];
}

static const char *field_name(const struct compose *c, int id)
{
    for (uint32_t i = 0; i < published_fields(c->published); i++) {
        if (published_field(c->published, i)->id == id)
            return published_field(c->published, i)->name;
    }
    return "Bevölkerung";
}

struct xpath_item *indicator_item(struct compose *c, uint32_t i)
{
    if (c->indicators[i] != NULL)
        return c->indicators[i];
    static const char *const polarities[] = {"neutral", "burden", "relief"};
    const struct published_indicator *in = published_indicator(c->published, i);
    struct xpath_item *item =
        xpath_item_new(c->xpath, NULL, "indicator", subject_new(c, SUBJECT_INDICATOR, i));
    xpath_item_text(item, in->name);
    set_attr(item, "id", in->id);
    set_attr(item, "name", in->name);
    set_attr(item, "short", in->short_name);
    set_attr(item, "per", in->per);
    set_attr(item, "unit", in->unit);
    set_attr(item, "definition", in->definition);
    set_attr(item, "caveat", in->caveat);
    set_attr(item, "formula", in->formula);
    set_attr(item, "interval", in->interval);
    if (in->min_count > 0)
        set_attr(item, "min-count", german_number(c->arena, in->min_count, 0));
    if (in->min_denominator > 0)
        set_attr(item, "min-denominator", german_number(c->arena, in->min_denominator, 0));
    set_attr(item, "polarity", polarities[in->polarity]);
    set_attr(item, "level", in->district_only ? "kreis" : "gemeinde");
    set_int(item, "field", in->handlungsfeld);
    set_attr(item, "fieldname", field_name(c, in->handlungsfeld));
    set_int(item, "decimals", in->decimals);
    if (in->n_years > 0) {
        set_int(item, "first", in->years[0]);
        set_int(item, "last", in->years[in->n_years - 1]);
    }
    for (size_t s = 0; s < in->n_sources; s++)
        source_new(c, item, in->sources[s]);
    return c->indicators[i] = item;
}

struct xpath_item *field_item(struct compose *c, uint32_t i)
{
    if (c->fields[i] != NULL)
        return c->fields[i];
    const struct published_field *f = published_field(c->published, i);
    struct xpath_item *item = xpath_item_new(c->xpath, NULL, "field", NULL);
    set_int(item, "id", f->id);
    set_attr(item, "name", f->name);
    set_attr(item, "short", f->short_name);
    if (f->n_leitziele == 0)
        xpath_item_text(item, f->name);
    for (size_t k = 0; k < f->n_leitziele; k++)
        xpath_item_text(xpath_item_new(c->xpath, item, "leitziel", NULL), f->leitziele[k]);
    return c->fields[i] = item;
}

struct xpath_item *year_item(struct compose *c, int year)
{
    struct xpath_item **slot = &c->years[year - FIRST_YEAR];
    if (*slot == NULL) {
        char text[16];
        snprintf(text, sizeof text, "%d", year);
        *slot = xpath_item_new(c->xpath, NULL, "year", NULL);
        xpath_item_text(*slot, text);
    }
    return *slot;
}

struct xpath_item *edition_item(struct compose *c)
{
    const struct edition *e = &c->edition;
    struct xpath_item *item = xpath_item_new(c->xpath, NULL, "edition", NULL);
    xpath_item_text(item, e->title);
    set_attr(item, "title", e->title);
    set_attr(item, "date", e->date);
    set_attr(item, "publisher", e->publisher);
    set_attr(item, "version", e->version);
    set_attr(item, "name", e->name);
    set_attr(item, "mark", e->mark);
    set_attr(item, "inputs", e->inputs);
    set_attr(item, "revisions", e->revisions);
    return item;
}

void compose_use_map(struct compose *c, const struct geo_map *map)
{
    c->map = map;
    for (size_t i = 0; c->map != NULL && i < c->n_gemeinden; i++)
        if (geo_find(map, published_area(c->published, c->gemeinden[i])->key) == NULL)
            c->map = NULL;
}

static const char *or_null(const char *text)
{
    return text[0] != '\0' ? text : NULL;
}

struct xpath_item *map_item(struct compose *c)
{
    struct xpath_item *item = xpath_item_new(c->xpath, NULL, "karte", NULL);
    xpath_item_text(item, c->map != NULL ? "Grenzen" : "Kreise");
    if (c->map == NULL)
        return item;
    set_attr(item, "source", or_null(c->map->source));
    set_attr(item, "licence", or_null(c->map->licence));
    set_attr(item, "date", or_null(c->map->date));
    return item;
}
