/* Rules about shares: a numerator lies within its denominator, shares of a whole add up. */
#include <math.h>

#include "check/check_private.h"

struct side { /* numerator or denominator of an indicator */
    double sum;
    struct cells cells;
    struct slack slack;
};

static bool sum_terms(struct checker *c, const struct term *t, size_t n, uint32_t area, int year,
                      struct side *s)
{
    *s = (struct side){.sum = 0};
    for (size_t i = 0; i < n; i++) {
        double v;
        uint32_t cell;
        if (year < 1900 || !check_number(c, check_term_key(&t[i], area, year), &v, &cell))
            return false;
        s->sum += t[i].weight * v;
        slack_add(c, &s->slack, cell);
    }
    return n > 0;
}

/* Only where something is told: most shares are sound. */
static void list_terms(struct checker *c, const struct term *t, size_t n, uint32_t area, int year,
                       struct cells *cells)
{
    for (size_t i = 0; i < n; i++)
        cells_add(c, cells, facts_find(c->facts, check_term_key(&t[i], area, year)));
}

static void list_cells(struct checker *c, const struct indicator *i, uint32_t area, int year,
                       struct cells *cells)
{
    list_terms(c, i->numerator, i->n_numerator, area, year, cells);
    list_terms(c, i->denominator, i->n_denominator, area, year + i->denominator_offset, cells);
}

static bool both_sides(struct checker *c, const struct indicator *i, uint32_t area, int year,
                       struct side *above, struct side *below)
{
    return sum_terms(c, i->numerator, i->n_numerator, area, year, above) &&
           sum_terms(c, i->denominator, i->n_denominator, area, year + i->denominator_offset,
                     below);
}

static void compare_sides(struct checker *c, uint32_t indicator, uint32_t area, int year)
{
    const struct indicator *i = catalogue_indicator(c->catalogue, indicator);
    struct side above, below;
    if (!both_sides(c, i, area, year, &above, &below) || above.sum <= below.sum)
        return;
    uint32_t measure = i->numerator[0].measure;
    struct cells cells = {NULL, 0, 0};
    list_cells(c, i, area, year, &cells);
    struct setting set =
        check_setting(c, measure, indicator, check_source(c, cells.list[0]));
    struct slack slack = {above.slack.most + below.slack.most,
                          above.slack.variance + below.slack.variance,
                          above.slack.said || below.slack.said};
    if (above.sum - below.sum > slack_limit(&slack, set.chance))
        check_add(c, set.level, &cells,
                  (struct check_finding){.measure = measure, .indicator = indicator, .area = area,
                                   .year = year, .value = above.sum, .expected = below.sum,
                                   .text = arena_printf(c->arena, "%s von %s",
                                                        check_figure(c, above.sum),
                                                        check_figure(c, below.sum))});
}

/* A share (Wilson) cannot exceed the whole. */
void find_numerators(struct checker *c)
{
    for (uint32_t k = 0; k < catalogue_indicators(c->catalogue); k++) {
        const struct indicator *i = catalogue_indicator(c->catalogue, k);
        if (i->interval != INTERVAL_WILSON)
            continue;
        size_t n;
        const int *years = facts_years(c->facts, i->numerator[0].measure, &n);
        for (size_t y = 0; y < n; y++)
            for (uint32_t a = 0; a < areas_count(c->areas); a++)
                if (check_ours(c, a) && (a == areas_district(c->areas) || check_below(
                        c, i->numerator[0].measure, years[y])))
                    compare_sides(c, k, a, years[y]);
    }
}

/* Decimals that a delivered share has, at most 6. */
static int decimals_of(double v)
{
    int n = 0;
    for (double scaled = fabs(v); n < 6 && fabs(scaled - round(scaled)) > 1e-6; scaled *= 10)
        n++;
    return n;
}

struct shares {
    double sum, most; /* most: how far rounding may bring the sum */
    struct cells cells;
    uint32_t measure, indicator; /* of the first */
};

static bool add_delivered(struct checker *c, const struct check_whole *w, uint32_t area, int year,
                          struct shares *s)
{
    int decimals = 0;
    for (size_t i = 0; i < w->n_parts; i++) {
        double v;
        uint32_t cell;
        if (!check_number(c, check_whole_key(w->parts[i], area, year), &v, &cell))
            return false;
        s->sum += v;
        decimals = decimals_of(v) > decimals ? decimals_of(v) : decimals;
        cells_add(c, &s->cells, cell);
    }
    s->most = 0.5 * (double)w->n_parts * pow(10, -decimals);
    return true;
}

static bool add_computed(struct checker *c, const struct check_whole *w, uint32_t area, int year,
                         struct shares *s)
{
    for (size_t k = 0; k < w->n_parts; k++) {
        const struct indicator *i = catalogue_indicator(c->catalogue, w->parts[k]);
        struct side above, below;
        if (!both_sides(c, i, area, year, &above, &below) || !(below.sum > 0))
            return false;
        struct setting set = check_setting(c, s->measure, w->parts[k], CATALOGUE_NONE);
        s->sum += i->factor * above.sum / below.sum;
        s->most += i->factor / below.sum *
                   (slack_limit(&above.slack, set.chance) + slack_limit(&below.slack, set.chance));
        list_cells(c, i, area, year, &s->cells);
    }
    return true;
}

static uint32_t first_measure(const struct checker *c, const struct check_whole *w)
{
    return w->measures ? w->parts[0]
                       : catalogue_indicator(c->catalogue, w->parts[0])->numerator[0].measure;
}

static void compare_whole(struct checker *c, const struct check_whole *w, uint32_t area, int year)
{
    struct shares s = {.measure = first_measure(c, w),
                       .indicator = w->measures ? CATALOGUE_NONE : w->parts[0]};
    bool known = w->measures ? add_delivered(c, w, area, year, &s)
                             : add_computed(c, w, area, year, &s);
    if (!known || fabs(s.sum - w->total) <= s.most + 1e-9 * w->total)
        return;
    struct setting set =
        check_setting(c, s.measure, s.indicator, check_source(c, s.cells.list[0]));
    check_add(c, set.level, &s.cells,
              (struct check_finding){.measure = s.measure, .indicator = s.indicator, .area = area,
                               .year = year, .value = s.sum, .expected = w->total,
                               .text = arena_printf(c->arena, "zusammen %s statt %s",
                                                    check_figure(c, s.sum),
                                                    check_figure(c, w->total))});
}

void find_wholes(struct checker *c)
{
    const struct check_config *config = catalogue_checks(c->catalogue);
    for (size_t k = 0; k < config->n_wholes; k++) {
        const struct check_whole *w = &config->wholes[k];
        uint32_t measure = first_measure(c, w);
        size_t n;
        const int *years = facts_years(c->facts, measure, &n);
        for (size_t y = 0; y < n; y++)
            for (uint32_t a = 0; a < areas_count(c->areas); a++)
                if (check_ours(c, a))
                    compare_whole(c, w, a, years[y]);
    }
}
