#include "compose/figure_private.h"

#include "base/german.h"
#include "base/str.h"

/* Bars of several parts: each series is one part, with entries of its own or as the
 * values of an indicator, a bar for each place. */

enum { SHARE_DECIMALS = 1, WHOLE = 100 };

struct parts {
    struct figure *f;
    struct comparison c;
    int year; /* of the first part, which the others share; 0 before it is known */
};

/* A bar for each place of the figure. */
static struct chart_series *part_of_places(struct parts *p, const struct xml_node *n)
{
    struct figure *f = p->f;
    struct report *r = f->r;
    uint32_t indicator, part;
    if (figure_indicator(r, n, &indicator) != 0 || figure_part(r, n, indicator, &part) != 0)
        return NULL;
    if (p->year == 0)
        p->year = newest_part_year(r, indicator, r->c->kreis, part);
    comparison_next(f, &p->c, indicator, figure_year(r, n, "year", p->year));
    p->c.part = part;
    p->c.series->part = part;
    const char *name = part > 0 ? part_name(r->arena, &p->c.in->parts[part - 1])
                                : p->c.series->name;
    p->c.series->name = attr_text(r, n, "name", name);
    for (size_t i = 0; i < p->c.n_areas; i++)
        comparison_add(f, &p->c, p->c.areas[i]);
    if (f->chart->n_series == 1)
        f->chart->unit = unit_of(r, p->c.in);
    if (p->c.in->decimals > f->chart->decimals)
        f->chart->decimals = p->c.in->decimals;
    return p->c.series;
}

static bool same_bars(const struct chart_series *a, const struct chart_series *b)
{
    for (size_t i = 0; a->n_points == b->n_points && i < a->n_points; i++) {
        if (!str_eq(a->points[i].label, b->points[i].label))
            return false;
    }
    return a->n_points == b->n_points;
}

static bool check_part(struct figure *f, const struct xml_node *n, const struct chart_series *s)
{
    for (size_t i = 0; i < s->n_points; i++) {
        const struct chart_point *p = &s->points[i];
        if (sign_counts(p->sign) && p->value < 0) {
            XML_REPORT(f->r->d, FIGURE_NEGATIVE_PART, n, NULL, s->name, p->label, p->text);
            return false;
        }
    }
    if (same_bars(&f->chart->series[0], s))
        return true;
    XML_REPORT(f->r->d, FIGURE_UNEVEN, n, NULL, f->kind->name, s->name);
    return false;
}

/* A part that fails leaves no whole behind. */
static void part_series(struct report *r, const struct xml_node *n, void *target)
{
    struct parts *p = target;
    if (!xml_is(n, "series") || p->f->failed)
        return;
    const struct chart_series *s =
        xml_attr(n, "indicator") != NULL
            ? part_of_places(p, n)
            : add_entries(p->f, n, attr_text(r, n, "name", ""), ROLE_OTHERS);
    p->f->failed = s == NULL || !check_part(p->f, n, s);
}

static void add_parts(struct figure *f)
{
    struct parts p = {.f = f, .year = figure_year(f->r, f->n, "year", 0)};
    comparison_places(f, &p.c);
    walk_children(f->r, f->n, part_series, &p);
}

/* The sum of one bar; where a part is hidden or missing, its sign. */
static enum sign whole_of(const struct chart *c, size_t bar, double *sum)
{
    *sum = 0;
    for (size_t i = 0; i < c->n_series; i++) {
        const struct chart_point *p = &c->series[i].points[bar];
        if (!sign_counts(p->sign))
            return p->sign;
        *sum += p->value;
    }
    return *sum > 0 ? SIGN_VALUE : SIGN_CROSSED;
}

/* The shares of the others would tell what is hidden: the bar has all of them or none. */
static void set_shares(struct figure *f, size_t bar)
{
    struct report *r = f->r;
    double sum;
    enum sign sign = whole_of(f->chart, bar, &sum);
    int decimals = xml_attr_int(f->n, "decimals", SHARE_DECIMALS, r->d);
    for (size_t i = 0; i < f->chart->n_series; i++) {
        struct chart_point *p = &f->chart->series[i].points[bar];
        p->sign = sign != SIGN_VALUE ? sign : p->sign;
        p->value = sign == SIGN_VALUE ? p->value / sum * WHOLE : 0;
        p->marks = p->sign == SIGN_VALUE ? p->marks : 0;
        p->text = p->sign != SIGN_VALUE
                      ? sign_text(p->sign)
                      : marked_text(r->arena, german_number(r->arena, p->value, decimals),
                                    p->marks);
        scope_sign(r, p->sign, p->marks);
    }
}

void build_stack(struct figure *f)
{
    struct chart *c = f->chart;
    add_parts(f);
    if (f->failed || !c->shares || c->n_series == 0)
        return;
    for (size_t i = 0; i < c->series[0].n_points; i++)
        set_shares(f, i);
    for (size_t i = 0; i < c->n_series; i++)
        c->series[i].share = true;
    c->unit = "%";
    c->decimals = 0;
}

/* Right minus left where both are shown; otherwise what keeps it from being known. */
static void balance_point(struct figure *f, struct chart_point *p, const struct chart_point *left,
                          const struct chart_point *right)
{
    struct arena *a = f->r->arena;
    *p = (struct chart_point){.label = left->label, .emphasis = left->emphasis, .role = left->role,
                              .x0 = left->x0, .x1 = left->x1};
    p->sign = !sign_counts(left->sign) ? left->sign
              : sign_counts(right->sign) ? SIGN_VALUE : right->sign;
    if (p->sign == SIGN_VALUE) {
        p->value = right->value - left->value;
        p->marks = left->marks | right->marks;
        p->text = marked_text(a, german_signed(a, p->value, f->chart->decimals), p->marks);
    } else {
        p->text = sign_text(p->sign);
    }
}

static void add_balance(struct figure *f, const char *name)
{
    struct chart *c = f->chart;
    struct chart_series *s = add_series(f->r, c);
    const struct chart_series *left = &c->series[0], *right = &c->series[1];
    s->name = name;
    s->role = ROLE_SECOND;
    s->year = right->year;
    for (size_t i = 0; i < left->n_points; i++)
        balance_point(f, add_point(f->r, s), &left->points[i], &right->points[i]);
    c->balance = true;
}

void build_diverging(struct figure *f)
{
    struct report *r = f->r;
    const char *balance = attr_text(r, f->n, "balance", "");
    add_parts(f);
    if (!f->failed && f->chart->n_series < 2) {
        XML_REPORT(r->d, FIGURE_MISSING, f->n, NULL, f->kind->name, "zwei Reihen <series>");
        f->failed = true;
    }
    if (f->failed || balance[0] == '\0')
        return;
    if (f->chart->n_series == 2)
        add_balance(f, balance);
    else
        XML_REPORT(r->d, FIGURE_EXTRA, f->n, "balance", "balance", f->kind->name);
}
