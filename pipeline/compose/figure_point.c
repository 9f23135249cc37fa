#include "compose/figure_private.h"

#include <math.h>
#include <string.h>

#include "base/german.h"

/* Figures whose places have two values each. Where one may not be shown the place is not
 * drawn; its points say why. */

static const struct published_value *value_at(const struct figure *f, uint32_t indicator,
                                              uint32_t area, int year)
{
    return published_at(f->r->c->published, indicator, area, year, 0);
}

/* Nothing where the name has it already: "Geburten je 1 000". */
static const char *axis_unit(const struct report *r, const struct published_indicator *in)
{
    const char *unit = unit_of(r, in);
    return strstr(in->short_name, unit) != NULL ? "" : unit;
}

static bool pair_shown(const struct chart *c, size_t i)
{
    return sign_counts(c->series[0].points[i].sign) && sign_counts(c->series[1].points[i].sign);
}

/* A chart without a place is none. */
static void drop_empty(struct chart *c)
{
    for (size_t i = 0; i < c->series[0].n_points; i++) {
        if (pair_shown(c, i))
            return;
    }
    c->n_series = 0;
}

/* False after a message. */
static bool may_compare(struct figure *f, uint32_t indicator, int from, int to, const char *attr)
{
    const struct published *p = f->r->c->published;
    const char *name = published_break(p, indicator, from, to);
    if (name == NULL)
        return true;
    XML_REPORT(f->r->d, FIGURE_BREAK, f->n, attr, arena_printf(f->r->arena, "%d", from),
               arena_printf(f->r->arena, "%d", to), published_indicator(p, indicator)->id, name);
    f->failed = true;
    return false;
}

/* The earliest year with a figure for the district that may be compared with a year, which
 * itself where there is none. */
static int earliest_year(const struct figure *f, uint32_t indicator, int year)
{
    const struct report *r = f->r;
    const struct published_indicator *in = published_indicator(r->c->published, indicator);
    for (size_t i = 0; i < in->n_years && in->years[i] < year; i++) {
        if (published_break(r->c->published, indicator, in->years[i], year) == NULL &&
            value_shown(value_at(f, indicator, r->c->kreis, in->years[i])))
            return in->years[i];
    }
    return year;
}

/* Changes */

static void set_change(struct report *r, struct chart_point *p, const struct published_value *from,
                       const struct published_value *to, int decimals)
{
    if (!value_shown(from) || !value_shown(to)) {
        set_point(r, p, value_shown(to) ? from : to, decimals);
        return;
    }
    p->sign = SIGN_VALUE;
    p->value = to->value - from->value;
    p->marks = (from->marks | to->marks);
    p->basis = to->basis;
    p->text = marked_text(r->arena, german_signed(r->arena, p->value, decimals), p->marks);
    scope_sign(r, p->sign, p->marks);
}

static const char *change_unit(const struct report *r, const struct published_indicator *in)
{
    return strcmp(unit_of(r, in), "%") == 0 ? "Prozentpunkte" : unit_of(r, in);
}

static void add_changes(struct figure *f, struct comparison *c, uint32_t indicator, int from,
                        int year)
{
    struct report *r = f->r;
    comparison_next(f, c, indicator, year);
    const char *unit = change_unit(r, c->in);
    comparison_since(f, c, from);
    c->series->name = arena_printf(r->arena, "%s: Veränderung", c->in->short_name);
    if (unit[0] != '\0' && strstr(c->in->short_name, unit) == NULL)
        c->series->name = arena_printf(r->arena, "%s, %s", c->series->name, unit);
    for (size_t i = 0; i < c->n_areas; i++)
        set_change(r, comparison_point(f, c, c->areas[i]),
                   value_at(f, indicator, c->areas[i], from),
                   value_at(f, indicator, c->areas[i], year), c->in->decimals);
    f->chart->across_unit = unit;
    f->chart->across_decimals = c->in->decimals;
    scope_indicator(r, indicator, from);
}

/* Scatter plots */

static void add_line(struct figure *f, const struct chart_point *p, uint32_t area, size_t series)
{
    struct chart *c = f->chart;
    if (!sign_counts(p->sign))
        return;
    c->references = arena_push(f->r->arena, c->references, c->n_references, sizeof *c->references);
    c->references[c->n_references++] = (struct chart_reference){
        .name = reference_name(f->r, area), .role = reference_role(f->r, area),
        .value = p->value, .text = p->text, .series = series};
}

/* How the values beyond the district's change may be called, right or left of it: they rise
 * or fall more or less than it does. */
static const char *change_words(const struct chart *c, double district, bool right)
{
    bool less = false, other = false; /* the same way but less; the other way */
    bool falls = district < 0;
    if (!(district < 0) && !(district > 0))
        return right ? "gestiegen" : "gesunken";
    if (falls != right)
        return falls ? "stärker gesunken" : "stärker gestiegen";
    for (size_t i = 0; i < c->series[0].n_points; i++) {
        double v = c->series[0].points[i].value;
        if (!pair_shown(c, i) || (right ? v <= district : v >= district))
            continue;
        other = other || (falls ? v > 0 : v < 0);
        less = less || (falls ? v <= 0 : v >= 0);
    }
    if (falls)
        return !other  ? "weniger gesunken"
               : !less ? "gestiegen"
                       : "weniger gesunken oder gestiegen";
    return !other  ? "weniger gestiegen"
           : !less ? "gesunken"
                   : "weniger gestiegen oder gesunken";
}

static void name_quadrants(struct figure *f)
{
    struct chart *c = f->chart;
    struct arena *a = f->r->arena;
    const char *left = NULL, *right = NULL;
    if (c->n_references < 2)
        return;
    if (c->series[0].since == 0) {
        c->quadrants[0] = arena_printf(a, "nur „%s“ höher", c->series[1].name);
        c->quadrants[1] = "beide höher";
        c->quadrants[2] = "beide niedriger";
        c->quadrants[3] = arena_printf(a, "nur „%s“ höher", c->series[0].name);
        return;
    }
    left = change_words(c, c->references[0].value, false);
    right = change_words(c, c->references[0].value, true);
    c->quadrants[0] = arena_printf(a, "höher, %s", left);
    c->quadrants[1] = arena_printf(a, "höher, %s", right);
    c->quadrants[2] = arena_printf(a, "niedriger, %s", left);
    c->quadrants[3] = arena_printf(a, "niedriger, %s", right);
}

/* Values of another indicator across; false where it has failed. */
static bool add_against(struct figure *f, struct comparison *c)
{
    struct report *r = f->r;
    uint32_t against;
    f->failed = figure_indicator_named(r, f->n, "against", &against) != 0;
    if (f->failed)
        return false;
    int year = newest_year(r, against, r->c->kreis);
    scope_indicator(r, against, year);
    comparison_next(f, c, against, year);
    for (size_t i = 0; i < c->n_areas; i++)
        comparison_add(f, c, c->areas[i]);
    f->chart->across_unit = axis_unit(r, c->in);
    f->chart->across_decimals = c->in->decimals;
    return true;
}

/* The lines of the district, as the series show it. */
static void add_lines(struct figure *f, uint32_t indicator, int year)
{
    struct report *r = f->r;
    uint32_t area = figure_reference(f);
    struct chart_point p = {.sign = SIGN_ABSENT};
    struct chart *c = f->chart;
    const struct chart_series *across = &c->series[0];
    uint32_t other = published_find_indicator(r->c->published, across->indicator);
    if (area == PUBLISHED_NONE)
        return;
    if (across->since != 0)
        set_change(r, &p, value_at(f, other, area, across->since),
                   value_at(f, other, area, across->year), c->across_decimals);
    else
        set_point(r, &p, value_at(f, other, area, across->year), c->across_decimals);
    add_line(f, &p, area, 0);
    report_show(r, other, area);
    set_point(r, &p, value_at(f, indicator, area, year), c->decimals);
    add_line(f, &p, area, 1);
    report_show(r, indicator, area);
    name_quadrants(f);
}

void build_scatter(struct figure *f)
{
    struct report *r = f->r;
    struct comparison c;
    uint32_t indicator;
    f->failed = figure_indicator(r, f->n, &indicator) != 0;
    if (f->failed)
        return;
    int year = figure_year(r, f->n, "year", newest_year(r, indicator, r->c->kreis));
    comparison_places(f, &c);
    if (xml_attr(f->n, "against") != NULL) {
        if (!add_against(f, &c))
            return;
    } else {
        int from = figure_year(r, f->n, "from", earliest_year(f, indicator, year));
        if (!may_compare(f, indicator, from, year, "from"))
            return;
        add_changes(f, &c, indicator, from, year);
    }
    comparison_next(f, &c, indicator, year);
    for (size_t i = 0; i < c.n_areas; i++)
        comparison_add(f, &c, c.areas[i]);
    f->chart->unit = axis_unit(r, c.in);
    f->chart->decimals = c.in->decimals;
    add_lines(f, indicator, year);
    drop_empty(f->chart);
    if (f->chart->series != NULL && f->chart->series[0].since >= year)
        f->chart->n_series = 0; /* one year only */
}

/* Slopes */

struct slope {
    struct figure *f;
    uint32_t indicator;
    int year[2];
};

static void slope_reference(struct report *r, const struct xml_node *n, void *target)
{
    const struct slope *s = target;
    struct chart *c = s->f->chart;
    uint32_t area;
    if (!xml_is(n, "reference") || figure_area(r, n, "area", &area) != 0)
        return;
    for (int k = 0; k < 2; k++) {
        if (!value_shown(value_at(s->f, s->indicator, area, s->year[k])))
            return;
    }
    for (size_t k = 0; k < 2; k++) {
        add_reference(r, c, s->indicator, area, s->year[k],
                      attr_text(r, n, "name", reference_name(r, area)),
                      attr_role(n, reference_role(r, area)));
        c->references[c->n_references - 1].series = k;
    }
}

void build_slope(struct figure *f)
{
    struct report *r = f->r;
    struct slope s = {.f = f};
    struct comparison c;
    f->failed = figure_indicator(r, f->n, &s.indicator) != 0;
    if (f->failed)
        return;
    s.year[1] = figure_year(r, f->n, "to", newest_year(r, s.indicator, r->c->kreis));
    s.year[0] = figure_year(r, f->n, "from", earliest_year(f, s.indicator, s.year[1]));
    if (!may_compare(f, s.indicator, s.year[0], s.year[1], "from"))
        return;
    comparison_places(f, &c);
    for (int k = 0; k < 2; k++) {
        comparison_next(f, &c, s.indicator, s.year[k]);
        for (size_t i = 0; i < c.n_areas; i++) {
            struct chart_point *p = comparison_add(f, &c, c.areas[i]);
            p->x0 = p->x1 = s.year[k];
        }
    }
    f->chart->unit = unit_of(r, c.in);
    f->chart->decimals = c.in->decimals;
    walk_children(r, f->n, slope_reference, &s);
    drop_empty(f->chart);
    if (s.year[0] >= s.year[1])
        f->chart->n_series = 0; /* one year only */
}

/* Funnels */

enum { CURVE = 64 };     /* points of a limit */
static const double beyond = 1.08; /* the curves reach further than the points by so much */

static void add_limits(struct figure *f, uint32_t indicator, double rate)
{
    struct chart *c = f->chart;
    const struct published *p = f->r->c->published;
    double lo = 0, hi = 0;
    for (size_t i = 0; i < c->series[1].n_points; i++) {
        double n = c->series[1].points[i].value;
        if (!pair_shown(c, i))
            continue;
        lo = !(lo > 0) || n < lo ? n : lo;
        hi = n > hi ? n : hi;
    }
    c->limits = arena_array(f->r->arena, CURVE, sizeof *c->limits);
    for (int i = 0; i < CURVE && lo > 0; i++) {
        double n = round(lo / beyond * pow(hi / lo * beyond * beyond, (double)i / (CURVE - 1)));
        struct published_limits k;
        bool known = c->n_limits > 0 && !(n > c->limits[c->n_limits - 1].persons);
        if (known || !published_limits(p, indicator, rate, n, &k))
            continue;
        c->limits[c->n_limits++] =
            (struct chart_limit){n, k.low95, k.high95, k.low998, k.high998};
    }
}

/* What a rate is made of; it has the sign of the rate where that is not shown. */
static void set_base(struct report *r, struct chart_point *p, const struct published_value *v)
{
    bool known = value_shown(v) && v->has_base;
    set_point(r, p, known || !value_shown(v) ? v : NULL, 0);
    if (!known)
        return;
    p->sign = SIGN_VALUE;
    p->marks = 0;
    p->value = v->base;
    p->text = german_number(r->arena, v->base, 0);
}

static void set_outside(struct figure *f, uint32_t indicator, double rate)
{
    struct chart *c = f->chart;
    for (size_t i = 0; i < c->series[0].n_points; i++) {
        struct chart_point *p = &c->series[0].points[i];
        struct published_limits k;
        p->outside = pair_shown(c, i) &&
                     published_limits(f->r->c->published, indicator, rate,
                                      c->series[1].points[i].value, &k) &&
                     (p->value < k.low998 || p->value > k.high998);
    }
}

static void add_bases(struct figure *f, struct comparison *c)
{
    struct report *r = f->r;
    struct chart_series *s = add_series(r, f->chart);
    s->role = ROLE_OTHERS;
    s->name = arena_strdup(r->arena, c->in->base);
    s->year = c->year;
    c->series = s;
    for (size_t i = 0; i < c->n_areas; i++)
        set_base(r, comparison_point(f, c, c->areas[i]),
                 value_at(f, c->indicator, c->areas[i], c->year));
}

void build_funnel(struct figure *f)
{
    struct report *r = f->r;
    struct comparison c;
    if (!comparison_open(f, &c))
        return;
    if (c.in->interval[0] == '\0') {
        XML_REPORT(r->d, FIGURE_NO_LIMITS, f->n, "indicator", c.in->id);
        f->failed = true;
        return;
    }
    for (size_t i = 0; i < c.n_areas; i++)
        comparison_add(f, &c, c.areas[i]);
    add_bases(f, &c);
    f->chart->unit = axis_unit(r, c.in);
    f->chart->decimals = c.in->decimals;
    f->chart->across_unit = "";
    drop_empty(f->chart);
    const struct published_value *district = value_at(f, c.indicator, r->c->kreis, c.year);
    if (!value_shown(district))
        f->chart->n_series = 0; /* nothing to compare with */
    if (f->chart->n_series == 0)
        return;
    add_reference(r, f->chart, c.indicator, r->c->kreis, c.year,
                  reference_name(r, r->c->kreis), ROLE_DISTRICT);
    add_limits(f, c.indicator, district->value);
    set_outside(f, c.indicator, district->value);
}
