#include "compose/figure_private.h"

#include <string.h>

struct multiples {
    struct figure *f;
    uint32_t indicator;
    int from, to;
};

/* Drawn in every panel. */
static void multiples_reference(struct report *r, const struct xml_node *n, void *target)
{
    struct multiples *m = target;
    uint32_t area;
    if (!xml_is(n, "series"))
        return;
    if (xml_attr(n, "area") == NULL)
        XML_REPORT(r->d, FIGURE_MISSING, n, NULL, xml_name(n), "area");
    if (xml_attr(n, "area") == NULL || figure_area(r, n, "area", &area) != 0)
        return;
    struct chart_series *s =
        add_course(r, m->f->chart, m->indicator, area, 0, m->from, m->to);
    s->role = attr_role(n, area_role(r, area));
    s->name = attr_text(r, n, "name", series_name(r, area));
    if (s->n_points == 0)
        m->f->chart->n_series--;
}

static void add_panel(struct figure *f, const char *title, bool emphasis)
{
    struct chart *c = f->chart;
    c->panels = arena_push(f->r->arena, c->panels, c->n_panels, sizeof *c->panels);
    c->panels[c->n_panels++] = (struct chart_panel){title, c->n_series - 1, 1, emphasis};
}

/* All values of places that are compared go with the report. */
static void compare_years(struct multiples *m)
{
    struct report *r = m->f->r;
    const struct published_indicator *in = published_indicator(r->c->published, m->indicator);
    for (size_t i = 0; i < in->n_years; i++) {
        if (in->years[i] >= m->from && in->years[i] <= m->to)
            report_compared(r, m->indicator, in->years[i]);
    }
}

void build_multiples(struct figure *f)
{
    struct report *r = f->r;
    struct multiples m = {.f = f};
    struct comparison places;
    f->failed = figure_indicator(r, f->n, &m.indicator) != 0;
    if (f->failed)
        return;
    const struct published_indicator *in = published_indicator(r->c->published, m.indicator);
    comparison_places(f, &places);
    m.from = figure_year(r, f->n, "from", FIRST_YEAR);
    m.to = figure_year(r, f->n, "to", LAST_YEAR);
    for (size_t i = 0; i < places.n_areas; i++) {
        uint32_t area = places.areas[i];
        struct chart_series *s = add_course(r, f->chart, m.indicator, area, 0, m.from, m.to);
        bool own = comparison_marks(f, &places, area);
        s->role = own ? ROLE_PLACE : ROLE_OTHERS;
        s->name = area_name(r, area);
        add_panel(f, s->name, own);
    }
    compare_years(&m);
    f->chart->unit = unit_of(r, in);
    f->chart->decimals = in->decimals;
    walk_children(r, f->n, multiples_reference, &m);
}

/* Parts of a whole over time */

struct ages {
    struct figure *f;
    uint32_t area;
    uint32_t whole; /* indicator, or PUBLISHED_NONE: that of each part */
};

enum { SHARE_DECIMALS = 1 };

/* Percent of the whole; nothing where that is not shown. */
static void make_share(struct report *r, struct chart_point *p, const struct published_value *part,
                       const struct published_value *whole)
{
    if (!value_shown(part))
        return;
    if (!value_shown(whole) || !(whole->value > 0)) {
        set_point(r, p, value_shown(whole) ? NULL : whole, 0);
        return;
    }
    struct published_value share = *part;
    share.value = 100 * part->value / whole->value;
    set_point(r, p, &share, SHARE_DECIMALS);
}

/* What is percent already stays as it is; else the whole is a figure of its own, or the part
 * one class of it. */
static int make_shares(struct ages *a, const struct xml_node *n, struct chart_series *s,
                       uint32_t indicator, uint32_t area, uint32_t part)
{
    struct report *r = a->f->r;
    const struct published_indicator *in = published_indicator(r->c->published, indicator);
    uint32_t whole = a->whole;
    if (whole == PUBLISHED_NONE && in->unit != NULL && strcmp(in->unit, "%") == 0)
        return 0;
    if (whole == PUBLISHED_NONE && part > 0)
        whole = indicator;
    if (whole == PUBLISHED_NONE) {
        XML_REPORT(r->d, FIGURE_NO_WHOLE, n, NULL, in->name);
        return -1;
    }
    for (size_t i = 0; i < s->n_points; i++) {
        int year = (int)s->points[i].x0;
        make_share(r, &s->points[i], published_at(r->c->published, indicator, area, year, part),
                   published_at(r->c->published, whole, area, year, 0));
    }
    s->share = true;
    return 0;
}

static void ages_part(struct report *r, const struct xml_node *n, void *target)
{
    struct ages *a = target;
    struct figure *f = a->f;
    uint32_t indicator, part, area = a->area;
    if (!xml_is(n, "series") || figure_indicator(r, n, &indicator) != 0 ||
        figure_part(r, n, indicator, &part) != 0)
        return;
    if (xml_attr(n, "area") != NULL && figure_area(r, n, "area", &area) != 0)
        return;
    const struct published_indicator *in = published_indicator(r->c->published, indicator);
    struct chart_series *s =
        add_course(r, f->chart, indicator, area, part, figure_year(r, f->n, "from", FIRST_YEAR),
                   figure_year(r, f->n, "to", LAST_YEAR));
    s->role = ROLE_PLACE;
    s->name = attr_text(r, n, "name",
                        part > 0 ? part_name(r->arena, &in->parts[part - 1])
                                 : arena_strdup(r->arena, in->short_name));
    if (s->n_points == 0 ||
        (f->chart->shares && make_shares(a, n, s, indicator, area, part) != 0)) {
        f->chart->n_series--;
        return;
    }
    int decimals = s->share ? SHARE_DECIMALS : in->decimals;
    f->chart->unit = s->share ? "%" : unit_of(r, in);
    f->chart->decimals = decimals > f->chart->decimals ? decimals : f->chart->decimals;
}

static const struct chart_point *unknown_in(const struct chart *c, double year)
{
    for (size_t i = 0; i < c->n_series; i++) {
        for (size_t k = 0; k < c->series[i].n_points; k++) {
            const struct chart_point *p = &c->series[i].points[k];
            if (!sign_counts(p->sign) && !(p->x0 < year) && !(p->x0 > year))
                return p;
        }
    }
    return NULL;
}

/* The shares of the others would tell what is hidden: a year has all of them or none. */
static void hide_shares(struct figure *f)
{
    struct chart *c = f->chart;
    for (size_t i = 0; i < c->n_series; i++) {
        for (size_t k = 0; c->series[i].share && k < c->series[i].n_points; k++) {
            struct chart_point *p = &c->series[i].points[k];
            const struct chart_point *unknown = unknown_in(c, p->x0);
            if (unknown == NULL || !sign_counts(p->sign))
                continue;
            p->sign = unknown->sign;
            p->value = 0;
            p->marks = 0;
            p->text = sign_text(p->sign);
        }
    }
}

void build_ages(struct figure *f)
{
    struct ages a = {.f = f, .area = f->r->area, .whole = PUBLISHED_NONE};
    bool failed = xml_attr(f->n, "area") != NULL && figure_area(f->r, f->n, "area", &a.area) != 0;
    f->failed = failed || (xml_attr(f->n, "indicator") != NULL &&
                           figure_indicator(f->r, f->n, &a.whole) != 0);
    if (!f->failed)
        walk_children(f->r, f->n, ages_part, &a);
    hide_shares(f);
}
