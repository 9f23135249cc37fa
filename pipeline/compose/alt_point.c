#include "compose/alt_private.h"

#include <string.h>

/* Places with two values: those of which one is not shown are only counted. */

static bool pair_shown(const struct chart *c, size_t i)
{
    return sign_counts(c->series[0].points[i].sign) && sign_counts(c->series[1].points[i].sign);
}

static size_t shown_pairs(const struct chart *c)
{
    size_t n = 0;
    for (size_t i = 0; i < c->series[0].n_points; i++)
        n += pair_shown(c, i);
    return n;
}

/* " Nicht gezeigt: 1 Gemeinde (Altdorf)." */
static void put_hidden(struct buf *b, const struct chart *c)
{
    size_t n = c->series[0].n_points - shown_pairs(c), named = 0;
    if (n == 0)
        return;
    buf_printf(b, " Nicht gezeigt: %zu %s", n, n == 1 ? "Gemeinde" : "Gemeinden");
    for (size_t i = 0; n <= MAX_LISTED && i < c->series[0].n_points; i++) {
        if (!pair_shown(c, i))
            buf_printf(b, "%s%s", named++ == 0 ? " (" : ", ", c->series[0].points[i].label);
    }
    buf_adds(b, named > 0 ? ")." : ".");
}

/* Lowest and highest of a series among the places that are shown. */
static void find_ends(const struct chart *c, size_t series, const struct chart_point **low,
                      const struct chart_point **high)
{
    *low = *high = NULL;
    for (size_t i = 0; i < c->series[series].n_points; i++) {
        const struct chart_point *p = &c->series[series].points[i];
        if (!pair_shown(c, i))
            continue;
        *low = *low == NULL || p->value < (*low)->value ? p : *low;
        *high = *high == NULL || p->value > (*high)->value ? p : *high;
    }
}

static void put_ends(struct buf *b, const struct chart *c, size_t series)
{
    const struct chart_point *low, *high;
    find_ends(c, series, &low, &high);
    buf_printf(b, "von %s (%s) bis %s (%s)", alt_spoken(low), low->label, alt_spoken(high),
               high->label);
}

static const struct chart_reference *line_of(const struct chart *c, size_t series)
{
    for (size_t i = 0; i < c->n_references; i++) {
        if (c->references[i].series == series)
            return &c->references[i];
    }
    return NULL;
}

/* " Senkrecht Arbeitslose (%), 2016: von … bis …, Kreis 3,0." */
static void put_axis(struct buf *b, const struct chart *c, size_t series, const char *unit,
                     const char *direction)
{
    const struct chart_series *s = &c->series[series];
    const struct chart_reference *line = line_of(c, series);
    char year[2][16];
    if (s->since != 0)
        buf_printf(b, " %s die Veränderung von %s %s %s", direction, alt_before(s, year[0]),
                   s->before != NULL ? "auf" : "bis", alt_period(s, year[1]));
    else
        buf_printf(b, " %s %s", direction, s->name);
    if (unit != NULL && unit[0] != '\0')
        buf_printf(b, " (%s)", unit);
    if (s->since == 0 && s->year != 0)
        buf_printf(b, ", %s", alt_period(s, year[1]));
    buf_adds(b, ": ");
    put_ends(b, c, series);
    if (line != NULL)
        buf_printf(b, ", %s %s", line->name, line->text);
    buf_addc(b, '.');
}

/* By rows from the upper left; on a line means: not above it, or right of it. */
static int quadrant_of(const struct chart *c, size_t i)
{
    const struct chart_reference *x = line_of(c, 0), *y = line_of(c, 1);
    return (c->series[1].points[i].value > y->value ? 0 : 2) +
           (c->series[0].points[i].value > x->value ? 1 : 0);
}

static void put_quadrants(struct buf *b, const struct chart *c)
{
    size_t n[4] = {0, 0, 0, 0};
    if (line_of(c, 0) == NULL || line_of(c, 1) == NULL || c->quadrants[0] == NULL)
        return;
    for (size_t i = 0; i < c->series[0].n_points; i++) {
        if (pair_shown(c, i))
            n[quadrant_of(c, i)]++;
    }
    buf_printf(b, " Verglichen mit %s:", line_of(c, 1)->name);
    for (int k = 0; k < 4; k++)
        buf_printf(b, "%s %s %zu", k > 0 ? ";" : "", c->quadrants[k], n[k]);
    buf_adds(b, " Gemeinden.");
}

/* The highlighted places one by one. */
typedef void put_place(struct buf *b, const struct chart *c, size_t i);

static void put_places(struct buf *b, const struct chart *c, put_place *put)
{
    size_t named = 0;
    for (size_t i = 0; i < c->series[0].n_points && named < MAX_LISTED; i++) {
        if (!c->series[0].points[i].emphasis || !pair_shown(c, i))
            continue;
        named++;
        buf_printf(b, " %s: ", c->series[0].points[i].label);
        put(b, c, i);
        buf_addc(b, '.');
    }
}

static void scatter_place(struct buf *b, const struct chart *c, size_t i)
{
    buf_printf(b, "%s %s, %s %s", c->series[1].name, alt_spoken(&c->series[1].points[i]),
               c->series[0].since != 0 ? "Veränderung" : c->series[0].name,
               alt_spoken(&c->series[0].points[i]));
    if (line_of(c, 0) != NULL && line_of(c, 1) != NULL && c->quadrants[0] != NULL)
        buf_printf(b, " (%s)", c->quadrants[quadrant_of(c, i)]);
}

void alt_scatter(struct buf *b, const struct chart *c)
{
    size_t n = shown_pairs(c);
    buf_printf(b, " %zu %s.", n, n == 1 ? "Gemeinde" : "Gemeinden");
    put_places(b, c, scatter_place);
    put_axis(b, c, 1, c->unit, "Senkrecht");
    put_axis(b, c, 0, c->across_unit, "Waagerecht");
    put_quadrants(b, c);
    put_hidden(b, c);
}

static void put_step(struct buf *b, const char *from, const char *to, double difference)
{
    if (strcmp(from, to) == 0)
        buf_printf(b, "unverändert %s", from);
    else
        buf_printf(b, "von %s auf %s %s", from, to, difference > 0 ? "gestiegen" : "gesunken");
}

static void slope_place(struct buf *b, const struct chart *c, size_t i)
{
    const struct chart_point *from = &c->series[0].points[i], *to = &c->series[1].points[i];
    put_step(b, alt_spoken(from), alt_spoken(to), to->value - from->value);
}

/* Their two values stand one behind the other. */
static void slope_lines(struct buf *b, const struct chart *c)
{
    for (size_t i = 0; i + 1 < c->n_references; i += 2) {
        const struct chart_reference *from = &c->references[i], *to = &c->references[i + 1];
        buf_printf(b, " %s: ", from->name);
        put_step(b, from->text, to->text, to->value - from->value);
        buf_addc(b, '.');
    }
}

void alt_slope(struct buf *b, const struct chart *c)
{
    size_t n = shown_pairs(c), rise = 0, fall = 0;
    for (size_t i = 0; i < c->series[0].n_points; i++) {
        if (!pair_shown(c, i))
            continue;
        const struct chart_point *from = &c->series[0].points[i], *to = &c->series[1].points[i];
        bool same = strcmp(from->text, to->text) == 0;
        rise += !same && to->value > from->value;
        fall += !same && to->value < from->value;
    }
    char year[2][16];
    const char *early = alt_period(&c->series[0], year[0]);
    const char *late = alt_period(&c->series[1], year[1]);
    buf_printf(b, " %s und %s.", early, late);
    put_places(b, c, slope_place);
    slope_lines(b, c);
    if (n > 1) {
        buf_printf(b, " %zu Gemeinden, davon %zu gestiegen und %zu gesunken; %s ", n, rise, fall,
                   early);
        put_ends(b, c, 0);
        buf_printf(b, ", %s ", late);
        put_ends(b, c, 1);
        buf_addc(b, '.');
    }
    put_hidden(b, c);
}

static bool is_above(const struct chart *c, size_t i)
{
    return line_of(c, 0) != NULL && c->series[0].points[i].value > line_of(c, 0)->value;
}

static void funnel_place(struct buf *b, const struct chart *c, size_t i)
{
    const char *where = !c->series[0].points[i].outside ? "innerhalb der Grenzen"
                        : is_above(c, i)                ? "über den Grenzen"
                                                        : "unter den Grenzen";
    buf_printf(b, "%s bei %s Personen, %s", alt_spoken(&c->series[0].points[i]),
               alt_spoken(&c->series[1].points[i]), where);
}

static void put_outside(struct buf *b, const struct chart *c, bool above)
{
    size_t n = 0, named = 0;
    for (size_t i = 0; i < c->series[0].n_points; i++)
        n += pair_shown(c, i) && c->series[0].points[i].outside && is_above(c, i) == above;
    buf_adds(b, above ? " darüber " : "; darunter ");
    if (n == 0)
        buf_adds(b, "keine");
    for (size_t i = 0; i < c->series[0].n_points && named < MAX_LISTED; i++) {
        const struct chart_point *p = &c->series[0].points[i];
        if (!pair_shown(c, i) || !p->outside || is_above(c, i) != above)
            continue;
        buf_printf(b, "%s%s %s", named++ > 0 ? ", " : "", p->label, alt_spoken(p));
    }
    if (n > named)
        buf_printf(b, " und %zu weitere", n - named);
}

void alt_funnel(struct buf *b, const struct chart *c)
{
    size_t n = shown_pairs(c);
    buf_printf(b, " %zu %s nach der Zahl der Personen (%s), ", n,
               n == 1 ? "Gemeinde" : "Gemeinden", c->series[1].name);
    put_ends(b, c, 1);
    buf_adds(b, "; Werte ");
    put_ends(b, c, 0);
    buf_addc(b, '.');
    put_places(b, c, funnel_place);
    alt_references(b, c);
    buf_adds(b, " Außerhalb der Grenzen des Zufalls (99,8\xE2\x80\xAF%):");
    put_outside(b, c, true);
    put_outside(b, c, false);
    buf_addc(b, '.');
    put_hidden(b, c);
}
