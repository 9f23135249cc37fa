/* Rules that compare a total with its parts. Signs without a number end a
 * comparison; a total is never corrected. */
#include <math.h>
#include <string.h>

#include "base/sign.h"
#include "check/check_private.h"

static bool additive(const struct checker *c, struct fact_key k)
{
    return catalogue_measure(c->catalogue, k.measure)->additive;
}

static const char *sum_text(struct checker *c, struct fact_key k, double sum, double total)
{
    return arena_printf(c->arena, "%s: %s statt %s", check_describe(c, k), check_figure(c, sum),
                        check_figure(c, total));
}

/* Publishers change single figures by a few for protection, or round them: that is
 * told, but nobody has to act. */
static void report_parts(struct checker *c, uint32_t cell, struct fact_key k, double sum,
                         double total)
{
    const char *text = sum_text(c, k, sum, total);
    if (fabs(sum - total) <= SMALL)
        check_found_small(c, k.measure, cell, text);
    else
        check_found(c, k.measure, cell, text);
}

/* A cell and its two halves. */
static void compare_halves(struct checker *c, uint32_t cell, struct fact_key a, struct fact_key b)
{
    struct fact_key k = facts_key(c->facts, cell);
    double total, first, second;
    if (!additive(c, k) || !check_number(c, a, &first) || !check_number(c, b, &second) ||
        !check_number(c, k, &total))
        return;
    if (fabs(first + second - total) > check_tolerance(c, k.measure, total, 2))
        report_parts(c, cell, k, first + second, total);
}

void check_sum_sex(struct checker *c)
{
    for (uint32_t cell = 0; cell < facts_count(c->facts); cell++) {
        struct fact_key a = facts_key(c->facts, cell), b = a;
        if (a.sex != SEX_ALL || !check_ours(c, a.area))
            continue;
        a.sex = SEX_MALE;
        b.sex = SEX_FEMALE;
        compare_halves(c, cell, a, b);
    }
    check_flush(c, CHECK_SUM_SEX);
    check_flush_small(c, CHECK_SMALL_SEX);
}

void check_sum_nationality(struct checker *c)
{
    for (uint32_t cell = 0; cell < facts_count(c->facts); cell++) {
        struct fact_key a = facts_key(c->facts, cell), b = a;
        if (a.nationality != NAT_ALL || !check_ours(c, a.area))
            continue;
        a.nationality = NAT_GERMAN;
        b.nationality = NAT_FOREIGN;
        compare_halves(c, cell, a, b);
    }
    check_flush(c, CHECK_SUM_NATIONALITY);
    check_flush_small(c, CHECK_SMALL_NATIONALITY);
}

/* The finest chain of age classes from 0 to the open end for which all cells exist:
 * next[from] is the upper end to go on with, 0 where no chain leads to the end. */
static bool find_chain(const struct checker *c, struct fact_key k, double value[AGE_OPEN],
                       int next[AGE_OPEN])
{
    size_t n;
    const struct age_class *ages = facts_ages(c->facts, k.measure, &n);
    memset(next, 0, AGE_OPEN * sizeof *next);
    for (size_t i = n; i-- > 0;) { /* sorted by from: the higher ones come first here */
        int from = ages[i].from, to = ages[i].to;
        double v;
        k.age_from = from;
        k.age_to = to;
        bool whole = from == 0 && to == AGE_OPEN;
        if (whole || (to != AGE_OPEN && next[to] == 0) || !check_number(c, k, &v))
            continue;
        if (next[from] == 0 || to < next[from]) {
            next[from] = to;
            value[from] = v;
        }
    }
    return next[0] != 0;
}

static void compare_ages(struct checker *c, uint32_t cell, struct fact_key k)
{
    double value[AGE_OPEN], total, sum = 0;
    int next[AGE_OPEN];
    size_t n = 0;
    if (!additive(c, k) || !check_number(c, k, &total) || !find_chain(c, k, value, next))
        return;
    for (int age = 0; age < AGE_OPEN; age = next[age]) {
        sum += value[age];
        n++;
    }
    if (fabs(sum - total) > check_tolerance(c, k.measure, total, n))
        report_parts(c, cell, k, sum, total);
}

void check_sum_ages(struct checker *c)
{
    for (uint32_t cell = 0; cell < facts_count(c->facts); cell++) {
        struct fact_key k = facts_key(c->facts, cell);
        if (k.age_from == 0 && k.age_to == AGE_OPEN && check_ours(c, k.area))
            compare_ages(c, cell, k);
    }
    check_flush(c, CHECK_SUM_AGES);
    check_flush_small(c, CHECK_SMALL_AGES);
}

/* Where a Gemeinde has no number, the others may still not exceed the Kreis. */
static void compare_areas(struct checker *c, uint32_t cell, struct fact_key k)
{
    const struct area *a = areas_at(c->areas, k.area);
    double total, sum = 0;
    size_t n = 0;
    if (!additive(c, k) || !check_number(c, k, &total))
        return;
    for (size_t i = 0; i < a->n_members; i++) {
        struct fact_key part = k;
        double v;
        part.area = a->members[i];
        if (check_number(c, part, &v)) {
            sum += v;
            n++;
        }
    }
    double tolerance = check_tolerance(c, k.measure, total, n);
    bool wrong = n == a->n_members ? fabs(sum - total) > tolerance : sum > total + tolerance;
    if (n > 0 && wrong)
        check_found(c, k.measure, cell, sum_text(c, k, sum, total));
}

void check_sum_areas(struct checker *c)
{
    for (uint32_t cell = 0; cell < facts_count(c->facts); cell++) {
        struct fact_key k = facts_key(c->facts, cell);
        if (areas_at(c->areas, k.area)->kind == AREA_KREIS)
            compare_areas(c, cell, k);
    }
    check_flush(c, CHECK_SUM_AREAS);
}

void check_parts(struct checker *c)
{
    for (uint32_t cell = 0; cell < facts_count(c->facts); cell++) {
        struct fact_key k = facts_key(c->facts, cell), whole = k;
        whole.sex = SEX_ALL;
        whole.nationality = NAT_ALL;
        whole.age_from = 0;
        whole.age_to = AGE_OPEN;
        double part, total;
        if (!additive(c, k) || !check_number(c, k, &part) || !check_number(c, whole, &total))
            continue;
        if (part > total + check_tolerance(c, k.measure, total, 1))
            check_found(c, k.measure, cell,
                        arena_printf(c->arena, "%s: %s von %s", check_describe(c, k),
                                     check_figure(c, part), check_figure(c, total)));
    }
    check_flush(c, CHECK_PART);
}
