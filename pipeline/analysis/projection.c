#include "methods/projection.h"

#include <math.h>
#include <string.h>

#include "analysis/analysis_private.h"
#include "base/german.h"
#include "methods/apportion.h"

/* Tables hold groups of five years, women before men; the last group is open. Published groups
 * that reach into two of them are parted as if all their years were equally full: so are the
 * children from 3 to 5 of official tables. */

enum {
    WIDTH = 5,         /* years between tables, and in a group */
    OLDEST = 127,      /* end of open groups (guard/published.h) */
    GROUPS = OLDEST / WIDTH + 1,
    YOUNG = 20 / WIDTH, OLD = 65 / WIDTH /* groups from which ages are summed */
};

static const struct mothers bearing = {15 / WIDTH, 45 / WIDTH};
static const char left_out[] = "Die Bevölkerung wird nicht vorausgerechnet.";

struct cohorts { /* rows of tables: places, what is in none of them, at last the district */
    size_t rows, cells;
    uint32_t *areas;       /* PUBLISHED_NONE: in none of the places */
    double *size;          /* [persons] at the start */
    double *then, *now, *next; /* rows by cells */
};

/* -- The declaration */

/* Groups of five years up to the open one; 0 where the parts are not usable: both sexes by
 * ages without gap or overlap, none wider than five years below 65. */
static size_t groups_of(const struct published_indicator *in)
{
    int wide = OLDEST;
    for (int sex = 1; sex <= 2; sex++) {
        int covered[OLDEST] = {0};
        for (size_t p = 0; p < in->n_parts; p++) {
            const struct published_part *part = &in->parts[p];
            for (int y = part->age_from; part->sex == sex && y < part->age_to; y++)
                covered[y]++;
            if (part->age_to - part->age_from > WIDTH && part->age_from < wide)
                wide = part->age_from;
        }
        for (int y = 0; y < OLDEST; y++) {
            if (covered[y] != 1)
                return 0;
        }
    }
    size_t n = (size_t)(wide / WIDTH) + 1;
    return n > OLD ? n : 0;
}

static bool only_sexes(const struct published_indicator *in)
{
    for (size_t p = 0; p < in->n_parts; p++) {
        if (in->parts[p].sex == 0)
            return false;
    }
    return true;
}

static bool read_declaration(struct analysis *a, const struct xml_node *n, struct diag *d)
{
    struct projections *x = &a->projections;
    x->ages = read_indicator(a, n, "ages", left_out, d);
    x->official = PUBLISHED_NONE;
    if (xml_attr(n, "official") != NULL)
        x->official = read_indicator(a, n, "official", left_out, d);
    if (x->ages == PUBLISHED_NONE ||
        (x->official == PUBLISHED_NONE && xml_attr(n, "official") != NULL))
        return false;
    const struct published_indicator *in = published_indicator(a->published, x->ages);
    x->groups = only_sexes(in) ? groups_of(in) : 0;
    if (x->groups == 0)
        XML_REPORT(d, ANALYSIS_AGES, n, "ages", in->id, left_out);
    x->steps = (size_t)xml_attr_int(n, "years", WIDTH, d) / WIDTH;
    x->mixed = strcmp(xml_attr(n, "change"), "mixed") == 0;
    x->level = xml_attr_number(n, "level", 0.8, d);
    const char *limits = xml_attr(n, "limits");
    for (const char *p = limits; p != NULL && *p != '\0'; p++)
        x->n_limits += *p != ' ' && (p == limits || p[-1] == ' ');
    x->limits = arena_array(a->arena, x->n_limits + 1, sizeof *x->limits);
    return x->groups > 0 &&
           (limits == NULL || read_limits(a, n, x->limits, x->n_limits, left_out, d));
}

/* -- Tables */

/* False where a number is hidden or missing. */
static bool table_of(const struct analysis *a, uint32_t area, int year, double *out)
{
    const struct projections *x = &a->projections;
    const struct published_indicator *in = published_indicator(a->published, x->ages);
    memset(out, 0, 2 * x->groups * sizeof *out);
    for (uint32_t p = 0; p < in->n_parts; p++) {
        const struct published_part *part = &in->parts[p];
        const struct published_value *v = shown_part(a, x->ages, area, year, p + 1);
        if (v == NULL || v->value < 0)
            return false;
        double *sex = out + (part->sex == 2 ? 0 : x->groups);
        for (int y = part->age_from; y < part->age_to; y++) {
            size_t group = (size_t)(y / WIDTH) < x->groups ? (size_t)(y / WIDTH) : x->groups - 1;
            sex[group] += v->value / (part->age_to - part->age_from);
        }
    }
    return true;
}

static double sum_of(const double *numbers, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += numbers[i];
    return sum;
}

/* What of the district is in none of the places; rounded figures may leave less than nothing. */
static void put_rest(struct cohorts *c, const double *district, double *tables)
{
    double *rest = tables + (c->rows - 2) * c->cells;
    for (size_t k = 0; k < c->cells; k++) {
        double left = district[k];
        for (size_t i = 0; i + 2 < c->rows; i++)
            left -= tables[i * c->cells + k];
        rest[k] = fmax(0, left);
    }
}

/* Tables of a year and of five years before. False: the district has none that may be
 * compared. Places that lack one are left out. */
static bool start(struct analysis *a, int year, struct cohorts *c)
{
    const struct projections *x = &a->projections;
    const struct published_value *then = shown_part(a, x->ages, a->district, year - WIDTH, 1);
    const struct published_value *now = shown_part(a, x->ages, a->district, year, 1);
    size_t room = (a->n_places + 2) * 2 * x->groups;
    *c = (struct cohorts){.cells = 2 * x->groups,
                          .areas = arena_array(a->arena, a->n_places + 2, sizeof *c->areas),
                          .size = arena_array(a->arena, a->n_places + 2, sizeof *c->size),
                          .then = arena_array(a->arena, room, sizeof *c->then),
                          .now = arena_array(a->arena, room, sizeof *c->now),
                          .next = arena_array(a->arena, room, sizeof *c->next)};
    if (then == NULL || now == NULL || !comparable(a, x->ages, then, now))
        return false;
    for (size_t i = 0; i < a->n_places; i++) {
        if (table_of(a, a->places[i], year - WIDTH, c->then + c->rows * c->cells) &&
            table_of(a, a->places[i], year, c->now + c->rows * c->cells))
            c->areas[c->rows++] = a->places[i];
    }
    if (c->rows < a->n_places)
        c->areas[c->rows++] = PUBLISHED_NONE;
    c->areas[c->rows++] = a->district;
    size_t last = (c->rows - 1) * c->cells;
    if (!table_of(a, a->district, year - WIDTH, c->then + last) ||
        !table_of(a, a->district, year, c->now + last))
        return false;
    if (c->rows >= 2 && c->areas[c->rows - 2] == PUBLISHED_NONE) {
        put_rest(c, c->then + last, c->then);
        put_rest(c, c->now + last, c->now);
    }
    for (size_t i = 0; i < c->rows; i++)
        c->size[i] = sum_of(c->now + i * c->cells, c->cells);
    return true;
}

/* -- Steps of five years */

/* All places together have in every group what the district has. */
static void constrain(struct cohorts *c)
{
    size_t places = c->rows - 1;
    double all = sum_of(c->size, places);
    for (size_t k = 0; k < c->cells; k++) {
        double sum = 0, whole = c->next[places * c->cells + k];
        for (size_t i = 0; i < places; i++)
            sum += c->next[i * c->cells + k];
        for (size_t i = 0; i < places; i++) {
            double *cell = &c->next[i * c->cells + k];
            if (sum > 0)
                *cell *= whole / sum;
            else if (all > 0) /* nobody anywhere: by inhabitants */
                *cell = whole * c->size[i] / all;
        }
    }
}

static bool step(const struct projections *x, struct cohorts *c)
{
    size_t n = x->groups;
    for (size_t i = 0; i < c->rows; i++) {
        const double *then = c->then + i * c->cells, *now = c->now + i * c->cells;
        double *next = c->next + i * c->cells;
        if (!projection_step((struct age_tables){then, now}, (struct age_tables){then + n, now + n},
                             n, bearing, x->mixed ? COHORT_MIXED : COHORT_RATIO, next, next + n))
            return false;
    }
    constrain(c);
    double *free_table = c->then;
    c->then = c->now;
    c->now = c->next;
    c->next = free_table;
    return true;
}

/* Whole persons into c->next: in every group the places add up to the district. */
static void make_whole(struct analysis *a, struct cohorts *c)
{
    size_t places = c->rows - 1;
    double *column = arena_array(a->arena, c->rows, sizeof *column);
    for (size_t k = 0; k < c->cells; k++) {
        for (size_t i = 0; i < c->rows; i++)
            column[i] = c->now[i * c->cells + k];
        column[places] = round(column[places]);
        if (!apportion(column, places, column[places], column))
            column[places] = c->now[places * c->cells + k];
        for (size_t i = 0; i < c->rows; i++)
            c->next[i * c->cells + k] = column[i];
    }
}

/* -- Past errors, and what is told */

struct errors {
    struct past_error *list;
    size_t n;
};

/* Of all earlier projections over as many steps, made in the same way. */
static struct errors errors_of(struct analysis *a, size_t steps)
{
    const struct projections *x = &a->projections;
    const struct published_indicator *in = published_indicator(a->published, x->ages);
    struct errors e = {arena_array(a->arena, in->n_years * a->n_places + 1, sizeof *e.list), 0};
    for (size_t y = 0; y < in->n_years; y++) {
        int target = in->years[y] + (int)steps * WIDTH;
        const struct published_value *true_one = shown_at(a, x->ages, a->district, target);
        const struct published_value *base = shown_part(a, x->ages, a->district, in->years[y], 1);
        struct cohorts c;
        bool done = true_one != NULL && base != NULL && comparable(a, x->ages, base, true_one) &&
                    start(a, in->years[y], &c);
        for (size_t s = 0; done && s < steps; s++)
            done = step(x, &c);
        for (size_t i = 0; done && i + 1 < c.rows; i++) {
            double projected = sum_of(c.now + i * c.cells, c.cells);
            true_one = c.areas[i] != PUBLISHED_NONE ? shown_at(a, x->ages, c.areas[i], target)
                                                    : NULL;
            if (true_one != NULL && projected > 0)
                e.list[e.n++] =
                    (struct past_error){c.size[i], (true_one->value - projected) / projected};
        }
    }
    return e;
}

static struct analysis_projection *slot(struct analysis *a, uint32_t area)
{
    return &a->projections.found[area == a->district ? a->n_places : a->place_of[area]];
}

static void tell(struct analysis *a, const struct cohorts *c, int year, struct errors e)
{
    const struct projections *x = &a->projections;
    size_t n = x->groups;
    for (size_t i = 0; i < c->rows; i++) {
        if (c->areas[i] == PUBLISHED_NONE)
            continue;
        struct analysis_projection *p = slot(a, c->areas[i]);
        struct analysis_projection_year *out = &p->years[p->n_years++];
        const double *women = c->next + i * c->cells, *men = women + n;
        *out = (struct analysis_projection_year){
            .year = year,
            .total = sum_of(women, c->cells),
            .young = sum_of(women, YOUNG) + sum_of(men, YOUNG),
            .middle = sum_of(women + YOUNG, OLD - YOUNG) + sum_of(men + YOUNG, OLD - YOUNG),
            .old = sum_of(women + OLD, n - OLD) + sum_of(men + OLD, n - OLD)};
        struct bounds b;
        out->has_interval =
            c->areas[i] != a->district &&
            projection_interval(out->total, c->size[i], e.list, e.n, x->limits, x->n_limits,
                                interval_level(x->level), &b);
        if (out->has_interval) {
            out->lower = b.lower;
            out->upper = b.upper;
        }
    }
}

/* The newest year from which it can be started; 0: none. */
static int newest_start(struct analysis *a, struct cohorts *c)
{
    const struct published_indicator *in = published_indicator(a->published, a->projections.ages);
    for (size_t y = in->n_years; y > 0; y--) {
        if (start(a, in->years[y - 1], c))
            return in->years[y - 1];
    }
    return 0;
}

static const char *no_start(struct analysis *a)
{
    const struct published_indicator *in = published_indicator(a->published, a->projections.ages);
    struct buf years = BUF_INIT;
    double *table = arena_array(a->arena, 2 * a->projections.groups, sizeof *table);
    for (size_t y = 0; y < in->n_years; y++) {
        if (table_of(a, a->district, in->years[y], table))
            buf_printf(&years, "%s%d", buf_str(&years)[0] != '\0' ? ", " : "", in->years[y]);
    }
    const char *why =
        arena_printf(a->arena, "nötig ist der Altersaufbau zweier vergleichbarer Jahre im Abstand "
                     "von fünf Jahren; vorhanden: %s",
                     buf_str(&years)[0] != '\0' ? buf_str(&years) : "keiner");
    buf_release(&years);
    return why;
}

void projections_work_out(struct analysis *a, const struct xml_node *n, struct diag *d)
{
    struct projections *x = &a->projections;
    if (!read_declaration(a, n, d))
        return;
    struct cohorts c;
    int from = newest_start(a, &c);
    const char *why = from != 0 ? "Zahlen seines Altersaufbaus fehlen oder sind geheim"
                                : no_start(a);
    x->found = arena_array(a->arena, a->n_places + 1, sizeof *x->found);
    for (size_t i = 0; i <= a->n_places; i++) {
        x->found[i] = (struct analysis_projection){
            .area = i < a->n_places ? a->places[i] : a->district, .why_not = why,
            .years = arena_array(a->arena, x->steps, sizeof *x->found[i].years)};
    }
    for (size_t i = 0; from != 0 && i < c.rows; i++) {
        if (c.areas[i] != PUBLISHED_NONE) {
            struct analysis_projection *p = slot(a, c.areas[i]);
            p->from = from - WIDTH;
            p->to = from;
            p->why_not = "";
        }
    }
    for (size_t s = 1; from != 0 && s <= x->steps && step(x, &c); s++) {
        make_whole(a, &c);
        tell(a, &c, from + (int)s * WIDTH, errors_of(a, s));
    }
}

const struct analysis_projection *analysis_projection(const struct analysis *a, uint32_t area)
{
    const struct projections *x = &a->projections;
    if (x->found == NULL || area >= published_areas(a->published))
        return NULL;
    if (area == a->district)
        return &x->found[a->n_places];
    return a->place_of[area] < a->n_places ? &x->found[a->place_of[area]] : NULL;
}

uint32_t analysis_projection_ages(const struct analysis *a)
{
    return a->projections.ages;
}

uint32_t analysis_projection_official(const struct analysis *a)
{
    return a->projections.groups > 0 ? a->projections.official : PUBLISHED_NONE;
}

double analysis_projection_level(const struct analysis *a)
{
    return a->projections.level;
}

double analysis_rounded(double estimate, enum analysis_towards towards)
{
    double unit = 1;
    while (fabs(estimate) >= 1000 * unit)
        unit *= 10;
    double n = estimate / unit;
    return unit * (towards == ANALYSIS_NEAREST ? round(n)
                   : towards == ANALYSIS_DOWN  ? floor(n)
                                               : ceil(n));
}
