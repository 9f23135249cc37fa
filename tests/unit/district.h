/* The district's boundaries as they were delivered, where those files are at hand. Include
 * after cmocka.h. */
#ifndef UNIT_DISTRICT_H
#define UNIT_DISTRICT_H

#include "facts/areas.h"
#include "folder.h"
#include "geo/geo.h"

struct district {
    struct folder f;
    struct areas *areas;
    const char *key[200];
    size_t n;
    struct geo_map *map;
};

#define DELIVERED "../shared/data/boundaries/"

static inline bool district_open(struct district *t, const char *path, size_t points)
{
    *t = (struct district){.n = 0};
    if (!file_exists(path)) {
        print_message("skipped: %s is not here\n", path);
        return false;
    }
    folder_open(&t->f);
    t->areas = areas_load("inputs", t->f.d);
    assert_non_null(t->areas);
    const struct area *kreis = areas_at(t->areas, areas_district(t->areas));
    for (size_t i = 0; i < kreis->n_members; i++)
        t->key[t->n++] = areas_at(t->areas, kreis->members[i])->key;
    struct geo_import how = {.path = &path, .n_paths = 1, .keys = t->key, .n_keys = t->n,
                             .points = points, .source = "", .licence = "", .date = ""};
    t->map = geo_import(&how, t->f.d);
    assert_non_null(t->map);
    return true;
}

static inline void district_close(struct district *t)
{
    areas_free(t->areas);
    geo_free(t->map);
    folder_close(&t->f);
}

#endif
