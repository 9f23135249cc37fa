#include "compose/figure_private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/german.h"
#include "base/str.h"

/* Tables of places in classes: heat tables and status against dynamics.
 *
 * Classes hold equally many of the shown values, as maps have them (classes.c). */

enum { MOST_STEPS = 5, STATUS_STEPS = 4 };

static double as_printed(const struct chart_point *p, int decimals)
{
    return german_round(p->value, decimals);
}

static void name_classes(struct figure *f, const char *const *names, int n)
{
    f->chart->classes = arena_array(f->r->arena, (size_t)n, sizeof *f->chart->classes);
    f->chart->n_classes = (size_t)n;
    for (int i = 0; i < n; i++)
        f->chart->classes[i].text = names[i];
}

/* Heat tables */

static const char *const tones[MOST_STEPS + 1][MOST_STEPS] = {
    [2] = {"niedrig", "hoch"},
    [3] = {"niedrig", "mittel", "hoch"},
    [4] = {"niedrig", "eher niedrig", "eher hoch", "hoch"},
    [5] = {"niedrig", "eher niedrig", "mittel", "eher hoch", "hoch"}};

struct heat {
    struct figure *f;
    struct comparison c;
    int steps;
};

static void heat_column(struct report *r, const struct xml_node *n, void *target)
{
    struct heat *h = target;
    uint32_t indicator;
    if (!xml_is(n, "series") || figure_indicator(r, n, &indicator) != 0)
        return;
    int newest = comparison_newest(h->f, &h->c, indicator);
    int year = figure_year(r, n, "year", figure_year(r, h->f->n, "year", newest));
    comparison_next(h->f, &h->c, indicator, year);
    const char *unit = unit_of(r, h->c.in);
    const char *name = attr_text(r, n, "name", h->c.series->name);
    bool says_unit = unit[0] == '\0' || strstr(name, unit) != NULL;
    h->c.series->name = name;
    const char *period = period_text(r->arena, h->c.in, year);
    h->c.series->below = says_unit ? period : arena_printf(r->arena, "%s, %s", unit, period);
    for (size_t i = 0; i < h->c.n_areas; i++)
        comparison_add(h->f, &h->c, h->c.areas[i]);
    classes_of_quantiles(r->arena, h->c.series, h->c.in->decimals, h->steps);
}

struct ordered { /* a row of a heat table */
    const struct chart_point *first; /* its cell in the first column */
    const char *key;                 /* name folded */
    size_t at;
};

static int compare_names(const void *x, const void *y)
{
    const struct ordered *a = x;
    const struct ordered *b = y;
    int by_name = strcmp(a->key, b->key);
    return by_name != 0 ? by_name : a->at < b->at ? -1 : 1;
}

/* Highest first, what is not shown last. */
static int compare_cells(const void *x, const void *y)
{
    const struct ordered *a = x;
    const struct ordered *b = y;
    bool shown_a = sign_counts(a->first->sign);
    bool shown_b = sign_counts(b->first->sign);
    if (shown_a != shown_b)
        return shown_a ? -1 : 1;
    if (shown_a && (a->first->value > b->first->value || a->first->value < b->first->value))
        return a->first->value > b->first->value ? -1 : 1;
    return compare_names(x, y);
}

static void order_rows(struct figure *f, bool by_value)
{
    struct chart *c = f->chart;
    struct arena *a = f->r->arena;
    size_t n = c->series[0].n_points;
    struct ordered *rows = arena_array(a, n + 1, sizeof *rows);
    for (size_t i = 0; i < n; i++)
        rows[i] = (struct ordered){&c->series[0].points[i],
                                   str_fold(a, c->series[0].points[i].label), i};
    qsort(rows, n, sizeof *rows, by_value ? compare_cells : compare_names);
    for (size_t s = 0; s < c->n_series; s++) {
        struct chart_point *sorted = arena_array(a, n + 1, sizeof *sorted);
        for (size_t i = 0; i < n; i++)
            sorted[i] = c->series[s].points[rows[i].at];
        c->series[s].points = sorted;
    }
}

void build_heat(struct figure *f)
{
    static const char *const methods[MOST_STEPS + 1] = {[2] = "Hälften", [3] = "Drittel",
                                                        [4] = "Viertel", [5] = "Fünftel"};
    struct heat h = {.f = f, .steps = xml_attr_int(f->n, "steps", MOST_STEPS, f->r->d)};
    if (h.steps < 2 || h.steps > MOST_STEPS)
        h.steps = MOST_STEPS; /* the grammar has refused the template */
    comparison_places(f, &h.c);
    name_classes(f, tones[h.steps], h.steps);
    f->chart->method =
        arena_printf(f->r->arena, "%s der gezeigten Werte je Spalte, Werte auf einer Grenze in "
                     "der höheren Gruppe; je dunkler, desto höher",
                     methods[h.steps]);
    walk_children(f->r, f->n, heat_column, &h);
    const char *order = xml_attr(f->n, "order");
    if (order != NULL && f->chart->n_series > 0)
        order_rows(f, strcmp(order, "value") == 0);
}

/* Status and dynamics: after the German monitoring of social development in cities (Berlin:
 * Monitoring Soziale Stadtentwicklung), which sets four classes of the level against
 * three of its change. Here the level is parted into quarters of the shown municipalities.
 * A change counts as none within half a standard deviation (with n - 1) of the shown
 * changes: around 0, so that what is called rising has risen. */

static void no_change(struct figure *f, const struct comparison *c, int from, const char *why)
{
    struct arena *a = f->r->arena;
    f->failed = true;
    XML_REPORT(f->r->d, FIGURE_NO_CHANGE, f->n, xml_attr(f->n, "from") != NULL ? "from" : NULL,
               c->in->short_name,
               from != 0 ? arena_printf(a, "von %d bis %d", from, c->year)
                         : arena_printf(a, "bis %d", c->year), why);
}

/* The year since which changes are counted; 0 after a message. */
static int first_year(struct figure *f, const struct comparison *c)
{
    const struct published *p = f->r->c->published;
    int from = 0;
    for (size_t i = 0; from == 0 && i < c->in->n_years && c->in->years[i] < c->year; i++) {
        if (published_break(p, c->indicator, c->in->years[i], c->year) == NULL &&
            comparison_shown(f, c, c->indicator, c->in->years[i]))
            from = c->in->years[i];
    }
    from = figure_year(f->r, f->n, "from", from);
    const char *broken = from != 0 && from < c->year
                             ? published_break(p, c->indicator, from, c->year) : NULL;
    if (broken != NULL)
        no_change(f, c, from, arena_printf(f->r->arena, "dazwischen liegt ein Reihenbruch (%s)",
                                           broken));
    else if (from == 0)
        no_change(f, c, from, "kein früheres Jahr ist vergleichbar");
    else if (from >= c->year)
        no_change(f, c, from, "das erste Jahr muss das frühere sein");
    return f->failed ? 0 : from;
}

/* The change of the place since from: a number where both years have one. */
static void set_change(struct figure *f, const struct comparison *c, struct chart_point *p,
                       uint32_t area, int from)
{
    struct report *r = f->r;
    const struct published_value *before =
        published_at(r->c->published, c->indicator, area, from, 0);
    const struct published_value *now =
        published_at(r->c->published, c->indicator, area, c->year, 0);
    bool both = value_shown(before) && value_shown(now);
    if (both && before->basis == now->basis) {
        p->sign = SIGN_VALUE;
        p->value = now->value - before->value;
        p->text = german_signed(r->arena, p->value, c->in->decimals);
        p->marks = (before->marks | now->marks) & SIGN_LIMITED;
        scope_sign(r, p->sign, p->marks);
        if (p->marks != 0)
            p->text = arena_printf(r->arena, "(%s)", p->text);
        return;
    }
    p->sign = both ? SIGN_CROSSED : value_sign(value_shown(before) ? now : before);
    p->value = 0;
    p->marks = 0;
    p->text = sign_text(p->sign);
    scope_sign(r, p->sign, 0);
}

static const char *change_unit(struct report *r, const struct published_indicator *in)
{
    const char *unit = unit_of(r, in);
    return strcmp(unit, "%") == 0 ? "Prozentpunkte" : unit;
}

static double deviation(const struct chart_series *s)
{
    double sum = 0, squares = 0, n = 0;
    for (size_t i = 0; i < s->n_points; i++) {
        sum += sign_counts(s->points[i].sign) ? s->points[i].value : 0;
        n += sign_counts(s->points[i].sign);
    }
    for (size_t i = 0; i < s->n_points; i++) {
        double off = sign_counts(s->points[i].sign) ? s->points[i].value - sum / n : 0;
        squares += off * off;
    }
    return n > 1 ? sqrt(squares / (n - 1)) : 0;
}

static void class_changes(struct figure *f, struct chart_series *s,
                          const struct published_indicator *in)
{
    struct arena *a = f->r->arena;
    int decimals = in->decimals;
    double half = german_round(deviation(s) / 2, decimals + 1);
    for (size_t i = 0; i < s->n_points; i++) {
        struct chart_point *p = &s->points[i];
        double change = as_printed(p, decimals);
        if (sign_counts(p->sign))
            p->klass = change > half ? 3 : change < -half ? 1 : 2;
    }
    f->chart->method =
        arena_printf(a, "Status: Viertel der gezeigten Werte, auf einer Grenze das höhere. "
                     "Gleichbleibend: Veränderung bis %s, eine halbe Standardabweichung.",
                     german_quantity(a, half, decimals + 1, change_unit(f->r, in)));
}

void measure_classes(struct chart *c)
{
    for (size_t i = 0; i < c->series[0].n_points; i++) {
        const struct chart_point *p = &c->series[0].points[i];
        if (p->klass == 0)
            continue;
        struct chart_class *k = &c->classes[p->klass - 1];
        k->from = k->n == 0 || p->value < k->from ? p->value : k->from;
        k->to = k->n == 0 || p->value > k->to ? p->value : k->to;
        k->n++;
    }
}

static size_t n_classed(const struct chart *c)
{
    size_t n = 0;
    for (size_t i = 0; i < c->series[0].n_points; i++)
        n += c->series[0].points[i].klass > 0 && c->series[1].points[i].klass > 0;
    return n;
}

void build_classes(struct figure *f)
{
    static const char *const directions[] = {"sinkend", "gleichbleibend", "steigend"};
    struct comparison c;
    struct report *r = f->r;
    if (xml_attr(f->n, "index") != NULL) {
        build_index_classes(f);
        return;
    }
    if (!comparison_open(f, &c))
        return;
    int from = first_year(f, &c);
    if (from == 0)
        return;
    for (size_t i = 0; i < c.n_areas; i++)
        comparison_add(f, &c, c.areas[i]);
    classes_of_quantiles(r->arena, c.series, c.in->decimals, STATUS_STEPS);
    name_classes(f, tones[STATUS_STEPS], STATUS_STEPS);
    f->chart->unit = unit_of(r, c.in);
    f->chart->decimals = c.in->decimals;
    measure_classes(f->chart);
    comparison_next(f, &c, c.indicator, c.year);
    comparison_since(f, &c, from);
    const char *unit = change_unit(r, c.in);
    bool says_unit = unit[0] == '\0' || strstr(c.in->short_name, unit) != NULL;
    c.series->name = arena_printf(r->arena, says_unit ? "%s, Veränderung" : "%s, Veränderung (%s)",
                                  c.in->short_name, unit);
    scope_indicator(r, c.indicator, from);
    for (size_t i = 0; i < c.n_areas; i++)
        set_change(f, &c, comparison_add(f, &c, c.areas[i]), c.areas[i], from);
    class_changes(f, c.series, c.in);
    if (n_classed(f->chart) == 0)
        f->chart->n_series = 0; /* nothing to draw */
    f->chart->columns = arena_array(r->arena, 3, sizeof *f->chart->columns);
    memcpy(f->chart->columns, directions, sizeof directions);
    f->chart->n_columns = 3;
}
