#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/str.h"
#include "geo/geo.h"
#include "xml/xml.h"

/* The folder of the user's own boundaries. */

#define FOLDER "boundaries"
#define SOURCE "source.xml"

static int compare(const void *x, const void *y)
{
    return strcmp(*(const char *const *)x, *(const char *const *)y);
}

/* Entries with one of the endings, sorted; the folder stands before each name. */
static const char **files_with(struct arena *a, const char *dir, const char *before,
                               const char *const *endings, size_t *n)
{
    size_t total = 0;
    char **all = dir_list(a, dir, "", &total);
    const char **files = arena_array(a, total + 1, sizeof *files);
    *n = 0;
    for (size_t i = 0; i < total; i++)
        for (size_t k = 0; endings[k] != NULL; k++)
            if (all[i][0] != '.' && str_ends(all[i], endings[k]))
                files[(*n)++] = path_join(a, before, all[i]);
    qsort(files, *n, sizeof *files, compare);
    return files;
}

const char *const *geo_files(const char *inputs, struct arena *a, size_t *n)
{
    static const char *const endings[] = {
        ".geojson", ".json", ".shp", ".shx", ".dbf", ".prj", ".GEOJSON", ".JSON", ".SHP", ".SHX",
        ".DBF", ".PRJ", SOURCE, NULL};
    return files_with(a, path_join(a, inputs, FOLDER), FOLDER, endings, n);
}

static const char *attr_dup(struct arena *a, const struct xml_node *n, const char *name)
{
    const char *text = xml_attr(n, name);
    return text != NULL ? arena_strdup(a, text) : NULL;
}

/* Who made the files. Without source.xml reports would print boundaries without a publisher. */
static int source_read(const char *dir, struct arena *a, struct geo_import *how, struct diag *d)
{
    if (!file_exists(path_join(a, dir, SOURCE))) {
        DIAG_AT(d, GEO_FOLDER_SOURCE, ((struct place){dir, 0, 0}), NULL);
        return 0;
    }
    struct xml_doc *doc = xml_load(dir, SOURCE, "boundaries-source.rng", d);
    if (doc == NULL)
        return -1;
    const struct xml_node *root = xml_root(doc);
    how->source = attr_dup(a, root, "source");
    how->licence = attr_dup(a, root, "licence");
    how->date = attr_dup(a, root, "date");
    how->points = (size_t)xml_attr_int(root, "points", GEO_POINTS, d);
    xml_free(doc);
    return 0;
}

/* Also the companions of Shapefiles, which shapelib opens by itself. */
static bool all_inside(const char *inputs, struct arena *a, struct diag *d)
{
    size_t n;
    bool inside = true;
    const char *const *names = geo_files(inputs, a, &n);
    for (size_t i = 0; i < n; i++) {
        if (path_inside(a, inputs, names[i]) != NULL)
            continue;
        DIAG_AT(d, PATH_OUTSIDE, ((struct place){path_join(a, inputs, names[i]), 0, 0}), names[i]);
        inside = false;
    }
    return inside;
}

struct geo_map *geo_open(const char *inputs, const char *const *keys, size_t n_keys,
                         struct diag *d)
{
    static const char *const endings[] = {".geojson", ".json", ".shp",
                                          ".GEOJSON", ".JSON", ".SHP", NULL};
    struct arena *a = arena_new();
    struct geo_map *map = NULL;
    const char *dir = path_join(a, inputs, FOLDER);
    const char *single = path_join(a, inputs, "boundaries.xml");
    struct geo_import how = {.folder = dir, .keys = keys, .n_keys = n_keys, .points = GEO_POINTS};
    how.path = files_with(a, dir, dir, endings, &how.n_paths);
    if (how.n_paths == 0) {
        if (file_exists(dir))
            DIAG_AT(d, GEO_FOLDER_EMPTY, ((struct place){dir, 0, 0}),
                    file_exists(single) ? "Es gelten die Grenzen aus boundaries.xml"
                                        : "Karten werden ohne Grenzen gezeichnet");
        map = geo_load(inputs, d);
    } else {
        if (file_exists(single))
            DIAG_AT(d, GEO_FOLDER_FIRST, ((struct place){single, 0, 0}), NULL);
        if (all_inside(inputs, a, d) && source_read(dir, a, &how, d) == 0)
            map = geo_import(&how, d);
    }
    arena_free(a);
    return map;
}
