#include "compose/figure_private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/german.h"
#include "base/str.h"

/* Spines and ranges: rows of indicators, the place among all */

static int compare_doubles(const void *x, const void *y)
{
    const double a = *(const double *)x;
    const double b = *(const double *)y;
    return a < b ? -1 : a > b;
}

void sort_values(double *values, size_t n)
{
    qsort(values, n, sizeof *values, compare_doubles);
}

double quantile(const double *sorted, size_t n, double p)
{
    double h = (double)(n - 1) * p;
    size_t k = (size_t)floor(h);
    if (k + 1 >= n)
        return sorted[n - 1];
    return sorted[k] + (h - (double)k) * (sorted[k + 1] - sorted[k]);
}

struct spine {
    struct figure *f;
    uint32_t reference;
    const uint32_t *areas;
    size_t n_areas;
    const char *unit, *other_unit; /* of the first row, of the first with another one */
};

/* Who has the value that is printed as text: its name, or how many have it. */
static const char *holder(struct spine *sp, uint32_t indicator, int year, const char *text)
{
    struct report *r = sp->f->r;
    int decimals = published_indicator(r->c->published, indicator)->decimals;
    const char *name = NULL;
    size_t n = 0;
    for (size_t i = 0; i < sp->n_areas; i++) {
        const struct published_value *v =
            published_at(r->c->published, indicator, sp->areas[i], year, 0);
        if (!value_shown(v) || strcmp(german_number(r->arena, v->value, decimals), text) != 0)
            continue;
        name = area_name(r, sp->areas[i]);
        n++;
    }
    return n > 1 ? arena_printf(r->arena, "%zu Gemeinden", n) : name;
}

static void set_spread(struct spine *sp, struct chart_point *p, uint32_t indicator, int year)
{
    struct report *r = sp->f->r;
    double *values = arena_array(r->arena, sp->n_areas + 1, sizeof *values);
    size_t n = 0;
    for (size_t i = 0; i < sp->n_areas; i++) {
        const struct published_value *v =
            published_at(r->c->published, indicator, sp->areas[i], year, 0);
        if (value_shown(v))
            values[n++] = v->value;
    }
    p->has_spread = n >= MIN_SPREAD;
    if (!p->has_spread)
        return;
    sort_values(values, n);
    p->low = values[0];
    p->q1 = quantile(values, n, 0.25);
    p->q3 = quantile(values, n, 0.75);
    p->high = values[n - 1];
    int decimals = published_indicator(r->c->published, indicator)->decimals;
    p->low_text = german_number(r->arena, p->low, decimals);
    p->q1_text = german_number(r->arena, p->q1, decimals);
    p->q3_text = german_number(r->arena, p->q3, decimals);
    p->high_text = german_number(r->arena, p->high, decimals);
    if (sp->f->chart->kind != CHART_RANGE)
        return;
    p->median = quantile(values, n, 0.5);
    p->median_text = german_number(r->arena, p->median, decimals);
    p->low_name = holder(sp, indicator, year, p->low_text);
    p->high_name = holder(sp, indicator, year, p->high_text);
}

/* Against the district as the guard has compared them; against another area, whose own
 * chance is far smaller, by the interval of the place. */
static void set_outside(struct spine *sp, struct chart_point *p,
                        const struct published_value *own, const struct published_value *ref)
{
    bool district = sp->reference == sp->f->r->c->kreis;
    bool both = value_shown(own) && value_shown(ref);
    p->untested = both && (district ? own->district998 == PUBLISHED_NOT_COMPARED
                                    : !own->has_interval);
    if (!both || p->untested)
        return;
    if (district)
        p->outside = own->district998 != PUBLISHED_SIMILAR;
    else
        p->outside = ref->value < own->lower998 || ref->value > own->upper998;
}

static void spine_entry(struct spine *sp, const struct xml_node *n, struct chart_series *s)
{
    struct report *r = sp->f->r;
    uint32_t indicator;
    if (figure_indicator(r, n, &indicator) != 0)
        return;
    const struct published_indicator *in = published_indicator(r->c->published, indicator);
    int year = figure_year(r, n, "year", newest_year(r, indicator, sp->f->area));
    const struct published_value *own =
        published_at(r->c->published, indicator, sp->f->area, year, 0);
    const struct published_value *ref =
        sp->reference != PUBLISHED_NONE
            ? published_at(r->c->published, indicator, sp->reference, year, 0) : NULL;
    const char *per = in->per != NULL && in->per[0] != '\0' ? in->per : in->unit;
    struct chart_point *p = add_point(r, s);
    set_point(r, p, own, in->decimals);
    p->x0 = p->x1 = year;
    p->label = attr_text(r, n, "label", arena_strdup(r->arena, in->short_name));
    p->sublabel = attr_text(r, n, "sublabel",
                            arena_printf(r->arena, "%s, %s", per != NULL ? per : "",
                                         period_text(r->arena, in, year)));
    set_outside(sp, p, own, ref);
    if (sp->f->chart->kind == CHART_RANGE && value_shown(own) && own->rank > 0)
        p->rank_text = arena_printf(r->arena, "Rang %d von %d", own->rank, own->rank_of);
    report_show(r, indicator, sp->reference);
    p->reference = value_shown(ref) ? ref->value : NAN; /* nothing is drawn against it */
    p->reference_text = value_shown(ref) ? value_text(r->arena, ref, in->decimals) : NULL;
    set_spread(sp, p, indicator, year);
    const char *unit = unit_of(r, in);
    if (sp->unit == NULL)
        sp->unit = unit;
    else if (sp->other_unit == NULL && strcmp(unit, sp->unit) != 0)
        sp->other_unit = unit;
    if (sp->f->chart->kind == CHART_RANGE && in->decimals > sp->f->chart->decimals)
        sp->f->chart->decimals = in->decimals;
}

static struct chart_series *open_series(struct figure *f, const char *name, int field)
{
    f->series = add_series(f->r, f->chart);
    f->series->name = name;
    f->series->field = field;
    f->series->role = ROLE_PLACE;
    return f->series;
}

static void spine_part(struct report *r, const struct xml_node *n, void *target)
{
    struct spine *sp = target;
    struct figure *f = sp->f;
    if (xml_is(n, "entry")) {
        if (f->series == NULL)
            open_series(f, "", f->chart->field);
        spine_entry(sp, n, f->series);
    } else if (xml_is(n, "group")) {
        open_series(f, attr_text(r, n, "title", ""), attr_field(r, n, f->chart->field));
        walk_children(r, n, spine_part, sp);
        f->series = NULL;
    }
}

/* One scale needs one unit. */
static void set_scale(struct figure *f, const struct spine *sp)
{
    f->chart->common_scale = str_eq(xml_attr(f->n, "scale"), "common");
    if (!f->chart->common_scale)
        return;
    f->chart->unit = sp->unit != NULL ? sp->unit : "";
    if (sp->other_unit == NULL)
        return;
    XML_REPORT(f->r->d, FIGURE_UNITS, f->n, "scale", sp->unit, sp->other_unit);
    f->chart->common_scale = false;
}

void build_spine(struct figure *f)
{
    struct spine sp = {.f = f, .reference = f->r->c->kreis};
    f->failed = figure_area(f->r, f->n, "area", &f->area) != 0;
    if (f->failed)
        return;
    if (xml_attr(f->n, "reference") != NULL)
        figure_area(f->r, f->n, "reference", &sp.reference);
    sp.areas = figure_areas(f->r, f->n, "areas", &sp.n_areas);
    f->chart->caption_left =
        published_area(f->r->c->published, f->area)->kind == PUBLISHED_KREIS
            ? series_name(f->r, f->area) /* the district, not the town it is named after */
            : arena_strdup(f->r->arena, published_area(f->r->c->published, f->area)->short_name);
    if (sp.reference != PUBLISHED_NONE)
        f->chart->caption_right = reference_name(f->r, sp.reference);
    walk_children(f->r, f->n, spine_part, &sp);
    set_scale(f, &sp);
    size_t kept = 0;
    for (size_t i = 0; i < f->chart->n_series; i++) {
        if (f->chart->series[i].n_points > 0)
            f->chart->series[kept++] = f->chart->series[i];
    }
    f->chart->n_series = kept;
}

/* Bars */

static void number_point(struct figure *f, struct chart_point *p, double v)
{
    int decimals = xml_attr_int(f->n, "decimals", floor(v) < v ? 1 : 0, f->r->d);
    p->sign = isfinite(v) ? SIGN_VALUE : SIGN_ABSENT;
    p->value = isfinite(v) ? v : 0;
    p->text = isfinite(v) ? german_number(f->r->arena, v, decimals)
                          : sign_text(SIGN_ABSENT);
    if (decimals > f->chart->decimals)
        f->chart->decimals = decimals;
    scope_sign(f->r, p->sign, 0);
}

static void subject_point(struct figure *f, struct chart_point *p, const struct subject *s)
{
    p->sign = s->sign;
    p->marks = s->marks;
    p->value = sign_counts(s->sign) ? s->number : 0;
    p->text = arena_strdup(f->r->arena, s->text);
    p->basis = s->value != NULL ? s->value->basis : 0;
    p->x0 = p->x1 = s->year;
    scope_subject(f->r, s);
    if (s->decimals > f->chart->decimals)
        f->chart->decimals = s->decimals;
    if (f->chart->unit[0] == '\0' && s->unit != NULL)
        f->chart->unit = arena_strdup(f->r->arena, s->unit);
}

static void bar_entry(struct report *r, const struct xml_node *n, void *target)
{
    struct figure *f = target;
    struct xpath_value v;
    if (!xml_is(n, "entry"))
        return;
    if (f->series == NULL)
        open_series(f, "", 0);
    if (xml_attr(n, "value") == NULL) {
        XML_REPORT(r->d, FIGURE_MISSING, n, NULL, "bars", "value");
        return;
    }
    if (attr_eval(r, n, "value", &v) != 0)
        return;
    struct chart_point *p = add_point(r, f->series);
    const struct subject *s = subject_of(&v);
    if (s != NULL && (s->kind == SUBJECT_VALUE || s->kind == SUBJECT_DIFFERENCE))
        subject_point(f, p, s);
    else
        number_point(f, p, xpath_number(&v));
    p->label = attr_text(r, n, "label", "");
}

struct chart_series *add_entries(struct figure *f, const struct xml_node *n, const char *name,
                                 enum chart_role role)
{
    open_series(f, name, 0)->role = role;
    walk_children(f->r, n, bar_entry, f);
    f->series = NULL;
    return &f->chart->series[f->chart->n_series - 1];
}

static void bar_series(struct report *r, const struct xml_node *n, void *target)
{
    static const enum chart_role roles[] = {ROLE_PLACE, ROLE_DISTRICT, ROLE_LAND, ROLE_OTHERS};
    struct figure *f = target;
    if (xml_is(n, "series")) {
        size_t i = f->chart->n_series < 4 ? f->chart->n_series : 3;
        add_entries(f, n, attr_text(r, n, "name", ""), attr_role(n, roles[i]));
    } else {
        bar_entry(r, n, f);
    }
}

void build_bars(struct figure *f)
{
    walk_children(f->r, f->n, bar_series, f);
}
