/* Rules that look across areas, years and indicators. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "check/check_private.h"

enum { NAMED = 5, MIN_CHANGES = 6, YEARS = 256 };

static struct fact_key whole_key(uint32_t measure, uint32_t area, int year)
{
    return (struct fact_key){.measure = measure, .area = area, .year = year,
                             .age_to = AGE_OPEN};
}

/* Missing municipalities ---------------------------------------------------------- */

static void report_missing(struct checker *c, uint32_t measure, int year, const bool *present)
{
    const struct area *district = areas_at(c->areas, areas_district(c->areas));
    struct buf names = BUF_INIT;
    size_t n = 0, any = 0;
    for (size_t i = 0; i < district->n_members; i++) {
        uint32_t area = district->members[i];
        any += present[area];
        if (present[area])
            continue;
        if (n++ < NAMED)
            buf_printf(&names, "%s%s", n > 1 ? ", " : "", areas_at(c->areas, area)->short_name);
    }
    if (n > NAMED)
        buf_printf(&names, " und %zu weitere", n - NAMED);
    if (any > 0 && n > 0)
        DIAG_PLAIN(c->d, CHECK_MISSING, catalogue_measure(c->catalogue, measure)->name,
                   arena_printf(c->arena, "%d", year), buf_str(&names));
    buf_release(&names);
}

/* For every measure and year: which areas have any cell. */
void check_missing(struct checker *c)
{
    size_t n_areas = areas_count(c->areas), n_measures = catalogue_measures(c->catalogue);
    bool **present = arena_array(c->arena, n_measures * YEARS + 1, sizeof *present);
    for (uint32_t cell = 0; cell < facts_count(c->facts); cell++) {
        struct fact_key k = facts_key(c->facts, cell);
        bool **row = &present[k.measure * YEARS + (uint32_t)(k.year % YEARS)];
        if (*row == NULL)
            *row = arena_array(c->arena, n_areas, sizeof **row);
        (*row)[k.area] = true;
    }
    for (uint32_t m = 0; m < n_measures; m++) {
        size_t n;
        const int *years = facts_years(c->facts, m, &n);
        for (size_t i = 0; i < n; i++)
            report_missing(c, m, years[i], present[m * YEARS + (uint32_t)(years[i] % YEARS)]);
    }
}

/* Jumps --------------------------------------------------------------------------- */

struct change {
    int year;
    double before, after;
    double relative; /* natural logarithm of the ratio */
};

static int compare_doubles(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double *v, size_t n)
{
    qsort(v, n, sizeof *v, compare_doubles);
    return n % 2 == 1 ? v[n / 2] : (v[n / 2 - 1] + v[n / 2]) / 2;
}

/* Changes from one year to the next on the same basis. */
static size_t list_changes(const struct checker *c, uint32_t measure, uint32_t area,
                           struct change *out)
{
    const struct measure *m = catalogue_measure(c->catalogue, measure);
    size_t n_years, n = 0;
    const int *years = facts_years(c->facts, measure, &n_years);
    for (size_t i = 1; i < n_years; i++) {
        struct change x = {.year = years[i]};
        if (years[i - 1] + 1 != x.year ||
            measure_basis(m, x.year - 1) != measure_basis(m, x.year) ||
            !check_number(c, whole_key(measure, area, x.year - 1), &x.before) ||
            !check_number(c, whole_key(measure, area, x.year), &x.after) || x.before <= 0 ||
            x.after <= 0)
            continue;
        x.relative = log(x.after / x.before);
        out[n++] = x;
    }
    return n;
}

/* Three robust standard deviations (1.4826 MAD; Rousseeuw & Croux 1993) from the
 * usual change, and beyond what chance explains (99.8 %, Poisson). */
static void find_jumps(struct checker *c, uint32_t measure, uint32_t area)
{
    struct change changes[YEARS];
    double sorted[YEARS];
    size_t n = list_changes(c, measure, area, changes);
    if (n < MIN_CHANGES)
        return;
    for (size_t i = 0; i < n; i++)
        sorted[i] = changes[i].relative;
    double usual = median(sorted, n);
    for (size_t i = 0; i < n; i++)
        sorted[i] = fabs(changes[i].relative - usual);
    double spread = 1.4826 * median(sorted, n);
    for (size_t i = 0; i < n && spread > 0; i++) {
        const struct change *x = &changes[i];
        double chance = 3.09 * sqrt(x->before + x->after);
        if (fabs(x->relative - usual) > 3 * spread && fabs(x->after - x->before) > chance &&
            fabs(x->relative) > 0.1) {
            struct fact_key k = whole_key(measure, area, x->year);
            check_found(c, measure, facts_find(c->facts, k),
                        arena_printf(c->arena, "%s: %s nach %s", check_describe(c, k),
                                     check_figure(c, x->after), check_figure(c, x->before)));
        }
    }
}

void check_jumps(struct checker *c)
{
    for (uint32_t m = 0; m < catalogue_measures(c->catalogue); m++)
        for (uint32_t a = 0; a < areas_count(c->areas); a++)
            if (check_ours(c, a) && catalogue_measure(c->catalogue, m)->additive)
                find_jumps(c, m, a);
    check_flush(c, CHECK_JUMP);
}

/* Indicators ---------------------------------------------------------------------- */

static bool sum_terms(const struct checker *c, const struct term *t, size_t n, uint32_t area,
                      int year, double *sum)
{
    *sum = 0;
    for (size_t i = 0; i < n; i++) {
        struct fact_key k = {.measure = t[i].measure, .area = area, .year = year,
                             .sex = t[i].sex, .nationality = t[i].nationality,
                             .age_from = t[i].age_from, .age_to = t[i].age_to};
        double v;
        if (year < 1900 || !check_number(c, k, &v))
            return false;
        *sum += t[i].weight * v;
    }
    return n > 0;
}

static void check_ratio(struct checker *c, const struct indicator *i, uint32_t area, int year)
{
    double above, below;
    if (!sum_terms(c, i->numerator, i->n_numerator, area, year, &above) ||
        !sum_terms(c, i->denominator, i->n_denominator, area, year + i->denominator_offset,
                   &below) ||
        above <= below)
        return;
    struct fact_key k = whole_key(i->numerator[0].measure, area, year);
    check_found(c, k.measure, CELL_NONE,
                arena_printf(c->arena, "%s, %s: %s von %s", i->id, check_describe(c, k),
                             check_figure(c, above), check_figure(c, below)));
}

/* A share (Wilson) cannot exceed the whole. */
void check_ratios(struct checker *c)
{
    for (uint32_t k = 0; k < catalogue_indicators(c->catalogue); k++) {
        const struct indicator *i = catalogue_indicator(c->catalogue, k);
        if (i->interval != INTERVAL_WILSON)
            continue;
        size_t n;
        const int *years = facts_years(c->facts, i->numerator[0].measure, &n);
        for (size_t y = 0; y < n; y++)
            for (uint32_t a = 0; a < areas_count(c->areas); a++)
                check_ratio(c, i, a, years[y]);
    }
    check_flush(c, CHECK_RATIO);
}

/* By measure: a bit for each sex and nationality of which there is any cell. */
static unsigned *kinds_of_cells(struct checker *c)
{
    unsigned *kinds = arena_array(c->arena, catalogue_measures(c->catalogue) + 1, sizeof *kinds);
    for (size_t i = 0; i < facts_count(c->facts); i++) {
        struct fact_key k = facts_key(c->facts, (uint32_t)i);
        kinds[k.measure] |= 1u << (3 * k.sex + k.nationality);
    }
    return kinds;
}

static bool has_ages(const struct checker *c, const struct term *t)
{
    size_t n = 0;
    const struct age_class *ages = facts_ages(c->facts, t->measure, &n);
    for (size_t i = 0; i < n; i++) {
        if (t->age_from <= ages[i].from && ages[i].to <= t->age_to)
            return true;
    }
    return false;
}

static bool has_data(const struct checker *c, const unsigned *kinds, const struct term *t,
                     size_t n)
{
    for (size_t i = 0; i < n; i++) {
        bool kind = kinds[t[i].measure] >> (3 * t[i].sex + t[i].nationality) & 1;
        if (!kind || !has_ages(c, &t[i]))
            return false;
    }
    return true;
}

/* One line: an indicator may wait for the user's figures. */
void check_no_data(struct checker *c)
{
    const unsigned *kinds = kinds_of_cells(c);
    struct buf ids = BUF_INIT;
    size_t n = 0;
    for (uint32_t k = 0; k < catalogue_indicators(c->catalogue); k++) {
        const struct indicator *i = catalogue_indicator(c->catalogue, k);
        if (has_data(c, kinds, i->numerator, i->n_numerator) &&
            has_data(c, kinds, i->denominator, i->n_denominator))
            continue;
        if (n++ < NAMED)
            buf_printf(&ids, "%s%s", n > 1 ? ", " : "", i->id);
    }
    if (n > NAMED)
        buf_printf(&ids, " und %zu weitere („sozialbericht list“)", n - NAMED);
    if (n > 0)
        DIAG_PLAIN(c->d, CHECK_NO_DATA, buf_str(&ids));
    buf_release(&ids);
}
