/* What every reader of boundaries must keep: a map has sound shapes of the wanted areas, or
 * there is a message. Included once by a target. */
#ifndef FUZZ_BOUNDARIES_H
#define FUZZ_BOUNDARIES_H

#include <assert.h>
#include <math.h>
#include <stdint.h>

#include "base/utf8.h"
#include "fuzz/scratch.h"
#include "geo/geo.h"

static inline void boundaries_prove(const struct geo_map *map, const struct diag *d)
{
    assert(map != NULL || diag_has_errors(d));
    for (size_t i = 0; map != NULL && i < map->n_shapes; i++) {
        const struct geo_shape *s = &map->shape[i];
        assert(geo_find(map, s->key) == s && isfinite(s->radius) && isfinite(s->km2));
        for (size_t r = 0; r < s->n_rings; r++)
            for (size_t k = 0; k < s->ring[r].n; k++) {
                struct geo_point p = s->ring[r].point[k];
                assert(p.x >= map->low.x && p.x <= map->high.x);
                assert(p.y >= map->low.y && p.y <= map->high.y);
            }
    }
    char *text = diag_text(d);
    assert(utf8_check(text, strlen(text)) == strlen(text));
    free(text);
}

static inline void boundaries_import(const char *name)
{
    static const char *const keys[] = {"08116049", "08116004", "08116058"};
    char path[sizeof scratch + 32];
    snprintf(path, sizeof path, "%s/%s", scratch, name);
    const char *paths[] = {path};
    struct geo_import how = {.path = paths, .n_paths = 1, .keys = keys, .n_keys = 3,
                             .points = 50};
    struct diag *d = diag_new();
    struct geo_map *map = geo_import(&how, d);
    boundaries_prove(map, d);
    geo_free(map);
    diag_free(d);
}

#endif
