/* str, utf8, sign: text as bytes, code points and names. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/arena.h"
#include "base/sign.h"
#include "base/str.h"
#include "base/utf8.h"

static int new_arena(void **state)
{
    *state = arena_new();
    return 0;
}

static int free_arena(void **state)
{
    arena_free(*state);
    return 0;
}

static void compares(void **state)
{
    (void)state;
    assert_true(str_eq(NULL, NULL));
    assert_false(str_eq(NULL, ""));
    assert_true(str_eq("a", "a"));
    assert_true(str_starts("Große Kreisstadt", "Große"));
    assert_false(str_starts("Gro", "Große"));
    assert_true(str_ends("a.csv", ".csv"));
    assert_false(str_ends("csv", ".csv"));
}

static void trims(void **state)
{
    assert_string_equal(str_trim(*state, " \t\xC2\xA0" "a b\xE2\x80\xAF\r\n", 12), "a b");
    assert_string_equal(str_trim(*state, "   ", 3), "");
    assert_string_equal(str_trim(*state, "", 0), "");
    assert_string_equal(str_trim(*state, "\xC2\xA0", 2), "");
    assert_string_equal(str_trim(*state, "a\xA0", 2), "a\xA0"); /* half a character stays */
}

static void folds(void **state)
{
    assert_string_equal(str_fold(*state, "Nürtingen"), "nuertingen");
    assert_string_equal(str_fold(*state, "nuertingen"), "nuertingen");
    assert_string_equal(str_fold(*state, "NU\xCC\x88RTINGEN"), "nuertingen");
    assert_string_equal(str_fold(*state, "Großbettlingen"), "grossbettlingen");
    assert_string_equal(str_fold(*state, "Leinfelden-Echterdingen, Stadt"),
                        "leinfeldenechterdingenstadt");
    assert_string_equal(str_fold(*state, "Čapek Łódź Ÿ"), "capeklodzy");
    assert_string_equal(str_fold(*state, "„§ 8“ – €"), "8");
    assert_string_equal(str_fold(*state, "a\xFF\xC3"), "a");
}

static void makes_file_names(void **state)
{
    assert_string_equal(str_file_name(*state, "Leinfelden-Echterdingen"),
                        "Leinfelden-Echterdingen");
    assert_string_equal(str_file_name(*state, "Nürtingen"), "Nuertingen");
    assert_string_equal(str_file_name(*state, "Esslingen am Neckar"), "Esslingen_am_Neckar");
    assert_string_equal(str_file_name(*state, "../../etc/passwd"), "etc_passwd");
    assert_string_equal(str_file_name(*state, "-rf"), "rf");
    assert_string_equal(str_file_name(*state, "CON"), "CON_");
    assert_string_equal(str_file_name(*state, "lpt1"), "lpt1_");
    assert_string_equal(str_file_name(*state, "…"), "_");
    assert_string_equal(str_file_name(*state, " A  /  B "), "A_B");
}

static void measures_distance(void **state)
{
    (void)state;
    /* Kitten/sitting: Levenshtein's usual worked example; "ca"/"abc" has 3 under
     * optimal string alignment (2 under the unrestricted Damerau distance). */
    assert_int_equal(str_distance("kitten", "sitting", 9), 3);
    assert_int_equal(str_distance("ca", "abc", 9), 3);
    assert_int_equal(str_distance("Nürtignen", "Nürtingen", 3), 1);
    assert_int_equal(str_distance("Nurtingen", "Nürtingen", 3), 1);
    assert_int_equal(str_distance("kitten", "sitting", 3), 3);
    assert_int_equal(str_distance("kitten", "sitting", 2), 3);
    assert_int_equal(str_distance("abc", "xyz", 1), 2);
    assert_int_equal(str_distance("a", "abcdef", 3), 4);
    assert_int_equal(str_distance("", "", 0), 0);
    assert_int_equal(str_distance("", "ab", 2), 2);
    assert_int_equal(str_distance("ab", "ba", 0), 1);
    assert_int_equal(str_distance("same", "same", 0), 0);
    assert_int_equal(str_distance("ab", "ba", INT32_MAX), 1);
}

/* The definition itself, without band or cap, against the banded one. */
static int plain_distance(const char *a, const char *b)
{
    int d[10][10];
    int n = (int)strlen(a);
    int m = (int)strlen(b);
    for (int i = 0; i <= n; i++) {
        for (int j = 0; j <= m; j++) {
            if (i == 0 || j == 0) {
                d[i][j] = i + j;
                continue;
            }
            int best = d[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
            best = d[i - 1][j] + 1 < best ? d[i - 1][j] + 1 : best;
            best = d[i][j - 1] + 1 < best ? d[i][j - 1] + 1 : best;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
                d[i - 2][j - 2] + 1 < best)
                best = d[i - 2][j - 2] + 1;
            d[i][j] = best;
        }
    }
    return d[n][m];
}

static void distance_band_agrees_with_definition(void **state)
{
    (void)state;
    unsigned seed = 1;
    for (int round = 0; round < 3000; round++) {
        char text[2][9];
        for (int k = 0; k < 2; k++) {
            seed = seed * 1103515245u + 12345u;
            unsigned len = seed >> 16 & 7;
            for (unsigned i = 0; i < len; i++) {
                seed = seed * 1103515245u + 12345u;
                text[k][i] = (char)('a' + (seed >> 16 & 1));
            }
            text[k][len] = '\0';
        }
        int exact = plain_distance(text[0], text[1]);
        for (int limit = 0; limit < 9; limit++)
            assert_int_equal(str_distance(text[0], text[1], limit),
                             exact > limit ? limit + 1 : exact);
    }
}

static uint32_t first(const char *s, size_t *moved)
{
    const char *p = s;
    uint32_t cp = utf8_next(&p, s + strlen(s));
    *moved = (size_t)(p - s);
    return cp;
}

static void decodes_utf8(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint32_t cp;
        size_t moved;
    } cases[] = {
        {"a", 'a', 1},
        {"\xC3\xBC", 0xFC, 2},
        {"\xE2\x82\xAC", 0x20AC, 3},
        {"\xF0\x9F\x98\x80", 0x1F600, 4},
        {"\xF4\x8F\xBF\xBF", 0x10FFFF, 4},
        /* Unicode Standard, chapter 3, table 3-7 and its examples of ill-formed text. */
        {"\xC0\xAF", UTF8_BAD, 1},
        {"\xE0\x9F\x80", UTF8_BAD, 1},
        {"\xED\xA0\x80", UTF8_BAD, 1},
        {"\xF0\x8F\x80\x80", UTF8_BAD, 1},
        {"\xF4\x90\x80\x80", UTF8_BAD, 1},
        {"\xF5\x80\x80\x80", UTF8_BAD, 1},
        {"\x80", UTF8_BAD, 1},
        {"\xE2\x82", UTF8_BAD, 1},
        {"\xE2\x82" "a", UTF8_BAD, 1},
        {"\xFF", UTF8_BAD, 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        size_t moved;
        assert_int_equal(first(cases[i].text, &moved), cases[i].cp);
        assert_int_equal(moved, cases[i].moved);
    }
}

static void utf8_round_trip(void **state)
{
    (void)state;
    for (uint32_t cp = 1; cp <= 0x10FFFF; cp += cp < 0x3000 ? 1 : 61) {
        if (cp >= 0xD800 && cp <= 0xDFFF)
            continue;
        char bytes[4];
        int n = utf8_put(bytes, cp);
        const char *p = bytes;
        assert_int_equal(utf8_next(&p, bytes + n), cp);
        assert_ptr_equal(p, bytes + n);
    }
    char bytes[4];
    assert_int_equal(utf8_put(bytes, 0xD800), 3);
    assert_memory_equal(bytes, "\xEF\xBF\xBD", 3);
}

static void checks_and_counts_utf8(void **state)
{
    (void)state;
    assert_int_equal(utf8_check("aü€", 6), 6);
    assert_int_equal(utf8_check("aü\xFFz", 5), 3);
    assert_int_equal(utf8_check("a\xC3", 2), 1);
    assert_int_equal(utf8_length("aü€", 6), 3);
}

static void parses_signs(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum sign sign;
    } cases[] = {{"-", SIGN_NOTHING},   {"–", SIGN_NOTHING}, {".", SIGN_UNKNOWN},
                 {"...", SIGN_LATER},   {"…", SIGN_LATER},   {"/", SIGN_UNSURE},
                 {"x", SIGN_CROSSED},   {"X", SIGN_CROSSED}, {"*", SIGN_HIDDEN_UPSTREAM}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        enum sign s = SIGN_COUNT;
        assert_true(sign_parse(cases[i].text, &s));
        assert_int_equal(s, cases[i].sign);
    }
    enum sign s = SIGN_COUNT;
    assert_false(sign_parse("0", &s));
    assert_false(sign_parse("", &s));
    assert_false(sign_parse("..", &s));
    assert_int_equal(s, SIGN_COUNT);
}

static void missing_is_never_zero(void **state)
{
    (void)state;
    assert_true(sign_counts(SIGN_VALUE));
    assert_true(sign_counts(SIGN_NOTHING));
    assert_true(sign_counts(SIGN_SMALL));
    for (int s = SIGN_UNKNOWN; s < SIGN_COUNT; s++) {
        assert_false(sign_counts((enum sign)s));
        assert_true(sign_text((enum sign)s)[0] != '\0');
        assert_string_not_equal(sign_text((enum sign)s), "0");
        assert_true(sign_words((enum sign)s)[0] != '\0');
    }
    assert_string_equal(sign_text(SIGN_NOTHING), "–");
    assert_string_equal(sign_text(SIGN_HIDDEN), ".");
    assert_string_equal(sign_words(SIGN_NOTHING), "nichts vorhanden");
    assert_string_equal(sign_words(SIGN_HIDDEN), "geheim gehalten");
    assert_string_equal(sign_called("."), "Punkt");
    assert_string_equal(sign_called("–"), "Strich");
    assert_null(sign_called("0"));
    assert_null(sign_called(""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(compares),
        cmocka_unit_test(trims),
        cmocka_unit_test(folds),
        cmocka_unit_test(makes_file_names),
        cmocka_unit_test(measures_distance),
        cmocka_unit_test(distance_band_agrees_with_definition),
        cmocka_unit_test(decodes_utf8),
        cmocka_unit_test(utf8_round_trip),
        cmocka_unit_test(checks_and_counts_utf8),
        cmocka_unit_test(parses_signs),
        cmocka_unit_test(missing_is_never_zero),
    };
    return cmocka_run_group_tests(tests, new_arena, free_arena);
}
