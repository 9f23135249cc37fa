/* Rules about the course of a series: jumps, breaks, values that stay the same. A year that
 * begins a new basis in the catalogue is never compared with the one before. */
#include <math.h>
#include <stdlib.h>

#include "base/german.h"
#include "check/check_private.h"
#include "methods/jump.h"
#include "methods/spread.h"

enum {
    MIN_CHANGES = 6, /* for robust limits */
    MIN_UNITS = 8,   /* municipalities, for what happens in all of them */
    STAYS = 2        /* further years on the new level make a break */
};

static const double most_of_them = 0.8; /* of the municipalities */
static const double most_common = 0.005; /* a smaller change of all of them is no break */
static const double large_enough = 10;   /* smaller counts are often equal by chance */
static const double alike = 1e-9; /* changes that differ by the rounding of logarithms alone */

struct change { /* from one year of the series to the next */
    int year, before_year;
    double before, after;
    double relative; /* natural logarithm of the ratio */
    uint32_t cell, before_cell;
};

struct course {
    uint32_t measure, area;
    int interval; /* of the measure */
    struct change list[YEARS];
    size_t n;
};

static void list_changes(const struct checker *c, struct course *s)
{
    const struct measure *m = catalogue_measure(c->catalogue, s->measure);
    size_t n_years;
    const int *years = facts_years(c->facts, s->measure, &n_years);
    bool below = areas_at(c->areas, s->area)->kind > AREA_KREIS;
    s->n = 0;
    for (size_t i = 1; i < n_years; i++) {
        struct change x = {.year = years[i], .before_year = years[i - 1]};
        if (x.year - x.before_year != s->interval ||
            measure_basis(m, x.before_year) != measure_basis(m, x.year) ||
            (below && !check_below(c, s->measure, x.year)) ||
            !check_number(c, check_whole_key(s->measure, s->area, x.before_year), &x.before,
                          &x.before_cell) ||
            !check_number(c, check_whole_key(s->measure, s->area, x.year), &x.after, &x.cell) ||
            x.before <= 0 || x.after <= 0)
            continue;
        x.relative = log(x.after / x.before);
        s->list[s->n++] = x;
    }
}

static bool counts_cases(const struct checker *c, uint32_t measure)
{
    const struct measure *m = catalogue_measure(c->catalogue, measure);
    return m->additive && !m->amount;
}

/* By the other changes, so that a jump does not hide itself; false: the series is too short. */
static bool usual_change(const struct course *s, size_t but, struct centre *usual)
{
    double others[YEARS];
    size_t n = 0;
    for (size_t i = 0; i < s->n; i++)
        if (i != but)
            others[n++] = s->list[i].relative;
    if (s->n < MIN_CHANGES)
        return false;
    *usual = spread_centre(others, n);
    return true;
}

/* Beyond robust limits, beyond what chance explains, and large enough to matter. A short series
 * does not know what is usual: there it has to double or to halve. */
static bool is_jump(const struct checker *c, const struct course *s, size_t i,
                    const struct setting *set)
{
    const struct change *x = &s->list[i];
    struct centre usual;
    double least = log(1 + set->least / 100);
    if (fabs(x->relative) <= least ||
        (counts_cases(c, s->measure) &&
         jump_chance(x->before, x->after) * 100 >= set->chance))
        return false;
    if (usual_change(s, i, &usual))
        return fabs(x->relative - usual.median) > fmax(set->limit * usual.scale, alike);
    return fabs(x->relative) > log(2);
}

static bool follows(const struct change *a, const struct change *b)
{
    return a->year == b->before_year;
}

/* The next change takes it back: one figure is wrong, not two changes. */
static bool is_spike(const struct course *s, size_t i)
{
    const struct change *x = &s->list[i];
    return i + 1 < s->n && follows(x, x + 1) &&
           fabs(x->relative + x[1].relative) < fabs(x->relative) / 2;
}

/* The next years stay on the new level, and it is not the usual one after a single figure. */
static bool is_break(const struct course *s, size_t i)
{
    const struct change *x = &s->list[i];
    double away = 0;
    if (i > 0 && is_spike(s, i - 1))
        return false;
    for (size_t k = 1; k <= STAYS; k++) {
        if (i + k >= s->n || !follows(&s->list[i + k - 1], &s->list[i + k]))
            return false;
        away += s->list[i + k].relative;
        if (fabs(away) > fabs(x->relative) / 2)
            return false;
    }
    return true;
}

static struct setting setting_at(const struct checker *c, const struct check_rule *rule,
                                 const struct course *s, size_t i)
{
    return check_setting_of(c, rule, s->measure, CATALOGUE_NONE,
                            check_source(c, s->list[i].cell));
}

static void tell(struct checker *c, const struct course *s, size_t i, enum check_level level,
                 const char *text)
{
    const struct change *x = &s->list[i];
    struct cells *cells = &c->scratch;
    cells->n = 0;
    cells_add(c, cells, x->cell);
    cells_add(c, cells, x->before_cell);
    check_add(c, level, cells,
              (struct check_finding){.measure = s->measure, .indicator = CATALOGUE_NONE,
                               .area = s->area, .year = x->year, .value = x->after,
                               .expected = x->before, .text = text});
}

static const char *from_to(struct checker *c, const struct change *x)
{
    return arena_printf(c->arena, "%s nach %s", check_figure(c, x->after),
                        check_figure(c, x->before));
}

typedef void look(struct checker *c, struct course *s);

/* Every series of totals that can be added. */
static void all_courses(struct checker *c, look *each)
{
    struct course s;
    for (s.measure = 0; s.measure < catalogue_measures(c->catalogue); s.measure++) {
        size_t n;
        int times;
        const int *years = facts_years(c->facts, s.measure, &n);
        if (n < 2 || !catalogue_measure(c->catalogue, s.measure)->additive)
            continue;
        s.interval = check_interval(years, n, &times);
        for (s.area = 0; s.area < areas_count(c->areas); s.area++) {
            if (!check_ours(c, s.area))
                continue;
            list_changes(c, &s);
            each(c, &s);
        }
    }
}

static void look_for_jumps(struct checker *c, struct course *s)
{
    const struct check_rule *breaks = check_rule_find("break");
    for (size_t i = 0; i < s->n; i++) {
        struct setting set = setting_at(c, c->rule, s, i);
        struct setting other = setting_at(c, breaks, s, i);
        if (!is_jump(c, s, i, &set) ||
            (other.level != CHECK_OFF && is_jump(c, s, i, &other) && is_break(s, i)))
            continue;
        if (!is_spike(s, i)) {
            tell(c, s, i, set.level, from_to(c, &s->list[i]));
            continue;
        }
        tell(c, s, i, set.level,
             arena_printf(c->arena, "%s zwischen %s und %s", check_figure(c, s->list[i].after),
                          check_figure(c, s->list[i].before),
                          check_figure(c, s->list[i + 1].after)));
        i++;
    }
}

void find_jumps(struct checker *c)
{
    all_courses(c, look_for_jumps);
}

/* Breaks ---------------------------------------------------------------------------- */

static void look_for_breaks(struct checker *c, struct course *s)
{
    for (size_t i = 0; i < s->n; i++) {
        struct setting set = setting_at(c, c->rule, s, i);
        if (is_jump(c, s, i, &set) && is_break(s, i))
            tell(c, s, i, set.level, from_to(c, &s->list[i]));
    }
}

/* What happens to all municipalities in one year, though it is small in each: a new basis
 * moves them together, people do not. */
struct common {
    uint32_t measure;
    int year[YEARS];
    double median[YEARS]; /* of the changes of all municipalities */
    size_t n;
};

static const struct change *change_of(const struct course *s, int year)
{
    for (size_t i = 0; i < s->n; i++)
        if (s->list[i].year == year)
            return &s->list[i];
    return NULL;
}

static void list_common(struct checker *c, struct course *courses, size_t n, struct common *m)
{
    double *changes = arena_array(c->arena, n + 1, sizeof *changes);
    size_t n_years;
    const int *years = facts_years(c->facts, m->measure, &n_years);
    m->n = 0;
    for (size_t y = 0; y < n_years; y++) {
        size_t k = 0;
        for (size_t i = 0; i < n; i++) {
            const struct change *x = change_of(&courses[i], years[y]);
            if (x != NULL)
                changes[k++] = x->relative;
        }
        if (k < MIN_UNITS)
            continue;
        m->year[m->n] = years[y];
        m->median[m->n++] = spread_centre(changes, k).median;
    }
}

/* Share of the municipalities that the change of that year has moved by more than a quarter
 * of what it moved the middle one. */
static double moved_along(const struct course *courses, size_t n, int year, double usual,
                          double off)
{
    size_t all = 0, same = 0;
    for (size_t i = 0; i < n; i++) {
        const struct change *x = change_of(&courses[i], year);
        all += x != NULL;
        same += x != NULL && (x->relative - usual) / off > 0.25;
    }
    return all > 0 ? (double)same / (double)all : 0;
}

static void tell_common(struct checker *c, const struct course *courses, size_t n,
                        const struct common *m, size_t at, double usual)
{
    struct cells *cells = &c->scratch;
    cells->n = 0;
    for (size_t i = 0; i < n; i++) {
        const struct change *x = change_of(&courses[i], m->year[at]);
        cells_add(c, cells, x != NULL ? x->cell : CELL_NONE);
    }
    struct setting set =
        check_setting(c, m->measure, CATALOGUE_NONE, check_source(c, cells->list[0]));
    double change = 100 * (exp(m->median[at]) - 1), else_ = 100 * (exp(usual) - 1);
    check_add(c, set.level, cells,
              (struct check_finding){.measure = m->measure, .indicator = CATALOGUE_NONE,
                               .area = areas_district(c->areas), .year = m->year[at],
                               .part = "alle Gemeinden", .value = change, .expected = else_,
                               .text = arena_printf(c->arena, "%s %% in der mittleren Gemeinde, "
                                                              "sonst %s %%",
                                                    german_signed(c->arena, change, 1),
                                                    german_signed(c->arena, else_, 1))});
}

static void look_at_all(struct checker *c, uint32_t measure, struct course *courses)
{
    const struct area *district = areas_at(c->areas, areas_district(c->areas));
    struct common m = {.measure = measure};
    size_t n = district->n_members, n_years;
    const int *years = facts_years(c->facts, measure, &n_years);
    if (n_years < MIN_CHANGES)
        return;
    int times, interval = check_interval(years, n_years, &times);
    for (size_t i = 0; i < n; i++) {
        courses[i].measure = measure;
        courses[i].interval = interval;
        courses[i].area = district->members[i];
        list_changes(c, &courses[i]);
    }
    list_common(c, courses, n, &m);
    for (size_t i = 0; i < m.n && m.n >= MIN_CHANGES; i++) {
        double others[YEARS];
        size_t k = 0;
        for (size_t y = 0; y < m.n; y++)
            if (y != i)
                others[k++] = m.median[y];
        struct centre usual = spread_centre(others, k);
        struct setting set = check_setting(c, measure, CATALOGUE_NONE, CATALOGUE_NONE);
        double off = m.median[i] - usual.median;
        if (fabs(off) > fmax(set.limit * usual.scale, most_common) &&
            moved_along(courses, n, m.year[i], usual.median, off) >= most_of_them)
            tell_common(c, courses, n, &m, i, usual.median);
    }
}

void find_breaks(struct checker *c)
{
    all_courses(c, look_for_breaks);
    size_t n = areas_at(c->areas, areas_district(c->areas))->n_members;
    struct course *courses = mem_alloc((n + 1) * sizeof *courses);
    for (uint32_t m = 0; n >= MIN_UNITS && m < catalogue_measures(c->catalogue); m++)
        if (counts_cases(c, m))
            look_at_all(c, m, courses);
    free(courses);
}

/* The same again -------------------------------------------------------------------- */

/* Counts of persons and cases that stay the same for years; the more, the less by chance. */
static void look_for_constants(struct checker *c, struct course *s)
{
    if (!counts_cases(c, s->measure))
        return;
    for (size_t i = 0; i < s->n;) {
        double chance = 1;
        size_t from = i;
        struct cells *cells = &c->scratch;
        cells->n = 0;
        for (; i < s->n && !(fabs(s->list[i].relative) > 0) &&
               (i == from || follows(&s->list[i - 1], &s->list[i])); i++) {
            chance *= jump_equal(s->list[i].after);
            cells_add(c, cells, i == from ? s->list[i].before_cell : CELL_NONE);
            cells_add(c, cells, s->list[i].cell);
        }
        if (i == from) {
            i++;
            continue;
        }
        const struct change *last = &s->list[i - 1];
        struct setting set = setting_at(c, c->rule, s, i - 1);
        if ((double)cells->n < set.limit || chance * 100 >= set.chance)
            continue;
        check_add(c, set.level, cells,
                  (struct check_finding){.measure = s->measure, .indicator = CATALOGUE_NONE,
                                   .area = s->area, .year = last->year, .value = last->after,
                                   .expected = NAN,
                                   .text = arena_printf(c->arena, "seit %d unverändert %s",
                                                        s->list[from].before_year,
                                                        check_figure(c, last->after))});
    }
}

void find_constants(struct checker *c)
{
    all_courses(c, look_for_constants);
}

struct pairs { /* of a measure and year with the year before */
    size_t n, same;
    double chance; /* sum of the probabilities of equal counts */
    uint32_t first; /* cell */
};

/* A cell and that of the year before, where both are large enough. */
static bool find_pair(const struct checker *c, uint32_t cell, double *now, double *then)
{
    struct fact_key k = facts_key(c->facts, cell);
    uint32_t found;
    if (!check_number(c, k, now, &found) || *now < large_enough || k.year <= 1900)
        return false;
    k.year--;
    return check_number(c, k, then, &found) && *then >= large_enough;
}

static bool is_same(double now, double then)
{
    return !(fabs(now - then) > 0);
}

static void count_pair(const struct checker *c, uint32_t cell, struct pairs *p)
{
    double now, then;
    if (!find_pair(c, cell, &now, &then))
        return;
    p->first = p->n++ == 0 ? cell : p->first;
    p->same += is_same(now, then);
    p->chance += jump_equal((now + then) / 2);
}

static void tell_copied(struct checker *c, uint32_t measure, int year, const struct pairs *p,
                        const struct setting *set)
{
    struct cells *cells = &c->scratch;
    cells->n = 0;
    for (uint32_t cell = p->first; cell < facts_count(c->facts); cell++) {
        struct fact_key k = facts_key(c->facts, cell);
        double now, then;
        if (k.measure == measure && k.year == year && check_ours(c, k.area) &&
            find_pair(c, cell, &now, &then) && is_same(now, then))
            cells_add(c, cells, cell);
    }
    check_add(c, set->level, cells,
              (struct check_finding){.measure = measure, .indicator = CATALOGUE_NONE,
                               .area = AREA_NONE, .year = year, .value = (double)p->same,
                               .expected = p->chance,
                               .text = arena_printf(c->arena, "%zu von %zu Werten sind die von %d",
                                                    p->same, p->n, year - 1)});
}

/* A delivery of the year before, taken once more: many equal counts in one year. */
void find_copied(struct checker *c)
{
    size_t n = catalogue_measures(c->catalogue);
    struct pairs *pairs = mem_alloc((n * YEARS + 1) * sizeof *pairs);
    for (uint32_t cell = 0; cell < facts_count(c->facts); cell++) {
        struct fact_key k = facts_key(c->facts, cell);
        if (counts_cases(c, k.measure) && check_ours(c, k.area))
            count_pair(c, cell, &pairs[k.measure * YEARS + (uint32_t)(k.year % YEARS)]);
    }
    for (uint32_t m = 0; m < n; m++) {
        size_t n_years;
        const int *years = facts_years(c->facts, m, &n_years);
        for (size_t i = 0; i < n_years; i++) {
            const struct pairs *p = &pairs[m * YEARS + (uint32_t)(years[i] % YEARS)];
            if (p->n == 0)
                continue;
            struct setting set =
                check_setting(c, m, CATALOGUE_NONE, check_source(c, p->first));
            if ((double)p->same >= fmax(set.limit, set.least / 100 * (double)p->n) &&
                jump_many(p->same, p->n, p->chance / (double)p->n) * 100 < set.chance)
                tell_copied(c, m, years[i], p, &set);
        }
    }
    free(pairs);
}
