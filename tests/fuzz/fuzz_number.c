/* Any bytes as what stands in a cell: a number in every form, a sign, a period, an age, a
 * word; and numbers as they are printed must be read as the same. */
#include <assert.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/german.h"
#include "base/utf8.h"
#include "ingest/ingest_private.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What the program prints it reads again, to the decimals printed. */
static void print_and_read(struct arena *a, double v)
{
    static const struct decimal_form printed = {',', ' '};
    double again = 0;
    int decimals = 0;
    if (fabs(v) >= 1e15)
        return;
    const char *text = german_number(a, v, 3);
    assert(decimal_parse(text, strlen(text), printed, &again, &decimals) == DECIMAL_OK);
    assert(again == german_round(v, 3) && decimals == 3);
}

static void cells(struct arena *a, const char *s, size_t n)
{
    static const struct sign_word own[] = {{"k. A.", SIGN_ABSENT}, {"?", SIGN_UNKNOWN}};
    static const struct file_form forms[] = {
        {.separator = ';', .number = {',', 0}},
        {.separator = ';', .number = {',', '.'}, .exponent = true, .signs = own, .n_signs = 2},
        {.separator = ',', .number = {'.', ','}, .negative = true, .empty_absent = true},
        {.separator = '\t', .number = {',', ' '}, .exponent = true, .negative = true},
        {.separator = '|', .number = {'.', '\''}},
    };
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        struct fact v = {.value = NAN};
        enum cell_result result = cell_read(&forms[i], s, n, &v);
        if (result != CELL_OK && result != CELL_PERCENT)
            continue;
        assert(isfinite(v.value) && v.sign < SIGN_COUNT);
        assert(v.sign == SIGN_VALUE || v.value == 0);
        print_and_read(a, v.value);
    }
}

/* A number that is unambiguous without groups means the same where groups are allowed. */
static void forms_agree(const char *s, size_t n)
{
    double plain = 0, grouped = 0;
    if (decimal_parse(s, n, (struct decimal_form){',', 0}, &plain, NULL) != DECIMAL_OK)
        return;
    assert(decimal_parse(s, n, (struct decimal_form){',', '.'}, &grouped, NULL) == DECIMAL_OK);
    assert(plain == grouped);
}

static void words(const char *s, size_t n)
{
    struct date when;
    enum sex sex = SEX_ALL;
    enum nationality nationality = NAT_ALL;
    int from = 0, to = 0;
    if (period_read(s, n, &when) == PERIOD_OK) {
        assert(when.year >= FIRST_YEAR && when.year <= LAST_YEAR && when.month <= 12);
        assert(when.day == 0 || date_days(when) != 0);
    }
    if (word_ages(s, &from, &to))
        assert(from >= 0 && from < to && to <= AGE_OPEN);
    assert(!word_sex(s, &sex) || sex <= SEX_FEMALE);
    assert(!word_nationality(s, &nationality) || nationality <= NAT_FOREIGN);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a = arena_new();
    char *s = arena_strndup(a, (const char *)data, size);
    size_t n = strlen(s);
    if (n == size && utf8_check(s, n) == n) {
        cells(a, s, n);
        forms_agree(s, n);
        words(s, n);
    }
    arena_free(a);
    return 0;
}
