/* Fact store: keys at their limits, growth, what is the same and what is not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "facts/facts.h"

static struct fact_key key(uint32_t measure, uint32_t area, int year, int from, int to)
{
    return (struct fact_key){.measure = measure, .area = area, .year = year, .age_from = from,
                             .age_to = to};
}

static struct fact value(double v, uint32_t line)
{
    return (struct fact){.value = v, .sign = SIGN_VALUE, .line = line, .column = 3};
}

static void assert_same_key(struct fact_key a, struct fact_key b)
{
    assert_int_equal(a.measure, b.measure);
    assert_int_equal(a.area, b.area);
    assert_int_equal(a.year, b.year);
    assert_int_equal(a.month, b.month);
    assert_int_equal(a.sex, b.sex);
    assert_int_equal(a.nationality, b.nationality);
    assert_int_equal(a.age_from, b.age_from);
    assert_int_equal(a.age_to, b.age_to);
}

static void keeps_keys_at_the_limits(void **state)
{
    (void)state;
    const struct fact_key keys[] = {
        {0, 0, 1900, 0, SEX_ALL, NAT_ALL, 0, 1},
        {2047, 32767, 2155, 12, SEX_FEMALE, NAT_FOREIGN, 126, AGE_OPEN},
        {2047, 0, 1900, 12, SEX_ALL, NAT_FOREIGN, 0, AGE_OPEN},
        {0, 32767, 2155, 0, SEX_MALE, NAT_ALL, 126, AGE_OPEN},
        {1, 2, 2015, 6, SEX_MALE, NAT_GERMAN, 15, 65},
    };
    struct facts *f = facts_new();
    uint32_t cell;
    for (uint32_t i = 0; i < 5; i++) {
        assert_int_equal(facts_add(f, keys[i], value(i, i + 1), &cell), FACT_NEW);
        assert_int_equal(cell, i);
    }
    for (uint32_t i = 0; i < 5; i++) {
        assert_int_equal(facts_find(f, keys[i]), i);
        assert_same_key(facts_key(f, i), keys[i]);
        assert_true(facts_at(f, i).value == i);
        assert_int_equal(facts_at(f, i).line, i + 1);
    }
    assert_int_equal(facts_find(f, key(1, 2, 2015, 15, 65)), CELL_NONE);
    facts_free(f);
}

static void keeps_what_belongs_to_a_cell(void **state)
{
    (void)state;
    struct facts *f = facts_new();
    uint32_t a = facts_intern_file(f, "data/a.csv"), b = facts_intern_file(f, "data/b.csv");
    assert_int_equal(facts_intern_file(f, "data/a.csv"), a);
    struct fact v = {.value = -1.5, .sign = SIGN_VALUE, .marks = SIGN_LIMITED | SIGN_ESTIMATED,
                     .source = 7, .file = b, .line = 4000000000u, .column = 26};
    uint32_t cell;
    facts_add(f, key(3, 4, 2015, 0, AGE_OPEN), v, &cell);
    struct fact w = facts_at(f, cell);
    assert_true(w.value == -1.5);
    assert_int_equal(w.marks, SIGN_LIMITED | SIGN_ESTIMATED);
    assert_int_equal(w.source, 7);
    assert_string_equal(facts_file(f, w.file), "data/b.csv");
    assert_int_equal(w.line, 4000000000u);
    assert_int_equal(w.column, 26);
    for (int s = 0; s < SIGN_COUNT; s++) {
        v.sign = (enum sign)s;
        facts_add(f, key(5, (uint32_t)s, 2015, 0, AGE_OPEN), v, &cell);
        assert_int_equal(facts_at(f, cell).sign, s);
        assert_true(facts_at(f, cell).value == (s == SIGN_VALUE ? -1.5 : 0));
    }
    facts_free(f);
}

static void keeps_the_first_value(void **state)
{
    (void)state;
    struct facts *f = facts_new();
    struct fact_key k = key(1, 1, 2015, 0, AGE_OPEN), empty = key(1, 2, 2015, 0, AGE_OPEN);
    struct fact nothing = {.sign = SIGN_NOTHING}, secret = {.sign = SIGN_UNKNOWN};
    uint32_t cell;
    facts_add(f, k, value(10, 1), &cell);
    assert_int_equal(facts_add(f, k, value(10, 2), &cell), FACT_SAME);
    assert_int_equal(facts_add(f, k, value(11, 3), &cell), FACT_CONFLICT);
    assert_int_equal(cell, 0);
    assert_true(facts_at(f, cell).value == 10);
    assert_int_equal(facts_at(f, cell).line, 1);
    assert_int_equal(facts_add(f, k, secret, &cell), FACT_CONFLICT);
    assert_int_equal(facts_add(f, empty, nothing, &cell), FACT_NEW);
    assert_int_equal(facts_add(f, empty, value(0, 4), &cell), FACT_SAME);
    assert_int_equal(facts_add(f, empty, secret, &cell), FACT_CONFLICT);
    assert_int_equal(facts_count(f), 2);
    facts_free(f);
}

/* More cells than several chunks and several sizes of the index hold. */
static void grows(void **state)
{
    (void)state;
    enum { AREAS = 1000, YEARS = 100, AGES = 5 };
    struct facts *f = facts_new();
    uint32_t cell = 0, n = 0;
    for (uint32_t a = 0; a < AREAS; a++)
        for (int y = 0; y < YEARS; y++)
            for (int age = 0; age < AGES; age++, n++)
                assert_int_equal(facts_add(f, key(a % 7, a, 1950 + y, age, age + 1),
                                           value(n, n), &cell),
                                 FACT_NEW);
    assert_int_equal(facts_count(f), AREAS * YEARS * AGES);
    n = 0;
    for (uint32_t a = 0; a < AREAS; a++)
        for (int y = 0; y < YEARS; y++)
            for (int age = 0; age < AGES; age++, n++) {
                cell = facts_find(f, key(a % 7, a, 1950 + y, age, age + 1));
                if (cell != n || facts_at(f, cell).value != n)
                    fail_msg("cell %u of %u", cell, n);
            }
    assert_int_equal(facts_find(f, key(0, AREAS, 1950, 0, 1)), CELL_NONE);
    facts_free(f);
}

/* Tables that know one year only, or ages of one beginning: no key has a neighbour. */
static void keeps_single_keys(void **state)
{
    (void)state;
    enum { AREAS = 32768, MEASURES = 4 };
    struct facts *f = facts_new();
    uint32_t cell = 0;
    for (uint32_t i = 0; i < AREAS * MEASURES; i++) {
        struct fact_key k = key(i % MEASURES, i / MEASURES, 2011, i % 2 != 0 ? 64 : 0, AGE_OPEN);
        assert_int_equal(facts_add(f, k, value(i, i), &cell), FACT_NEW);
        assert_int_equal(facts_add(f, k, value(i, i), &cell), FACT_SAME);
    }
    for (uint32_t i = AREAS * MEASURES; i-- > 0;) {
        struct fact_key k = key(i % MEASURES, i / MEASURES, 2011, i % 2 != 0 ? 64 : 0, AGE_OPEN);
        assert_int_equal(facts_find(f, k), i);
        k.year = 2012;
        assert_int_equal(facts_find(f, k), CELL_NONE);
    }
    facts_free(f);
}

static void lists_years_and_ages(void **state)
{
    (void)state;
    struct facts *f = facts_new();
    uint32_t cell;
    facts_add(f, key(1, 0, 2155, 0, AGE_OPEN), value(1, 1), &cell);
    facts_add(f, key(1, 0, 1900, 65, AGE_OPEN), value(1, 1), &cell);
    facts_add(f, key(1, 3, 2015, 0, 3), value(1, 1), &cell);
    facts_add(f, key(1, 4, 2015, 3, 6), value(1, 1), &cell);
    facts_close(f, 3);
    size_t n;
    const int *years = facts_years(f, 1, &n);
    assert_int_equal(n, 3);
    assert_int_equal(years[0], 1900);
    assert_int_equal(years[1], 2015);
    assert_int_equal(years[2], 2155);
    const struct age_class *ages = facts_ages(f, 1, &n);
    const struct age_class wanted[] = {{0, 3}, {0, AGE_OPEN}, {3, 6}, {65, AGE_OPEN}};
    assert_int_equal(n, 4);
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(ages[i].from, wanted[i].from);
        assert_int_equal(ages[i].to, wanted[i].to);
    }
    facts_years(f, 2, &n);
    assert_int_equal(n, 0);
    facts_ages(f, 0, &n);
    assert_int_equal(n, 0);
    facts_free(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_keys_at_the_limits),
        cmocka_unit_test(keeps_what_belongs_to_a_cell),
        cmocka_unit_test(keeps_the_first_value),
        cmocka_unit_test(grows),
        cmocka_unit_test(keeps_single_keys),
        cmocka_unit_test(lists_years_and_ages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
