#include "compose/figure_private.h"

#include <string.h>

#include "base/decimal.h"
#include "base/german.h"
#include "base/str.h"

void add_years(struct report *r, struct chart_series *s, uint32_t indicator, uint32_t area,
               uint32_t part, int from, int to)
{
    const struct published_indicator *in = published_indicator(r->c->published, indicator);
    series_of(r, s, indicator, area, part);
    for (size_t i = 0; i < in->n_years; i++) {
        int year = in->years[i];
        const struct published_value *v =
            published_at(r->c->published, indicator, area, year, part);
        enum sign sign = value_sign(v);
        if (year < from || year > to || sign == SIGN_ABSENT || sign == SIGN_LATER)
            continue;
        struct chart_point *p = add_point(r, s);
        p->x0 = p->x1 = year;
        set_point(r, p, v, in->decimals);
    }
}

/* "m", "75-", "w 0-2" or a number; 0 is the whole. */
static bool part_matches(const struct published_part *p, const char *text)
{
    int sex = 0;
    if (text[0] == 'm' || text[0] == 'w') {
        sex = text[0] == 'm' ? 1 : 2;
        text += strspn(text + 1, " ") + 1;
    }
    if (p->sex != sex)
        return false;
    if (text[0] == '\0')
        return p->age_from <= 0 && p->age_to >= 127;
    size_t n = strcspn(text, "-");
    unsigned from, to = 126;
    if (!decimal_uint(text, n, 126, &from) || text[n] != '-')
        return false;
    const char *end = text + n + 1;
    if (end[0] != '\0' && !decimal_uint(end, strlen(end), 126, &to))
        return false;
    return p->age_from == (int)from && p->age_to == (int)to + 1;
}

static const char *part_list(struct report *r, const struct published_indicator *in)
{
    struct buf b = BUF_INIT;
    buf_printf(&b, "Nummern von 1 bis %zu", in->n_parts);
    for (size_t i = 0; i < in->n_parts && i < 4; i++)
        buf_printf(&b, "%s %s", i == 0 ? " wie" : ",", part_name(r->arena, &in->parts[i]));
    const char *text = in->n_parts > 0 ? arena_strdup(r->arena, buf_str(&b)) : "keine";
    buf_release(&b);
    return text;
}

int figure_part(struct report *r, const struct xml_node *n, uint32_t indicator, uint32_t *out)
{
    const struct published_indicator *in = published_indicator(r->c->published, indicator);
    const char *text = attr_text(r, n, "part", NULL);
    unsigned number;
    *out = 0;
    if (text == NULL)
        return 0;
    if (decimal_uint(text, strlen(text), (unsigned)in->n_parts, &number)) {
        *out = number;
        return 0;
    }
    for (uint32_t i = 0; i < in->n_parts; i++) {
        if (part_matches(&in->parts[i], text)) {
            *out = i + 1;
            return 0;
        }
    }
    XML_REPORT(r->d, FIGURE_BAD_PART, n, "part", text, in->id, part_list(r, in));
    return -1;
}

/* The values of a band, as texts too: tables list them. */
static void add_intervals(struct report *r, struct chart_series *s, uint32_t indicator,
                          uint32_t area, uint32_t part)
{
    int decimals = published_indicator(r->c->published, indicator)->decimals;
    for (size_t i = 0; i < s->n_points; i++) {
        struct chart_point *p = &s->points[i];
        const struct published_value *v =
            published_at(r->c->published, indicator, area, (int)p->x0, part);
        if (!value_shown(v) || !v->has_interval)
            continue;
        p->has_interval = true;
        p->lower = v->lower;
        p->upper = v->upper;
        p->low_text = german_number(r->arena, v->lower, decimals);
        p->high_text = german_number(r->arena, v->upper, decimals);
    }
}

/* By year, each one once. */
static void add_break(struct report *r, struct chart *c, double x, const char *name,
                      bool projected)
{
    for (size_t i = 0; i < c->n_breaks; i++) {
        bool same_place = !(c->breaks[i].x < x) && !(c->breaks[i].x > x);
        if (same_place && str_eq(c->breaks[i].name, name))
            return;
    }
    c->breaks = arena_push(r->arena, c->breaks, c->n_breaks, sizeof *c->breaks);
    size_t at = c->n_breaks++;
    for (; at > 0 && c->breaks[at - 1].x > x; at--)
        c->breaks[at] = c->breaks[at - 1];
    c->breaks[at] = (struct chart_break){x, arena_strdup(r->arena, name), projected};
}

/* Between two points there may be years without figures: the break stands before the
 * first year on the new basis. */
static void find_breaks(struct report *r, struct chart *c, const struct chart_series *s,
                        uint32_t indicator)
{
    for (size_t i = 1; i < s->n_points; i++) {
        int from = (int)s->points[i - 1].x0;
        int to = (int)s->points[i].x0;
        const char *name = published_break(r->c->published, indicator, from, to);
        if (name == NULL)
            continue;
        int year = to;
        while (year - 1 > from &&
               published_break(r->c->published, indicator, year - 1, to) == NULL)
            year--;
        add_break(r, c, year - 0.5, name, false);
    }
}

/* Points from a year on, if there are any; a line that has no others begins with them. */
static void project_from(struct report *r, struct chart *c, struct chart_series *s, int year)
{
    size_t first = 0;
    while (first < s->n_points && s->points[first].x0 < year)
        first++;
    for (size_t i = first; i < s->n_points; i++)
        s->points[i].projected = true;
    if (first < s->n_points)
        add_break(r, c, first > 0 ? year - 0.5 : s->points[0].x0, "Vorausberechnung", true);
}

/* The first series only: bands that cover each other could not be read. */
static void add_band(struct figure *f, const struct xml_node *n, struct chart_series *s,
                     uint32_t indicator, uint32_t area, uint32_t part)
{
    struct chart *c = f->chart;
    const struct published_indicator *in = published_indicator(f->r->c->published, indicator);
    if (!c->band)
        return;
    if (in->interval == NULL || in->interval[0] == '\0')
        XML_REPORT(f->r->d, FIGURE_NO_BAND, n, "indicator", in->id);
    add_intervals(f->r, s, indicator, area, part);
    c->band = false;
    for (size_t i = 0; i < s->n_points; i++)
        c->band = c->band || s->points[i].has_interval;
}

struct chart_series *add_course(struct report *r, struct chart *c, uint32_t indicator,
                                uint32_t area, uint32_t part, int from, int to)
{
    struct chart_series *s = add_series(r, c);
    add_years(r, s, indicator, area, part, from, to);
    find_breaks(r, c, s, indicator);
    return s;
}

/* A second quantity of the same place must look different from the first. */
static enum chart_role free_role(const struct chart *c, enum chart_role role)
{
    for (size_t i = 0; role == ROLE_PLACE && i < c->n_series; i++) {
        if (c->series[i].role == ROLE_PLACE)
            return ROLE_SECOND;
    }
    return role;
}

static const char *default_name(struct report *r, uint32_t indicator, uint32_t area,
                                enum chart_role role, uint32_t part)
{
    const struct published_indicator *in = published_indicator(r->c->published, indicator);
    if (part > 0)
        return part_name(r->arena, &in->parts[part - 1]);
    return role == ROLE_SECOND ? arena_strdup(r->arena, in->short_name) : series_name(r, area);
}

static void line_series(struct report *r, const struct xml_node *n, void *target)
{
    struct figure *f = target;
    uint32_t indicator, area, part;
    if (!xml_is(n, "series") || figure_indicator(r, n, &indicator) != 0)
        return;
    if (xml_attr(n, "area") == NULL)
        area = r->area;
    else if (figure_area(r, n, "area", &area) != 0)
        return;
    if (figure_part(r, n, indicator, &part) != 0)
        return;
    const struct published_indicator *in = published_indicator(r->c->published, indicator);
    enum chart_role role = attr_role(n, free_role(f->chart, area_role(r, area)));
    int from = figure_year(r, n, "from", figure_year(r, f->n, "from", FIRST_YEAR));
    int to = figure_year(r, n, "to", figure_year(r, f->n, "to", LAST_YEAR));
    struct chart_series *s = add_course(r, f->chart, indicator, area, part, from, to);
    s->role = role;
    s->name = attr_text(r, n, "name", default_name(r, indicator, area, role, part));
    if (f->kind->kind == CHART_LINE)
        project_from(r, f->chart, s, figure_year(r, n, "projected-from", LAST_YEAR + 1));
    if (f->chart->n_series == 1) {
        f->chart->unit = unit_of(r, in);
        add_band(f, n, s, indicator, area, part);
    }
    if (in->decimals > f->chart->decimals)
        f->chart->decimals = in->decimals;
}

/* Series without any point would be a name without a line. */
static void drop_empty(struct chart *c)
{
    size_t kept = 0;
    for (size_t i = 0; i < c->n_series; i++) {
        if (c->series[i].n_points > 0)
            c->series[kept++] = c->series[i];
    }
    c->n_series = kept;
}

void build_line(struct figure *f)
{
    walk_children(f->r, f->n, line_series, f);
    drop_empty(f->chart);
}

static void spark_into(struct report *r, const struct xml_node *n, struct chart *c)
{
    uint32_t indicator, area;
    if (figure_indicator(r, n, &indicator) != 0 || figure_area(r, n, "area", &area) != 0)
        return;
    const struct published_indicator *in = published_indicator(r->c->published, indicator);
    struct chart_series *s =
        add_course(r, c, indicator, area, 0, figure_year(r, n, "from", FIRST_YEAR),
                   figure_year(r, n, "to", LAST_YEAR));
    s->role = area_role(r, area);
    s->name = series_name(r, area);
    c->unit = unit_of(r, in);
    c->decimals = in->decimals;
}

void build_spark(struct figure *f)
{
    spark_into(f->r, f->n, f->chart);
}

/* "Betreute Kinder unter 3, Landkreis Esslingen" */
static const char *spark_subject(const struct report *r, const struct chart_series *s)
{
    const struct published *p = r->c->published;
    uint32_t in = published_find_indicator(p, s->indicator);
    uint32_t area = published_find_area(p, s->area);
    return arena_printf(r->arena, "%s, %s", published_indicator(p, in)->short_name,
                        published_area(p, area)->name);
}

struct chart *compose_spark(struct report *r, const struct xml_node *n, const char **alt,
                            enum sign *sign)
{
    struct chart *c = arena_alloc(r->arena, sizeof *c);
    c->kind = CHART_SPARK;
    c->field = r->field;
    c->unit = "";
    spark_into(r, n, c);
    bool shown = false;
    *sign = SIGN_ABSENT;
    for (size_t i = 0; c->n_series > 0 && i < c->series[0].n_points; i++) {
        *sign = c->series[0].points[i].sign; /* the last one tells why nothing is shown */
        shown = shown || sign_counts(*sign);
    }
    if (!shown)
        return NULL;
    *alt = alt_text(r, c, "Verlauf", spark_subject(r, &c->series[0]));
    return c;
}
