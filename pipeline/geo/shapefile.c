#include <math.h>
#include <shapefil.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "geo/import_private.h"

/* ESRI Shapefile by shapelib: polygons in .shp, keys in .dbf, projection in .prj. */

static void silent(const char *message)
{
    (void)message; /* faults show in what the calls return */
}

enum { UNREADABLE = -2 };

static int key_of(const struct import *in, DBFHandle dbf, int record)
{
    char name[XBASE_FLDNAME_LEN_READ + 1];
    for (int i = 0; i < DBFGetFieldCount(dbf); i++) {
        if (DBFGetFieldInfo(dbf, i, name, NULL, NULL) != FTString)
            continue;
        const char *value = DBFReadStringAttribute(dbf, record, i);
        int key = value != NULL ? import_key(in, name, value) : UNREADABLE;
        if (key != KEY_UNKNOWN)
            return key;
    }
    return KEY_UNKNOWN;
}

static const char *object_read(struct import *in, struct feature *f, const SHPObject *o)
{
    if (o->nVertices < 3 || o->nVertices > POINTS_MAX || o->nParts < 1)
        return "eine Fläche ohne Punkte";
    for (int i = 0; i < o->nParts; i++) {
        int from = o->panPartStart[i];
        int to = i + 1 < o->nParts ? o->panPartStart[i + 1] : o->nVertices;
        if (from < 0 || to > o->nVertices || to - from < 4)
            return "ein Ring braucht mindestens vier Punkte";
        struct world_ring *ring = import_ring(in, f, (size_t)(to - from));
        for (int k = from; k < to; k++) {
            ring->point[k - from] = (struct world_point){o->padfX[k], o->padfY[k]};
            if (!(fabs(o->padfX[k]) < 1e8) || !(fabs(o->padfY[k]) < 1e8))
                return "eine Koordinate ist keine brauchbare Zahl";
        }
    }
    return NULL;
}

static void record_read(struct import *in, SHPHandle shp, DBFHandle dbf, int i)
{
    int key = key_of(in, dbf, i);
    if (key == UNREADABLE)
        import_bad(in, (size_t)i + 1, "seine Zeile der .dbf-Datei ist nicht lesbar");
    if (key < 0)
        return;
    SHPObject *o = SHPReadObject(shp, i);
    struct feature *f = import_feature(in, key, (size_t)i + 1);
    const char *fault = o != NULL ? object_read(in, f, o) : "die Fläche ist nicht lesbar";
    if (fault != NULL) {
        import_bad(in, (size_t)i + 1, fault);
        in->n_features--;
    }
    if (o != NULL)
        SHPDestroyObject(o);
}

/* The .prj holds well-known text: a UTM zone shows in its name. 1: another projection. */
static int epsg_of(const struct import *in)
{
    struct buf text = BUF_INIT;
    char *path = arena_strdup(in->arena, in->path);
    const char *zone = NULL;
    size_t n = strlen(path);
    memcpy(path + n - 4, ".prj", 4);
    if (file_exists(path) && file_read(path, 1 << 16, &text, NULL) == 0) {
        zone = strstr(buf_str(&text), "UTM_Zone_");
        zone = zone != NULL ? zone + 9 : strstr(buf_str(&text), "UTM zone ");
    }
    int number = strstr(buf_str(&text), "PROJC") != NULL ? 1 : 0; /* PROJCS, PROJCRS */
    if (zone != NULL)
        number = 32600 +
                 (int)strtol(strspn(zone, "0123456789") > 0 ? zone : zone + 9, NULL, 10) % 100;
    buf_release(&text);
    return number;
}

int shapefile_read(struct import *in)
{
    SAHooks hooks;
    int n = 0;
    int type = 0;
    double low[4], high[4];
    SASetupDefaultHooks(&hooks);
    hooks.Error = silent;
    SHPHandle shp = SHPOpenLL(in->path, "rb", &hooks);
    DBFHandle dbf = DBFOpenLL(in->path, "rb", &hooks);
    if (shp != NULL)
        SHPGetInfo(shp, &n, &type, low, high);
    bool polygons = type == SHPT_POLYGON || type == SHPT_POLYGONZ || type == SHPT_POLYGONM;
    bool paired = dbf != NULL && DBFGetRecordCount(dbf) == n;
    int rc = shp != NULL && paired && polygons ? 0 : -1;
    if (rc != 0)
        DIAG_AT(in->d, GEO_BAD_SHAPEFILE, ((struct place){in->path, 0, 0}),
                shp == NULL ? "die .shp- oder die .shx-Datei ist nicht lesbar"
                : dbf == NULL ? "die .dbf-Datei daneben ist nicht lesbar"
                : !polygons ? "es enthält keine Flächen"
                            : "die .dbf-Datei daneben hat nicht so viele Zeilen wie die "
                              ".shp-Datei Flächen");
    in->epsg = rc == 0 ? epsg_of(in) : 0;
    for (int i = 0; rc == 0 && i < n; i++, in->n_read++)
        record_read(in, shp, dbf, i);
    if (shp != NULL)
        SHPClose(shp);
    if (dbf != NULL)
        DBFClose(dbf);
    return rc;
}
