/* Names in charts where room is short: rows beside bars, heads of columns, tiles that compare
 * nothing. The font of the test is half an em wide everywhere, so that a line of n letters
 * is n * size / 2 wide. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "layout/chart_tools_private.h"
#include "unit/drawing.h"

enum { ROWS = 44 };

static struct chart_canvas canvas(struct arena *a)
{
    return (struct chart_canvas){.metrics = &metrics, .theme = shipped_theme(), .scratch = a,
                                 .w = PT(200), .h = PT(700)};
}

/* 44 rows of 13 pt; every n-th has a name for two lines. */
static struct label_rows rows(struct arena *a, size_t every)
{
    struct chart_point *points = arena_array(a, ROWS, sizeof *points);
    struct chart_series *series = arena_array(a, 1, sizeof *series);
    struct chart *c = arena_array(a, 1, sizeof *c);
    struct chart_canvas at = canvas(a);
    for (size_t i = 0; i < ROWS; i++)
        points[i].label = arena_strdup(a, i % every == 0 ? "Neuhausen auf den Fildern" : "Köngen");
    *series = (struct chart_series){.points = points, .n_points = ROWS, .name = ""};
    *c = (struct chart){.kind = CHART_STACK, .series = series, .n_series = 1};
    mpt most = look_row(at.theme, false).size * 18 / 2; /* 18 letters */
    return label_rows_make(c, &at, most, PT(13), PT(600));
}

/* 10 pt a line and some space between the rows: two lines cost more than 13 pt, so that the
 * others give way; the chart gets no higher. */
static void test_long_names_take_two_lines(void **state)
{
    struct arena *a = arena_new();
    struct label_rows r = rows(a, 11);
    (void)state;
    for (size_t i = 0; i < ROWS; i++) {
        assert_int_equal(r.label[i].n, i % 11 == 0 ? 2 : 1);
        assert_false(text_shortened(&r.label[i]));
        assert_true(r.top[i + 1] - r.top[i] > r.label[i].n * PT(10));
    }
    assert_string_equal(r.label[0].line[0], "Neuhausen auf den");
    assert_string_equal(r.label[0].line[1], "Fildern");
    assert_int_equal(r.top[ROWS], ROWS * PT(13));
    arena_free(a);
}

/* 44 rows of two lines need more than 880 pt: names are cut, rows are alike. */
static void test_too_many_long_names_are_cut(void **state)
{
    struct arena *a = arena_new();
    struct label_rows r = rows(a, 1);
    (void)state;
    for (size_t i = 0; i < ROWS; i++) {
        assert_int_equal(r.label[i].n, 1);
        assert_true(text_shortened(&r.label[i]));
        assert_true(abs(r.top[i + 1] - r.top[i] - PT(13)) <= 1);
    }
    arena_free(a);
}

static void parted(const char *word, int letters, const char *first, const char *second)
{
    struct arena *a = arena_new();
    struct chart_canvas at = canvas(a);
    struct text_look look = look_row(at.theme, false);
    struct text_lines t = text_wrap_parted(&at, look, word, look.size * letters / 2, 3);
    assert_true(t.n > 1);
    assert_string_equal(t.line[0], first);
    assert_string_equal(t.line[1], second);
    arena_free(a);
}

/* Where the parts of a compound meet, rather than as late as the line allows (Lang-zeit-ar-
 * beits-lo-se, Aus-län-der-an-teil); where none meets within the line, as late as that. */
static void test_compounds_are_parted_at_joints(void **state)
{
    (void)state;
    parted("Langzeitarbeitslose", 14, "Langzeit-", "arbeitslose");
    parted("Ausländeranteil 2011", 13, "Ausländer-", "anteil 2011");
    parted("Bevölkerungsdichte", 16, "Bevölkerungs-", "dichte");
    parted("Langzeitarbeitslose", 5, "Lang-", "zeit-");
    parted("Versicherung", 10, "Versiche-", "rung");
}

static mpt tile_height(size_t others, const char *left, const char *right)
{
    struct chart_point point[2] = {{.value = 1, .text = "1"}, {.value = 2, .text = "2"}};
    struct chart_series series[2] = {
        {.role = ROLE_PLACE, .points = point, .n_points = 1, .name = ""},
        {.role = ROLE_OTHERS, .points = point, .n_points = others, .name = ""}};
    struct chart c = {.kind = CHART_TILE, .series = series, .n_series = 2, .value_text = "1",
                      .caption_left = left, .caption_right = right};
    return chart_height(&c, PT(110), &metrics, shipped_theme());
}

static void test_tiles_that_compare_nothing_are_lower(void **state)
{
    (void)state;
    mpt full = tile_height(2, "Rang 1 von 2", "Kreis 1,5");
    assert_true(tile_height(0, "", "") < full);
    assert_true(tile_height(0, NULL, NULL) < full);
    assert_int_equal(tile_height(2, "", ""), full);
    assert_int_equal(tile_height(0, "Rang 1", ""), full);
    assert_int_equal(tile_height(0, "", "Kreis 1,5"), full);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_long_names_take_two_lines),
        cmocka_unit_test(test_too_many_long_names_are_cut),
        cmocka_unit_test(test_compounds_are_parted_at_joints),
        cmocka_unit_test(test_tiles_that_compare_nothing_are_lower),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
