#include "check/check.h"

#include <math.h>
#include <string.h>

#include "base/german.h"
#include "base/str.h"
#include "check/check_private.h"

typedef void rule(struct checker *c);

static rule *const rules[] = {
    check_sum_sex, check_sum_nationality, check_sum_ages, check_sum_areas, check_parts,
    check_ratios, check_missing, check_jumps, check_no_data,
};

static void add(struct group *g, uint32_t cell, const char *text)
{
    if (g->n++ == 0)
        g->first = cell;
    if (g->n <= EXAMPLES)
        buf_printf(&g->examples, "%s%s", g->n > 1 ? "; " : "", text);
}

void check_found(struct checker *c, uint32_t measure, uint32_t cell, const char *text)
{
    add(&c->groups[measure], cell, text);
}

void check_found_small(struct checker *c, uint32_t measure, uint32_t cell, const char *text)
{
    add(&c->small[measure], cell, text);
}

static struct place cell_place(const struct checker *c, uint32_t cell)
{
    if (cell == CELL_NONE)
        return (struct place){NULL, 0, 0};
    struct fact v = facts_at(c->facts, cell);
    return (struct place){facts_file(c->facts, v.file), (int)v.line, 0};
}

static void flush(struct checker *c, struct group *groups, enum diag_code code)
{
    for (uint32_t m = 0; m < catalogue_measures(c->catalogue); m++) {
        struct group *g = &groups[m];
        if (g->n > EXAMPLES)
            buf_printf(&g->examples, "; insgesamt %zu Fälle", g->n);
        if (g->n > 0)
            DIAG_AT(c->d, code, cell_place(c, g->first),
                    catalogue_measure(c->catalogue, m)->name, buf_str(&g->examples));
        buf_release(&g->examples);
        *g = (struct group){.n = 0};
    }
}

void check_flush(struct checker *c, enum diag_code code)
{
    flush(c, c->groups, code);
}

void check_flush_small(struct checker *c, enum diag_code code)
{
    flush(c, c->small, code);
}

bool check_ours(const struct checker *c, uint32_t area)
{
    return areas_at(c->areas, area)->kind >= AREA_KREIS;
}

bool check_number(const struct checker *c, struct fact_key k, double *value)
{
    uint32_t cell = facts_find(c->facts, k);
    if (cell == CELL_NONE)
        return false;
    struct fact v = facts_at(c->facts, cell);
    *value = v.value;
    return sign_counts(v.sign);
}

static const char *age_text(struct checker *c, struct fact_key k)
{
    if (k.age_to == AGE_OPEN)
        return arena_printf(c->arena, "%d Jahre und älter", k.age_from);
    return arena_printf(c->arena, "%d bis unter %d Jahre", k.age_from, k.age_to);
}

const char *check_describe(struct checker *c, struct fact_key k)
{
    static const char *const sexes[] = {"", "Männer", "Frauen"};
    static const char *const nationalities[] = {"", "Deutsche", "Ausländer"};
    struct buf b = BUF_INIT;
    buf_printf(&b, "%s %d", areas_at(c->areas, k.area)->short_name, k.year);
    if (k.month != 0)
        buf_printf(&b, "/%d", k.month);
    const char *parts[] = {sexes[k.sex], nationalities[k.nationality],
                           k.age_from == 0 && k.age_to == AGE_OPEN ? "" : age_text(c, k)};
    const char *before = " (";
    for (size_t i = 0; i < 3; i++)
        if (parts[i][0] != '\0') {
            buf_printf(&b, "%s%s", before, parts[i]);
            before = ", ";
        }
    if (before[0] == ',')
        buf_addc(&b, ')');
    const char *text = arena_strdup(c->arena, buf_str(&b));
    buf_release(&b);
    return text;
}

const char *check_figure(struct checker *c, double v)
{
    int decimals = 0;
    for (double scaled = v; decimals < 3 && fabs(scaled - round(scaled)) > 1e-6; scaled *= 10)
        decimals++;
    return german_number(c->arena, v, decimals);
}

double check_tolerance(const struct checker *c, uint32_t measure, double value, size_t n)
{
    const struct measure *m = catalogue_measure(c->catalogue, measure);
    bool thousands = m->unit[0] >= '0' && m->unit[0] <= '9';
    double step = thousands || str_eq(m->reference, "Jahresdurchschnitt") ? 1 : 0;
    if (fabs(value - round(value)) > 1e-6 || strstr(m->unit, "km") != NULL)
        step = 0.01;
    return step * 0.5 * (double)(n + 1) + 1e-6;
}

void check_facts(const struct areas *areas, const struct catalogue *catalogue,
                 const struct facts *facts, struct diag *d)
{
    struct checker c = {areas, catalogue, facts, d, arena_new(), NULL, NULL};
    c.groups = arena_array(c.arena, catalogue_measures(catalogue) + 1, sizeof *c.groups);
    c.small = arena_array(c.arena, catalogue_measures(catalogue) + 1, sizeof *c.small);
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++)
        rules[i](&c);
    arena_free(c.arena);
}
