#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "geo/import_private.h"

/* RFC 7946: FeatureCollection of Polygon and MultiPolygon; rings are closed by repeating
 * their first point. The old "crs" member may name a projection. */

static bool coordinate(const json_t *point, struct world_point *p)
{
    const json_t *x = json_array_get(point, 0);
    const json_t *y = json_array_get(point, 1);
    if (!json_is_number(x) || !json_is_number(y))
        return false;
    *p = (struct world_point){json_number_value(x), json_number_value(y)};
    return isfinite(p->x) && isfinite(p->y) && fabs(p->x) < 1e8 && fabs(p->y) < 1e8;
}

static const char *ring_read(struct import *in, struct feature *f, const json_t *points)
{
    size_t n = json_array_size(points);
    if (n < 4)
        return "ein Ring braucht mindestens vier Punkte";
    struct world_ring *ring = import_ring(in, f, n);
    for (size_t i = 0; i < n; i++)
        if (!coordinate(json_array_get(points, i), &ring->point[i]))
            return "eine Koordinate ist kein Paar von Zahlen";
    return NULL;
}

static const char *polygon_read(struct import *in, struct feature *f, const json_t *rings)
{
    const char *fault = NULL;
    if (!json_is_array(rings) || json_array_size(rings) == 0)
        return "ein Polygon ohne Ringe";
    for (size_t i = 0; i < json_array_size(rings) && fault == NULL; i++)
        fault = ring_read(in, f, json_array_get(rings, i));
    return fault;
}

static const char *geometry_read(struct import *in, struct feature *f, const json_t *geometry)
{
    const char *type = json_string_value(json_object_get(geometry, "type"));
    const json_t *at = json_object_get(geometry, "coordinates");
    const char *fault = NULL;
    if (type != NULL && strcmp(type, "Polygon") == 0)
        return polygon_read(in, f, at);
    if (type == NULL || strcmp(type, "MultiPolygon") != 0)
        return "die Geometrie ist weder Polygon noch MultiPolygon";
    if (json_array_size(at) == 0) /* 0 for what is no list, too */
        return "ein MultiPolygon ohne Polygone";
    for (size_t i = 0; i < json_array_size(at) && fault == NULL; i++)
        fault = polygon_read(in, f, json_array_get(at, i));
    return fault;
}

static int key_of(const struct import *in, json_t *properties)
{
    const char *name;
    json_t *value;
    json_object_foreach(properties, name, value) {
        int key = json_is_string(value) ? import_key(in, name, json_string_value(value))
                                        : KEY_UNKNOWN;
        if (key != KEY_UNKNOWN)
            return key;
    }
    return KEY_UNKNOWN;
}

static void feature_read(struct import *in, const json_t *feature, size_t index)
{
    int key = key_of(in, json_object_get(feature, "properties"));
    if (key == KEY_UNKNOWN)
        return;
    struct feature *f = import_feature(in, key, index + 1);
    const char *fault = geometry_read(in, f, json_object_get(feature, "geometry"));
    if (fault != NULL) {
        import_bad(in, index + 1, fault);
        in->n_features--;
    }
}

/* "urn:ogc:def:crs:EPSG::25832", "EPSG:25832", "urn:ogc:def:crs:OGC:1.3:CRS84" */
static int epsg_of(const json_t *root)
{
    const json_t *properties = json_object_get(json_object_get(root, "crs"), "properties");
    const char *name = json_string_value(json_object_get(properties, "name"));
    const char *number = name != NULL && strstr(name, "EPSG") != NULL ? strrchr(name, ':') : NULL;
    long code = number != NULL ? strtol(number + 1, NULL, 10) : 0;
    return code > 0 && code < 100000 && code != 4326 && code != 4258 ? (int)code : 0;
}

/* Who made the data: a member that some publishers add; one line of text or nothing. */
static const char *source_of(const struct import *in, const json_t *root)
{
    const char *text = json_string_value(json_object_get(root, "source"));
    if (text == NULL || strlen(text) > 200)
        return NULL;
    for (const char *p = text; *p != '\0'; p++)
        if ((unsigned char)*p < ' ' || *p == 0x7F)
            return NULL;
    return arena_strdup(in->arena, text);
}

/* jansson speaks English. */
static const char *fault_of(const json_error_t *error)
{
    switch (json_error_code(error)) {
    case json_error_premature_end_of_input: return "Sie bricht hier ab";
    case json_error_stack_overflow: return "Ihre Klammern sind zu tief ineinander geschachtelt";
    case json_error_duplicate_key: return "Ein Name kommt in diesem Objekt zweimal vor";
    case json_error_numeric_overflow: return "Eine Zahl ist zu groß";
    case json_error_invalid_utf8: return "Hier steht kein gültiges UTF-8";
    case json_error_null_character:
    case json_error_null_byte_in_key: return "Hier steht ein Nullbyte";
    case json_error_end_of_input_expected: return "Hinter dem Ende steht noch etwas";
    default: return "Sie ist hier nicht so geschrieben, wie JSON es verlangt";
    }
}

int geojson_read(struct import *in)
{
    struct buf bytes = BUF_INIT;
    json_error_t error;
    if (file_read(in->path, FILE_MAX, &bytes, in->d) != 0)
        return -1;
    size_t skip = bytes.len >= 3 && memcmp(bytes.data, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    json_t *root = json_loadb(buf_str(&bytes) + skip, bytes.len - skip, JSON_REJECT_DUPLICATES,
                              &error);
    buf_release(&bytes);
    if (root == NULL) {
        DIAG_AT(in->d, GEO_BAD_JSON, ((struct place){in->path, error.line, error.column}),
                fault_of(&error));
        return -1;
    }
    const json_t *features = json_object_get(root, "features");
    int rc = json_is_array(features) ? 0 : -1;
    if (rc != 0)
        DIAG_AT(in->d, GEO_NOT_COLLECTION, ((struct place){in->path, 0, 0}), NULL);
    in->epsg = epsg_of(root);
    in->source = in->source != NULL ? in->source : source_of(in, root);
    in->n_read += json_array_size(features);
    for (size_t i = 0; i < json_array_size(features); i++)
        feature_read(in, json_array_get(features, i), i);
    json_decref(root);
    return rc;
}
