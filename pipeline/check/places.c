/* Rules about what is there at all: municipalities, years, names, days, sizes. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/names.h"
#include "check/check_private.h"

enum { NAMED = 5, MIN_YEARS = 4 };

static struct check_finding about(uint32_t measure, uint32_t area, int year)
{
    return (struct check_finding){.measure = measure, .indicator = CATALOGUE_NONE,
                            .source = CATALOGUE_NONE, .area = area, .year = year, .value = NAN,
                            .expected = NAN};
}

/* Which areas and years have a figure ------------------------------------------------ */

struct presence { /* of a measure and year */
    bool *area;       /* by area; NULL: no cell */
    uint32_t cell;    /* the first of a municipality, else the first of ours */
    bool kreis, gemeinde; /* of the district */
};

static struct presence *list_presence(const struct checker *c)
{
    size_t n = catalogue_measures(c->catalogue);
    uint32_t district = areas_district(c->areas);
    struct presence *all = arena_array(c->arena, n * YEARS + 1, sizeof *all);
    for (uint32_t cell = 0; cell < facts_count(c->facts); cell++) {
        struct fact_key k = facts_key(c->facts, cell);
        const struct area *a = areas_at(c->areas, k.area);
        bool member = a->kind == AREA_GEMEINDE && a->parent == district;
        if (!member && k.area != district)
            continue;
        struct presence *p = &all[k.measure * YEARS + (uint32_t)(k.year % YEARS)];
        if (p->area == NULL)
            p->area = arena_array(c->arena, areas_count(c->areas), sizeof *p->area);
        if ((!p->kreis && !p->gemeinde) || (member && !p->gemeinde))
            p->cell = cell;
        p->area[k.area] = true;
        p->kreis = p->kreis || !member;
        p->gemeinde = p->gemeinde || member;
    }
    return all;
}

static const struct presence *presence_of(const struct presence *all, uint32_t measure, int year)
{
    return &all[measure * YEARS + (uint32_t)(year % YEARS)];
}

static void tell_missing(struct checker *c, uint32_t measure, int year, const struct presence *p)
{
    const struct area *district = areas_at(c->areas, areas_district(c->areas));
    const char *names = "";
    size_t n = 0;
    for (size_t i = 0; i < district->n_members; i++) {
        uint32_t area = district->members[i];
        if (!p->area[area] && n++ < NAMED)
            names = arena_printf(c->arena, "%s%s%s", names, n > 1 ? ", " : "",
                                 areas_at(c->areas, area)->short_name);
    }
    if (n == 0)
        return;
    if (n > NAMED)
        names = arena_printf(c->arena, "%s und %zu weitere", names, n - NAMED);
    struct cells *cells = &c->scratch;
    cells->n = 0;
    cells_add(c, cells, p->cell);
    struct check_finding f = about(measure, AREA_NONE, year);
    f.text = arena_printf(c->arena, "keine Zahl für %s", names);
    f.value = (double)n;
    check_add(c, check_setting(c, measure, CATALOGUE_NONE, check_source(c, p->cell)).level, cells,
              f);
}

void find_missing(struct checker *c)
{
    const struct presence *all = list_presence(c);
    for (uint32_t m = 0; m < catalogue_measures(c->catalogue); m++) {
        size_t n;
        const int *years = facts_years(c->facts, m, &n);
        for (size_t i = 0; i < n; i++) {
            const struct presence *p = presence_of(all, m, years[i]);
            if (p->gemeinde)
                tell_missing(c, m, years[i], p);
        }
    }
}

/* The interval that more than half of the steps have; 0: there is none. */
static int interval_of(const int *years, size_t n)
{
    int times, interval = check_interval(years, n, &times);
    return n >= MIN_YEARS && 2 * times > (int)n - 1 ? interval : 0;
}

static const char *list_gap(struct checker *c, int from, int to, int interval)
{
    if (to - from == 2 * interval)
        return arena_printf(c->arena, "%d", from + interval);
    return arena_printf(c->arena, "%d bis %d", from + interval, to - interval);
}

enum level_of_gap { GAP_ALL, GAP_KREIS, GAP_GEMEINDEN };

static bool has_year(const struct presence *p, enum level_of_gap level)
{
    return (p->kreis && level != GAP_GEMEINDEN) || (p->gemeinde && level != GAP_KREIS);
}

static size_t list_years(const struct checker *c, uint32_t measure, const struct presence *all,
                         enum level_of_gap level, int years[YEARS])
{
    size_t n_years, n = 0;
    const int *listed = facts_years(c->facts, measure, &n_years);
    for (size_t i = 0; i < n_years; i++)
        if (has_year(presence_of(all, measure, listed[i]), level))
            years[n++] = listed[i];
    return n;
}

static void tell_gap(struct checker *c, uint32_t measure, uint32_t cell, enum level_of_gap level,
                     int year, const char *text)
{
    static const char *const parts[] = {"", "Kreis", "Gemeinden"};
    struct cells *cells = &c->scratch;
    cells->n = 0;
    cells_add(c, cells, cell);
    struct check_finding f = about(measure, AREA_NONE, year);
    f.part = parts[level];
    f.text = text;
    check_add(c, check_setting(c, measure, CATALOGUE_NONE, check_source(c, cell)).level, cells, f);
}

/* Gaps of all places are told once, those of the Kreis or of the Gemeinden beside them. */
static void look_for_gaps(struct checker *c, uint32_t measure, const struct presence *all,
                          enum level_of_gap level)
{
    int years[YEARS];
    size_t n = list_years(c, measure, all, level, years);
    int interval = interval_of(years, n);
    for (size_t i = 1; i < n && interval > 0; i++) {
        bool others = level == GAP_ALL;
        for (int y = years[i - 1] + 1; y < years[i] && !others; y++)
            others = has_year(presence_of(all, measure, y), GAP_ALL);
        if (years[i] - years[i - 1] > interval && others)
            tell_gap(c, measure, presence_of(all, measure, years[i])->cell, level,
                     years[i - 1] + interval,
                     arena_printf(c->arena, "keine Zahl für %s",
                                  list_gap(c, years[i - 1], years[i], interval)));
    }
}

void find_gaps(struct checker *c)
{
    const struct presence *all = list_presence(c);
    for (uint32_t m = 0; m < catalogue_measures(c->catalogue); m++)
        for (int level = GAP_ALL; level <= GAP_GEMEINDEN; level++)
            look_for_gaps(c, m, all, (enum level_of_gap)level);
}

enum { STRUCTURES = 8 }; /* with or without sexes, nationalities, ages */

static uint32_t structure_of(struct fact_key k)
{
    bool ages = k.age_from != 0 || k.age_to != AGE_OPEN;
    uint32_t which = (k.sex != SEX_ALL ? 1u : 0u) | (k.nationality != NAT_ALL ? 2u : 0u) |
                     (ages ? 4u : 0u);
    return k.measure * STRUCTURES + which;
}

/* By measure and structure: the newest year that any source has. A source whose figures
 * another one continues is not stale. */
static const int *newest_years(const struct checker *c)
{
    size_t n = catalogue_measures(c->catalogue) * STRUCTURES;
    int *newest = arena_array(c->arena, n + 1, sizeof *newest);
    for (uint32_t cell = 0; cell < facts_count(c->facts); cell++) {
        struct fact_key k = facts_key(c->facts, cell);
        int *year = &newest[structure_of(k)];
        *year = k.year > *year ? k.year : *year;
    }
    return newest;
}

void find_stale(struct checker *c)
{
    size_t n = catalogue_sources(c->catalogue);
    const int *newest = newest_years(c);
    int *year = arena_array(c->arena, n + 1, sizeof *year); /* by source; 0: no figures */
    for (uint32_t cell = 0; cell < facts_count(c->facts); cell++) {
        int *at = &year[facts_at(c->facts, cell).source];
        int have = newest[structure_of(facts_key(c->facts, cell))];
        *at = have > *at ? have : *at;
    }
    for (uint32_t s = 0; s < n; s++) {
        struct setting set = check_setting(c, CATALOGUE_NONE, CATALOGUE_NONE, s);
        if (year[s] == 0 || c->year - year[s] <= set.limit)
            continue;
        struct check_finding f = about(CATALOGUE_NONE, AREA_NONE, year[s]);
        f.source = s;
        f.value = year[s];
        f.expected = c->year;
        f.at.file = catalogue_source(c->catalogue, s)->files[0];
        f.text = arena_printf(c->arena, "%s (bis %d)", catalogue_source(c->catalogue, s)->table,
                              year[s]);
        check_add(c, set.level, NULL, f);
    }
}

/* Sizes ------------------------------------------------------------------------------ */

static const char *anchor_text(struct checker *c, const struct check_anchor *a, double v)
{
    if (isinf(a->most))
        return arena_printf(c->arena, "%s statt mindestens %s", check_figure(c, v),
                            check_figure(c, a->least));
    return arena_printf(c->arena, "%s statt %s bis %s", check_figure(c, v),
                        check_figure(c, a->least), check_figure(c, a->most));
}

static void check_anchor(struct checker *c, const struct check_anchor *a)
{
    uint32_t area = a->area[0] == '\0' ? areas_district(c->areas)
                                       : areas_find(c->areas, a->area, strlen(a->area));
    if (area == AREA_NONE) {
        DIAG_AT(c->d, CHECK_ANCHOR_AREA, a->at, a->area);
        return;
    }
    size_t n;
    const int *years = facts_years(c->facts, a->measure, &n);
    for (size_t i = 0; i < n; i++) {
        double v;
        uint32_t cell;
        if (years[i] < a->from || years[i] > a->to ||
            !check_number(c, check_whole_key(a->measure, area, years[i]), &v, &cell) ||
            (v >= a->least && v <= a->most))
            continue;
        struct cells *cells = &c->scratch;
        cells->n = 0;
        cells_add(c, cells, cell);
        struct check_finding f = about(a->measure, area, years[i]);
        f.value = v;
        f.expected = v < a->least ? a->least : a->most;
        f.text = anchor_text(c, a, v);
        check_add(c, check_setting(c, a->measure, CATALOGUE_NONE, check_source(c, cell)).level,
                  cells, f);
    }
}

void find_anchors(struct checker *c)
{
    const struct check_config *config = catalogue_checks(c->catalogue);
    for (size_t i = 0; i < config->n_anchors; i++)
        check_anchor(c, &config->anchors[i]);
}

/* What stands beside the figures ------------------------------------------------------ */

static struct place remark_place(const struct checker *c, const struct remark *r)
{
    return (struct place){facts_file(c->facts, r->file), (int)r->line, (int)r->column};
}

void find_names(struct checker *c)
{
    for (size_t i = 0; i < facts_remarks(c->facts); i++) {
        const struct remark *r = facts_remark_at(c->facts, i);
        if (r->kind != REMARK_NAME || !check_ours(c, r->area))
            continue;
        struct check_finding f = about(CATALOGUE_NONE, r->area, 0);
        f.source = r->source;
        f.at = remark_place(c, r);
        f.text = arena_printf(c->arena, "„%s“ neben dem Schlüssel %s", r->text,
                              areas_at(c->areas, r->area)->key);
        check_add(c, check_setting(c, CATALOGUE_NONE, CATALOGUE_NONE, r->source).level, NULL, f);
    }
}

/* By measure and year, else as they were read. */
static int compare_days(const void *x, const void *y)
{
    const struct remark *a = *(const struct remark *const *)x;
    const struct remark *b = *(const struct remark *const *)y;
    if (a->measure != b->measure)
        return a->measure < b->measure ? -1 : 1;
    if (a->year != b->year)
        return a->year < b->year ? -1 : 1;
    return (a > b) - (a < b); /* both point into one array */
}

static const struct remark **list_days(const struct checker *c, size_t *n)
{
    const struct remark **days =
        arena_array(c->arena, facts_remarks(c->facts) + 1, sizeof *days);
    *n = 0;
    for (size_t i = 0; i < facts_remarks(c->facts); i++)
        if (facts_remark_at(c->facts, i)->kind == REMARK_DAY)
            days[(*n)++] = facts_remark_at(c->facts, i);
    if (*n > 0)
        qsort(days, *n, sizeof *days, compare_days);
    return days;
}

/* Another day than before, and the catalogue does not know of a new basis. */
static bool has_moved(const struct checker *c, const struct remark *b, const struct remark *r)
{
    const struct measure *m = catalogue_measure(c->catalogue, r->measure);
    return b->measure == r->measure && (b->month != r->month || b->day != r->day) &&
           (b->year == r->year || measure_basis(m, b->year) == measure_basis(m, r->year));
}

/* Once for a source and year: all its measures move together. */
void find_days(struct checker *c)
{
    struct names told;
    size_t n;
    const struct remark **days = list_days(c, &n);
    names_init(&told);
    for (size_t i = 1; i < n; i++) {
        const struct remark *r = days[i], *b = days[i - 1];
        if (!has_moved(c, b, r))
            continue;
        struct setting set = check_setting(c, r->measure, CATALOGUE_NONE, r->source);
        const char *key = arena_printf(c->arena, "%u %d", (unsigned)r->source, r->year);
        uint32_t known = told.count;
        if (set.level == CHECK_OFF || names_intern(&told, key, strlen(key)) < known)
            continue;
        struct check_finding f = about(CATALOGUE_NONE, AREA_NONE, r->year);
        f.source = r->source;
        f.at = remark_place(c, r);
        f.text = arena_printf(c->arena, "%02d.%02d.%d nach %02d.%02d.%d (%s)", r->day, r->month,
                              r->year, b->day, b->month, b->year,
                              catalogue_measure(c->catalogue, r->measure)->name);
        check_add(c, set.level, NULL, f);
    }
    names_release(&told);
}

/* Indicators without figures ----------------------------------------------------------- */

/* By measure: a bit for each sex and nationality of which there is any cell. */
static unsigned *kinds_of_cells(const struct checker *c)
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

/* An indicator may wait for the user's figures. */
void find_no_data(struct checker *c)
{
    const unsigned *kinds = kinds_of_cells(c);
    for (uint32_t k = 0; k < catalogue_indicators(c->catalogue); k++) {
        const struct indicator *i = catalogue_indicator(c->catalogue, k);
        if (has_data(c, kinds, i->numerator, i->n_numerator) &&
            has_data(c, kinds, i->denominator, i->n_denominator))
            continue;
        struct check_finding f = about(CATALOGUE_NONE, AREA_NONE, 0);
        f.indicator = k;
        f.text = i->id;
        check_add(c, check_setting(c, i->numerator[0].measure, k, CATALOGUE_NONE).level, NULL, f);
    }
}
