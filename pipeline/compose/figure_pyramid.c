#include "compose/figure_private.h"

#include <string.h>

#include "base/german.h"

/* An open class is drawn over 20 years of age, from high ages up to 95 or over 5 years, so
 * that its area is right enough and its bar does not vanish; the note below says so. */
enum { OPEN_WIDTH = 20, OPEN_END = 95, OPEN_LEAST = 5, OPEN_AGE = 127, PER = 1000, DECIMALS = 1 };

struct pyramid {
    struct figure *f;
    uint32_t indicator, area;
    int year; /* of the figure, then of the series */
};

static int open_end(int from)
{
    int end = from + OPEN_WIDTH > OPEN_END ? OPEN_END : from + OPEN_WIDTH;
    return end < from + OPEN_LEAST ? from + OPEN_LEAST : end;
}

/* "75+", "45 bis unter 50", "45" */
static const char *class_label(struct arena *a, const struct published_part *p, bool open)
{
    if (open)
        return arena_printf(a, "%d+", p->age_from);
    return p->age_to == p->age_from + 1
               ? arena_printf(a, "%d", p->age_from)
               : arena_printf(a, "%d bis unter %d", p->age_from, p->age_to);
}

/* Persons per year of age per 1,000 inhabitants. */
static void set_density(const struct pyramid *y, struct chart_point *p, uint32_t part,
                        const struct published_value *whole)
{
    struct report *r = y->f->r;
    const struct published_part *pp =
        &published_indicator(r->c->published, y->indicator)->parts[part - 1];
    const struct published_value *v =
        published_at(r->c->published, y->indicator, y->area, y->year, part);
    p->open = pp->age_to >= OPEN_AGE;
    p->x0 = pp->age_from;
    p->x1 = p->open ? open_end(pp->age_from) : pp->age_to;
    p->label = class_label(r->arena, pp, p->open);
    set_point(r, p, v, DECIMALS);
    if (!value_shown(v))
        return;
    bool known = value_shown(whole) && whole->value > 0;
    p->sign = known ? SIGN_VALUE : SIGN_HIDDEN;
    p->value = known ? v->value / whole->value * PER / (p->x1 - p->x0) : 0;
    p->text = known ? german_number(r->arena, p->value, DECIMALS) : sign_text(SIGN_HIDDEN);
    scope_sign(r, p->sign, 0);
}

static void add_sex(const struct pyramid *y, const char *name, enum chart_role role, int sex)
{
    struct report *r = y->f->r;
    const struct published_indicator *in = published_indicator(r->c->published, y->indicator);
    const struct published_value *whole =
        published_at(r->c->published, y->indicator, y->area, y->year, 0);
    struct chart_series *s = add_series(r, y->f->chart);
    report_show(r, y->indicator, y->area);
    s->name = name;
    s->role = role;
    s->sex = sex;
    for (uint32_t i = 0; i < in->n_parts; i++) {
        if (in->parts[i].sex == sex)
            set_density(y, add_point(r, s), i + 1, whole);
    }
}

static bool any_shown(const struct pyramid *y)
{
    const struct published *p = y->f->r->c->published;
    const struct published_indicator *in = published_indicator(p, y->indicator);
    for (uint32_t part = 1; part <= in->n_parts; part++) {
        if (value_shown(published_at(p, y->indicator, y->area, y->year, part)))
            return true;
    }
    return false;
}

/* Another year of the place is an outline like other places, named by its year. */
static void pyramid_series(struct report *r, const struct xml_node *n, void *target)
{
    struct pyramid y = *(struct pyramid *)target;
    if (!xml_is(n, "series"))
        return;
    if (xml_attr(n, "area") != NULL && figure_area(r, n, "area", &y.area) != 0)
        return;
    int year = figure_year(r, n, "year", y.year);
    bool own = y.area == r->area, other = year != y.year;
    y.year = year;
    enum chart_role role = attr_role(n, own && other ? ROLE_SECOND : area_role(r, y.area));
    const char *name = own && other ? arena_printf(r->arena, "%d", year)
                       : other ? arena_printf(r->arena, "%s %d", series_name(r, y.area), year)
                               : series_name(r, y.area);
    name = attr_text(r, n, "name", name);
    if (role != ROLE_PLACE && !any_shown(&y)) { /* a name without an outline */
        XML_REPORT(r->d, FIGURE_NO_SERIES, n, NULL,
                   arena_printf(r->arena, "%s, %d", area_name(r, y.area), year),
                   area_name(r, r->area));
        return;
    }
    add_sex(&y, name, role, 1);
    add_sex(&y, name, role, 2);
}

static bool has_sexes(const struct published_indicator *in)
{
    bool found[3] = {false, false, false};
    for (size_t i = 0; i < in->n_parts; i++)
        found[in->parts[i].sex >= 0 && in->parts[i].sex <= 2 ? in->parts[i].sex : 0] = true;
    return found[1] && found[2];
}

void build_pyramid(struct figure *f)
{
    struct report *r = f->r;
    struct pyramid y = {.f = f, .area = r->area};
    f->failed = figure_indicator(r, f->n, &y.indicator) != 0;
    if (f->failed)
        return;
    const struct published_indicator *in = published_indicator(r->c->published, y.indicator);
    if (!has_sexes(in)) {
        XML_REPORT(r->d, FIGURE_NO_PYRAMID, f->n, "indicator", in->id);
        f->failed = true;
        return;
    }
    y.year = figure_year(r, f->n, "year", newest_part_year(r, y.indicator, r->area, 1));
    f->chart->unit = "je Altersjahr und 1\xE2\x80\xAF" "000 Einwohner";
    f->chart->decimals = 0;
    walk_children(r, f->n, pyramid_series, &y);
}
