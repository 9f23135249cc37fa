#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/german.h"
#include "cli/run.h"
#include "cli/shipped.h"
#include "geo/geo.h"

/* How far shapes are from the areas that are known: a wrong file shows here. */
static void print_areas(const struct geo_map *map, const struct areas *areas, struct arena *a)
{
    const struct area *worst = NULL;
    double most = 0;
    double sum = 0;
    for (size_t i = 0; i < map->n_shapes; i++) {
        const struct geo_shape *s = &map->shape[i];
        const struct area *area = areas_at(areas, areas_find(areas, s->key, strlen(s->key)));
        double off = area->ha > 0 ? fabs(s->km2 * 100 / area->ha - 1) : 0;
        sum += s->km2;
        if (off > most) {
            most = off;
            worst = area;
        }
    }
    printf("Fläche zusammen %s km².", german_number(a, sum, 1));
    if (worst != NULL) {
        printf(" Am weitesten von der Fläche in areas.xml entfernt: %s (%s %%).", worst->name,
               german_number(a, most * 100, 1));
    }
    putchar('\n');
}

static int write_map(const struct geo_map *map, const char *path, size_t *bytes, struct diag *d)
{
    struct buf text = BUF_INIT;
    geo_write(map, &text);
    *bytes = text.len;
    int rc = file_write(path, buf_str(&text), text.len, d);
    buf_release(&text);
    return rc;
}

int command_boundaries(const struct options *o, struct diag *d)
{
    struct arena *a = arena_new();
    const char *const paths[] = {o->args[0]};
    struct geo_import how = {.path = paths, .n_paths = 1, .points = o->points,
                             .source = o->source, .licence = o->licence, .date = o->date};
    struct geo_map *map = NULL;
    int rc = -1;
    size_t bytes = 0;
    char *path = path_join(a, o->inputs, "boundaries.xml");
    struct areas *areas = shipped_refused(o, d) == 0 ? areas_load(o->inputs, d) : NULL;
    if (areas == NULL) {
        goto out;
    }
    how.keys = run_boundary_keys(areas, a, &how.n_keys);
    map = geo_import(&how, d);
    if (map == NULL || diag_has_errors(d)) {
        DIAG_PLAIN(d, GEO_NOT_WRITTEN, NULL);
        goto out;
    }
    if (map->source[0] == '\0') {
        DIAG_PLAIN(d, GEO_NO_SOURCE, NULL);
    }
    rc = write_map(map, path, &bytes, d);
    if (rc == 0) {
        printf("%zu von %zu Gemeinden, %zu Grenzabschnitte mit zusammen %zu Punkten "
               "(ETRS89/UTM %d).\n",
               map->n_shapes, how.n_keys, map->n_borders, map->n_points, map->zone);
        print_areas(map, areas, a);
        printf("Geschrieben: %s (%s kB)\n", path, german_number(a, (double)bytes / 1000, 1));
    }
out:
    geo_free(map);
    areas_free(areas);
    arena_free(a);
    return rc;
}
