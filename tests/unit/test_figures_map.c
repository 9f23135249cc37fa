/* Maps of templates: classes of values, names where there is little room, what becomes of a
 * map without boundaries, hidden values, source lines. */
#include <setjmp.h>
#include <math.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/german.h"
#include "compose/figure_private.h"
#include "geo/geo.h"
#include "unit/composed.h"

/* --- classes --- */

struct made {
    struct arena *a;
    struct chart_series series;
    struct class_set set;
};

static struct made make(const double *v, size_t n, int decimals, enum class_method method,
                        int steps, const double *limits, size_t n_limits)
{
    struct made m = {.a = arena_new()};
    struct published_indicator in = {.id = "X", .decimals = decimals, .limits = limits,
                                     .n_limits = n_limits};
    m.series.points = arena_array(m.a, n + 1, sizeof(struct chart_point));
    m.series.n_points = n;
    for (size_t i = 0; i < n; i++)
        m.series.points[i] = (struct chart_point){.value = v[i], .sign = SIGN_VALUE};
    m.set = classes_make(m.a, &m.series, &in, (struct class_wish){method, steps}, "Gemeinden");
    return m;
}

#define MAKE(decimals, method, steps, ...)                                                    \
    make((const double[]){__VA_ARGS__}, sizeof((const double[]){__VA_ARGS__}) / sizeof(double), \
         decimals, method, steps, NULL, 0)

/* text: number, one pair for each class. */
static void expect(struct made *m, size_t n, ...)
{
    va_list list;
    va_start(list, n);
    assert_int_equal(m->set.n, n);
    for (size_t i = 0; i < n; i++) {
        assert_string_equal(m->set.classes[i].text, va_arg(list, const char *));
        assert_int_equal(m->set.classes[i].n, va_arg(list, int));
    }
    va_end(list);
    arena_free(m->a);
}

/* R: quantile(1:9, c(.2,.4,.6,.8)) = 2.6 4.2 5.8 7.4 (type 7), raised to whole numbers. */
static void fifths_as_in_r(void **state)
{
    (void)state;
    struct made m = MAKE(0, CLASSES_QUANTILES, 5, 9, 1, 8, 2, 7, 3, 6, 4, 5);
    assert_string_equal(m.set.method, "Fünftel der Gemeinden");
    assert_int_equal(m.set.scale, SCALE_SEQUENTIAL);
    assert_int_equal(m.series.points[0].klass, 5);
    assert_int_equal(m.series.points[1].klass, 1);
    expect(&m, 5, "unter 3", 2, "3 bis unter 5", 2, "5 bis unter 6", 1, "6 bis unter 8", 2,
           "8 und mehr", 2);
    /* R: quantile(c(0, 2, 2.5, 2.5, 3, 3.7), c(1, 2) / 3) = 2.333 2.667 */
    m = MAKE(1, CLASSES_QUANTILES, 3, 0, 2, 2.5, 2.5, 3, 3.7);
    assert_string_equal(m.set.method, "Drittel der Gemeinden");
    expect(&m, 3, "unter 2,4", 2, "2,4 bis unter 2,7", 2, "2,7 und mehr", 2);
}

/* A limit that falls on equal values puts all of them above it; equal lowest ones stay below. */
static void equal_values_stay_together(void **state)
{
    (void)state;
    struct made m = MAKE(0, CLASSES_QUANTILES, 4, 1, 2, 3, 3, 3, 3, 3, 9);
    assert_string_equal(m.set.method,
                        "Viertel der Gemeinden; gleiche Werte stehen in einer Klasse");
    expect(&m, 2, "unter 3", 2, "3 und mehr", 6);
    m = MAKE(0, CLASSES_QUANTILES, 2, 1, 1, 1, 5);
    expect(&m, 2, "unter 5", 3, "5 und mehr", 1);
    m = MAKE(1, CLASSES_QUANTILES, 5, 7.5, 7.5, 7.5);
    assert_null(m.set.method);
    assert_int_equal(m.series.points[2].klass, 1);
    expect(&m, 1, "7,5", 3);
    m = MAKE(1, CLASSES_QUANTILES, 5, 7.5);
    expect(&m, 1, "7,5", 1);
    m = MAKE(0, CLASSES_QUANTILES, 5, 4, 8);
    assert_string_equal(m.set.method, "Hälften der Gemeinden");
    expect(&m, 2, "unter 6", 1, "6 und mehr", 1);
}

static void equal_steps_are_round(void **state)
{
    (void)state;
    struct made m = MAKE(1, CLASSES_EQUAL, 5, 3.9, 6.2, 7.0, 14.8);
    assert_string_equal(m.set.method, "gleich breite Klassen");
    expect(&m, 5, "unter 5,0", 1, "5,0 bis unter 7,5", 2, "7,5 bis unter 10,0", 0,
           "10,0 bis unter 12,5", 0, "12,5 und mehr", 1);
    m = MAKE(0, CLASSES_EQUAL, 4, 30887, 36287, 39485, 44139);
    expect(&m, 3, "unter 35\xE2\x80\xAF" "000", 1,
           "35\xE2\x80\xAF" "000 bis unter 40\xE2\x80\xAF" "000", 2,
           "40\xE2\x80\xAF" "000 und mehr", 1);
    m = MAKE(0, CLASSES_EQUAL, 5, 3, 3, 3);
    expect(&m, 1, "3", 3);
    m = MAKE(0, CLASSES_EQUAL, 2, 3, 4); /* no limit between 3 and 4 but 4 */
    expect(&m, 2, "unter 4", 1, "4 und mehr", 1);
}

/* With values on both sides of 0 the limits lie around it. */
static void steps_around_zero(void **state)
{
    (void)state;
    struct made m = MAKE(0, CLASSES_EQUAL, 4, -12, -3, 8, 19);
    assert_int_equal(m.set.scale, SCALE_DIVERGING);
    expect(&m, 4, "unter \xE2\x88\x92" "10", 1, "\xE2\x88\x92" "10 bis unter 0", 1,
           "0 bis unter 10", 1, "10 und mehr", 1);
    m = MAKE(0, CLASSES_EQUAL, 5, -12, -3, 8, 19);
    assert_int_equal(m.set.scale, SCALE_DIVERGING);
    assert_int_equal(m.series.points[1].klass, 3); /* -3 is in the middle */
    expect(&m, 5, "unter \xE2\x88\x92" "15", 0, "\xE2\x88\x92" "15 bis unter \xE2\x88\x92" "5", 1,
           "\xE2\x88\x92" "5 bis unter 5", 1, "5 bis unter 15", 1, "15 und mehr", 1);
    m = MAKE(0, CLASSES_QUANTILES, 2, -9, -2, 2, 19); /* an order has no middle */
    assert_string_equal(m.set.classes[0].text, "unter 0");
    assert_int_equal(m.set.scale, SCALE_SEQUENTIAL);
    arena_free(m.a);
}

/* 7.46 is printed 7,5 and in the class that begins there; classes without a value stay. */
static void fixed_classes_follow_the_print(void **state)
{
    static const double limits[] = {5, 7.5, 10, 12.5};
    (void)state;
    struct made m = make((const double[]){7.46, 7.44, 4.96, 12.4}, 4, 1, CLASSES_FIXED, 5, limits,
                         4);
    assert_int_equal(m.series.points[0].klass, 3);
    assert_int_equal(m.series.points[1].klass, 2);
    assert_int_equal(m.series.points[2].klass, 2);
    assert_string_equal(m.set.method, "feste Klassen, in allen Jahren dieselben");
    assert_true(fabs(m.set.classes[1].from - 5) < 1e-12);
    assert_true(fabs(m.set.classes[1].to - 7.4) < 1e-12);
    expect(&m, 5, "unter 5,0", 0, "5,0 bis unter 7,5", 2, "7,5 bis unter 10,0", 1,
           "10,0 bis unter 12,5", 1, "12,5 und mehr", 0);
    m = make((const double[]){-3, 0, 30}, 3, 0, CLASSES_FIXED, 5,
             (const double[]){-20, -5, 5, 20}, 4);
    assert_int_equal(m.set.scale, SCALE_DIVERGING);
    expect(&m, 5, "unter \xE2\x88\x92" "20", 0, "\xE2\x88\x92" "20 bis unter \xE2\x88\x92" "5", 0,
           "\xE2\x88\x92" "5 bis unter 5", 2, "5 bis unter 20", 0, "20 und mehr", 1);
}

/* Whatever number stands behind a sign: the classes are the same, and it is in none. */
static void hidden_values_move_nothing(void **state)
{
    (void)state;
    static const double behind[] = {-1e6, 3, 1e6};
    for (int method = CLASSES_FIXED; method <= CLASSES_EQUAL; method++) {
        for (size_t i = 0; i < 3; i++) {
            struct arena *a = arena_new();
            struct chart_point p[] = {{.value = 2}, {.value = 4}, {.value = 8},
                                      {.value = behind[i], .sign = SIGN_HIDDEN},
                                      {.value = behind[i], .sign = SIGN_ABSENT}, {.value = 9}};
            struct chart_series s = {.points = p, .n_points = 6};
            struct published_indicator in = {.id = "X", .limits = (const double[]){5},
                                             .n_limits = 1};
            struct class_set set = classes_make(
                a, &s, &in, (struct class_wish){(enum class_method)method, 2}, "Gemeinden");
            assert_int_equal(p[3].klass, 0);
            assert_int_equal(p[4].klass, 0);
            assert_int_equal(set.n, 2);
            assert_int_equal(set.classes[0].n + set.classes[1].n, 4);
            assert_string_equal(set.classes[1].text, method == CLASSES_QUANTILES ? "6 und mehr"
                                                                                : "5 und mehr");
            assert_true(set.classes[0].from >= 0 && set.classes[1].to <= 9);
            arena_free(a);
        }
    }
    struct arena *a = arena_new();
    struct chart_point none[] = {{.value = 7, .sign = SIGN_HIDDEN}};
    struct chart_series s = {.points = none, .n_points = 1};
    struct published_indicator in = {.id = "X"};
    assert_int_equal(classes_make(a, &s, &in, (struct class_wish){CLASSES_EQUAL, 5}, "").n, 0);
    arena_free(a);
}

/* Any values: a value is in the class that its print says, classes meet without gap, all are
 * counted once, and classes of quantiles are never empty. */
static void values_are_where_they_print(void **state)
{
    (void)state;
    uint32_t seed = 20261123;
    for (int round = 0; round < 4000; round++) {
        double v[60];
        seed = seed * 1664525U + 1013904223U;
        size_t n = 1 + (seed >> 8) % 60;
        int decimals = (int)((seed >> 4) % 3);
        double wide = pow(10, (double)((seed >> 20) % 6) - 1);
        for (size_t i = 0; i < n; i++) {
            seed = seed * 1664525U + 1013904223U;
            v[i] = ((double)(seed >> 8) / 16777216.0 - (round % 3 == 0 ? 0.5 : 0)) * wide;
        }
        int steps = 2 + round % 4;
        enum class_method method = round % 2 == 0 ? CLASSES_QUANTILES : CLASSES_EQUAL;
        struct made m = make(v, n, decimals, method, steps, NULL, 0);
        size_t all = 0;
        double unit = pow(10, -decimals);
        assert_in_range(m.set.n, 1, steps);
        for (size_t i = 0; i < m.set.n; i++) {
            all += m.set.classes[i].n;
            assert_true(method == CLASSES_EQUAL || m.set.classes[i].n > 0);
            if (i > 0)
                assert_true(fabs(m.set.classes[i - 1].to + unit - m.set.classes[i].from) <
                            unit * 1e-6);
        }
        assert_int_equal(all, n);
        for (size_t i = 0; i < n; i++) {
            const struct chart_class *k = &m.set.classes[m.series.points[i].klass - 1];
            double printed = german_round(v[i], decimals);
            assert_true(printed >= k->from - unit * 1e-6 && printed <= k->to + unit * 1e-6);
        }
        arena_free(m.a);
    }
}

/* --- names --- */

static void names_are_cut_short(void **state)
{
    static const char *const names[] = {"Esslingen am Neckar", "Wernau (Neckar)",
                                        "Neuhausen auf den Fildern", "Neuhausen ob Eck",
                                        "Leinfelden-Echterdingen", "Owen"};
    const char *out[6];
    struct arena *a = arena_new();
    (void)state;
    place_short_names(a, names, 6, out);
    assert_string_equal(out[0], "Esslingen");
    assert_string_equal(out[1], "Wernau");
    assert_string_equal(out[2], "Neuhausen auf den Fildern");
    assert_string_equal(out[3], "Neuhausen ob Eck");
    assert_string_equal(out[4], "Leinfelden-Echterdingen");
    assert_string_equal(out[5], "Owen");
    arena_free(a);
}

static void abbreviations_tell_places_apart(void **state)
{
    static const struct { const char *name, *text; } row[] = {
        {"Esslingen am Neckar", "Essl"}, {"Kirchheim unter Teck", "Kirch"},
        {"Nürtingen", "Nürt"},           {"Neckartailfingen", "Netai"},
        {"Neckartenzlingen", "Neten"},   {"Owen", "Owen"},
        {"Großbettlingen", "Großb"},     {"Leinfelden-Echterdingen", "Leinf"},
        {"Bad Boll", "BBoll"},           {"Bad Überkingen", "BÜber"},
        {"Neustadt", "Neust"},           {"Öhringen", "Öhrin"}};
    enum { N = sizeof row / sizeof row[0] };
    const char *names[N], *out[N];
    struct arena *a = arena_new();
    (void)state;
    for (size_t i = 0; i < N; i++)
        names[i] = row[i].name;
    place_abbreviations(a, names, N, out);
    for (size_t i = 0; i < N; i++)
        assert_string_equal(out[i], row[i].text);
    arena_free(a);
}

/* Even the same name many times; at most five letters, or a number behind three. */
static void abbreviations_are_never_the_same(void **state)
{
    static const char *const parts[] = {"Neu", "Alt", "Ober", "Unter", "Nieder", "Bad "};
    static const char *const ends[] = {"dorf", "hausen", "heim", "bach", "ä", "kirchen"};
    enum { N = 144 };
    const char *names[N], *out[N];
    struct arena *a = arena_new();
    (void)state;
    for (size_t i = 0; i < N; i++)
        names[i] = arena_printf(a, "%s%s%s", parts[i % 6], ends[i / 6 % 6],
                                i / 36 == 1 ? " am Neckar" : i / 36 == 2 ? "stetten" : "");
    place_abbreviations(a, names, N, out);
    for (size_t i = 0; i < N; i++) {
        assert_in_range(strlen(out[i]), 2, 10);
        for (size_t k = 0; k < i; k++)
            if (strcmp(out[i], out[k]) == 0)
                fail_msg("%s for %s and %s", out[i], names[i], names[k]);
    }
    arena_free(a);
}

/* --- figures --- */

static const struct chart *only_chart(const struct document *doc)
{
    assert_non_null(doc->root->first);
    assert_non_null(doc->root->first->chart);
    return doc->root->first->chart;
}

/* Printed 0,0 2,0 2,5 2,5 3,0 3,7; Altdorf is hidden: thirds as above. */
static void map_without_boundaries_is_a_tile_map(void **state)
{
    (void)state;
    struct folder f;
    open_folder(&f);
    struct document *doc = compose_body(&f, "<figure kind=\"map\" indicator=\"S06\" steps=\"3\" "
                                            "title=\"Arbeitslose\"/>");
    const struct chart *c = only_chart(doc);
    const struct chart_point *p = c->series[0].points;
    assert_int_equal(c->kind, CHART_TILES);
    assert_null(c->map);
    assert_int_equal(c->n_classes, 3);
    assert_string_equal(c->classes[1].text, "2,4 bis unter 2,7");
    assert_string_equal(c->unit, "je 100 Personen von 15 bis unter 65 Jahren");
    assert_int_equal(c->series[0].n_points, 7);
    size_t emphasised = 0;
    for (size_t i = 0; i < 7; i++) {
        emphasised += p[i].emphasis;
        assert_int_equal(p[i].klass == 0, !sign_counts(p[i].sign));
        assert_non_null(p[i].sublabel);
        for (size_t k = 0; k < i; k++)
            assert_false(p[i].column == p[k].column && p[i].row == p[k].row);
    }
    assert_int_equal(emphasised, 1);
    assert_string_equal(
        doc->root->first->alt,
        "Kachelkarte: Arbeitslose. Jeder Ort ist ein gleich großes Quadrat, ungefähr wo er liegt. "
        "Bernheim: 3,7 (Klasse 2,7 und mehr). 6 Orte: am höchsten Bernheim (3,7), am niedrigsten "
        "Öde (nichts vorhanden). Orte in Klassen: 2,7 und mehr: 2 (Ähren, Bernheim); 2,4 bis "
        "unter 2,7: 2 (Cronau, Dorfen); unter 2,4: 2 (Ebern, Öde). Nicht gezeigt: Altdorf.");
    assert_null(strstr(doc->root->first->alt, "77"));
    document_free(doc);
    close_folder(&f);
}

static void expect_message(struct folder *f, enum diag_code code)
{
    for (size_t i = 0; i < diag_count(f->d); i++)
        if (diag_at(f->d, i)->code == code)
            return;
    fail_msg("no such message: %s", diag_text(f->d));
}

static void mistakes_are_named(void **state)
{
    (void)state;
    struct folder f;
    open_folder(&f);
    struct document *doc =
        compose_body(&f, "<figure kind=\"map\" indicator=\"S06\" classes=\"fixed\"/>");
    assert_null(doc->root->first);
    expect_message(&f, FIGURE_NO_CLASSES);
    document_free(doc);
    close_folder(&f);
    open_folder(&f);
    doc = compose_body(&f, "<figure kind=\"tiles\" indicator=\"S06\" "
                           "areas=\"$gemeinden | $kreis\"/>");
    assert_int_equal(only_chart(doc)->series[0].n_points, 7); /* the district has no position */
    expect_message(&f, FIGURE_NO_POSITION);
    document_free(doc);
    close_folder(&f);
}

/* A figure that calls itself what it is is not called that twice. */
static void kinds_are_named_once(void **state)
{
    (void)state;
    struct folder f;
    open_folder(&f);
    struct document *doc = compose_body(
        &f, "<figure kind=\"symbols\" indicator=\"D01\" subtitle=\"Karte mit Symbolen: Leute\"/>"
            "<figure kind=\"symbols\" indicator=\"D01\" subtitle=\"Karte mit Symbolen\"/>");
    const char *first = "Karte mit Symbolen: Leute. Die Flächen";
    const char *second = "Karte mit Symbolen: Karte mit Symbolen. Die Flächen";
    assert_int_equal(strncmp(doc->root->first->alt, first, strlen(first)), 0);
    assert_int_equal(strncmp(doc->root->first->next->alt, second, strlen(second)), 0);
    document_free(doc);
    close_folder(&f);
}

/* A map in which all seven places have the same square. */
static const struct geo_point square[] = {{0, 0}, {9, 0}, {9, 9}, {0, 9}};
static const struct geo_ring ring = {square, 4};
#define SHAPE(number) {.key = "0899900" number, .ring = &ring, .n_rings = 1, .km2 = 1}
static const struct geo_shape shapes[] = {SHAPE("1"), SHAPE("2"), SHAPE("3"), SHAPE("4"),
                                          SHAPE("5"), SHAPE("6"), SHAPE("7")};
static const struct geo_map map = {.shape = shapes, .n_shapes = 7, .source = "© Amt 2013",
                                   .licence = "dl-de/by-2-0", .date = "2013"};

static void maps_name_who_made_the_boundaries(void **state)
{
    static const char *const kinds[] = {"map", "symbols", "tiles", "ranking"};
    (void)state;
    for (size_t i = 0; i < 4; i++) {
        struct folder f;
        char body[300];
        open_folder(&f);
        compose_use_map(f.c, &map);
        snprintf(body, sizeof body,
                 "<figure kind=\"%s\" indicator=\"S06\" title=\"x\"><notes><p><sources/></p>"
                 "</notes></figure>", kinds[i]);
        struct document *doc = compose_body(&f, body);
        char *text = plain(doc);
        assert_int_equal(strstr(text, "(dl-de/by-2-0). Grenzen: © Amt 2013, dl-de/by-2-0.") != NULL,
                         i < 2);
        assert_int_equal(only_chart(doc)->map != NULL, i < 2);
        assert_int_equal(only_chart(doc)->series[0].points[6].shape != NULL, i < 2);
        free(text);
        document_free(doc);
        close_folder(&f);
    }
}

static void symbols_show_values(void **state)
{
    (void)state;
    struct folder f;
    open_folder(&f);
    struct document *doc =
        compose_body(&f, "<figure kind=\"symbols\" indicator=\"D01\" title=\"Bevölkerung\"/>");
    const struct chart *c = only_chart(doc);
    assert_int_equal(c->n_classes, 0);
    assert_string_equal(c->unit, "am 31.12.");
    assert_true(fabs(c->series[0].points[0].x0 - 9.3) < 1e-12);
    assert_string_equal(
        doc->root->first->alt,
        "Karte mit Symbolen: Bevölkerung. Die Flächen der Kreise verhalten sich wie die Werte. "
        "Bernheim: 40\xE2\x80\xAF" "500. 3 Orte: am höchsten Bernheim (40\xE2\x80\xAF" "500), am "
        "niedrigsten Altdorf (1\xE2\x80\xAF" "700). Ohne Angabe: Ähren, Dorfen, Ebern, Öde.");
    document_free(doc);
    close_folder(&f);
}

/* Every value of a map stands in the table of values. */
static void values_are_listed(void **state)
{
    (void)state;
    struct folder f;
    open_folder(&f);
    struct document *doc = compose_body(
        &f, "<figure kind=\"map\" indicator=\"S06\" title=\"x\"/>"
            "<section title=\"Anhang\" id=\"anhang\"><figure-values/></section>");
    char *text = plain(doc);
    assert_non_null(strstr(text, "|Bernheim|3,7|"));
    assert_non_null(strstr(text, "|Altdorf|.|"));
    assert_null(strstr(text, "77777"));
    assert_string_equal(doc->root->first->values, "werte-gemeinden");
    free(text);
    document_free(doc);
    close_folder(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fifths_as_in_r),
        cmocka_unit_test(equal_values_stay_together),
        cmocka_unit_test(equal_steps_are_round),
        cmocka_unit_test(steps_around_zero),
        cmocka_unit_test(fixed_classes_follow_the_print),
        cmocka_unit_test(hidden_values_move_nothing),
        cmocka_unit_test(values_are_where_they_print),
        cmocka_unit_test(names_are_cut_short),
        cmocka_unit_test(abbreviations_tell_places_apart),
        cmocka_unit_test(abbreviations_are_never_the_same),
        cmocka_unit_test(map_without_boundaries_is_a_tile_map),
        cmocka_unit_test(mistakes_are_named),
        cmocka_unit_test(maps_name_who_made_the_boundaries),
        cmocka_unit_test(symbols_show_values),
        cmocka_unit_test(kinds_are_named_once),
        cmocka_unit_test(values_are_listed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
