/* Boundaries: projection, shared borders, generalisation, places of labels, the file. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/arena.h"
#include "unit/geo_bench.h"

/* Grid areas are 0.9996 squared times the true ones at the central meridian. */
static void expect_km2(const struct geo_map *map, const char *key, double grid)
{
    const struct geo_shape *s = geo_find(map, key);
    assert_non_null(s);
    expect_near(s->km2, grid / (0.9996 * 0.9996), 2e-5 * grid);
}

/* Control points by PROJ 9: cs2cs +proj=longlat +ellps=GRS80 +to +proj=utm +zone=32
 * +ellps=GRS80 -f %.4f */
static void projects_like_proj(void **state)
{
    static const double point[][4] = {{9, 48, 500000.0000, 5316300.2243},
                                      {9.35, 48.65, 525778.7558, 5388608.2360},
                                      {9.182932, 48.775846, 513440.0449, 5402554.2689},
                                      {12.5, 54, 729379.3431, 5989192.6213},
                                      {6, 47, 271930.4349, 5209532.8480}};
    (void)state;
    for (size_t i = 0; i < sizeof point / sizeof *point; i++) {
        double x, y;
        utm_project(point[i][0], point[i][1], 32, &x, &y);
        expect_near(x, point[i][2], 0.0002);
        expect_near(y, point[i][3], 0.0002);
    }
    assert_int_equal(utm_zone(9.35), 32);
    assert_int_equal(utm_zone(5.999), 31);
    assert_int_equal(utm_zone(12), 33);
}

/* Published control points: Flinders Peak in zone 55 and Buninyong in zone 54 of the Map Grid
 * of Australia, Geocentric Datum of Australia Technical Manual (ICSM). That is UTM on GRS80
 * with 10,000 km added to northings. */
static void projects_published_points(void **state)
{
    static const struct {
        double lat[3], lon[3]; /* degrees, minutes, seconds south and east */
        int zone;
        double x, y;
    } point[] = {{{37, 57, 3.72030}, {144, 25, 29.52440}, 55, 273741.297, 5796489.777},
                 {{37, 39, 10.15610}, {143, 55, 35.38390}, 54, 758173.797, 5828674.340}};
    (void)state;
    for (size_t i = 0; i < sizeof point / sizeof *point; i++) {
        const double *lat = point[i].lat, *lon = point[i].lon;
        double x, y;
        utm_project(lon[0] + lon[1] / 60 + lon[2] / 3600,
                    -(lat[0] + lat[1] / 60 + lat[2] / 3600), point[i].zone, &x, &y);
        expect_near(x, point[i].x, 0.0006);
        expect_near(y + 10000000, point[i].y, 0.0006);
    }
}

static void shares_a_border_once(void **state)
{
    struct folder f;
    (void)state;
    struct geo_map *map = import_good(
        &f, COLLECTION(AREA("08116002", BOX(2, 1, 3, 2)) "," AREA("08116001", BOX(1, 1, 2, 2))), 0,
        2);
    assert_int_equal(map->n_borders, 3);
    assert_int_equal(count_borders(map, false, false), 1);
    assert_int_equal(count_borders(map, true, false), 2);
    for (size_t i = 0; i < map->n_borders; i++) {
        const struct geo_border *b = &map->border[i];
        assert_int_equal(b->n, b->outer ? 4 : 2);
        if (!b->outer)
            assert_true(b->point[0].x == 502000 && b->point[1].x == 502000);
    }
    assert_string_equal(map->shape[0].key, "08116001"); /* sorted */
    expect_km2(map, "08116001", 1);
    expect_near(map->shape[0].label.x, 501500, 10);
    expect_near(map->shape[0].label.y, 1500, 10);
    expect_near(map->shape[0].radius, 500, 10);
    assert_true(map->low.x == 501000 && map->low.y == 1000);
    assert_true(map->high.x == 503000 && map->high.y == 2000);
    assert_null(geo_find(map, "08116003"));
    assert_string_equal(map->source, "Amt");
    close_map(&f, map);
}

static void keeps_holes_and_islands(void **state)
{
    struct folder f;
    (void)state;
    struct geo_map *map = import_good(
        &f, COLLECTION(AREA("08116001", BOX(1, 1, 4, 4) "," BOX(2, 2, 3, 3)) ","
                       AREA("08116002", BOX(2, 2, 3, 3))), 0, 2);
    assert_int_equal(map->n_borders, 2);
    assert_int_equal(count_borders(map, false, true), 1); /* the hole's border, shared */
    assert_int_equal(count_borders(map, true, true), 1);
    expect_km2(map, "08116001", 8);
    expect_km2(map, "08116002", 1);
    assert_false(inside(geo_find(map, "08116002"), map->shape[0].label.x, map->shape[0].label.y));
    close_map(&f, map);
}

/* A part of the first area lies within the second one; a further one far off. */
static void keeps_parts_and_exclaves(void **state)
{
    struct folder f;
    (void)state;
    struct geo_map *map = import_good(
        &f, COLLECTION(PARTS("08116001", "[" BOX(1, 1, 2, 2) "],[" BOX(3, 2, 4, 3) "]") ","
                       AREA("08116002", BOX(2, 1, 5, 4) "," BOX(3, 2, 4, 3)) ","
                       AREA("08116001", BOX(7, 7, 9, 8))), 0, 2);
    assert_int_equal(geo_find(map, "08116001")->n_rings, 3);
    assert_int_equal(geo_find(map, "08116002")->n_rings, 2);
    expect_km2(map, "08116001", 4);
    expect_km2(map, "08116002", 8);
    assert_int_equal(count_borders(map, false, true), 1);
    assert_int_equal(count_borders(map, true, true), 1);
    close_map(&f, map);
}

/* Two squares with a ragged border and an island of many points beside them. */
static const char *ragged(struct buf *b)
{
    struct buf line = BUF_INIT;
    struct buf back = BUF_INIT;
    for (int i = 1; i < 20; i++) {
        buf_printf(&line, "[%d,%d],", 502000 + (i % 2 ? 20 : -20), 1000 + 50 * i);
        buf_printf(&back, ",[%d,%d]", 502000 + (i % 2 ? -0 + 20 : -20), 2000 - 50 * i);
    }
    buf_printf(b, "{\"features\":[{\"properties\":{\"AGS\":\"08116001\"},\"geometry\":{\"type\":"
                  "\"Polygon\",\"coordinates\":[[[501000,1000],[502000,1000],%s[502000,2000],"
                  "[501000,2000],[501000,1000]]]}},", buf_str(&line));
    buf_printf(b, "{\"properties\":{\"AGS\":\"08116002\"},\"geometry\":{\"type\":\"Polygon\","
                  "\"coordinates\":[[[502000,2000]%s,[502000,1000],[503000,1000],[503000,2000],"
                  "[502000,2000]]]}},", buf_str(&back));
    buf_adds(b, "{\"properties\":{\"AGS\":\"08116003\"},\"geometry\":{\"type\":\"Polygon\","
                "\"coordinates\":[[");
    for (int i = 0; i <= 40; i++)
        buf_printf(b, "%s[%ld,%ld]", i > 0 ? "," : "",
                   505000 + lround(400 * cos(i % 40 * 0.157079632679)),
                   1500 + lround(400 * sin(i % 40 * 0.157079632679)));
    buf_adds(b, "]]}}]}");
    buf_release(&line);
    buf_release(&back);
    return buf_str(b);
}

static void simplifies_both_sides_alike(void **state)
{
    static const size_t wanted[] = {30, 1};
    (void)state;
    for (size_t k = 0; k < 2; k++) {
        struct folder f;
        struct buf b = BUF_INIT;
        struct geo_map *map = import_good(&f, ragged(&b), wanted[k], 3);
        assert_int_equal(map->n_borders, 4);
        assert_int_equal(count_borders(map, false, false), 1);
        for (size_t i = 0; i < map->n_borders; i++) {
            size_t n = map->border[i].n;
            if (map->border[i].closed) /* the least is a polygon of four */
                assert_true(k == 0 ? n > 4 : n == 4);
            else if (!map->border[i].outer)
                assert_true(k == 0 ? n < 19 : n == 3); /* of three arcs with the same ends */
        }
        assert_true(k == 0 ? map->n_points == 30 : map->n_points == 3 * 3 + 4);
        const struct geo_shape *west = &map->shape[0];
        if (k == 0) /* what one loses the other one gains */
            expect_near(west->km2 + map->shape[1].km2, 2 / (0.9996 * 0.9996), 1e-4);
        buf_release(&b);
        close_map(&f, map);
    }
}

/* L and C of arms 1 km wide: the largest circle in their corner touches two sides and the
 * corner opposite, r = sqrt(2) / (1 + sqrt(2)) km; found to a hundredth of the extent. */
static void labels_lie_inside(void **state)
{
    static const char *const outline[] = {
        "[[500000,1000],[503000,1000],[503000,2000],[501000,2000],[501000,4000],[500000,4000],"
        "[500000,1000]]",
        "[[500000,1000],[503000,1000],[503000,2000],[501000,2000],[501000,3000],[503000,3000],"
        "[503000,4000],[500000,4000],[500000,1000]]"};
    (void)state;
    for (size_t k = 0; k < 2; k++) {
        struct folder f;
        struct buf b = BUF_INIT;
        buf_printf(&b, COLLECTION(AREA("08116001", "%s")), outline[k]);
        struct geo_map *map = import_good(&f, buf_str(&b), 0, 1);
        const struct geo_shape *s = &map->shape[0];
        assert_true(inside(s, s->label.x, s->label.y));
        expect_near(s->radius, 585.79, 30);
        buf_release(&b);
        close_map(&f, map);
    }
}

static void writes_what_it_reads(void **state)
{
    struct folder f;
    struct buf b = BUF_INIT;
    (void)state;
    struct geo_map *map = import_good(&f, ragged(&b), 0, 3);
    expect_round_trip(&f, map);
    close_map(&f, map);
    buf_release(&b);
    map = import_good(&f, COLLECTION(AREA("08116001", BOX(1, 1, 4, 4) "," BOX(2, 2, 3, 3)) ","
                                     AREA("08116002", BOX(2, 2, 3, 3))), 0, 2);
    expect_round_trip(&f, map);
    close_map(&f, map);
}

static void tiles_of_a_lattice(void **state)
{
    struct geo_tile tile[9];
    int columns = 0;
    int rows = 0;
    (void)state;
    for (int i = 0; i < 9; i++)
        tile[i] = (struct geo_tile){500000 + 4000 * (i % 3), 5400000 - 4000 * (i / 3), -1, -1};
    geo_tiles(tile, 9, &columns, &rows);
    assert_int_equal(columns, 3);
    assert_int_equal(rows, 3);
    for (int i = 0; i < 9; i++) {
        assert_int_equal(tile[i].column, i % 3);
        assert_int_equal(tile[i].row, i / 3);
    }
}

/* Places that all lie on one spot still get a square each. */
static void tiles_never_share(void **state)
{
    struct geo_tile tile[7];
    int columns, rows;
    (void)state;
    for (int i = 0; i < 7; i++)
        tile[i] = (struct geo_tile){500000 + i, 5400000, -1, -1};
    geo_tiles(tile, 7, &columns, &rows);
    for (int i = 0; i < 7; i++) {
        assert_in_range(tile[i].column, 0, columns - 1);
        assert_in_range(tile[i].row, 0, rows - 1);
        for (int k = 0; k < i; k++)
            assert_false(tile[i].column == tile[k].column && tile[i].row == tile[k].row);
    }
}

/* As many squares as places even where the lattice is coarse: from about 170 places on the
 * search had no end. */
static void tiles_for_many_places(void **state)
{
    enum { MANY = 400 };
    struct geo_tile tile[MANY];
    int columns = 0;
    int rows = 0;
    (void)state;
    for (int i = 0; i < MANY; i++)
        tile[i] = (struct geo_tile){500000 + 2000 * (i % 20) + 7 * (i * 37 % 101),
                                    5400000 - 2000 * (i / 20) - 7 * (i * 53 % 97), -1, -1};
    geo_tiles(tile, MANY, &columns, &rows);
    assert_true(columns * rows >= MANY);
    for (int i = 0; i < MANY; i++)
        for (int k = 0; k < i; k++)
            assert_false(tile[i].column == tile[k].column && tile[i].row == tile[k].row);
}

#define FILE_OF(body)                                                                \
    "<boundaries zone=\"32\" date=\"\" source=\"\" licence=\"\">\n" body "</boundaries>"
#define WITHOUT " Karten werden ohne Grenzen gezeichnet."
#define ANEW                                                                       \
    " Karten werden ohne Grenzen gezeichnet; „sozialbericht boundaries“ erzeugt " \
    "die Datei neu."

static void broken_files_are_named(void **state)
{
    static const struct {
        const char *xml;
        enum diag_code code;
        int line;
        const char *text;
    } row[] = {
        {FILE_OF("<arc>500000 1 900 0 0</arc>\n<area key=\"08116001\"><ring arcs=\"1\"/></area>"),
         GEO_BAD_ARC, 2,
         "Der Bogen ist fehlerhaft. Er braucht Paare von Zahlen, mindestens zwei." ANEW},
        {FILE_OF("<arc closed=\"yes\">500000 1 9 0</arc>\n"
                 "<area key=\"08116001\"><ring arcs=\"1\"/></area>"), GEO_BAD_ARC, 2,
         "Der Bogen ist fehlerhaft. Er braucht Paare von Zahlen, mindestens zwei." ANEW},
        {FILE_OF("<arc closed=\"yes\">500000 1 99999999999999999999 0 0 9</arc>\n"
                 "<area key=\"08116001\"><ring arcs=\"1\"/></area>"), GEO_BAD_ARC, 2,
         "Der Bogen ist fehlerhaft. Eine Zahl ist zu groß." ANEW},
        {FILE_OF("<arc closed=\"yes\">500 1 -900 0 0 9</arc>\n"
                 "<area key=\"08116001\"><ring arcs=\"1\"/></area>"), GEO_BAD_ARC, 2,
         "Der Bogen ist fehlerhaft. Er verlässt das Gitter." ANEW},
        {FILE_OF("<arc closed=\"yes\">500000 1 900 0 0 900</arc>\n"
                 "<area key=\"08116001\"><ring arcs=\"2\"/></area>"), GEO_BAD_RING, 3,
         "Der Ring ist fehlerhaft. Einen Bogen dieser Nummer gibt es nicht." ANEW},
        {FILE_OF("<arc closed=\"yes\">500000 1 900 0 0 900</arc>\n"
                 "<area key=\"08116001\"><ring arcs=\"0\"/></area>"), GEO_BAD_RING, 3,
         "Der Ring ist fehlerhaft. Einen Bogen dieser Nummer gibt es nicht." ANEW},
        {FILE_OF("<arc>500000 1 900 0 0 900</arc>\n"
                 "<area key=\"08116001\"><ring arcs=\"1\"/></area>"), GEO_BAD_RING, 3,
         "Der Ring ist fehlerhaft. Die Bögen schließen nicht aneinander an." ANEW},
        {FILE_OF("<arc closed=\"yes\">500000 1 900 0 0 900</arc>\n"
                 "<area key=\"08116001\"><ring arcs=\"1\"/></area>\n"
                 "<area key=\"08116001\"><ring arcs=\"1\"/></area>"), GEO_AREA_TWICE, 4,
         "Das Gebiet 08116001 steht zweimal in der Datei." WITHOUT},
    };
    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct folder f;
        folder_open(&f);
        folder_write(&f, "boundaries.xml", row[i].xml);
        assert_null(geo_load(f.path, f.d));
        folder_expect(&f, row[i].code, row[i].line, 0);
        expect_text(&f, row[i].code, row[i].text);
        folder_close(&f);
    }
}

static void no_file_is_no_fault(void **state)
{
    struct folder f;
    (void)state;
    folder_open(&f);
    assert_null(geo_load(f.path, f.d));
    folder_expect_clean(&f);
    folder_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(projects_like_proj),
        cmocka_unit_test(projects_published_points),
        cmocka_unit_test(shares_a_border_once),
        cmocka_unit_test(keeps_holes_and_islands),
        cmocka_unit_test(keeps_parts_and_exclaves),
        cmocka_unit_test(simplifies_both_sides_alike),
        cmocka_unit_test(labels_lie_inside),
        cmocka_unit_test(writes_what_it_reads),
        cmocka_unit_test(tiles_of_a_lattice),
        cmocka_unit_test(tiles_never_share),
        cmocka_unit_test(tiles_for_many_places),
        cmocka_unit_test(broken_files_are_named),
        cmocka_unit_test(no_file_is_no_fault),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
