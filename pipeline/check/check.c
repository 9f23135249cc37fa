#include "check/check.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/german.h"
#include "base/sha256.h"
#include "base/str.h"
#include "check/check_private.h"

static const double rounding_variance = 1.0 / 12; /* of a rounding to whole numbers */

const char *check_level_word(enum check_level level)
{
    static const char *const words[] = {"aus", "Hinweis", "Warnung", "Fehler"};
    return words[level];
}

/* Questions to the facts ---------------------------------------------------------- */

bool check_ours(const struct checker *c, uint32_t area)
{
    const struct area *a = areas_at(c->areas, area);
    uint32_t district = areas_district(c->areas);
    return area == district || a->parent == district || a->kind == AREA_GROUP;
}

bool check_below(const struct checker *c, uint32_t measure, int year)
{
    return c->below[measure * YEARS + (uint32_t)(year % YEARS)];
}

static const bool *list_below(const struct checker *c)
{
    size_t n = catalogue_measures(c->catalogue);
    bool *below = arena_array(c->arena, n * YEARS + 1, sizeof *below);
    for (uint32_t cell = 0; cell < facts_count(c->facts); cell++) {
        struct fact_key k = facts_key(c->facts, cell);
        if (areas_at(c->areas, k.area)->kind > AREA_KREIS)
            below[k.measure * YEARS + (uint32_t)(k.year % YEARS)] = true;
    }
    return below;
}

struct fact_key check_whole_key(uint32_t measure, uint32_t area, int year)
{
    return (struct fact_key){.measure = measure, .area = area, .year = year,
                             .age_to = AGE_OPEN};
}

struct fact_key check_term_key(const struct term *t, uint32_t area, int year)
{
    return (struct fact_key){.measure = t->measure, .area = area, .year = year, .sex = t->sex,
                             .nationality = t->nationality, .age_from = t->age_from,
                             .age_to = t->age_to};
}

bool check_number(const struct checker *c, struct fact_key k, double *value, uint32_t *cell)
{
    *cell = facts_find(c->facts, k);
    if (*cell == CELL_NONE)
        return false;
    struct fact v = facts_at(c->facts, *cell);
    *value = v.value;
    return sign_counts(v.sign);
}

uint32_t check_source(const struct checker *c, uint32_t cell)
{
    return cell == CELL_NONE ? CATALOGUE_NONE : facts_at(c->facts, cell).source;
}

int check_interval(const int *years, size_t n, int *times)
{
    int count[YEARS] = {0}, best = 0;
    for (size_t i = 1; i < n; i++)
        count[years[i] - years[i - 1]]++;
    for (int k = 1; k < YEARS; k++)
        best = count[k] > count[best] ? k : best;
    *times = count[best];
    return best;
}

static const char *age_text(struct checker *c, struct fact_key k)
{
    if (k.age_from == 0 && k.age_to == AGE_OPEN)
        return "";
    if (k.age_to == AGE_OPEN)
        return arena_printf(c->arena, "%d Jahre und älter", k.age_from);
    return arena_printf(c->arena, "%d bis unter %d Jahre", k.age_from, k.age_to);
}

const char *check_part_text(struct checker *c, struct fact_key k)
{
    static const char *const sexes[] = {"", "Männer", "Frauen"};
    static const char *const nationalities[] = {"", "Deutsche", "Ausländer"};
    const char *parts[] = {sexes[k.sex], nationalities[k.nationality], age_text(c, k)};
    const char *text = "";
    for (size_t i = 0; i < 3; i++)
        if (parts[i][0] != '\0')
            text = arena_printf(c->arena, "%s%s%s", text, text[0] != '\0' ? ", " : "", parts[i]);
    return text;
}

const char *check_figure(struct checker *c, double v)
{
    int decimals = 0;
    for (double scaled = v; decimals < 3 && fabs(scaled - round(scaled)) > 1e-6; scaled *= 10)
        decimals++;
    return german_number(c->arena, v, decimals);
}

/* What the unit says where the source does not: sums of thousands and of means are rounded. */
static double usual_step(const struct measure *m, double value)
{
    if (fabs(value - round(value)) > 1e-6 || strstr(m->unit, "km") != NULL)
        return 0.01;
    bool thousands = m->unit[0] >= '0' && m->unit[0] <= '9';
    return thousands || str_eq(m->reference, "Jahresdurchschnitt") ? 1 : 0;
}

/* Rounding errors and noise as if each size had the same probability: the widest there is. */
void slack_add(const struct checker *c, struct slack *s, uint32_t cell)
{
    if (cell == CELL_NONE)
        return;
    struct fact v = facts_at(c->facts, cell);
    const struct source *from = catalogue_source(c->catalogue, v.source);
    const struct measure *m =
        catalogue_measure(c->catalogue, facts_key(c->facts, cell).measure);
    bool noise = from->deviation == DEVIATION_NOISE;
    double step = from->deviation >= DEVIATION_ROUNDED ? from->step : usual_step(m, v.value);
    s->most += noise ? step : step / 2;
    s->variance += noise ? step * (step + 1) / 3 : step * step * rounding_variance;
    s->said = s->said || from->deviation != DEVIATION_UNSAID;
}

double slack_limit(const struct slack *s, double chance)
{
    double likely = s->said ? chance * sqrt(s->variance) : s->most;
    return fmin(s->most, likely) + 1e-6;
}

/* Findings ------------------------------------------------------------------------ */

void cells_add(struct checker *c, struct cells *cells, uint32_t cell)
{
    if (cell == CELL_NONE)
        return;
    if (cells->n == cells->cap) {
        size_t cap = cells->cap == 0 ? 16 : 2 * cells->cap;
        uint32_t *list = arena_array(c->arena, cap, sizeof *list);
        for (size_t i = 0; i < cells->n; i++)
            list[i] = cells->list[i];
        cells->list = list;
        cells->cap = cap;
    }
    cells->list[cells->n++] = cell;
}

static const char *measure_id(const struct checker *c, uint32_t measure)
{
    return measure == CATALOGUE_NONE ? "" : catalogue_measure(c->catalogue, measure)->id;
}

/* What it is about, not what it says: the id stays when figures or lines change. */
static void set_id(struct checker *c, struct check_finding *f)
{
    const struct areas *areas = c->areas;
    const char *about = arena_printf(
        c->arena, "%s|%s|%s|%s|%d|%d|%s|%s|%s", f->rule->id, measure_id(c, f->measure),
        f->indicator == CATALOGUE_NONE ? "" : catalogue_indicator(c->catalogue, f->indicator)->id,
        f->area == AREA_NONE ? "" : areas_at(areas, f->area)->key, f->year, f->month, f->part,
        f->measure == CATALOGUE_NONE && f->source != CATALOGUE_NONE
            ? catalogue_source(c->catalogue, f->source)->id : "",
        f->at.file != NULL ? f->at.file : "");
    char digest[SHA256_HEX];
    sha256_hex(about, strlen(about), digest);
    char *end = stpcpy(f->id, f->rule->id);
    *end++ = '-';
    memcpy(end, digest, 12);
    end[12] = '\0';
}

void check_add(struct checker *c, enum check_level level, const struct cells *cells,
               struct check_finding f)
{
    struct checked *out = c->out;
    if (level == CHECK_OFF)
        return;
    f.rule = c->rule;
    f.level = level;
    f.part = f.part != NULL ? f.part : "";
    f.accepted = CHECK_NONE;
    if (cells != NULL && cells->n > 0) {
        f.cells = arena_copy(c->arena, cells->list, cells->n, sizeof *cells->list);
        f.n_cells = cells->n;
        f.source = check_source(c, cells->list[0]);
    }
    set_id(c, &f);
    out->list = arena_push(out->arena, out->list, out->n, sizeof *out->list);
    out->list[out->n++] = f;
}

struct group { /* the findings of one source */
    uint32_t source;
    enum check_level worst;
    size_t n_worst;
};

struct order {
    const struct check_finding *f;
    struct group group;
    size_t at;
};

static int by_size(size_t a, size_t b)
{
    return (a > b) - (a < b);
}

/* Worst source first, then the order of the sources; none comes last. What is told for all
 * sources at once follows behind. */
static int compare_groups(const struct group *a, const struct group *b)
{
    if (a->source == b->source)
        return 0;
    if ((a->source == CATALOGUE_NONE) != (b->source == CATALOGUE_NONE))
        return a->source == CATALOGUE_NONE ? 1 : -1;
    if (a->worst != b->worst)
        return a->worst > b->worst ? -1 : 1;
    if (a->n_worst != b->n_worst)
        return a->n_worst > b->n_worst ? -1 : 1;
    return a->source < b->source ? -1 : 1;
}

static int compare(const void *x, const void *y)
{
    const struct order *a = x, *b = y;
    if (a->f->rule->together != b->f->rule->together)
        return a->f->rule->together ? 1 : -1;
    int groups = a->f->rule->together ? 0 : compare_groups(&a->group, &b->group);
    if (groups != 0)
        return groups;
    if (a->f->level != b->f->level)
        return a->f->level > b->f->level ? -1 : 1;
    if (a->f->rule != b->f->rule)
        return a->f->rule < b->f->rule ? -1 : 1;
    if (a->f->measure != b->f->measure)
        return a->f->measure < b->f->measure ? -1 : 1;
    return by_size(a->at, b->at);
}

static struct group *count_groups(const struct checked *f)
{
    size_t n = catalogue_sources(f->catalogue);
    struct group *groups = arena_array(f->arena, n + 1, sizeof *groups);
    for (size_t i = 0; i < f->n; i++) {
        const struct check_finding *x = &f->list[i];
        struct group *g = &groups[x->source == CATALOGUE_NONE ? n : x->source];
        g->source = x->source;
        g->n_worst = x->level > g->worst ? 1 : g->n_worst + (x->level == g->worst);
        g->worst = x->level > g->worst ? x->level : g->worst;
    }
    return groups;
}

static void sort(struct checked *f)
{
    size_t n = catalogue_sources(f->catalogue);
    const struct group *groups = count_groups(f);
    struct order *order = arena_array(f->arena, f->n + 1, sizeof *order);
    struct check_finding *sorted = arena_array(f->arena, f->n + 1, sizeof *sorted);
    for (size_t i = 0; i < f->n; i++) {
        uint32_t source = f->list[i].source;
        order[i] = (struct order){&f->list[i], groups[source == CATALOGUE_NONE ? n : source], i};
    }
    if (f->n > 0)
        qsort(order, f->n, sizeof *order, compare);
    for (size_t i = 0; i < f->n; i++)
        sorted[i] = *order[i].f;
    f->list = sorted;
}

struct checked *check_new(const struct areas *areas, const struct catalogue *catalogue,
                          const struct facts *facts)
{
    struct checked *f = mem_alloc(sizeof *f);
    *f = (struct checked){.arena = arena_new(), .areas = areas, .catalogue = catalogue,
                          .facts = facts};
    return f;
}

void check_facts(struct checked *f, enum check_extent extent, int year, struct diag *d)
{
    struct checker c = {.out = f, .areas = f->areas, .catalogue = f->catalogue,
                        .facts = f->facts, .d = d, .arena = f->arena, .year = year};
    c.below = list_below(&c);
    for (size_t i = 0; (c.rule = check_rule_at(i)) != NULL; i++)
        if (extent == CHECK_ALL || accepted_names(f, c.rule))
            c.rule->find(&c);
    sort(f);
    accepted_match(f, extent == CHECK_ALL ? d : NULL);
}

void check_free(struct checked *f)
{
    if (f == NULL)
        return;
    arena_free(f->arena);
    free(f);
}

size_t check_count(const struct checked *f)
{
    return f->n;
}

const struct check_finding *check_at(const struct checked *f, size_t i)
{
    return &f->list[i];
}

size_t check_of_level(const struct checked *f, enum check_level level)
{
    size_t n = 0;
    for (size_t i = 0; i < f->n; i++)
        n += f->list[i].level == level && f->list[i].accepted == CHECK_NONE;
    return n;
}
