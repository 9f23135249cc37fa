/* Boundaries as they are delivered: what is wrong is named, what does not fit is mended. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <time.h>

#include <cmocka.h>

#include "facts/areas.h"
#include "unit/district.h"
#include "unit/geo_bench.h"

#define POINTS4 "[[500000,1],[500900,1],[500900,900],[500000,1]]"
#define GEOMETRY(geometry)                                                           \
    COLLECTION("{\"properties\":{\"AGS\":\"08116001\"},\"geometry\":" geometry "}")
#define POLYGON(rings) GEOMETRY("{\"type\":\"Polygon\",\"coordinates\":" rings "}")
#define NOT_TAKEN " Die Grenzen wurden nicht übernommen."
#define NO_SYSTEM                                                                    \
    " sind in Europa weder geographisch (in Grad, die Länge vor der Breite) noch "   \
    "ETRS89/UTM in Metern. Bitte die Datei in einem dieser Systeme liefern lassen; " \
    "die Grenzen wurden nicht übernommen."

#define ANEW " Die Grenzen wurden nicht übernommen; bitte die Datei neu beschaffen."

static void broken_geojson_is_named(void **state)
{
    static const struct {
        const char *json;
        enum diag_code code;
        const char *text;
    } row[] = {
        {"{\"features\": [}", GEO_BAD_JSON,
         "Die Datei ist kein gültiges GeoJSON: Sie ist hier nicht so geschrieben, wie JSON es "
         "verlangt." ANEW},
        {"", GEO_BAD_JSON, "Die Datei ist kein gültiges GeoJSON: Sie bricht hier ab." ANEW},
        {"{\"features\": [", GEO_BAD_JSON,
         "Die Datei ist kein gültiges GeoJSON: Sie bricht hier ab." ANEW},
        {"{\"features\": [1e999]}", GEO_BAD_JSON,
         "Die Datei ist kein gültiges GeoJSON: Eine Zahl ist zu groß." ANEW},
        {POLYGON("[[[NaN,1]]]"), GEO_BAD_JSON,
         "Die Datei ist kein gültiges GeoJSON: Sie ist hier nicht so geschrieben, wie JSON es "
         "verlangt." ANEW},
        {"{\"type\":\"Topology\"}", GEO_NOT_COLLECTION,
         "Die Datei ist keine GeoJSON-FeatureCollection: Es fehlt die Liste „features“." NOT_TAKEN},
        {"[1, 2]", GEO_NOT_COLLECTION,
         "Die Datei ist keine GeoJSON-FeatureCollection: Es fehlt die Liste „features“." NOT_TAKEN},
        {GEOMETRY("{\"type\":\"Point\",\"coordinates\":[1,2]}"), GEO_BAD_SHAPE,
         "Das 1. Objekt ist fehlerhaft: die Geometrie ist weder Polygon noch "
         "MultiPolygon." NOT_TAKEN},
        {GEOMETRY("null"), GEO_BAD_SHAPE,
         "Das 1. Objekt ist fehlerhaft: die Geometrie ist weder Polygon noch "
         "MultiPolygon." NOT_TAKEN},
        {POLYGON("7"), GEO_BAD_SHAPE,
         "Das 1. Objekt ist fehlerhaft: ein Polygon ohne Ringe." NOT_TAKEN},
        {GEOMETRY("{\"type\":\"MultiPolygon\"}"), GEO_BAD_SHAPE,
         "Das 1. Objekt ist fehlerhaft: ein MultiPolygon ohne Polygone." NOT_TAKEN},
        {GEOMETRY("{\"type\":\"MultiPolygon\",\"coordinates\":[]}"), GEO_BAD_SHAPE,
         "Das 1. Objekt ist fehlerhaft: ein MultiPolygon ohne Polygone." NOT_TAKEN},
        {POLYGON("[[[500000,1],[500900,1],[500000,1]]]"), GEO_BAD_SHAPE,
         "Das 1. Objekt ist fehlerhaft: ein Ring braucht mindestens vier Punkte." NOT_TAKEN},
        {POLYGON("[[[500000,1],[500900,null],[500900,900],[500000,1]]]"), GEO_BAD_SHAPE,
         "Das 1. Objekt ist fehlerhaft: eine Koordinate ist kein Paar von Zahlen." NOT_TAKEN},
        {POLYGON("[[[500000,1],[500900,1e300],[500900,900],[500000,1]]]"), GEO_BAD_SHAPE,
         "Das 1. Objekt ist fehlerhaft: eine Koordinate ist kein Paar von Zahlen." NOT_TAKEN},
        {POLYGON("[[[500000,1],[500900,901],[500900,1],[500000,901],[500000,1]]]"), GEO_BAD_SHAPE,
         "Das 1. Objekt ist fehlerhaft: sein Rand kreuzt sich selbst bei 500450/451." NOT_TAKEN},
        {POLYGON("[[[500000,1],[500900,1],[500400,1],[500000,1]]]"), GEO_BAD_SHAPE,
         "Das 1. Objekt ist fehlerhaft: seine Fläche ist leer." NOT_TAKEN},
        {POLYGON("[[[500000,1],[500900,1],[500900,5400001],[500000,1]]]"), GEO_BAD_SHAPE,
         "Das 1. Objekt ist fehlerhaft: seine Koordinaten reichen von 500000/1 bis "
         "500900/5400001." NOT_TAKEN},
        {POLYGON("[[[9.1,48.5],[9.2,48.5],[0,0],[9.1,48.5]]]"), GEO_BAD_SHAPE,
         "Das 1. Objekt ist fehlerhaft: seine Koordinaten reichen von 0.00000/0.00000 bis "
         "9.20000/48.50000." NOT_TAKEN},
        {COLLECTION(AREA("08116001", POINTS4) "," AREA("08116001", POINTS4)), GEO_BAD_SHAPE,
         "Das 2. Objekt ist fehlerhaft: es ist dasselbe wie Objekt 1." NOT_TAKEN},
        {POLYGON("[[[48.5,9.1],[48.6,9.1],[48.6,9.2],[48.5,9.1]]]"), GEO_BAD_SYSTEM,
         "Die Koordinaten (48.5/9.1 bis 48.6/9.2)" NO_SYSTEM},
        {COLLECTION(AREA("09999999", POINTS4) "," AREA("x", POINTS4)), GEO_NO_AREAS,
         "Keines der 2 Objekte nennt den Schlüssel eines Gebiets aus areas.xml (Merkmal AGS mit "
         "8 oder ARS mit 12 Ziffern)." NOT_TAKEN},
        {POLYGON("[[[3500000,5400000],[3501000,5400000],[3501000,5401000],[3500000,5400000]]]"),
         GEO_BAD_SYSTEM,
         "Die Koordinaten (3500000.0/5400000.0 bis 3501000.0/5401000.0)" NO_SYSTEM},
        {"{\"crs\":{\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::31467\"}},\"features\":["
         AREA("08116001", POINTS4) "]}", GEO_BAD_SYSTEM,
         "Die Koordinaten (500000.0/1.0 bis 500900.0/900.0)" NO_SYSTEM},
    };
    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct folder f;
        assert_null(import_some(&f, row[i].json, 0, 1));
        expect_text(&f, row[i].code, row[i].text);
        folder_close(&f);
    }
}

/* Overlapping borders are mended on a grid, in which 7 m by 7 m are a crumb. */
static void an_area_lost_is_named(void **state)
{
    struct folder f;
    (void)state;
    assert_null(import_some(&f, COLLECTION(
        AREA("08116001", BOX(1, 1, 2, 2)) "," AREA("08116003", "[[505000,1000],[505007,1000],"
        "[505007,1007],[505000,1007],[505000,1000]]") "," AREA("08116002", "[[501960,1000],"
        "[503000,1000],[503000,2000],[501960,2000],[501960,1000]]")), 0, 3));
    expect_text(&f, GEO_AREA_LOST,
                "Das Gebiet 08116003 ging beim Zusammenfügen der Grenzen verloren: Ein anderes "
                "verdeckt es, oder es ist zu klein." NOT_TAKEN);
    folder_close(&f);
}

static void missing_areas_are_named(void **state)
{
    struct folder f;
    (void)state;
    struct geo_map *map = import_some(&f, COLLECTION(AREA("08116002", BOX(1, 1, 2, 2))), 0, 2);
    assert_non_null(map);
    assert_int_equal(map->n_shapes, 1);
    expect_text(&f, GEO_AREA_MISSING,
                "Für das Gebiet 08116001 enthält die Datei keine Grenze; auf Karten fehlt es.");
    close_map(&f, map);
}

#define THREE                                                                        \
    AREA("08116001", BOX(1, 1, 2, 2)) "," AREA("08116002", BOX(2, 1, 3, 2)) ","      \
    AREA("08116003", BOX(1, 2, 2, 3)) ","

/* Of four areas most lines are at the outer edge; what lies beside them tells. */
static void few_areas_are_not_mended(void **state)
{
    struct folder f;
    (void)state;
    struct geo_map *map = import_good(&f, COLLECTION(THREE AREA("08116004", BOX(2, 2, 3, 3))), 0,
                                      4);
    assert_int_equal(count_borders(map, false, false), 4);
    assert_int_equal(count_borders(map, true, false), 4);
    close_map(&f, map);
    map = import_some(&f, COLLECTION(THREE AREA("08116004", "[[501960,1950],[503000,1950],"
                                                "[503000,3000],[501960,3000],[501960,1950]]")),
                      0, 4);
    folder_expect(&f, GEO_REPAIRED, 0, 0);
    assert_non_null(map);
    double sum = 0;
    for (size_t i = 0; i < map->n_shapes; i++)
        sum += map->shape[i].km2;
    expect_near(sum, 4 / (0.9996 * 0.9996), 1e-3); /* nothing twice */
    close_map(&f, map);
}

/* -- the district, where its files are at hand */

static int turn(struct geo_point a, struct geo_point b, struct geo_point c)
{
    int64_t v = (int64_t)(b.x - a.x) * (c.y - a.y) - (int64_t)(c.x - a.x) * (b.y - a.y);
    return (v > 0) - (v < 0);
}

static bool cross(const struct geo_point *p, const struct geo_point *q)
{
    return turn(p[0], p[1], q[0]) * turn(p[0], p[1], q[1]) < 0 &&
           turn(q[0], q[1], p[0]) * turn(q[0], q[1], p[1]) < 0;
}

static void expect_no_crossing(const struct geo_map *map)
{
    for (size_t a = 0; a < map->n_borders; a++)
        for (size_t i = 0; i + 1 < map->border[a].n; i++)
            for (size_t b = a; b < map->n_borders; b++)
                for (size_t k = 0; k + 1 < map->border[b].n; k++)
                    assert_false(cross(map->border[a].point + i, map->border[b].point + k));
}

/* Every stretch of a shape's border lies on a border of the map, inner ones on two shapes:
 * the areas of all shapes together are that of the outer edge. */
static void expect_district(const struct district *t, double tolerance)
{
    double sum = 0;
    double official = 0;
    assert_int_equal(t->n, 44);
    assert_int_equal(t->map->n_shapes, 44);
    size_t uses = 0;
    for (size_t i = 0; i < t->map->n_shapes; i++) {
        const struct geo_shape *s = &t->map->shape[i];
        const struct area *a = areas_at(t->areas, areas_find(t->areas, s->key, strlen(s->key)));
        sum += s->km2;
        official += a->ha / 100;
        if (fabs(s->km2 / (a->ha / 100) - 1) > tolerance)
            fail_msg("%s: %.2f km2 instead of %.2f", a->name, s->km2, a->ha / 100);
        assert_true(inside(s, s->label.x, s->label.y));
        for (size_t r = 0; r < s->n_rings; r++)
            uses += s->ring[r].n;
    }
    /* Segments of inner borders are used twice, those of the edge once. */
    size_t inner = 0;
    size_t outer = 0;
    for (size_t i = 0; i < t->map->n_borders; i++) {
        const struct geo_border *b = &t->map->border[i];
        *(b->outer ? &outer : &inner) += b->n - (b->closed ? 0 : 1);
    }
    assert_int_equal(uses, 2 * inner + outer);
    assert_true(inner > outer);
    expect_near(sum / official, 1, 0.01);
}

/* Official areas: Gemeindeverzeichnis 2025. Ten municipalities differ by 3 to 6 % in the
 * file of 2013 itself, whose municipalities were generalised each for itself; they are
 * mended. That takes 0.4 s; comparing all points with each other took 5 s. */
static void mends_the_file_of_2013(void **state)
{
    struct district t;
    (void)state;
    clock_t begin = clock();
    if (!district_open(&t, DELIVERED "bkg2013_gemeinden_08116.geojson", 0))
        skip();
    assert_true((double)(clock() - begin) / CLOCKS_PER_SEC < 3); /* with sanitizers */
    folder_expect(&t.f, GEO_REPAIRED, 0, 0);
    expect_district(&t, 0.061);
    expect_no_crossing(t.map);
    district_close(&t);
}

static void simplifies_the_file_of_2013(void **state)
{
    struct district t;
    (void)state;
    if (!district_open(&t, DELIVERED "bkg2013_gemeinden_08116.geojson", 800))
        skip();
    assert_int_equal(t.map->n_points, 800);
    expect_district(&t, 0.08);
    expect_no_crossing(t.map);
    diag_free(t.f.d); /* the repair has been looked at */
    t.f.d = diag_new();
    expect_round_trip(&t.f, t.map);
    district_close(&t);
}

/* Shares its borders; a third of a small municipality is lost to a scale of 1 : 2,500,000. */
static void reads_the_file_of_2024(void **state)
{
    struct district t;
    (void)state;
    if (!district_open(&t, DELIVERED "vg250s2024_gemeinden_08116.geojson", 0))
        skip();
    folder_expect_clean(&t.f);
    expect_district(&t, 0.35);
    expect_no_crossing(t.map);
    district_close(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(broken_geojson_is_named),
        cmocka_unit_test(missing_areas_are_named),
        cmocka_unit_test(an_area_lost_is_named),
        cmocka_unit_test(few_areas_are_not_mended),
        cmocka_unit_test(mends_the_file_of_2013),
        cmocka_unit_test(simplifies_the_file_of_2013),
        cmocka_unit_test(reads_the_file_of_2024),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
