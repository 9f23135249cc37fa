/* Areas of boundaries: those of the delivered files, of the maps that are made of them and the
 * official ones. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <jansson.h>

#include <cmocka.h>

#include "unit/district.h"

/* Areas of the polygons as they stand in a file, reckoned apart from the program: on the
 * ellipsoid itself, by the cylindrical equal-area projection (Snyder 1987, equation 3-12),
 * without UTM and without its scale. */
static double authalic(double latitude)
{
    const double e2 = 0.006694380022900788, e = sqrt(e2); /* GRS80 */
    double s = sin(latitude * 0.017453292519943295);
    return (1 - e2) * (s / (1 - e2 * s * s) + atanh(e * s) / e) / 2;
}

static double ring_km2(const json_t *ring)
{
    double twice = 0;
    const double a = 6378.137;
    for (size_t i = 0, j = json_array_size(ring) - 1; i < json_array_size(ring); j = i++) {
        const json_t *p = json_array_get(ring, j), *q = json_array_get(ring, i);
        double x0 = json_number_value(json_array_get(p, 0)) * 0.017453292519943295;
        double x1 = json_number_value(json_array_get(q, 0)) * 0.017453292519943295;
        twice += x0 * authalic(json_number_value(json_array_get(q, 1))) -
                 x1 * authalic(json_number_value(json_array_get(p, 1)));
    }
    return fabs(twice) * a * a / 2;
}

static double polygon_km2(const json_t *polygon)
{
    double sum = ring_km2(json_array_get(polygon, 0));
    for (size_t i = 1; i < json_array_size(polygon); i++)
        sum -= ring_km2(json_array_get(polygon, i));
    return sum;
}

static double file_km2(const json_t *file, const char *key)
{
    double sum = 0;
    const json_t *features = json_object_get(file, "features");
    for (size_t i = 0; i < json_array_size(features); i++) {
        const json_t *f = json_array_get(features, i), *g = json_object_get(f, "geometry");
        const json_t *at = json_object_get(g, "coordinates");
        if (strcmp(json_string_value(json_object_get(json_object_get(f, "properties"), "AGS")),
                   key) != 0)
            continue;
        bool many = strcmp(json_string_value(json_object_get(g, "type")), "MultiPolygon") == 0;
        for (size_t k = 0; many && k < json_array_size(at); k++)
            sum += polygon_km2(json_array_get(at, k));
        sum += many ? 0 : polygon_km2(at);
    }
    return sum;
}

struct deviation { /* how far areas are off, most and how many by more than 3 % */
    double most;
    size_t wide;
    const char *name;
};

static void deviate(struct deviation *d, double km2, double of, const char *name)
{
    double off = fabs(km2 / of - 1);
    d->wide += off > 0.03;
    d->name = off > d->most ? name : d->name;
    d->most = fmax(off, d->most);
}

/* A file, what the program makes of it and the official areas: prints how far they are from
 * each other, and sees to it that the program stays as near to the file as it may. */
static void expect_kept(const char *name, size_t points, double kept, size_t wide)
{
    struct district t;
    struct deviation file = {0}, ours = {0}, between = {0};
    char path[200];
    snprintf(path, sizeof path, DELIVERED "%s", name);
    if (!district_open(&t, path, points))
        skip();
    json_t *json = json_load_file(path, 0, NULL);
    double sum = 0, official = 0;
    for (size_t i = 0; i < t.map->n_shapes; i++) {
        const struct geo_shape *s = &t.map->shape[i];
        const struct area *a = areas_at(t.areas, areas_find(t.areas, s->key, strlen(s->key)));
        double raw = file_km2(json, s->key);
        deviate(&file, raw, a->ha / 100, a->name);
        deviate(&ours, s->km2, a->ha / 100, a->name);
        deviate(&between, s->km2, raw, a->name);
        sum += s->km2;
        official += a->ha / 100;
    }
    print_message("%s, %zu points: the file is up to %.1f %% off the official areas (%s; %zu of 44 "
                  "by more than 3 %%), the map up to %.1f %% (%s; %zu), the district %.2f %%; map "
                  "and file differ by up to %.2f %% (%s)\n", name, t.map->n_points,
                  100 * file.most, file.name, file.wide, 100 * ours.most, ours.name, ours.wide,
                  100 * (sum / official - 1), 100 * between.most, between.name);
    assert_true(fabs(sum / official - 1) < 0.01);
    assert_true(between.most < kept);
    assert_true(ours.wide <= wide);
    json_decref(json);
    district_close(&t);
}

/* No file at hand allows 3 % for every municipality: in that of 2013 ten of its own polygons
 * are further off (Erkenbrechtsweiler 5.2 %), in the coarse one of 2024 22 (Altenriet 34 %).
 * The official areas of 2013 and 2025 differ by 0.1 % at most, so it is the drawing. The
 * program adds next to nothing where borders are shared, up to 4 % where it has to mend
 * gaps and overlaps, and two more municipalities beyond 3 % with 800 points. */
static void areas_are_those_of_the_files(void **state)
{
    (void)state;
    expect_kept("vg250s2024_gemeinden_08116.geojson", 0, 0.0005, 22);
    expect_kept("bkg2013_gemeinden_08116.geojson", 0, 0.04, 10);
    expect_kept("bkg2013_gemeinden_08116.geojson", 800, 0.04, 12);
}

/* The map of one municipality, taken alone: nothing beside it to mend, nothing simplified. */
static double alone_km2(const char *path, const char *key, struct diag *d)
{
    struct geo_import how = {.path = &path, .n_paths = 1, .keys = &key, .n_keys = 1};
    struct geo_map *map = geo_import(&how, d);
    assert_non_null(map);
    assert_int_equal(map->n_shapes, 1);
    double km2 = map->shape[0].km2;
    geo_free(map);
    return km2;
}

/* Every municipality of both files as the formula has it, but for the whole metres to which
 * corners are rounded: these move an area by some 0.01 % to either side, and all together by
 * nothing, while a wrong projection or scale would move all alike. So what is further off the
 * official area is so in the file. Prints how far, the worst first. */
static void expect_measured(const char *name)
{
    struct district t;
    char path[200];
    double most = 0, sum = 0, sum_raw = 0;
    snprintf(path, sizeof path, DELIVERED "%s", name);
    if (!district_open(&t, path, 0))
        skip();
    json_t *json = json_load_file(path, 0, NULL);
    for (size_t i = 0; i < t.n; i++) {
        double raw = file_km2(json, t.key[i]);
        double ours = alone_km2(path, t.key[i], t.f.d);
        most = fmax(most, fabs(ours / raw - 1));
        sum += ours;
        sum_raw += raw;
    }
    assert_true(most < 0.0005);
    assert_true(fabs(sum / sum_raw - 1) < 0.000005);
    print_message("%s: program and formula differ by up to %.3f %%, together by %.4f %%; "
                  "file against the official area:\n", name, 100 * most,
                  100 * (sum / sum_raw - 1));
    for (double below = HUGE_VAL, next; below > 0.03; below = next) {
        const struct area *worst = NULL;
        next = 0;
        for (size_t i = 0; i < t.n; i++) {
            const struct area *a = areas_at(t.areas, areas_find(t.areas, t.key[i], 8));
            double off = fabs(file_km2(json, t.key[i]) * 100 / a->ha - 1);
            if (off < below && off > next) {
                next = off;
                worst = a;
            }
        }
        if (worst != NULL)
            print_message("  %-26s %5.1f %%\n", worst->name, 100 * next);
    }
    json_decref(json);
    district_close(&t);
}

static void areas_are_measured_right(void **state)
{
    (void)state;
    expect_measured("bkg2013_gemeinden_08116.geojson");
    expect_measured("vg250s2024_gemeinden_08116.geojson");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(areas_are_those_of_the_files),
        cmocka_unit_test(areas_are_measured_right),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
