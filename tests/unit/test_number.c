/* decimal, german, date: numbers and dates as text, both ways. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/decimal.h"
#include "base/german.h"

#define N "\xE2\x80\xAF" /* U+202F */
#define S "\xC2\xA0"     /* U+00A0 */

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

static void parses_decimals(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        struct decimal_form form;
        double value;
        int decimals;
    } cases[] = {
        {"0", {',', 0}, 0, 0},
        {"007", {',', 0}, 7, 0},
        {"12,50", {',', 0}, 12.5, 2},
        {"-0,91", {',', 0}, -0.91, 2},
        {"+644", {',', 0}, 644, 0},
        {"\xE2\x88\x92" "3", {',', 0}, -3, 0},
        {" 42 ", {',', 0}, 42, 0},
        {"1.234", {'.', 0}, 1.234, 3},
        {"1.234", {',', '.'}, 1234, 0},
        {"1.234.567,8", {',', '.'}, 1234567.8, 1},
        {"1234,8", {',', '.'}, 1234.8, 1},
        {"40 773", {',', ' '}, 40773, 0},
        {"40" S "773", {',', ' '}, 40773, 0},
        {"40" N "773", {',', ' '}, 40773, 0},
        {"12'345.5", {'.', '\''}, 12345.5, 1},
        {"0,1234567890123456789012345", {',', 0}, 0.1234567890123456789012345, 25},
        {"9007199254740992", {',', 0}, 9007199254740992.0, 0},
        {"4503599627370497,5", {',', 0}, 4503599627370497.5, 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        double v = NAN;
        int decimals = -1;
        const char *s = cases[i].text;
        assert_int_equal(decimal_parse(s, strlen(s), cases[i].form, &v, &decimals), DECIMAL_OK);
        assert_true(v == cases[i].value);
        assert_int_equal(decimals, cases[i].decimals);
    }
}

static void refuses_what_is_no_decimal(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        struct decimal_form form;
        enum decimal_result result;
    } cases[] = {
        {"", {',', 0}, DECIMAL_EMPTY},        {"  ", {',', 0}, DECIMAL_EMPTY},
        {"abc", {',', 0}, DECIMAL_BAD},       {"1e5", {',', 0}, DECIMAL_BAD},
        {"0x10", {',', 0}, DECIMAL_BAD},      {"nan", {',', 0}, DECIMAL_BAD},
        {"inf", {',', 0}, DECIMAL_BAD},       {"12,", {',', 0}, DECIMAL_BAD},
        {",5", {',', 0}, DECIMAL_BAD},        {"--1", {',', 0}, DECIMAL_BAD},
        {"-", {',', 0}, DECIMAL_BAD},         {"- 1", {',', 0}, DECIMAL_BAD},
        {"1,2,3", {',', 0}, DECIMAL_BAD},     {"12.5", {',', 0}, DECIMAL_BAD},
        {"1.234", {',', 0}, DECIMAL_AMBIGUOUS}, {"1,234", {'.', 0}, DECIMAL_AMBIGUOUS},
        {"-1.234", {',', ' '}, DECIMAL_AMBIGUOUS},
        {"1.234.567", {',', 0}, DECIMAL_AMBIGUOUS},
        {"0.234", {',', 0}, DECIMAL_BAD},     {"1.23", {',', '.'}, DECIMAL_BAD},
        {"1234.567", {',', '.'}, DECIMAL_BAD}, {"1.2345", {',', '.'}, DECIMAL_BAD},
        {"1 2", {',', ' '}, DECIMAL_BAD},     {"1 234", {',', 0}, DECIMAL_BAD},
        {"1.234,", {',', '.'}, DECIMAL_BAD},  {"9007199254740994", {',', 0}, DECIMAL_RANGE},
        {"99999999999999999999", {',', 0}, DECIMAL_RANGE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        double v = 17;
        int decimals = 5;
        const char *s = cases[i].text;
        assert_int_equal(decimal_parse(s, strlen(s), cases[i].form, &v, &decimals),
                         cases[i].result);
        assert_true(v == 17);
    }
    char long_text[400];
    memset(long_text, '0', sizeof long_text);
    double v;
    assert_int_equal(decimal_parse(long_text, sizeof long_text, (struct decimal_form){',', 0}, &v,
                                   NULL),
                     DECIMAL_RANGE);
    assert_int_equal(decimal_parse("1\0002", 3, (struct decimal_form){',', 0}, &v, NULL),
                     DECIMAL_BAD);
    assert_int_equal(decimal_parse("-0", 2, (struct decimal_form){',', 0}, &v, NULL), DECIMAL_OK);
    assert_false(signbit(v));
}

/* strtod of glibc rounds correctly; every value must come out the same. */
static void decimals_round_like_strtod(void **state)
{
    (void)state;
    uint64_t seed = 88172645463325252u;
    for (int i = 0; i < 200000; i++) {
        seed ^= seed << 13; /* Marsaglia, Xorshift RNGs, 2003 */
        seed ^= seed >> 7;
        seed ^= seed << 17;
        char text[48];
        int decimals = (int)(seed % 18);
        snprintf(text, sizeof text, "%llu.%0*llu", (unsigned long long)(seed >> 45), decimals + 1,
                 (unsigned long long)(seed % 10000000));
        double v;
        assert_int_equal(decimal_parse(text, strlen(text), (struct decimal_form){'.', 0}, &v,
                                       NULL),
                         DECIMAL_OK);
        assert_true(v == strtod(text, NULL));
    }
}

static void parses_unsigned(void **state)
{
    (void)state;
    unsigned v = 9;
    assert_true(decimal_uint("0075", 4, 75, &v));
    assert_int_equal(v, 75);
    assert_false(decimal_uint("76", 2, 75, &v));
    assert_false(decimal_uint("", 0, 75, &v));
    assert_false(decimal_uint("7a", 2, 75, &v));
    assert_false(decimal_uint("-1", 2, 75, &v));
    assert_false(decimal_uint("99999999999999999999999", 23, UINT32_MAX, &v));
}

static void writes_german_numbers(void **state)
{
    static const struct {
        double v;
        int decimals;
        const char *text;
    } cases[] = {
        {40773, 0, "40" N "773"},
        {3408, 0, "3" N "408"},
        {999, 0, "999"},
        {1234567.891, 2, "1" N "234" N "567,89"},
        {-0.91, 1, "−0,9"},
        {-0.04, 1, "0,0"},
        {0, 0, "0"},
        {-0.0, 1, "0,0"},
        {17, 1, "17,0"},
        {0.15, 1, "0,2"},
        {0.25, 1, "0,3"},
        {-0.25, 1, "−0,3"},
        {2.675, 2, "2,68"},
        {1.005, 2, "1,01"},
        {0.5, 0, "1"},
        {1.5, 0, "2"},
        {2.5, 0, "3"},
        {0.05, 1, "0,1"},
        {0.049999, 1, "0,0"},
        {9.995, 2, "10,00"},
        {999.5, 0, "1" N "000"},
        {0.95, 1, "1,0"},
        {100.0 * 23 / 160, 2, "14,38"}, /* 14.375 as a double is 14.374999999999998 */
        {1.1 * 1.5, 1, "1,7"},
        {1e-300, 9, "0,000000000"},
        {0.001234, 4, "0,0012"},
        {9007199254740992.0, 1, "9" N "007" N "199" N "254" N "740" N "992,0"},
        {123456789012345.0, 0, "123" N "456" N "789" N "012" N "345"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_string_equal(german_number(*state, cases[i].v, cases[i].decimals), cases[i].text);
    assert_string_equal(german_number(*state, NAN, 1), "?");
    assert_string_equal(german_number(*state, INFINITY, 1), "?");
    assert_int_equal(strlen(german_number(*state, 1.7e308, 0)), 309 + 102 * 3);
}

static void rounds_half_away_from_zero(void **state)
{
    (void)state;
    /* Every tenth-and-five of three decimals, positive and negative. */
    for (int i = 0; i < 20000; i++) {
        int wanted = i / 10 + (i % 10 >= 5);
        assert_true(german_round(i / 1000.0, 2) == wanted / 100.0);
        assert_true(german_round(-i / 1000.0, 2) == -wanted / 100.0);
    }
    assert_false(signbit(german_round(-0.001, 2)));
    assert_true(german_round(1234.5, 0) == 1235);
    assert_true(german_round(7, 3) == 7);
}

static void writes_signed_numbers_and_quantities(void **state)
{
    assert_string_equal(german_signed(*state, 644, 0), "+644");
    assert_string_equal(german_signed(*state, -0.91, 1), "−0,9");
    assert_string_equal(german_signed(*state, 0, 0), "±0");
    assert_string_equal(german_signed(*state, -0.3, 0), "±0");
    assert_string_equal(german_signed(*state, 0.04, 1), "±0,0");
    assert_string_equal(german_quantity(*state, 17, 1, "%"), "17,0" N "%");
    assert_string_equal(german_quantity(*state, 3408, 0, "Personen"), "3" N "408" S "Personen");
    assert_string_equal(german_quantity(*state, 5, 0, "Ärzte"), "5" S "Ärzte");
    assert_string_equal(german_quantity(*state, 2500, 0, "€"), "2" N "500" N "€");
    assert_string_equal(german_quantity(*state, 12, 0, NULL), "12");
    assert_string_equal(german_quantity(*state, 12, 0, ""), "12");
}

static void writes_german_words(void **state)
{
    assert_string_equal(german_date(*state, "2015-12-31"), "31.12.2015");
    assert_string_equal(german_date(*state, "2015"), "2015");
    assert_string_equal(german_date(*state, "2015-02-30"), "2015-02-30");
    assert_string_equal(german_long_date(*state, "2015-12-31"), "31." S "Dezember 2015");
    assert_string_equal(german_long_date(*state, "2015-03-01"), "1." S "März 2015");
    assert_string_equal(german_genitive(*state, "Nürtingen"), "Nürtingens");
    assert_string_equal(german_genitive(*state, "Esslingen am Neckar"), "Esslingens am Neckar");
    assert_string_equal(german_genitive(*state, "Kirchheim unter Teck"),
                        "Kirchheims unter Teck");
    assert_string_equal(german_genitive(*state, "Bad Urach"), "Bad Urachs");
    assert_string_equal(german_genitive(*state, "Ohmes"), "Ohmes’");
    assert_string_equal(german_genitive(*state, "Weiß am See"), "Weiß’ am See");
    assert_string_equal(german_genitive(*state, "Landkreis Esslingen"), "Landkreises Esslingen");
    assert_string_equal(german_genitive(*state, "Baden-Württemberg"), "Baden-Württembergs");
    assert_string_equal(german_genitive(*state, "Nürtingen, Stadt"), "Nürtingens, Stadt");
    assert_string_equal(german_genitive(*state, ""), "");
    assert_string_equal(german_count_word(*state, 1), "eins");
    assert_string_equal(german_count_word(*state, 12), "zwölf");
    assert_string_equal(german_count_word(*state, 13), "13");
    assert_string_equal(german_count_word(*state, 0), "0");
}

static void parses_dates(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        struct date d;
    } good[] = {
        {"2015", {2015, 0, 0}},          {"2015-12-31", {2015, 12, 31}},
        {"31.12.2015", {2015, 12, 31}},  {"1.1.2016", {2016, 1, 1}},
        {"Jahr: 2016", {2016, 0, 0}},    {" 2015 ", {2015, 0, 0}},
        {"29.02.2000", {2000, 2, 29}},   {"2200", {2200, 0, 0}},
    };
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        struct date d = {0, 0, 0};
        assert_true(date_parse(good[i].text, strlen(good[i].text), &d));
        assert_memory_equal(&d, &good[i].d, sizeof d);
    }
    static const char *const bad[] = {"",           "15",         "20155",      "1799",
                                      "2201",       "2015-13-01", "2015-00-01", "2015-01-00",
                                      "2015-02-29", "29.02.1900", "31.4.2015",  "31.12.15",
                                      "1.1",        "..2015",     "2015-1-1",   "Jahr:",
                                      "Jahr: ",     "abcd",       "2015-12-31T"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct date d;
        assert_false(date_parse(bad[i], strlen(bad[i]), &d));
    }
}

static void counts_days(void **state)
{
    (void)state;
    /* date -u -d 2015-12-31 +%s / 86400, and the same for the others */
    assert_int_equal(date_days((struct date){1970, 1, 1}), 0);
    assert_int_equal(date_days((struct date){2015, 12, 31}), 16800);
    assert_int_equal(date_days((struct date){2000, 2, 29}), 11016);
    assert_int_equal(date_days((struct date){1800, 1, 1}), -62091);
    assert_int_equal(date_days((struct date){2000, 3, 1}), 11017);
    assert_int_equal(date_days((struct date){2015, 0, 0}), 16436);
}

static void writes_iso_dates(void **state)
{
    (void)state;
    static const struct {
        long long seconds;
        const char *text;
    } cases[] = {
        {0, "1970-01-01"},
        {-1, "1969-12-31"},
        {1795392000, "2026-11-23"},
        {1795478399, "2026-11-23"},
        {951782400, "2000-02-29"},
        {-62135596800, "0001-01-01"},
        {253402300799, "9999-12-31"},
        {INT64_MAX, "9999-12-31"},
        {INT64_MIN, "0001-01-01"},
        {-5364662400, "1800-01-01"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[11];
        date_iso_of_unix(cases[i].seconds, text);
        assert_string_equal(text, cases[i].text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parses_decimals),
        cmocka_unit_test(refuses_what_is_no_decimal),
        cmocka_unit_test(decimals_round_like_strtod),
        cmocka_unit_test(parses_unsigned),
        cmocka_unit_test(writes_german_numbers),
        cmocka_unit_test(rounds_half_away_from_zero),
        cmocka_unit_test(writes_signed_numbers_and_quantities),
        cmocka_unit_test(writes_german_words),
        cmocka_unit_test(parses_dates),
        cmocka_unit_test(counts_days),
        cmocka_unit_test(writes_iso_dates),
    };
    return cmocka_run_group_tests(tests, new_arena, free_arena);
}
