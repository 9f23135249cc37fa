/* Columns and lanes: rows of amounts found by columns are those that single look-ups find. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "stats/column_private.h"
#include "world.h"

enum { FIRST = 15, LAST = 28, YEARS = 3, YEAR = 2013 }; /* ages of the term: 15 to under 28 */

#define BODY                                                                                 \
    MEASURE("people", "Personen", "yes", "")                                                 \
    INDICATOR("T01", "gemeinde", "1", "none",                                                \
              PLAIN("<term measure=\"people\" ages=\"15-27\"/>"))

static uint64_t next(uint64_t *seed)
{
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return *seed >> 33;
}

/* Persons of one age: any cover of the ages then has the same sum. */
static double persons(uint32_t area, int year, int age)
{
    return 1000.0 * area + 10 * (year - YEAR) + age;
}

static double sum(uint32_t area, int year, int from, int to)
{
    double total = 0;
    for (int age = from; age < to; age++)
        total += persons(area, year, age);
    return total;
}

/* Which classes an area has in a year, and whether they cover the term: all ways are tried,
 * from the lower end upwards. */
struct classes {
    bool has[LAST + 1][LAST + 1];
};

static bool covered(const struct classes *c)
{
    bool reached[LAST + 1] = {false};
    reached[FIRST] = true;
    for (int from = FIRST; from < LAST; from++) {
        for (int to = from + 1; to <= LAST && reached[from]; to++)
            reached[to] = reached[to] || c->has[from][to];
    }
    return reached[LAST];
}

static void fill(struct world *w, uint64_t *seed, unsigned one_in, uint32_t area, int year,
                 struct classes *c)
{
    memset(c, 0, sizeof *c);
    for (int from = FIRST; from < LAST; from++) {
        for (int to = from + 1; to <= LAST; to++) {
            if (next(seed) % one_in != 0)
                continue;
            c->has[from][to] = true;
            PUT(w, "people", area, year, sum(area, year, from, to), .from = from, .to = to);
        }
    }
}

static void assert_row(const struct world *w, const struct stats *s, int year,
                       const struct classes c[N_AREAS])
{
    for (uint32_t a = A; a <= D; a++) {
        const struct statistic *x = stats_at(s, 0, a, year, 0);
        double total = 0;
        struct stat_cell cells[LAST];
        size_t n = stats_cells(s, 0, a, year, 0, cells, LAST);
        for (size_t i = 0; i < n; i++)
            total += facts_at(w->facts, cells[i].cell).value;
        if (!covered(&c[a])) {
            assert_true(x == NULL || x->sign == SIGN_ABSENT);
            assert_int_equal(n, 0);
            continue;
        }
        assert_non_null(x);
        assert_true(x->sign == SIGN_VALUE && x->value == sum(a, year, FIRST, LAST));
        assert_true(total == x->value);
    }
}

/* Few classes, many of them and so many that no lanes are made (78 of 64). */
static void rows_are_what_look_ups_find(void **state)
{
    static const unsigned rarity[] = {1, 2, 3, 5, 8, 13};
    uint64_t seed = 7;
    (void)state;
    for (unsigned round = 0; round < 60; round++) {
        struct world w;
        struct classes c[YEARS][N_AREAS];
        world_open(&w, BODY);
        for (int y = 0; y < YEARS; y++) {
            for (uint32_t a = A; a <= D; a++)
                fill(&w, &seed, rarity[round % 6], a, YEAR + y, &c[y][a]);
        }
        facts_close(w.facts, catalogue_measures(w.catalogue));
        struct stats *s = stats_compute(w.areas, w.catalogue, w.facts);
        for (int y = 0; y < YEARS; y++)
            assert_row(&w, s, YEAR + y, c[y]);
        stats_free(s);
        world_close(&w);
    }
}

/* Enough columns that the table grows; months stand in none. */
static void every_cell_is_in_its_column(void **state)
{
    struct world w;
    uint32_t first = 0;
    (void)state;
    world_open(&w, BODY);
    for (int year = 1900; year <= 2155; year++) {
        for (uint32_t a = A; a <= B; a++)
            PUT(&w, "people", a, year, a, .sex = (enum sex)(year % 3));
    }
    facts_add(w.facts, (struct fact_key){.area = C, .year = 1901, .month = 3, .sex = SEX_FEMALE,
                                         .age_to = AGE_OPEN}, (struct fact){.value = 1}, &first);
    struct columns *c = columns_new(w.facts);
    for (int year = 1900; year <= 2155; year++) {
        for (int sex = SEX_ALL; sex <= SEX_FEMALE; sex++) {
            struct fact_key k = {.area = D, .year = year, .sex = (enum sex)sex,
                                 .age_to = AGE_OPEN};
            size_t n = 9;
            const uint32_t *cells = columns_find(c, k, &n);
            assert_int_equal(n, year % 3 == sex ? 2 : 0);
            for (uint32_t i = 0; i < n; i++) {
                assert_int_equal(facts_key(w.facts, cells[i]).area, A + i);
                assert_int_equal(facts_key(w.facts, cells[i]).year, year);
            }
        }
    }
    columns_free(c);
    columns_free(NULL);
    world_close(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_what_look_ups_find),
        cmocka_unit_test(every_cell_is_in_its_column),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
