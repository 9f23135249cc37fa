#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "layout/hyphen_private.h"

/* Divisions after Duden, Die deutsche Rechtschreibung (28th ed.), less those with
 * fewer than 2 letters before or 3 after. */
static const char *const divided[] = {
    "So-zi-al-hil-fe-aus-ga-ben",
    "Kin-der-be-treu-ungs-ein-rich-tun-gen",
    "Ein-glie-de-rungs-hil-fen",
    "Bun-des-agen-tur",
    "Al-ters-ar-mut",
    "Grund-si-che-rung",
    "Be-völ-ke-rung",
    "Ar-beits-lo-sig-keit",
    "Ge-mein-de-rat",
    "Zäh-ler",
    "Über-gang",
    "Stra-ßen",
    "Haus-hal-ten",
    "Ju-gend-amt",
    "Abend",
    "Ofen",
    "Rat",
};

static void check_word(const char *expected)
{
    char word[64];
    char result[96];
    unsigned char breaks[64];
    size_t n = 0;
    size_t m = 0;
    for (const char *p = expected; *p != '\0'; p++)
        if (*p != '-')
            word[n++] = *p;
    word[n] = '\0';
    size_t found = hyphen_word(&hyphen_de, word, n, breaks);
    for (size_t i = 0; i < n; i++) {
        if (breaks[i]) {
            result[m++] = '-';
            found--;
        }
        result[m++] = word[i];
    }
    result[m] = '\0';
    assert_string_equal(result, expected);
    assert_int_equal(found, 0);
}

static void german_words(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof divided / sizeof divided[0]; i++)
        check_word(divided[i]);
}

static void case_does_not_matter(void **state)
{
    (void)state;
    unsigned char small[11];
    unsigned char large[11];
    assert_int_equal(hyphen_word(&hyphen_de, "bevölkerung", 11, small), 3);
    hyphen_word(&hyphen_de, "BEVÖLKERUNG", 11, large);
    assert_memory_equal(small, large, 11);
}

static void foreign_characters_do_no_harm(void **state)
{
    (void)state;
    unsigned char breaks[32];
    assert_int_equal(hyphen_word(&hyphen_de, "", 0, breaks), 0);
    hyphen_word(&hyphen_de, "\xE2\x82\xAC\xF0\x9F\x98\x80zzz", 10, breaks);
    hyphen_word(&hyphen_de, "\xFF\xFE\x80 kaputt", 10, breaks);
}

static void long_words_take_linear_time(void **state)
{
    (void)state;
    enum { PARTS = 20000 };
    static const char part[] = "sozialhilfe";
    size_t n = PARTS * (sizeof part - 1);
    char *word = malloc(n);
    unsigned char *breaks = malloc(n);
    for (size_t i = 0; i < PARTS; i++)
        memcpy(word + i * (sizeof part - 1), part, sizeof part - 1);
    clock_t start = clock();
    assert_true(hyphen_word(&hyphen_de, word, n, breaks) >= PARTS);
    assert_true((double)(clock() - start) / CLOCKS_PER_SEC < 2.0);
    free(word);
    free(breaks);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(german_words),
        cmocka_unit_test(case_does_not_matter),
        cmocka_unit_test(foreign_characters_do_no_harm),
        cmocka_unit_test(long_words_take_linear_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
