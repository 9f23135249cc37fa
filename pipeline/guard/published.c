#include "guard/published.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "guard/published_private.h"
#include "methods/funnel.h"

size_t published_areas(const struct published *p)
{
    return p->n_areas;
}

const struct published_area *published_area(const struct published *p, uint32_t i)
{
    assert(i < p->n_areas);
    return &p->areas[i];
}

static uint32_t look_up(const struct lookup *l, const char *name)
{
    uint32_t id = names_find(&l->names, name, strlen(name));
    return id == NAMES_NONE ? PUBLISHED_NONE : l->index[id];
}

uint32_t published_find_area(const struct published *p, const char *key)
{
    return look_up(&p->area_keys, key);
}

uint32_t published_district(const struct published *p)
{
    return p->district;
}

size_t published_indicators(const struct published *p)
{
    return p->n_indicators;
}

const struct published_indicator *published_indicator(const struct published *p, uint32_t i)
{
    assert(i < p->n_indicators);
    return &p->figures[i].head;
}

char *published_fold_id(struct arena *a, const char *id)
{
    char *folded = arena_strdup(a, id);
    for (char *c = folded; *c != '\0'; c++) {
        if (*c >= 'A' && *c <= 'Z')
            *c = (char)(*c - 'A' + 'a');
    }
    return folded;
}

uint32_t published_find_indicator(const struct published *p, const char *id)
{
    struct arena *a = arena_new();
    uint32_t i = look_up(&p->indicator_ids, published_fold_id(a, id));
    arena_free(a);
    return i;
}

const struct published_value *published_at(const struct published *p, uint32_t indicator,
                                           uint32_t area, int year, uint32_t part)
{
    assert(indicator < p->n_indicators && area < p->n_areas);
    const struct figures *f = &p->figures[indicator];
    assert(part <= f->head.n_parts);
    for (size_t y = 0; y < f->head.n_years; y++) {
        if (f->head.years[y] == year)
            return &f->planes[y * (f->head.n_parts + 1) + part][area];
    }
    return NULL;
}

const struct published_value *published_latest(const struct published *p, uint32_t indicator,
                                               uint32_t area)
{
    assert(indicator < p->n_indicators && area < p->n_areas);
    const struct figures *f = &p->figures[indicator];
    for (size_t y = f->head.n_years; y-- > 0;) {
        const struct published_value *v = &f->planes[y * (f->head.n_parts + 1)][area];
        if (sign_counts(v->sign))
            return v;
    }
    return NULL;
}

const char *published_break(const struct published *p, uint32_t indicator, int earlier,
                            int later)
{
    assert(indicator < p->n_indicators);
    const struct figures *f = &p->figures[indicator];
    int from = earlier < later ? earlier : later;
    int to = earlier < later ? later : earlier;
    for (size_t i = f->n_breaks; i-- > 0;) {
        if (f->breaks[i].year > from && f->breaks[i].year <= to)
            return f->breaks[i].name;
    }
    return NULL;
}

bool published_limits(const struct published *p, uint32_t indicator, double rate, double persons,
                      struct published_limits *out)
{
    assert(indicator < p->n_indicators);
    const struct figures *f = &p->figures[indicator];
    double share = rate / f->factor;
    double n = round(persons);
    bool wilson = f->method == INTERVAL_WILSON;
    if (f->method == INTERVAL_NONE || !(share >= 0) || (wilson && share > 1) || !(n >= 1))
        return false;
    struct funnel k = wilson ? funnel_binomial(share, n) : funnel_poisson(share * n);
    double by = f->factor / n;
    *out = (struct published_limits){k.low998 * by, k.low95 * by, k.high95 * by, k.high998 * by};
    return true;
}

const uint32_t *published_year_sources(const struct published *p, uint32_t indicator, int year,
                                       size_t *n)
{
    assert(indicator < p->n_indicators);
    const struct figures *f = &p->figures[indicator];
    *n = 0;
    for (size_t y = 0; y < f->head.n_years; y++) {
        if (f->head.years[y] == year) {
            *n = f->year_sources[y].n;
            return f->year_sources[y].sources;
        }
    }
    return NULL;
}

size_t published_sources(const struct published *p)
{
    return p->n_sources;
}

const struct published_source *published_source(const struct published *p, uint32_t i)
{
    assert(i < p->n_sources);
    return &p->sources[i];
}

size_t published_fields(const struct published *p)
{
    return p->n_fields;
}

const struct published_field *published_field(const struct published *p, uint32_t i)
{
    assert(i < p->n_fields);
    return &p->fields[i];
}

size_t published_hidden(const struct published *p)
{
    return p->hidden;
}

size_t published_exposed(const struct published *p)
{
    return p->audit->exposed;
}

const struct audit *published_audit(const struct published *p)
{
    return p->audit;
}
